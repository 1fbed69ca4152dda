/** The pasts that are kept in memory: the most recently asked for, up to so many entries in all. */
import type { ProposalMoment } from '../../shared/proposal/moments.ts'
import type { Removed } from '../../shared/protocol/views.ts'
import { Audit } from './audit.ts'
import type { EntryRow } from './entry-table.ts'
import { Past, type About, type Comparison, type Question } from './past.ts'

/** Under 1 KB each in memory, measured on logs of single key presses. */
const MOST_ENTRIES = 300_000

export class Pasts {
  readonly #kept = new Map<string, Past>()
  readonly #audits = new Map<string, Audit>()

  /** The number of the last entry that is known here; 0 where nothing is. */
  reached = (proposal: string): number => this.#kept.get(proposal)?.head ?? 0

  take(proposal: string, rows: readonly EntryRow[]): number {
    const past = this.#kept.get(proposal) ?? new Past()
    this.#kept.delete(proposal)
    this.#kept.set(proposal, past)
    past.take(rows)
    this.#forgetOldest()
    return past.head
  }

  moments = (proposal: string): readonly ProposalMoment[] => this.#past(proposal).moments()

  compare = (proposal: string, question: Question): Comparison => this.#past(proposal).compare(question)

  removals = (proposal: string): readonly Removed[] => this.#past(proposal).removals()

  textAt = (proposal: string, seq: number, about: About) => this.#past(proposal).textAt(seq, about)

  /** A log is read through again from its first entry, a page at a time: one reading for each proposal. True while it is intact. */
  audit(proposal: string, rows: readonly EntryRow[]): boolean {
    const audit = rows[0]?.seq === 1 ? new Audit(proposal) : (this.#audits.get(proposal) ?? new Audit(proposal))
    this.#audits.set(proposal, audit)
    return audit.take(rows)
  }

  /** After the last page. */
  audited = (proposal: string): boolean => this.#audits.delete(proposal)

  #past(proposal: string): Past {
    const past = this.#kept.get(proposal)
    if (!past) throw new Error(`the past of ${proposal} was not told`)
    return past
  }

  /** The one in use stays, however long it is. */
  #forgetOldest(): void {
    let entries = [...this.#kept.values()].reduce((sum, { head }) => sum + head, 0)
    for (const [proposal, { head }] of [...this.#kept].slice(0, -1)) {
      if (entries <= MOST_ENTRIES) return
      this.#kept.delete(proposal)
      entries -= head
    }
  }
}
