/**
 * Snapshots: a proposal as it was at an entry, so that a cold one is not replayed from its first entry. Caches: each can be
 * deleted at any time, and one that is damaged or does not agree with the log is passed over and thrown away.
 *
 * The text is kept as it is sent to whoever joins, so that nobody has to read it into a `Y.Doc` for that.
 */
import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { FOLD_VERSION, type ProposalState } from '../../shared/proposal/fold.ts'
import type { Db } from '../store/db.ts'

export type Snapshot = {
  readonly seq: number
  readonly chain: Uint8Array
  readonly state: ProposalState
  /** A Yjs update (v1), and the state vector of what it holds. */
  readonly text: Uint8Array
  readonly vector: Uint8Array
  readonly digest: string
}

type Row = {
  readonly seq: number
  readonly chain: Uint8Array
  readonly state: string
  readonly doc: Uint8Array
  readonly vector: Uint8Array
  readonly digest: string
  readonly seal: Uint8Array
}

/** A newer one, and the one before it in case the newer proves wrong. */
const KEPT_OF_EACH = 2
const COLUMNS = 'seq, chain, state, doc, vector, digest, seal'

export class SnapshotTable {
  private readonly db: Db
  private readonly insertion
  private readonly newest
  private readonly newestSeq
  private readonly ofText
  private readonly thinning
  private readonly deletion
  private readonly chainAt

  constructor(db: Db) {
    this.db = db
    this.insertion = db.prepare(
      `INSERT INTO snapshot (proposal, version, text_seq, ${COLUMNS})
       VALUES (@proposal, ${FOLD_VERSION}, @textSeq, @seq, @chain, @state, @doc, @vector, @digest, @seal)
       ON CONFLICT (proposal, seq) DO UPDATE SET version = excluded.version, text_seq = excluded.text_seq,
         chain = excluded.chain, state = excluded.state, doc = excluded.doc, vector = excluded.vector,
         digest = excluded.digest, seal = excluded.seal`,
    )
    const chosen = `FROM snapshot WHERE proposal = ? AND version = ${FOLD_VERSION} AND seq <= ? ORDER BY seq DESC LIMIT 1`
    this.newest = db.prepare<[string, number], Row>(`SELECT ${COLUMNS} ${chosen}`)
    this.newestSeq = db.prepare<[string, number], { seq: number }>(`SELECT seq ${chosen}`)
    this.ofText = db.prepare<[string, number], Row>(
      `SELECT ${COLUMNS} FROM snapshot
       WHERE proposal = ? AND version = ${FOLD_VERSION} AND text_seq = ? ORDER BY seq DESC LIMIT 1`,
    )
    this.thinning = db.prepare(
      `DELETE FROM snapshot WHERE proposal = @proposal AND seq NOT IN
         (SELECT seq FROM snapshot WHERE proposal = @proposal ORDER BY seq DESC LIMIT ${KEPT_OF_EACH})`,
    )
    this.deletion = db.prepare('DELETE FROM snapshot WHERE proposal = ? AND seq = ?')
    this.chainAt = db.prepare<[string, number], { chain: Uint8Array }>(
      'SELECT chain FROM entry WHERE proposal = ? AND seq = ?',
    )
  }

  save(proposal: string, { seq, chain, state, text, vector, digest }: Snapshot): void {
    const row = { seq, chain, state: JSON.stringify(state), doc: zstdCompressSync(text), vector, digest }
    const bind = { proposal, ...row, textSeq: state.textSeq, seal: sealOf(proposal, row) }
    // One transaction, because each costs a write that is waited for.
    this.db.transaction(() => {
      this.insertion.run(bind)
      this.thinning.run({ proposal })
    })
  }

  /** Of the newest one up to an entry; 0 where there is none. It has not been looked into. */
  newestUpTo(proposal: string, upTo = Number.MAX_SAFE_INTEGER): number {
    return this.newestSeq.get(proposal, upTo)?.seq ?? 0
  }

  /** The newest that is sound and agrees with the log; undefined where there is none. */
  load(proposal: string, upTo = Number.MAX_SAFE_INTEGER): Snapshot | undefined {
    for (;;) {
      const row = this.newest.get(proposal, upTo)
      if (!row) return undefined
      const snapshot = this.revived(proposal, row)
      if (snapshot) return snapshot
      console.error(
        `The snapshot of ${proposal} at entry ${row.seq} is damaged: it is thrown away, the log is replayed.`,
      )
      this.deletion.run(proposal, row.seq)
    }
  }

  /** That of the text at a text entry, which is not unpacked for it; undefined where no sound snapshot has it. */
  digestOf(proposal: string, textSeq: number): string | undefined {
    const row = this.ofText.get(proposal, textSeq)
    return row && this.isSound(proposal, row) ? row.digest : undefined
  }

  private isSound(proposal: string, row: Row): boolean {
    const chain = this.chainAt.get(proposal, row.seq)?.chain
    if (!chain || Buffer.compare(chain, row.chain) !== 0) return false
    return Buffer.compare(sealOf(proposal, row), row.seal) === 0
  }

  private revived(proposal: string, row: Row): Snapshot | undefined {
    if (!this.isSound(proposal, row)) return undefined
    const { seq, chain, state, doc, vector, digest } = row
    return { seq, chain, state: JSON.parse(state) as ProposalState, text: zstdDecompressSync(doc), vector, digest }
  }
}

/** Over all that is read back: a byte that the disk lost is found before anybody is sent it. */
function sealOf(proposal: string, { seq, chain, state, doc, vector, digest }: Omit<Row, 'seal'>): Uint8Array {
  const hash = createHash('sha256').update(JSON.stringify([proposal, seq, FOLD_VERSION, state, digest, vector.length]))
  return hash.update(chain).update(vector).update(doc).digest()
}
