/** Entries that another node wrote, as what there is to tell of them. */
import * as Y from 'yjs'
import { isTextKind } from '../../shared/log/chain.ts'
import type { ProposalId } from '../../shared/ids.ts'
import { logEntryOf, type EntryRow } from './entry-table.ts'
import type { Commit } from './proposal-log.ts'

/** Joining updates costs the square of their number. */
const MOST_AT_ONCE = 100

/** `rows` follow each other; so do the commits. */
export function commitsOf(proposal: ProposalId, rows: readonly EntryRow[]): readonly Commit[] {
  const parcels = Math.ceil(rows.length / MOST_AT_ONCE)
  return Array.from({ length: parcels }, (_, at) =>
    commitOf(proposal, rows.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE)),
  )
}

function commitOf(proposal: ProposalId, rows: readonly EntryRow[]): Commit {
  const updates = rows.flatMap(({ kind, payload }) => (isTextKind(kind) ? [payload] : []))
  return {
    proposal,
    entries: rows.map(logEntryOf),
    update: updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null),
    head: rows.at(-1)!.seq,
  }
}
