/** What of the log is known on this page, and up to which entry its text is here. */
import type { LogEntry } from '../../shared/proposal/acts.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Reached, TextSpan, TypedSpan } from '../../shared/protocol/sync.ts'
import { reachedWith, startingFrom, textSeqOf, textsOf, withEntries, withTexts, type Log } from './log-follower.ts'

/** What was heard is the first that is known; goes on from it; is known already; or does not follow on what is known. */
export type Step = 'first' | 'next' | 'same' | 'gap'

export type KnownLog = {
  readonly log: () => Log
  /** The entry whose text is here. */
  readonly textSeq: () => number
  /** Up to where the server's text in this doc goes; null where that is not certain. */
  readonly reached: () => Reached | null
  /** Whether the server has less than is known here. Then what was acknowledged since is in the doc alone. */
  goesBackTo(state: ProposalState): boolean
  startFrom(state: ProposalState): Step
  entries(entries: readonly LogEntry[]): Step
  texts(span: TextSpan): Step
  /** What was written, said in full. */
  spanOf(brief: TypedSpan, by: PersonId | null): TextSpan | 'gap'
  /** The text up to this entry is in the doc. */
  contains(head: number): void
  /** There is a new doc, and nothing in it. */
  beginDoc(): void
}

export function createKnownLog(): KnownLog {
  let log: Log = null
  let contained = 0
  /** The same, of the doc that is here now. */
  let containedHere = 0

  function stepTo(next: Log | 'gap'): Step {
    if (next === 'gap') return 'gap'
    const isFirst = log === null
    const isNew = next !== log
    log = next
    if (!isNew) return 'same'
    return isFirst ? 'first' : 'next'
  }

  return {
    log: () => log,
    textSeq: () => textSeqOf(log, contained),
    reached: () => reachedWith(log, containedHere),
    goesBackTo(state) {
      if (log === null || state.head >= log.head) return false
      log = null
      contained = 0
      containedHere = 0
      return true
    },
    startFrom: (state) => stepTo(startingFrom(log, state)),
    entries: (entries) => stepTo(withEntries(log, entries)),
    texts: (span) => stepTo(withTexts(log, span)),
    spanOf: (brief, by) => textsOf(log, brief, by),
    contains(head) {
      contained = Math.max(contained, head)
      containedHere = Math.max(containedHere, head)
    },
    beginDoc: () => void (containedHere = 0),
  }
}
