/**
 * Snapshots: a proposal as it was at an entry, so that a cold one is not replayed from its first entry. Caches: each can be
 * deleted at any time, and one that does not agree with the log is thrown away.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import * as Y from 'yjs'
import { FOLD_VERSION, type ProposalState } from '../../shared/proposal/fold.ts'
import type { Db } from '../store/db.ts'
import { digestFor, LiveProposal } from './live-proposal.ts'
import { readDocument } from '../../shared/document/ydoc.ts'

type Row = {
  readonly seq: number
  readonly chain: Uint8Array
  readonly state: string
  readonly doc: Uint8Array
  readonly digest: string
}

/** A newer one, and the one before it in case the newer proves wrong. */
const KEPT_OF_EACH = 2
/** Fast: taken while edits wait. */
const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

export class SnapshotTable {
  private readonly insertion
  private readonly newest
  private readonly thinning
  private readonly deletion
  private readonly chainAt

  constructor(db: Db) {
    this.insertion = db.prepare(
      `INSERT INTO snapshot (proposal, seq, version, chain, state, doc, digest)
       VALUES (@proposal, @seq, @version, @chain, @state, @doc, @digest)
       ON CONFLICT (proposal, seq) DO UPDATE SET version = excluded.version, chain = excluded.chain,
         state = excluded.state, doc = excluded.doc, digest = excluded.digest`,
    )
    this.newest = db.prepare<[string, number, number], Row>(
      `SELECT seq, chain, state, doc, digest FROM snapshot
       WHERE proposal = ? AND version = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`,
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

  save(proposal: string, live: LiveProposal): void {
    const { head: seq, chain, state, digest } = live
    const doc = brotliCompressSync(Y.encodeStateAsUpdateV2(live.doc), COMPRESSION)
    this.insertion.run({ proposal, seq, version: FOLD_VERSION, chain, state: JSON.stringify(state), doc, digest })
    this.thinning.run({ proposal })
  }

  /** The newest that agrees with the log, read into memory; undefined where there is none. */
  load(proposal: string, upTo = Number.MAX_SAFE_INTEGER): LiveProposal | undefined {
    for (;;) {
      const row = this.newest.get(proposal, FOLD_VERSION, upTo)
      if (!row) return undefined
      const live = this.revived(proposal, row)
      if (live) return live
      this.deletion.run(proposal, row.seq)
    }
  }

  private revived(proposal: string, row: Row): LiveProposal | undefined {
    const chain = this.chainAt.get(proposal, row.seq)?.chain
    if (!chain || Buffer.compare(chain, row.chain) !== 0) return undefined
    try {
      const state = JSON.parse(row.state) as ProposalState
      const live = LiveProposal.revived(state, row.chain, brotliDecompressSync(row.doc))
      return digestFor(readDocument(live.doc), state) === row.digest ? live : undefined
    } catch {
      return undefined
    }
  }
}
