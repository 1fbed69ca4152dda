/** A credit for each name: a person, a session, an address. Full ones are forgotten: a new one is the same. */
import { Credit } from './inbound-rate.ts'

const MOST_REMEMBERED = 10_000

export class Credits {
  private readonly fresh: () => Credit
  private readonly kept = new Map<string, Credit>()

  constructor(fresh: () => Credit) {
    this.fresh = fresh
  }

  of(name: string): Credit {
    if (this.kept.size > MOST_REMEMBERED)
      for (const [each, credit] of this.kept) if (credit.isFull) this.kept.delete(each)
    const credit = this.kept.get(name) ?? this.fresh()
    this.kept.set(name, credit)
    return credit
  }
}
