/** Recomputes a log's chain from its first entry. */
import { entryHash, GENESIS, nextChain, payloadHash } from '../../shared/log/chain.ts'
import type { EntryRow } from './entry-table.ts'

/** False where an entry was altered, removed, added or moved. */
export function isIntact(proposal: string, rows: readonly EntryRow[]): boolean {
  let chain: Uint8Array = GENESIS
  return rows.every((row, index) => {
    if (row.seq !== index + 1) return false
    chain = nextChain(chain, entryHash({ proposal, ...row }, payloadHash(row.payload)))
    return Buffer.compare(chain, row.chain) === 0
  })
}
