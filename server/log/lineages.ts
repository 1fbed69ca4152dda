/**
 * Which log it is. A database that was set back under a running server (restored from a backup, failed over to an older copy) holds
 * other entries under numbers that were known already: whatever was made of the old ones must not be taken for these.
 *
 * A lineage is a number that stays while a log is only led on. What is kept by entry number is kept by lineage too.
 */
import { isSame, type EntryTable, type Standing } from './entry-table.ts'
import { RecentlyUsed } from './recently-used.ts'

type Line = Standing & { readonly lineage: number }

/** Longer than anything that is kept by it. */
const KEPT = { most: 20_000, forMs: 2 * 3_600_000 }

export class Lineages {
  private readonly kept: RecentlyUsed<Line>
  private readonly entries: Pick<EntryTable, 'leadsOn'>
  private last = 0

  constructor(entries: Pick<EntryTable, 'leadsOn'>, clock: () => number) {
    this.kept = new RecentlyUsed({ ...KEPT, clock })
    this.entries = entries
  }

  /** Reads one row where the log has grown, and none where it has not. */
  of(id: string, { head, chain }: Standing): number {
    const known = this.kept.get(id)
    if (known && isSame(known, { head, chain })) return known.lineage
    const isLedOn = known !== undefined && known.head < head && this.entries.leadsOn(id, known)
    const lineage = isLedOn ? known.lineage : ++this.last
    return this.kept.set(id, { head, chain, lineage }, 1).lineage
  }

  dropOld(): void {
    this.kept.dropOld()
  }
}
