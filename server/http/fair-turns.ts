/**
 * Questions that cost somebody else time: one at a time for each person, and those of different people by turns. However much one
 * person asks, everybody else waits for no more than the question that is being answered.
 */

/** So many wait for this person already. */
export class TooManyQuestions extends Error {}

/** `atOnce`: of all people together. `mayWait`: of one person, beside the one that is being answered. */
export type TurnLimits = { readonly atOnce: number; readonly mayWait: number }

export class FairTurns {
  private readonly limits: TurnLimits
  /** Whoever has waited longest without a turn comes first. */
  private readonly waiting = new Map<string, (() => Promise<void>)[]>()
  private readonly busy = new Set<string>()

  constructor(limits: TurnLimits) {
    this.limits = limits
  }

  /** @throws {TooManyQuestions} and what the work throws. */
  take<Answer>(who: string, work: () => Promise<Answer>): Promise<Answer> {
    const own = this.waiting.get(who) ?? []
    if (own.length >= this.limits.mayWait) return Promise.reject(new TooManyQuestions())
    const answer = new Promise<Answer>((resolve, reject) => void own.push(() => work().then(resolve, reject)))
    this.waiting.set(who, own)
    this.goOn()
    return answer
  }

  private goOn(): void {
    for (const [who, own] of this.waiting) {
      if (this.busy.size >= this.limits.atOnce) return
      if (!this.busy.has(who)) void this.answerNext(who, own)
    }
  }

  private async answerNext(who: string, own: (() => Promise<void>)[]): Promise<void> {
    const next = own.shift()!
    this.waiting.delete(who)
    if (own.length > 0) this.waiting.set(who, own)
    this.busy.add(who)
    await next()
    this.busy.delete(who)
    this.goOn()
  }
}
