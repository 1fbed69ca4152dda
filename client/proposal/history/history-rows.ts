/** The log as the history shows it: acts one by one, and edits of one person that follow each other as one row. */
import type { LogEntry } from '../../../shared/proposal/acts.ts'

export type ActEntry = Extract<LogEntry, { kind: 'act' }>
export type TextEntry = Extract<LogEntry, { kind: 'text' }>
export type HistoryRow =
  | { readonly kind: 'act'; readonly entry: ActEntry }
  | { readonly kind: 'edits'; readonly first: TextEntry; readonly last: TextEntry; readonly count: number }

export function historyRows(entries: readonly LogEntry[]): readonly HistoryRow[] {
  const rows: HistoryRow[] = []
  for (const entry of entries) {
    const previous = rows.at(-1)
    if (entry.kind === 'act') rows.push({ kind: 'act', entry })
    else if (previous?.kind === 'edits' && previous.last.author === entry.author)
      rows[rows.length - 1] = { ...previous, last: entry, count: previous.count + 1 }
    else rows.push({ kind: 'edits', first: entry, last: entry, count: 1 })
  }
  return rows
}
