/**
 * Time that passes only when it is told to: an hour of waits and retries takes as long as the work in it, and the same seed has the
 * same order of events. Streams and promises run for real, in their own order, between one timer and the next.
 */
import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import { vi } from 'vitest'

const turn = globalThis.setImmediate
const { setTimeout: realPause } = timersPromises

/** A frame goes through the streams of both ends, the parser, and the answer's promise. */
const TURNS = 3

export function beginVirtualTime(): void {
  vi.useFakeTimers({
    now: Date.UTC(2029, 0, 8),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  timersPromises.setTimeout = pause
  syncBuiltinESMExports()
}

export function endVirtualTime(): void {
  vi.useRealTimers()
  timersPromises.setTimeout = realPause
  syncBuiltinESMExports()
}

const pause: typeof realPause = (ms, value) =>
  new Promise((resolve) => void setTimeout(() => resolve(value as never), ms))

/** Everything that is due at this moment is done. */
export async function settle(turns = TURNS): Promise<void> {
  for (let turned = 0; turned < turns; turned++) await new Promise<void>((resolve) => void turn(resolve))
}

/** Milliseconds of virtual time. */
export async function elapse(ms: number): Promise<void> {
  const over = new AbortController()
  setTimeout(() => over.abort(), ms)
  await settle()
  while (!over.signal.aborted) {
    vi.advanceTimersToNextTimer()
    await settle()
  }
}

/** Rejects, naming what was waited for, where it does not come about in so many milliseconds of virtual time. */
export async function until(condition: () => boolean, what: () => string, within = 120_000): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > within) throw new Error(`in ${within / 1000} s of virtual time it did not happen that ${what()}`)
    await elapse(20)
  }
}
