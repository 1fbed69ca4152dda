/** A database server that comes back within seconds loses nobody an edit. */
import { OutcomeUnknown, type Outcomes, type Whole } from '../log/unknown-outcome.ts'
import { mayBeTriedAgain } from './storage-failure.ts'

const PAUSES_MS = [0, 50, 200, 1_000, 3_000]

/**
 * Everything that waits for the storage thread waits meanwhile. `asDone` makes the answer of a transaction that took place though
 * nobody said so.
 * @throws what the last attempt did.
 */
export function tried<Answer>(outcomes: Outcomes, work: () => Answer, asDone: (whole: Whole) => Answer): Answer {
  let open: OutcomeUnknown | null = null
  for (let attempt = 0; ; attempt++)
    try {
      if (open !== null && outcomes.tookPlace(open)) return asDone(open.whole)
      open = null
      return work()
    } catch (error) {
      if (error instanceof OutcomeUnknown) open = error
      const cause = error instanceof OutcomeUnknown ? error.cause : error
      if (attempt === PAUSES_MS.length || !mayBeTriedAgain(cause)) throw cause
      pause(PAUSES_MS[attempt]!)
    }
}

const pause = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
