/** Refused edits, kept for their author alone. Nothing here ever reaches the log by itself. */
import type { Db } from '../store/db.ts'

export type ParkedEdit = {
  readonly id: string
  readonly proposal: string
  readonly author: string
  readonly time: number
  /** The last text entry when the edit was refused. */
  readonly textSeq: number
  readonly reason: string
  readonly edit: Uint8Array
}

/** For each author and proposal: a writer whose page keeps sending must not fill the disk. */
const QUOTA = { edits: 2_000, bytes: 8_000_000 }

export class ParkedTable {
  private readonly insertion
  private readonly selection
  private readonly used
  private readonly discarding

  constructor(db: Db) {
    this.insertion = db.prepare(
      `INSERT INTO parked (id, proposal, author, time, text_seq, reason, edit)
       VALUES (@id, @proposal, @author, @time, @textSeq, @reason, @edit)`,
    )
    this.selection = db.prepare<[string, string], ParkedEdit>(
      `SELECT id, proposal, author, time, text_seq AS "textSeq", reason, edit FROM parked
       WHERE proposal = ? AND author = ? AND discarded_at IS NULL ORDER BY position`,
    )
    this.used = db.prepare<[string, string], { edits: number; bytes: number }>(
      `SELECT COUNT(*) AS edits, COALESCE(SUM(LENGTH(edit)), 0) AS bytes FROM parked WHERE proposal = ? AND author = ?`,
    )
    this.discarding = db.prepare(
      `UPDATE parked SET discarded_at = ? WHERE proposal = ? AND author = ? AND text_seq = ? AND discarded_at IS NULL`,
    )
  }

  /** False where the author's quota is used up: then nothing was kept and the author has to be told so. */
  add(edit: ParkedEdit): boolean {
    const { edits, bytes } = this.used.get(edit.proposal, edit.author)!
    if (edits >= QUOTA.edits || bytes + edit.edit.length > QUOTA.bytes) return false
    this.insertion.run(edit)
    return true
  }

  of(proposal: string, author: string): readonly ParkedEdit[] {
    return this.selection.all(proposal, author)
  }

  /** Only marked: what was discarded by mistake can still be found by the operator. */
  discard(owner: { proposal: string; author: string; textSeq: number }, now: number): void {
    this.discarding.run(now, owner.proposal, owner.author, owner.textSeq)
  }
}
