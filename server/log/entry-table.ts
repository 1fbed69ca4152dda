/** The rows of the log. No rule stands here. */
import { isTextKind, type EntryKind } from '../../shared/log/chain.ts'
import { personId } from '../../shared/ids.ts'
import { hex } from '../../shared/bytes.ts'
import type { Act, ActPayload, LogEntry } from '../../shared/proposal/acts.ts'
import type { Db } from '../store/db.ts'

export type EntryRow = {
  readonly seq: number
  readonly time: number
  readonly author: string
  readonly administration: string | null
  readonly kind: EntryKind
  readonly payload: Uint8Array
  readonly chain: Uint8Array
}

/** How far a log goes, and the chain value of its last entry, by which it is no other log. */
export type Standing = { readonly head: number; readonly chain: Uint8Array }

export const isSame = (one: Standing, other: Standing): boolean =>
  one.head === other.head && Buffer.compare(one.chain, other.chain) === 0

export class EntryTable {
  private readonly insertion
  private readonly selection
  private readonly commandSelection
  private readonly timeSelection
  private readonly chainSelection

  constructor(db: Db) {
    this.insertion = db.prepare(
      `INSERT INTO entry (proposal, seq, time, author, administration, kind, payload, chain, command)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.selection = db.prepare<[string, number, number], EntryRow>(
      `SELECT seq, time, author, administration, kind, payload, chain FROM entry
       WHERE proposal = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    )
    this.commandSelection = db.prepare<[string, string], EntryRow>(
      `SELECT seq, time, author, administration, kind, payload, chain FROM entry WHERE proposal = ? AND command = ?`,
    )
    this.timeSelection = db.prepare<[string, number], { time: number }>(
      `SELECT time FROM entry WHERE proposal = ? AND seq = ?`,
    )
    this.chainSelection = db.prepare<[string, number], { chain: Uint8Array }>(
      `SELECT chain FROM entry WHERE proposal = ? AND seq = ?`,
    )
  }

  insert(proposal: string, row: EntryRow, command: string | null): void {
    const { seq, time, author, administration, kind, payload, chain } = row
    this.insertion.run(proposal, seq, time, author, administration, kind, payload, chain, command)
  }

  /** Rows with `after < seq ≤ upTo`, in order. */
  rows(proposal: string, after: number, upTo = Number.MAX_SAFE_INTEGER): readonly EntryRow[] {
    return this.selection.all(proposal, after, upTo)
  }

  /** Rows after one, in order: at least one if there is any, and no more once they hold so many bytes. */
  page(proposal: string, after: number, bytes: number): readonly EntryRow[] {
    const page: EntryRow[] = []
    let size = 0
    for (const row of this.selection.iterate(proposal, after, Number.MAX_SAFE_INTEGER)) {
      page.push(row)
      size += row.payload.length
      if (size >= bytes) break
    }
    return page
  }

  timeOf(proposal: string, seq: number): number | undefined {
    return this.timeSelection.get(proposal, seq)?.time
  }

  /** Whether this is the log that was known up to an entry: in a database that was set back another may stand in its place. */
  leadsOn(proposal: string, { head, chain }: Standing): boolean {
    const found = this.chainSelection.get(proposal, head)?.chain
    return found !== undefined && Buffer.compare(found, chain) === 0
  }

  /** The entry that a command became, if it was carried out before. */
  ofCommand(proposal: string, command: string): EntryRow | undefined {
    return this.commandSelection.get(proposal, command)
  }
}

/** Null of a text entry. */
export function actOf(row: EntryRow): Act | null {
  const entry = logEntryOf(row)
  return entry.kind === 'act' ? entry.act : null
}

/** A row as the fold and the browser read it: a text entry without its bytes. */
export function logEntryOf(row: EntryRow): LogEntry {
  const { seq, time, administration } = row
  const frame = { seq, time, author: personId(row.author), administration, chain: hex(row.chain) }
  if (isTextKind(row.kind)) return { ...frame, kind: 'text' }
  if (row.kind !== 'act/1')
    throw new Error(`entry ${seq} is of a kind that this program does not know: ${String(row.kind)}`)
  const { act, as } = JSON.parse(new TextDecoder().decode(row.payload)) as ActPayload
  return { ...frame, kind: 'act', act, as }
}
