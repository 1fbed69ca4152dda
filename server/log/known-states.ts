/** What proposals are, without their texts: their states, as they are folded from the log. Each is checked against its row. */
import { fold, FOLD_VERSION, type ProposalState } from '../../shared/proposal/fold.ts'
import type { Db } from '../store/db.ts'
import { isSame, logEntryOf, type EntryTable, type Standing } from './entry-table.ts'
import type { Lineages } from './lineages.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { SnapshotTable } from './snapshot-table.ts'

export type Known = {
  readonly head: number
  readonly chain: Uint8Array
  readonly state: ProposalState
  /** The state in JSON. */
  readonly written: string
  /** See {@link Lineages}. */
  readonly lineage: number
}

export type StateRow = {
  readonly head: number
  readonly chain: Uint8Array
  readonly state: string
  readonly fold_version: number
}
type Folded = Omit<Known, 'written' | 'lineage'>

type Tables = { readonly entries: EntryTable; readonly snapshots: SnapshotTable; readonly lineages: Lineages }

const KEPT = { most: 16_000_000, forMs: 600_000 }

export class KnownStates {
  private readonly kept: RecentlyUsed<Known>
  private readonly entries: EntryTable
  private readonly snapshots: SnapshotTable
  private readonly lineages: Lineages
  private readonly standing
  private readonly row

  constructor(db: Db, tables: Tables, clock: () => number) {
    this.kept = new RecentlyUsed({ ...KEPT, clock })
    this.entries = tables.entries
    this.snapshots = tables.snapshots
    this.lineages = tables.lineages
    this.standing = db.prepare<[string], Standing>('SELECT head, chain FROM proposal WHERE id = ?')
    this.row = db.prepare<[string], StateRow>('SELECT head, chain, state, fold_version FROM proposal WHERE id = ?')
  }

  /** Undefined where there is no such proposal. */
  get(id: string): Known | undefined {
    const standing = this.standing.get(id)
    if (!standing || standing.head === 0) return undefined
    const kept = this.kept.get(id)
    // What was read within a transaction that failed is no longer so, though the number of the entry may come again.
    if (kept && isSame(kept, standing)) return kept
    const row = this.row.get(id)!
    return this.keep(id, this.ofRow(id, row), row)
  }

  /** From the row of the proposal: what a list of many reads at once. */
  ofRow(id: string, { head, chain, state, fold_version }: StateRow): Folded {
    const cached = fold_version === FOLD_VERSION && state !== '' ? (JSON.parse(state) as ProposalState) : null
    if (cached?.head === head) return { head, chain, state: cached }
    return this.folded(id, head)
  }

  dropOld(): void {
    this.kept.dropOld()
  }

  private keep(id: string, folded: Folded, row: StateRow): Known {
    const isAsRead = folded.head === row.head && row.fold_version === FOLD_VERSION
    const written = isAsRead ? row.state : JSON.stringify(folded.state)
    return this.kept.set(id, { ...folded, written, lineage: this.lineages.of(id, folded) }, 2 * written.length)
  }

  /** The cache was made by another version of the program, or is behind. */
  private folded(id: string, head: number): Folded {
    const from = this.snapshots.load(id, head)
    const begun: { state: ProposalState | null; chain: Uint8Array } = from ?? { state: null, chain: new Uint8Array() }
    let { state, chain } = begun
    for (const row of this.entries.rows(id, from?.seq ?? 0, head)) {
      state = fold(state, logEntryOf(row))
      chain = row.chain
    }
    if (state === null) throw new Error(`the log of ${id} is empty`)
    return { head: state.head, chain, state }
  }
}
