/** The log as received so far, and what it says. A connection begins with all of it, so entries already known are passed over. */
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { fold, type ProposalState } from '../../shared/proposal/fold.ts'

export type Log = { readonly entries: readonly LogEntry[]; readonly state: ProposalState | null }

export const NO_LOG: Log = { entries: [], state: null }

/** Answers `gap` when an entry between the known and the received ones is missing. */
export function withEntries(log: Log, received: readonly LogEntry[]): Log | 'gap' {
  const head = headOf(log)
  const fresh = received.filter((entry) => entry.seq > head)
  if (fresh.length === 0) return log
  if (fresh.some((entry, index) => entry.seq !== head + 1 + index)) return 'gap'
  return { entries: [...log.entries, ...fresh], state: fresh.reduce(fold, log.state) }
}

export const headOf = ({ state }: Log): number => state?.head ?? 0

/**
 * The newest text entry that the text on the screen contains. `contained` is the head that the server last named; an entry beyond
 * the known log that it names is a text entry, because it names one only after sending text.
 */
export function textSeqOf(log: Log, contained: number): number {
  if (contained > headOf(log)) return contained
  const newest = log.entries.findLast((entry) => entry.kind === 'text' && (contained === 0 || entry.seq <= contained))
  return newest?.seq ?? 0
}
