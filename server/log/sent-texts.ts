/**
 * Texts as they are sent to whoever joins, made of bytes alone: a snapshot, and what was written after it in one update. No `Y.Doc`
 * is loaded for a reader, and what is made for one is kept for a while for those who come with the same question.
 */
import * as Y from 'yjs'
import { isTextKind } from '../../shared/log/chain.ts'
import type { EntryTable } from './entry-table.ts'
import type { LiveProposals } from './live-proposals.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { Snapshot, SnapshotTable } from './snapshot-table.ts'

/** `update` is null where the proposal is so new that there is no snapshot: all of it is in what follows. */
export type Base = { readonly seq: number; readonly update: Uint8Array | null }
/** Both together are the text up to `head`, and either may say more than was asked for; null says nothing. */
export type SentText = { readonly base: Base | null; readonly after: Uint8Array | null; readonly head: number }

type Snapshotted = Pick<Snapshot, 'seq' | 'text' | 'vector'>
type Tail = { readonly upTo: number; readonly update: Uint8Array | null }
type Tables = {
  readonly entries: EntryTable
  readonly snapshots: SnapshotTable
  readonly proposals: LiveProposals
}

const KEPT = { most: 16_000_000, forMs: 30_000 }
/** Entries: to join more of them costs more than to take a snapshot. */
export const LONGEST_TAIL = 2_500
const NO_SNAPSHOT: Snapshotted = { seq: 0, text: new Uint8Array([0, 0]), vector: new Uint8Array([0]) }

export class SentTexts {
  private readonly tables: Tables
  private readonly bases: RecentlyUsed<Snapshotted>
  private readonly tails: RecentlyUsed<Tail>
  private readonly answers: RecentlyUsed<Uint8Array>
  private readonly vectors: RecentlyUsed<{ readonly head: number; readonly vector: Uint8Array }>

  constructor(tables: Tables, clock: () => number) {
    this.tables = tables
    this.bases = new RecentlyUsed({ ...KEPT, clock })
    this.tails = new RecentlyUsed({ ...KEPT, clock })
    this.answers = new RecentlyUsed({ ...KEPT, clock })
    this.vectors = new RecentlyUsed({ ...KEPT, clock })
  }

  /** `has`: the entry of the base that the asker holds already, which is then not given again. */
  whole(id: string, head: number, has: number | null): SentText {
    const { seq, text } = this.base(id, head)
    const update = seq === 0 ? null : text
    return { base: seq === has ? null : { seq, update }, after: this.after(id, seq, head), head }
  }

  /** What somebody lacks who says what they know. @throws where the vector is none. */
  lacking(id: string, head: number, vector: Uint8Array): SentText {
    const live = this.tables.proposals.loadedAt(id, head)
    if (live) return { base: null, after: Y.encodeStateAsUpdate(live.doc, vector), head }
    const base = this.base(id, head)
    return {
      base: { seq: base.seq, update: this.beyond(id, base, vector) },
      after: this.after(id, base.seq, head),
      head,
    }
  }

  /** The text entries with `after < seq ≤ head` as one update; null where there is none. */
  after(id: string, after: number, head: number): Uint8Array | null {
    if (after >= head) return null
    const key = `${id} ${after}`
    const kept = this.tails.get(key)
    if (kept?.upTo === head) return kept.update
    const known = kept && kept.upTo < head ? kept : { upTo: after, update: null }
    const update = joined([known.update, this.written(id, known.upTo, head)])
    return this.tails.set(key, { upTo: head, update }, update?.length ?? 0).update
  }

  /** The state vector of the text at its head. */
  vectorAt(id: string, head: number): Uint8Array {
    const kept = this.vectors.get(id)
    if (kept?.head === head) return kept.vector
    const live = this.tables.proposals.loadedAt(id, head)
    const vector = live ? Y.encodeStateVector(live.doc) : this.vectorOf(id, head)
    return this.vectors.set(id, { head, vector }, vector.length).vector
  }

  dropOld(): void {
    for (const each of [this.bases, this.tails, this.answers, this.vectors]) each.dropOld()
  }

  private base(id: string, head: number): Snapshotted {
    const base = this.newest(id, head)
    if (head - base.seq <= LONGEST_TAIL) return base
    const taken = this.tables.proposals.save(id)
    return taken && taken.seq <= head ? this.keepBase(id, taken) : base
  }

  private newest(id: string, head: number): Snapshotted {
    const { snapshots } = this.tables
    const kept = this.bases.get(id)
    const newest = snapshots.newestUpTo(id, head)
    if (kept && kept.seq >= newest && kept.seq <= head) return kept
    return newest === 0 ? NO_SNAPSHOT : this.keepBase(id, snapshots.load(id, head) ?? NO_SNAPSHOT)
  }

  private keepBase(id: string, { seq, text, vector }: Snapshotted): Snapshotted {
    return this.bases.set(id, { seq, text, vector }, text.length)
  }

  /** All that the base holds beyond a vector, and all that is deleted in it: a vector does not tell of deletions. */
  private beyond(id: string, { seq, text }: Snapshotted, vector: Uint8Array): Uint8Array | null {
    const knows = Y.decodeStateVector(vector)
    if (seq === 0) return null
    if (knows.size === 0) return text
    const key = `${id} ${seq} ${Buffer.from(vector).toString('base64')}`
    const kept = this.answers.get(key)
    if (kept) return kept
    const update = Y.diffUpdate(text, vector)
    return this.answers.set(key, update, update.length + vector.length)
  }

  private vectorOf(id: string, head: number): Uint8Array {
    const { seq, vector } = this.base(id, head)
    const after = this.after(id, seq, head)
    if (after === null) return vector
    const clocks = Y.decodeStateVector(vector)
    for (const [client, clock] of Y.parseUpdateMeta(after).to)
      clocks.set(client, Math.max(clock, clocks.get(client) ?? 0))
    return Y.encodeStateVector(clocks)
  }

  private written(id: string, after: number, upTo: number): Uint8Array | null {
    const rows = this.tables.entries.rows(id, after, upTo).filter(({ kind }) => isTextKind(kind))
    return joined(rows.map(({ payload }) => payload))
  }
}

function joined(updates: readonly (Uint8Array | null)[]): Uint8Array | null {
  const some = updates.filter((update) => update !== null)
  return some.length > 1 ? Y.mergeUpdates(some) : (some[0] ?? null)
}
