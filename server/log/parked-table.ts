/** Refused edits, kept for their author alone. Nothing here reaches the log before its author applies it. */
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
  /** 1 where the edit tells by itself what its author had seen, else 0. */
  readonly tells: number
}

type AppliedEdits = { readonly edits: readonly ParkedEdit[]; readonly seq: number | null }
type Used = { readonly edits: number; readonly bytes: number }
export type Owner = { readonly proposal: string; readonly author: string }
type End = { readonly ids: readonly string[]; readonly now: number }

/** For each author and proposal: a writer whose page keeps sending must not fill the disk. What was applied is in the log. */
const QUOTA = { edits: 2_000, bytes: 8_000_000 }
/** With what was discarded, which stays on the disk. */
const IN_ALL = { edits: 5 * QUOTA.edits, bytes: 5 * QUOTA.bytes }

const COLUMNS = 'id, proposal, author, time, text_seq AS "textSeq", reason, edit, tells'
const OF_AUTHOR = 'FROM parked WHERE proposal = ? AND author = ?'
const IS_KEPT = 'discarded_at IS NULL AND applied_at IS NULL'

export class ParkedTable {
  private readonly insertion
  private readonly selection
  private readonly same
  private readonly used
  private readonly discarding
  private readonly applying
  private readonly commandSelection
  private readonly appliedSelection
  private readonly anySelection

  constructor(db: Db) {
    this.insertion = db.prepare(
      `INSERT INTO parked (id, proposal, author, time, text_seq, reason, edit, tells)
       VALUES (@id, @proposal, @author, @time, @textSeq, @reason, @edit, @tells)`,
    )
    this.selection = db.prepare<[string, string], ParkedEdit>(
      `SELECT ${COLUMNS} ${OF_AUTHOR} AND ${IS_KEPT} ORDER BY position`,
    )
    this.same = db.prepare<[string, string, Uint8Array], { id: string }>(
      `SELECT id ${OF_AUTHOR} AND edit = ? AND ${IS_KEPT} LIMIT 1`,
    )
    this.used = db.prepare<[string, string], Used & { discarded: number; discardedBytes: number }>(
      `SELECT COUNT(*) AS edits, COALESCE(SUM(LENGTH(edit)), 0) AS bytes, COUNT(discarded_at) AS discarded,
         COALESCE(SUM(CASE WHEN discarded_at IS NULL THEN 0 ELSE LENGTH(edit) END), 0) AS "discardedBytes"
       ${OF_AUTHOR} AND applied_at IS NULL`,
    )
    this.discarding = db.prepare(`UPDATE parked SET discarded_at = ? WHERE id = ?`)
    this.applying = db.prepare('UPDATE parked SET applied_at = ?, applied_seq = ?, applied_by = ? WHERE id = ?')
    this.commandSelection = db.prepare<[string, string, string], ParkedEdit & { seq: number | null }>(
      `SELECT ${COLUMNS}, applied_seq AS seq ${OF_AUTHOR} AND applied_by = ? ORDER BY position`,
    )
    this.appliedSelection = db.prepare<[string, string, string], { id: string }>(
      `SELECT id ${OF_AUTHOR} AND id = ? AND applied_at IS NOT NULL`,
    )
    this.anySelection = db.prepare<[string, string, string], ParkedEdit & { appliedBy: string | null }>(
      `SELECT ${COLUMNS}, applied_by AS "appliedBy" ${OF_AUTHOR} AND id = ?`,
    )
  }

  /**
   * Answers under which id it is kept: an edit that is sent once more, because its line broke before the answer, is kept once. Null
   * where the author's quota is used up: then nothing was kept and the author has to be told so.
   */
  add(edit: ParkedEdit): string | null {
    const { proposal, author } = edit
    const before = this.same.get(proposal, author, edit.edit)
    if (before) return before.id
    if (!this.hasRoom(edit)) return null
    this.insertion.run(edit)
    return edit.id
  }

  private hasRoom({ proposal, author, edit }: ParkedEdit): boolean {
    const { edits, bytes, discarded, discardedBytes } = this.used.get(proposal, author)!
    const fits = (used: Used, most: Used) => used.edits < most.edits && used.bytes + edit.length <= most.bytes
    return fits({ edits: edits - discarded, bytes: bytes - discardedBytes }, QUOTA) && fits({ edits, bytes }, IN_ALL)
  }

  of({ proposal, author }: Owner): readonly ParkedEdit[] {
    return this.selection.all(proposal, author)
  }

  /** Only marked: what was discarded by mistake can still be found by the operator. */
  discard({ ids, now }: End): void {
    for (const id of ids) this.discarding.run(now, id)
  }

  /** `seq`: the text entry that they became; null where the text held them already. */
  applied({ ids, now, seq, command }: End & { readonly seq: number | null; readonly command: string }): void {
    for (const id of ids) this.applying.run(now, seq, command, id)
  }

  /** Where the command was carried out before: what it applied, and the entry that it made. */
  ofCommand({ proposal, author }: Owner, command: string): AppliedEdits | undefined {
    const edits = this.commandSelection.all(proposal, author, command)
    return edits[0] && { edits, seq: edits[0].seq }
  }

  wasApplied({ proposal, author }: Owner, id: string): boolean {
    return this.appliedSelection.get(proposal, author, id) !== undefined
  }

  /** Also where it was discarded since; not where it was applied. */
  notApplied({ proposal, author }: Owner, id: string): ParkedEdit | undefined {
    const edit = this.anySelection.get(proposal, author, id)
    return edit?.appliedBy === null ? edit : undefined
  }

  /** Also where it was applied or discarded since. */
  wasKept({ proposal, author }: Owner, id: string): boolean {
    return this.anySelection.get(proposal, author, id) !== undefined
  }
}
