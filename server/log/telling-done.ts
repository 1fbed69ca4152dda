/** After a commit: the work is on disk, and whoever did it is answered so even where it could not be told to those who have it open. */

/** Told, or said on the console: readers catch up when they reconnect. Never throws; a promise only where there is one to wait for. */
export function tellDone(tell: () => void | Promise<unknown>): void | Promise<unknown> {
  try {
    return tell()?.catch(complain)
  } catch (error) {
    complain(error)
  }
}

const complain = (error: unknown) => console.error('A commit could not be told.', error)
