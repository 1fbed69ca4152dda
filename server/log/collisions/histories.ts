/**
 * The histories of the proposals where edits met last, kept and led on, because to replay a log costs 20 to 50 microseconds an
 * entry while every other proposal waits. Disposable; the log is the truth.
 *
 * What a long log lacks is replayed in small steps between other work, from the first edit on: so an edit that may have met
 * another mostly finds the history there.
 */
import { setImmediate } from 'node:timers'
import type { EntryRow } from '../entry-table.ts'
import { TextHistory } from './text-history.ts'

type RowsOf = (proposal: string, after: number, upTo?: number) => readonly EntryRow[]

/** A step takes some milliseconds. */
const STEP = 100
/** Rows in memory at once. */
const PAGE = 2_000
/** What is no longer than this is replayed when it is needed. */
const SHORT = 400
/** In all histories together; two to three kilobytes of memory each. The one in use may be longer. */
const MOST_ENTRIES = 150_000

export class Histories {
  /** The one that was used last comes last. */
  private readonly kept = new Map<string, TextHistory>()
  private readonly preparing = new Set<string>()
  private readonly rowsOf: RowsOf

  constructor(rowsOf: RowsOf) {
    this.rowsOf = rowsOf
  }

  /** `head` and `chain`: of the proposal as it stands in the transaction at hand. */
  upTo(proposal: string, { head, chain }: { readonly head: number; readonly chain: Uint8Array }): TextHistory {
    const kept = this.take(proposal)
    const history = this.ledOn(kept && kept.upTo <= head ? kept : new TextHistory(), proposal, head)
    // Rows of a transaction that failed are not in the log.
    const isOfLog = history.chain !== null && Buffer.compare(history.chain, chain) === 0
    const sound = isOfLog ? history : this.ledOn(new TextHistory(), proposal, head)
    this.kept.set(proposal, sound)
    this.thin()
    return sound
  }

  forgetAll(): void {
    for (const history of this.kept.values()) history.destroy()
    this.kept.clear()
  }

  /** Those of texts that nobody writes in any more are forgotten. */
  keepOnly(isKept: (proposal: string) => boolean): void {
    for (const proposal of this.kept.keys()) if (!isKept(proposal)) this.take(proposal)?.destroy()
  }

  /** After a commit, when somebody writes here. */
  prepare(proposal: string, head: number): void {
    const missing = head - (this.kept.get(proposal)?.upTo ?? 0)
    if (missing <= SHORT || this.preparing.has(proposal) || this.size + missing > MOST_ENTRIES) return
    this.preparing.add(proposal)
    setImmediate(() => this.prepareStep(proposal, head))
  }

  /** Whatever goes wrong here costs nothing: the history is replayed when it is needed. */
  private prepareStep(proposal: string, head: number): void {
    try {
      const history = this.take(proposal) ?? new TextHistory()
      this.ledOn(history, proposal, Math.min(head, history.upTo + STEP))
      this.kept.set(proposal, history)
      if (history.upTo < head) return void setImmediate(() => this.prepareStep(proposal, head))
    } catch {
      this.take(proposal)?.destroy()
    }
    this.preparing.delete(proposal)
  }

  private take(proposal: string): TextHistory | undefined {
    const history = this.kept.get(proposal)
    this.kept.delete(proposal)
    return history
  }

  private ledOn(history: TextHistory, proposal: string, head: number): TextHistory {
    while (history.upTo < head) {
      const rows = this.rowsOf(proposal, history.upTo, Math.min(head, history.upTo + PAGE))
      if (rows.length === 0) throw new Error(`the log of ${proposal} ends at ${history.upTo}, not at ${head}`)
      for (const row of rows) history.add(row)
    }
    return history
  }

  private get size(): number {
    return [...this.kept.values()].reduce((sum, { upTo }) => sum + upTo, 0)
  }

  private thin(): void {
    for (const [proposal, history] of this.kept) {
      if (this.kept.size === 1 || this.size <= MOST_ENTRIES) return
      this.kept.delete(proposal)
      history.destroy()
    }
  }
}
