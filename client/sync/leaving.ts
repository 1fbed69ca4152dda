/** The browser asks before it throws away what no device and no server has. */
import { isOnlyHere } from './only-here.ts'

const ask = (event: BeforeUnloadEvent) => {
  if (isOnlyHere()) event.preventDefault()
}

/** Once for the page, however often it is said. */
export const guardLeaving = (): void => globalThis.addEventListener?.('beforeunload', ask)
