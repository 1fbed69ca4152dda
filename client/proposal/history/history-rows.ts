/** The log as the history shows it: acts one by one; edits that follow each other in one minute, or are one person's, as one row. */
import type { LogEntry } from '../../../shared/proposal/acts.ts'
import type { Removed } from '../../../shared/protocol/views.ts'

export type ActEntry = Extract<LogEntry, { kind: 'act' }>
export type TextEntry = Extract<LogEntry, { kind: 'text' }>
export type EditsRow = {
  readonly kind: 'edits'
  readonly first: TextEntry
  readonly last: TextEntry
  readonly count: number
  /** How many edits each person made, in the order of their first one. */
  readonly by: ReadonlyMap<TextEntry['author'], number>
  /** Whole clauses that one edit took away; 0 where it took few, or none. */
  readonly removed: number
}
export type HistoryRow = { readonly kind: 'act'; readonly entry: ActEntry } | EditsRow

/** An edit that takes so many clauses away stands in a row of its own, with who made it. */
const WORTH_SAYING = 3

export function historyRows(entries: readonly LogEntry[], removals: readonly Removed[] = []): readonly HistoryRow[] {
  const worthSaying = removals.filter(({ clauses }) => clauses >= WORTH_SAYING)
  const removedBy = new Map(worthSaying.map(({ seq, clauses }) => [seq, clauses]))
  const rows: HistoryRow[] = []
  for (const entry of entries) {
    const previous = rows.at(-1)
    const removed = removedBy.get(entry.seq) ?? 0
    if (entry.kind === 'act') rows.push({ kind: 'act', entry })
    else if (previous?.kind === 'edits' && removed === 0 && belongs(entry, previous))
      rows[rows.length - 1] = joined(previous, entry)
    else rows.push({ kind: 'edits', first: entry, last: entry, count: 1, by: new Map([[entry.author, 1]]), removed })
  }
  return rows
}

export const sameMinute = (one: number, other: number) => Math.floor(one / 60_000) === Math.floor(other / 60_000)

const belongs = (entry: TextEntry, { first, by, removed }: EditsRow) =>
  removed === 0 && (sameMinute(first.time, entry.time) || (by.size === 1 && by.has(entry.author)))

const joined = (row: EditsRow, entry: TextEntry): EditsRow => ({
  ...row,
  last: entry,
  count: row.count + 1,
  by: new Map([...row.by, [entry.author, (row.by.get(entry.author) ?? 0) + 1]]),
})
