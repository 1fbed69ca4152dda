/** The log of a proposal as a test reads it: every row, what it says, and the text that it gives at one of them, by nothing else. */
import * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import type { ProposalId } from '../../shared/ids.ts'
import { isTextKind } from '../../shared/log/chain.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { isIntact } from '../../server/log/audit.ts'
import { logEntryOf, type EntryRow } from '../../server/log/entry-table.ts'
import type { Engine } from '../../server/store/engine.ts'
import { PEOPLE } from './server-engine.ts'

function rowsOf(engine: Engine, proposal: ProposalId): readonly EntryRow[] {
  const reader = engine.accounts.person(PEOPLE.coordinator)!
  const rows: EntryRow[] = []
  for (;;) {
    const page = engine.records.page(reader, proposal, rows.length)
    if (!page.ok) throw new Error(page.refusal.reason)
    if (page.value.length === 0) return rows
    rows.push(...page.value)
  }
}

export const entriesOf = (engine: Engine, proposal: ProposalId): readonly LogEntry[] =>
  rowsOf(engine, proposal).map(logEntryOf)

export const isLogIntact = (engine: Engine, proposal: ProposalId): boolean =>
  isIntact(proposal, rowsOf(engine, proposal))

export function textAt(engine: Engine, proposal: ProposalId, seq: number): Document {
  const doc = new Y.Doc()
  for (const row of rowsOf(engine, proposal))
    if (row.seq <= seq && isTextKind(row.kind)) Y.applyUpdate(doc, row.payload)
  return readDocument(doc)
}
