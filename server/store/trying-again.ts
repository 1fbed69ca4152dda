/** A database server that comes back within seconds loses nobody an edit. */
import { OutcomeUnknown, type Outcomes, type Whole } from '../log/unknown-outcome.ts'
import { isUnanswered, mayBeLookedAtAgain, mayBeTriedAgain, NotKnownToBeDone } from './storage-failure.ts'
import { PostgresError } from './postgres/postgres-line.ts'

const PAUSES_MS = [0, 50, 200, 1_000, 3_000]
/** A server that is silent holds everybody's requests: not longer than this, all attempts together. */
const MOST_MS = 30_000

type Asked = Pick<Outcomes, 'tookPlace' | 'within'>
type Way<Answer> = {
  readonly work: () => Answer
  /** The answer of a transaction that took place though nobody said so. */
  readonly asDone: (whole: Whole) => Answer
}

/**
 * Everything that waits for the storage thread waits meanwhile.
 * @throws what the last attempt did; {@link NotKnownToBeDone} where it, or one before it, may have taken place all the same.
 */
export function tried<Answer>(
  outcomes: Asked,
  work: () => Answer,
  asDone: (whole: Whole) => Answer,
  mostMs = MOST_MS,
): Answer {
  return outcomes.within(mostMs, () => attempted(outcomes, { work, asDone }, performance.now() + mostMs))
}

/** While an outcome is open nothing is given up before the time is over: first it is asked what became of it. */
function attempted<Answer>(outcomes: Asked, { work, asDone }: Way<Answer>, until: number): Answer {
  let open: OutcomeUnknown | null = null
  // Without a mark in the log nobody can be asked: it is done again, and harms nobody, but for who is told that nothing was done.
  let isUnmarked = false
  for (let attempt = 0; ; attempt++)
    try {
      if (open !== null && outcomes.tookPlace(open)) return asDone(open.whole)
      open = null
      return work()
    } catch (error) {
      if (error instanceof OutcomeUnknown) open = error
      const cause = error instanceof OutcomeUnknown ? error.cause : error
      isUnmarked ||= isUnanswered(cause) && (open === null || open.marks.length === 0)
      const isAskedAgain =
        open === null ? attempt < PAUSES_MS.length && mayBeTriedAgain(cause) : mayBeLookedAtAgain(cause)
      const isOver = performance.now() >= until
      if (isOver || !isAskedAgain) throw open !== null || isUnmarked ? notKnown(cause) : cause
      pause(PAUSES_MS[attempt] ?? PAUSES_MS.at(-1)!)
    }
}

const notKnown = (cause: unknown) => (cause instanceof PostgresError ? new NotKnownToBeDone(cause) : cause)

const pause = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
