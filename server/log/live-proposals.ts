/** The proposals in memory, the most recently used ones; each is checked against its row, so that another writer is noticed. */
import type * as Y from 'yjs'
import { isTextKind } from '../../shared/log/chain.ts'
import type { Document } from '../../shared/document/blocks.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { forUpdate, type Db } from '../store/db.ts'
import type { EntryTable } from './entry-table.ts'
import { LiveProposal } from './live-proposal.ts'
import { SnapshotTable } from './snapshot-table.ts'

const KEPT_IN_MEMORY = 64

export class LiveProposals {
  private readonly kept = new Map<string, LiveProposal>()
  private readonly entries: EntryTable
  private readonly snapshots: SnapshotTable
  private readonly headOf
  private readonly heldHeadOf

  constructor(db: Db, entries: EntryTable) {
    this.entries = entries
    this.snapshots = new SnapshotTable(db)
    const head = 'SELECT head FROM proposal WHERE id = ?'
    this.headOf = db.prepare<[string], { head: number }>(head)
    this.heldHeadOf = db.prepare<[string], { head: number }>(head + forUpdate(db))
  }

  /** Undefined where there is no such proposal. */
  get(id: string): LiveProposal | undefined {
    return this.upTo(id, this.headOf.get(id)?.head)
  }

  /** The same, and nobody else writes to it until the transaction ends. */
  held(id: string): LiveProposal | undefined {
    return this.upTo(id, this.heldHeadOf.get(id)?.head)
  }

  /** Another node may have written since: then what it wrote is read. */
  private upTo(id: string, head: number | undefined): LiveProposal | undefined {
    if (head === undefined) return undefined
    const kept = this.kept.get(id)
    const live = kept && kept.head <= head ? this.caughtUp(kept, id, head) : this.load(id, head)
    this.keep(id, live)
    return live
  }

  private caughtUp(kept: LiveProposal, id: string, head: number): LiveProposal {
    return kept.head === head ? kept : kept.replay(this.entries.rows(id, kept.head, head))
  }

  /** After a commit: so that the next cold start has little to replay. A failure costs nothing but that. */
  saveIfWorth(id: string): void {
    const live = this.kept.get(id)
    if (!live?.isWorthSaving) return
    try {
      this.snapshots.save(id, live)
      live.saved()
    } catch (error) {
      console.error(`A snapshot could not be saved: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  /** After a failed transaction memory may be ahead of the disk. */
  forget(id: string): void {
    this.kept.get(id)?.doc.destroy()
    this.kept.delete(id)
  }

  /** The text as it stood at a text entry, replayed; null where that entry is no text entry. */
  documentAt(id: string, textSeq: number): Document | null {
    const row = this.entries.rows(id, textSeq - 1, textSeq)[0]
    return row && isTextKind(row.kind) ? readDocument(this.textDocAt(id, textSeq)) : null
  }

  /** The caller's own copy of the text up to an entry. */
  textDocAt(id: string, seq: number): Y.Doc {
    return this.load(id, seq).doc
  }

  private load(id: string, upTo?: number): LiveProposal {
    const live = this.snapshots.load(id, upTo) ?? new LiveProposal()
    return live.replay(this.entries.rows(id, live.head, upTo))
  }

  private keep(id: string, live: LiveProposal): void {
    this.kept.delete(id)
    this.kept.set(id, live)
    const oldest = this.kept.keys().next().value
    if (this.kept.size > KEPT_IN_MEMORY && oldest !== undefined) this.forget(oldest)
  }
}
