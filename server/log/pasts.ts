/** The pasts that are kept in memory: the most recently asked for, up to so many entries in all. */
import type { ProposalMoment } from '../../shared/proposal/moments.ts'
import type { EntryRow } from './entry-table.ts'
import { Past, type Comparison, type Question } from './past.ts'

/** Under 1 KB each in memory, measured on logs of single key presses. */
const MOST_ENTRIES = 300_000

export class Pasts {
  readonly #kept = new Map<string, Past>()

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
