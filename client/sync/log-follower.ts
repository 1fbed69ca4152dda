/** The log as known here: its fold. A connection begins with the server's fold, and goes on with each entry after it. */
import type { PersonId } from '../../shared/ids.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { fold, foldTexts, type ProposalState } from '../../shared/proposal/fold.ts'
import type { Reached, TextSpan, TypedSpan } from '../../shared/protocol/sync.ts'

export type Log = ProposalState | null

export const headOf = (log: Log): number => log?.head ?? 0

/** The newer of the two: entries may overtake a word about rights, which brings the fold along. */
export const startingFrom = (log: Log, received: ProposalState): ProposalState =>
  log !== null && log.head > received.head ? log : received

/** Entries already known are passed over. Answers `gap` when one between the known and the received ones is missing. */
export function withEntries(log: Log, received: readonly LogEntry[]): Log | 'gap' {
  const head = headOf(log)
  const fresh = received.filter((entry) => entry.seq > head)
  if (fresh.some((entry, index) => entry.seq !== head + 1 + index)) return 'gap'
  return fresh.reduce(fold, log)
}

/** As `withEntries`, of text entries in short. */
export function withTexts(log: Log, span: TextSpan): Log | 'gap' {
  const head = headOf(log)
  if (log === null || span.from > head + 1) return 'gap'
  return span.to > head ? foldTexts(log, span) : log
}

/** Where it starts from what is not known here, it cannot be told when, or by whom. */
export function textsOf(log: Log, { from, to, later }: TypedSpan, by: PersonId | null): TextSpan | 'gap' {
  if (log === null || by === null || from !== log.head + 1) return 'gap'
  return { from, to, time: log.lastChange.time + later, by }
}

/** The last known entry, where all text up to it is here. `contained` is the head that the server last named. */
export const reachedWith = (log: Log, contained: number): Reached | null =>
  log !== null && contained >= log.textSeq ? { seq: log.head, time: log.lastChange.time } : null

/**
 * The entry whose text is on the screen. `contained` is the head that the server last named; an entry beyond the known log that it
 * names is a text entry, because it names one only after sending text.
 */
export function textSeqOf(log: Log, contained: number): number {
  if (contained > headOf(log)) return contained
  const newest = log?.textSeq ?? 0
  return contained === 0 ? newest : Math.min(newest, contained)
}
