/** Recomputes a log's chain from its first entry. */
import { entryHash, GENESIS, nextChain, payloadHash } from '../../shared/log/chain.ts'
import type { EntryRow } from './entry-table.ts'

/** Of a log that is read page by page. */
export class Audit {
  readonly #proposal: string
  #chain: Uint8Array = GENESIS
  #seq = 0
  #isIntact = true

  constructor(proposal: string) {
    this.#proposal = proposal
  }

  /** Rows that follow those before. False where one up to here was altered, removed, added or moved. */
  take(rows: readonly EntryRow[]): boolean {
    this.#isIntact &&= rows.every((row) => this.#follows(row))
    return this.#isIntact
  }

  #follows(row: EntryRow): boolean {
    if (row.seq !== ++this.#seq) return false
    const frame = { proposal: this.#proposal, ...row }
    this.#chain = nextChain(this.#chain, entryHash(frame, payloadHash(row.payload)))
    return Buffer.compare(this.#chain, row.chain) === 0
  }
}

/** False where an entry was altered, removed, added or moved. */
export const isIntact = (proposal: string, rows: readonly EntryRow[]): boolean => new Audit(proposal).take(rows)
