/**
 * A COMMIT that nobody answered: the line broke, the server went down, its standby did not confirm. Whether it took place is read
 * from the log, once nobody can carry it out any more: an entry with the chain value that was computed is that entry and no other.
 * So what was done is answered as it was, and is never done twice.
 */
import type { ProposalId } from '../../shared/ids.ts'
import { forUpdate, type Db } from '../store/db.ts'
import type { Commit } from './proposal-log.ts'

/** All that a transaction would have answered. */
export type Whole = { readonly answers: unknown; readonly commits: readonly Commit[] }
/** The last entry that it wrote to a proposal. */
export type Mark = { readonly proposal: ProposalId; readonly seq: number; readonly chain: Uint8Array }

export class OutcomeUnknown extends Error {
  override readonly cause: unknown
  readonly whole: Whole
  readonly marks: readonly Mark[]

  constructor(cause: unknown, whole: Whole, marks: readonly Mark[]) {
    super('It is not known whether a transaction took place.')
    this.cause = cause
    this.whole = whole
    this.marks = marks
  }
}

export class Outcomes {
  private readonly db: Db
  private readonly holding
  private readonly chainAt

  constructor(db: Db) {
    this.db = db
    this.holding = db.prepare(`SELECT id FROM proposal WHERE id = ?${forUpdate(db)}`)
    this.chainAt = db.prepare<[string, number], { chain: Uint8Array }>(
      'SELECT chain FROM entry WHERE proposal = ? AND seq = ?',
    )
  }

  /** See {@link Db.within}. */
  within<Answer>(ms: number, work: () => Answer): Answer {
    return this.db.within(ms, work)
  }

  /** False too where it wrote no entry: then it does no harm done again. To hold the row waits until a late commit is over. */
  tookPlace({ marks }: OutcomeUnknown): boolean {
    if (marks.length === 0) return false
    return this.db.transaction(() => {
      for (const { proposal } of marks) this.holding.get(proposal)
      return marks.every((mark) => this.isInLog(mark))
    })
  }

  private isInLog({ proposal, seq, chain }: Mark): boolean {
    const found = this.chainAt.get(proposal, seq)?.chain
    return found !== undefined && Buffer.compare(found, chain) === 0
  }
}
