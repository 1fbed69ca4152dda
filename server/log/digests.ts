/** The digests of the texts as they are now, without the texts where that can be. */
import type { Known } from './known-states.ts'
import type { Lineages } from './lineages.ts'
import type { LiveProposals } from './live-proposals.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { SnapshotTable } from './snapshot-table.ts'

type Tables = {
  readonly snapshots: SnapshotTable
  readonly proposals: LiveProposals
  readonly lineages: Lineages
}
type Of = Pick<Known, 'head' | 'chain' | 'state'>

const KEPT = { most: 10_000, forMs: 3_600_000 }

export class Digests {
  private readonly tables: Tables
  private readonly kept: RecentlyUsed<string>

  constructor(tables: Tables, clock: () => number) {
    this.tables = tables
    this.kept = new RecentlyUsed({ ...KEPT, clock })
  }

  of(id: string, known: Of): string {
    const key = `${id} ${this.tables.lineages.of(id, known)} ${known.state.textSeq}`
    return this.kept.get(key) ?? this.kept.set(key, this.read(id, known), 1)
  }

  /** A text that has to be loaded for it is not saved at once: a list would wait for as many writes as it has proposals. */
  private read(id: string, known: Of): string {
    const { snapshots, proposals } = this.tables
    const live = proposals.loadedAt(id, known)
    return live?.digest ?? snapshots.digestOf(id, known.state.textSeq) ?? proposals.get(id)!.digest
  }
}
