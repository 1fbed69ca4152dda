/**
 * When the device is looked at again for edits that nobody sends any more: another tab of the same person was closed, or crashed,
 * while it had no line; or the device could not be read before.
 */
type LeftBehind = {
  look(): void
  stop(): void
}

/** Milliseconds. */
const EVERY = 20_000
/** One comes here from the tab that was closed. */
const MOMENTS = ['focus', 'pageshow', 'visibilitychange']

export function createLeftBehind(look: () => void): LeftBehind {
  const timer = setInterval(look, EVERY)
  for (const moment of MOMENTS) globalThis.addEventListener?.(moment, look)
  return {
    look,
    stop() {
      clearInterval(timer)
      for (const moment of MOMENTS) globalThis.removeEventListener?.(moment, look)
    },
  }
}
