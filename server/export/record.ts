/** Writes the record of a proposal in pieces, so that a long log never stands in memory as one string. */
import { hex } from '../../shared/bytes.ts'
import { isTextKind, payloadHash, type EntryFrame } from '../../shared/log/chain.ts'
import type { ActPayload } from '../../shared/proposal/acts.ts'
import { RECORD_FORMAT, type RecordEntry, type RecordHead } from '../../shared/protocol/record.ts'

/** A row of the log. */
export type RecordRow = Omit<EntryFrame, 'proposal'> & { readonly payload: Uint8Array; readonly chain: Uint8Array }

/** Whether a payload is told, or only its hash. */
export type Shown = (row: RecordRow) => boolean

export const EVERYTHING: Shown = () => true
/** For giving a record away: what was decided, and no word of a draft. */
export const ACTS_ONLY: Shown = ({ kind }) => !isTextKind(kind)

/** `exportedAt` in UTC milliseconds; `pages` gives the entries in order, some at a time. */
export async function* recordPieces(
  head: RecordHead,
  pages: AsyncIterable<readonly RecordRow[]> | Iterable<readonly RecordRow[]>,
  { exportedAt, shown }: { readonly exportedAt: number; readonly shown: Shown },
): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: RECORD_FORMAT, exportedAt, ...head }).slice(0, -1)},\n"entries":[`
  let separator = '\n'
  for await (const rows of pages) {
    yield separator + rows.map((row) => JSON.stringify(recordEntry(row, shown))).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

function recordEntry(row: RecordRow, shown: Shown): RecordEntry {
  const { seq, time, author, administration, kind } = row
  return { seq, time, author, administration, kind, ...payloadOf(row, shown), chain: hex(row.chain) }
}

function payloadOf(row: RecordRow, shown: Shown) {
  if (!shown(row)) return { payloadHash: payloadHash(row.payload) }
  if (isTextKind(row.kind)) return { payload: Buffer.from(row.payload).toString('base64') }
  return { payload: JSON.parse(new TextDecoder().decode(row.payload)) as ActPayload }
}
