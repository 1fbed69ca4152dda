/**
 * The proposals in memory with their texts: those that are written to, and for a moment those of which a whole text is wanted. Each
 * is checked against its row, so that another writer is noticed. Whoever only joins needs none: see `sent-texts.ts`.
 */
import * as Y from 'yjs'
import { isTextKind } from '../../shared/log/chain.ts'
import type { Document } from '../../shared/document/blocks.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { forUpdate, type Db } from '../store/db.ts'
import { isFatal } from '../store/storage-failure.ts'
import { isSame, type EntryTable, type Standing } from './entry-table.ts'
import { LiveProposal } from './live-proposal.ts'
import type { Snapshot, SnapshotTable } from './snapshot-table.ts'

const KEPT_IN_MEMORY = 64
/** Since the last edit, and since the text was last read. Milliseconds. */
const KEPT_AFTER = { writing: 300_000, reading: 30_000 }
/** Of one look at what is worth saving: whatever is asked meanwhile waits so long. */
const SAVING_MS = 30
/** Left alone for so long, a text is saved where at least so much would have to be replayed. */
const QUIET = { ms: 10_000, entries: 100, bytes: 32_000 }

const ANYTHING = { entries: 1, bytes: 1 }

type Loaded = { readonly live: LiveProposal; readAt: number; writtenAt: number }
type Tables = { readonly entries: EntryTable; readonly snapshots: SnapshotTable }

export class LiveProposals {
  /** The one that was used last comes last. */
  private readonly kept = new Map<string, Loaded>()
  private readonly entries: EntryTable
  private readonly snapshots: SnapshotTable
  private readonly clock: () => number
  private readonly keptAfterWriting: number
  private readonly standing
  private readonly heldStanding

  constructor(db: Db, { entries, snapshots }: Tables, clock: () => number, keptAfterWriting = KEPT_AFTER.writing) {
    this.keptAfterWriting = keptAfterWriting
    this.entries = entries
    this.snapshots = snapshots
    this.clock = clock
    const standing = 'SELECT head, chain FROM proposal WHERE id = ?'
    this.standing = db.prepare<[string], Standing>(standing)
    this.heldStanding = db.prepare<[string], Standing>(standing + forUpdate(db))
  }

  /** To be read. Undefined where there is no such proposal. */
  get(id: string): LiveProposal | undefined {
    const loaded = this.upTo(id, this.standing.get(id))
    if (!loaded) return undefined
    loaded.readAt = this.clock()
    // Whoever reads waits for no more writing than would be missed at the next start.
    for (const other of this.tooMany()) this.letGo(other, QUIET)
    return loaded.live
  }

  /** To be written to, and nobody else does until the transaction ends. */
  held(id: string): LiveProposal | undefined {
    const loaded = this.upTo(id, this.heldStanding.get(id))
    if (loaded) loaded.writtenAt = this.clock()
    return loaded?.live
  }

  /** Only where it is in memory already, and at this entry. */
  loadedAt(id: string, standing: Standing): LiveProposal | undefined {
    const live = this.kept.get(id)?.live
    return live && isSame(live, standing) ? live : undefined
  }

  isLoaded(id: string): boolean {
    return this.kept.has(id)
  }

  get size(): number {
    return this.kept.size
  }

  /** Another node may have written since: then what it wrote is read. */
  private upTo(id: string, standing: Standing | undefined): Loaded | undefined {
    if (standing === undefined) return undefined
    const kept = this.kept.get(id)
    if (kept && this.isLedTo(standing, id, kept.live)) return this.keep(id, this.ledOn(id, kept, standing.head))
    this.forget(id)
    return this.keep(id, fresh(this.load(id, standing.head)))
  }

  /** By the chain: an entry that is written after one that is no longer in the log would break it on the disk for ever. */
  private isLedTo(standing: Standing, id: string, live: LiveProposal): boolean {
    if (live.head >= standing.head) return isSame(live, standing)
    return live.head === 0 || this.entries.leadsOn(id, live)
  }

  private ledOn(id: string, loaded: Loaded, head: number): Loaded {
    const { live } = loaded
    if (live.head < head) live.replay(this.entries.rows(id, live.head, head))
    return loaded
  }

  /**
   * Between two requests: takes the snapshots that are due, and lets go of what nobody needs any more; one at each look at least, or
   * a machine that is slow enough would never come to it.
   */
  tidy(): void {
    const now = this.clock()
    const until = performance.now() + SAVING_MS
    for (const [id, loaded] of this.kept) {
      const { live, writtenAt } = loaded
      if (this.isIdle(loaded, now)) this.letGo(id, ANYTHING)
      else if (live.isWorthSaving || (now - writtenAt >= QUIET.ms && live.wouldReplay(QUIET))) this.saveLive(id, live)
      else continue
      if (performance.now() >= until) return
    }
    for (const id of this.tooMany()) {
      this.letGo(id, ANYTHING)
      if (performance.now() >= until) return
    }
  }

  /** Before the end: the next start has little to replay. */
  saveAll(): void {
    for (const [id, { live }] of this.kept) if (live.wouldReplay(QUIET)) this.saveLive(id, live)
  }

  /** The text as it is now, kept for the next start too. Undefined where there is no such proposal. */
  save(id: string): Snapshot | undefined {
    const live = this.get(id)
    return live && this.saveLive(id, live)
  }

  /** A failure to keep it costs nothing but that; unless it is the disk that fails. */
  private saveLive(id: string, live: LiveProposal): Snapshot {
    const snapshot = snapshotOf(live)
    // Before it is tried: a disk that fails is not asked again at each edit.
    live.saved()
    try {
      this.snapshots.save(id, snapshot)
    } catch (error) {
      if (isFatal(error)) throw error
      console.error(`A snapshot could not be saved: ${error instanceof Error ? error.message : String(error)}`)
    }
    return snapshot
  }

  /** Whatever the work does to the proposal is undone: what is in memory of it is there afterwards, and nobody waits until it is loaded. */
  sparing<Answer>(id: string, work: () => Answer): Answer {
    const kept = this.kept.get(id)
    if (!kept) return work()
    this.kept.set(id, { ...kept, live: kept.live.twin() })
    try {
      return work()
    } finally {
      this.forget(id)
      this.kept.set(id, kept)
    }
  }

  /** After a failed transaction memory may be ahead of the disk. */
  forget(id: string): void {
    this.kept.get(id)?.live.destroy()
    this.kept.delete(id)
  }

  /** Saved where so much of it is not. */
  private letGo(id: string, unsaved: typeof ANYTHING): void {
    const live = this.kept.get(id)?.live
    if (live?.wouldReplay(unsaved)) this.saveLive(id, live)
    this.forget(id)
  }

  private isIdle({ readAt, writtenAt }: Loaded, now: number): boolean {
    return now - writtenAt >= this.keptAfterWriting && now - readAt >= KEPT_AFTER.reading
  }

  /** Not in the middle of a transaction: what it writes to stays as long as it lasts. */
  private tooMany(): readonly string[] {
    return [...this.kept.keys()].slice(0, -KEPT_IN_MEMORY)
  }

  /** The text as it stood at a text entry, replayed; null where that entry is no text entry. */
  documentAt(id: string, textSeq: number): Document | null {
    const row = this.entries.rows(id, textSeq - 1, textSeq)[0]
    return row && isTextKind(row.kind) ? readDocument(this.load(id, textSeq).doc) : null
  }

  /** The caller's own copies of the text up to each of these entries, in their order: the log is replayed once for all. */
  *textDocsAt(id: string, seqs: readonly number[]): Generator<Y.Doc> {
    if (seqs.length === 0) return
    const live = this.load(id, seqs[0])
    for (const seq of seqs) yield live.replay(this.entries.rows(id, live.head, seq)).copy()
  }

  private load(id: string, upTo?: number): LiveProposal {
    const snapshot = this.snapshots.load(id, upTo)
    const live = snapshot ? LiveProposal.revived(snapshot) : new LiveProposal()
    return live.replay(this.entries.rows(id, live.head, upTo))
  }

  private keep(id: string, loaded: Loaded): Loaded {
    this.kept.delete(id)
    this.kept.set(id, loaded)
    return loaded
  }
}

const fresh = (live: LiveProposal): Loaded => ({ live, readAt: -Infinity, writtenAt: -Infinity })

const snapshotOf = (live: LiveProposal): Snapshot => ({
  seq: live.head,
  chain: live.chain,
  state: live.state,
  text: Y.encodeStateAsUpdate(live.doc),
  vector: Y.encodeStateVector(live.doc),
  digest: live.digest,
})
