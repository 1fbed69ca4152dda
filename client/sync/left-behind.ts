/**
 * When the device is looked at again for edits that nobody sends any more: another tab of the same person was closed, or crashed,
 * while it had no line; or the device could not be read before.
 */
import type { Outbox } from './outbox.ts'

export type LeftBehind = {
  look(): void
  /** A device that cannot be read now holds nothing that could be known; one that does not answer may hold anything. */
  readonly hasLooked: () => boolean
  stop(): void
}

/** Milliseconds. */
const EVERY = 20_000
/** One comes here from the tab that was closed. */
const MOMENTS = ['focus', 'pageshow', 'visibilitychange']

export function createLeftBehind(outbox: Outbox, onLooked: () => void): LeftBehind {
  let hasLooked = false

  async function restore(): Promise<void> {
    await outbox.restore()
    hasLooked = true
    onLooked()
  }

  const look = () => void restore()
  const timer = setInterval(look, EVERY)
  for (const moment of MOMENTS) globalThis.addEventListener?.(moment, look)
  return {
    look,
    hasLooked: () => hasLooked,
    stop() {
      clearInterval(timer)
      for (const moment of MOMENTS) globalThis.removeEventListener?.(moment, look)
    },
  }
}
