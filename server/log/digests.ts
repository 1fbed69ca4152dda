/** The digests of the texts as they are now, without the texts where that can be. */
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { Known } from './known-states.ts'
import type { LiveProposals } from './live-proposals.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { SnapshotTable } from './snapshot-table.ts'

type Digested = { readonly textSeq: number; readonly digest: string }
type Tables = { readonly snapshots: SnapshotTable; readonly proposals: LiveProposals }

const KEPT = { most: 10_000, forMs: 3_600_000 }

export class Digests {
  private readonly tables: Tables
  private readonly kept: RecentlyUsed<Digested>

  constructor(tables: Tables, clock: () => number) {
    this.tables = tables
    this.kept = new RecentlyUsed({ ...KEPT, clock })
  }

  of(id: string, { state }: Pick<Known, 'state'>): string {
    const known = this.kept.get(id)
    if (known?.textSeq === state.textSeq) return known.digest
    const digest = this.read(id, state)
    return this.kept.set(id, { textSeq: state.textSeq, digest }, 1).digest
  }

  private read(id: string, { head, textSeq }: ProposalState): string {
    const { snapshots, proposals } = this.tables
    const live = proposals.loadedAt(id, head)
    if (live) return live.digest
    return (snapshots.ofText(id, textSeq) ?? proposals.save(id)!).digest
  }
}
