/**
 * Texts as they are sent to whoever joins, made of bytes alone: a snapshot, and what was written after it in one update. No `Y.Doc`
 * is loaded for a reader, and what is made for one is kept for a while for those who come with the same question.
 */
import * as Y from 'yjs'
import { isTextKind } from '../../shared/log/chain.ts'
import type { EntryTable } from './entry-table.ts'
import type { Known } from './known-states.ts'
import type { LiveProposals } from './live-proposals.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { Snapshot, SnapshotTable } from './snapshot-table.ts'

/** `update` is null where the proposal is so new that there is no snapshot: all of it is in what follows. */
export type Base = { readonly seq: number; readonly update: Uint8Array | null }
/** Both together are the text up to `head`, and either may say more than was asked for; null says nothing. */
export type SentText = {
  readonly base: Base | null
  readonly after: Uint8Array | null
  readonly head: number
  readonly lineage: number
}
/** A base that somebody holds. */
export type Held = { readonly seq: number; readonly lineage: number }
/** The log up to an entry, and which log it is. */
type At = Pick<Known, 'head' | 'chain' | 'lineage'>

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

  /** `has`: the base that the asker holds already, which is then not given again. */
  whole(id: string, at: At, has: Held | null): SentText {
    const { seq, text } = this.base(id, at)
    const update = seq === 0 ? null : text
    const isHeld = has?.seq === seq && has.lineage === at.lineage
    return { base: isHeld ? null : { seq, update }, after: this.after(id, seq, at), ...reachedBy(at) }
  }

  /** What somebody lacks who says what they know. @throws where the vector is none. */
  lacking(id: string, at: At, vector: Uint8Array): SentText {
    const live = this.tables.proposals.loadedAt(id, at)
    if (live?.isOpen) return { base: null, after: Y.encodeStateAsUpdate(live.doc, vector), ...reachedBy(at) }
    const base = this.base(id, at)
    return {
      base: { seq: base.seq, update: this.beyond(named(id, at), base, vector) },
      after: this.after(id, base.seq, at),
      ...reachedBy(at),
    }
  }

  /** The text entries with `after < seq ≤ head` as one update; null where there is none. */
  after(id: string, after: number, at: At): Uint8Array | null {
    const { head } = at
    if (after >= head) return null
    const key = `${named(id, at)} ${after}`
    const kept = this.tails.get(key)
    if (kept?.upTo === head) return kept.update
    const known = kept && kept.upTo < head ? kept : { upTo: after, update: null }
    const update = joined([known.update, this.written(id, known.upTo, head)])
    return this.tails.set(key, { upTo: head, update }, update?.length ?? 0).update
  }

  /** The state vector of the text at its head. */
  vectorAt(id: string, at: At): Uint8Array {
    const key = named(id, at)
    const kept = this.vectors.get(key)
    if (kept?.head === at.head) return kept.vector
    const live = this.tables.proposals.loadedAt(id, at)
    const vector = live?.isOpen ? Y.encodeStateVector(live.doc) : this.vectorOf(id, at)
    return this.vectors.set(key, { head: at.head, vector }, vector.length).vector
  }

  dropOld(): void {
    for (const each of [this.bases, this.tails, this.answers, this.vectors]) each.dropOld()
  }

  private base(id: string, at: At): Snapshotted {
    const base = this.newest(id, at)
    if (at.head - base.seq <= LONGEST_TAIL) return base
    const taken = this.tables.proposals.save(id)
    return taken && taken.seq <= at.head ? this.keepBase(named(id, at), taken) : base
  }

  private newest(id: string, at: At): Snapshotted {
    const { snapshots } = this.tables
    const key = named(id, at)
    const kept = this.bases.get(key)
    const newest = snapshots.newestUpTo(id, at.head)
    if (kept && kept.seq >= newest && kept.seq <= at.head) return kept
    return newest === 0 ? NO_SNAPSHOT : this.keepBase(key, snapshots.load(id, at.head) ?? NO_SNAPSHOT)
  }

  private keepBase(key: string, { seq, text, vector }: Snapshotted): Snapshotted {
    return this.bases.set(key, { seq, text, vector }, text.length)
  }

  /** All that the base holds beyond a vector, and all that is deleted in it: a vector does not tell of deletions. */
  private beyond(name: string, { seq, text }: Snapshotted, vector: Uint8Array): Uint8Array | null {
    const knows = Y.decodeStateVector(vector)
    if (seq === 0) return null
    if (knows.size === 0) return text
    const key = `${name} ${seq} ${Buffer.from(vector).toString('base64')}`
    const kept = this.answers.get(key)
    if (kept) return kept
    const update = Y.diffUpdate(text, vector)
    return this.answers.set(key, update, update.length + vector.length)
  }

  private vectorOf(id: string, at: At): Uint8Array {
    const { seq, vector } = this.base(id, at)
    const after = this.after(id, seq, at)
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

/** By what is kept of a log. */
const named = (id: string, { lineage }: At) => `${id} ${lineage}`

const reachedBy = ({ head, lineage }: At) => ({ head, lineage })

function joined(updates: readonly (Uint8Array | null)[]): Uint8Array | null {
  const some = updates.filter((update) => update !== null)
  return some.length > 1 ? Y.mergeUpdates(some) : (some[0] ?? null)
}
