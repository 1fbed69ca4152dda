/** A log, read from the rows on the disk and from nothing else: what was ever said in it, character by character. */
import * as Y from 'yjs'
import { EntryTable, type EntryRow } from '../../server/log/entry-table.ts'
import type { Db } from '../../server/store/db.ts'
import { isTextKind } from '../../shared/log/chain.ts'

/** A removed part tells nothing of what it was. */
const REMOVED = '†'

type Range = { readonly client: number; readonly from: number; readonly to: number }

export class LogReading {
  readonly rows: EntryRow[] = []
  /** Of each client id what it wrote, one string a clock; and the entry that brought it. */
  private readonly written = new Map<number, string[]>()
  readonly broughtBy: { readonly seq: number; readonly author: string; readonly client: number }[] = []
  /** The text that comes of it: what one entry removes may be said nowhere but follow from two. */
  private readonly doc = new Y.Doc({ gc: false })
  /** Parts that came before those which they follow. */
  readonly gaps: string[] = []
  private readonly texts = new Map<number, string>()
  private readonly table: EntryTable
  private readonly proposal: string

  constructor(db: Db, proposal: string) {
    this.table = new EntryTable(db)
    this.proposal = proposal
  }

  /** Reads what was added since. */
  readOn(): this {
    for (const row of this.table.rows(this.proposal, this.rows.at(-1)?.seq ?? 0)) {
      this.rows.push(row)
      if (isTextKind(row.kind)) this.take(row)
    }
    return this
  }

  private take({ seq, author, payload }: EntryRow): void {
    Y.applyUpdate(this.doc, payload)
    for (const struct of Y.decodeUpdate(payload).structs) {
      const { client, clock } = struct.id
      const known = this.of(client)
      if (clock > known.length) this.gaps.push(`entry ${seq}: client ${client} at ${clock} after ${known.length}`)
      const units = unitsOf(struct)
      if (clock + units.length > known.length) this.broughtBy.push({ seq, author, client })
      units.forEach((unit, at) => (known[clock + at] ??= unit))
      this.texts.delete(client)
    }
  }

  private of(client: number): string[] {
    const known = this.written.get(client) ?? []
    this.written.set(client, known)
    return known
  }

  /** What of an update the log does not hold, in words; empty where it is all there. */
  lacks(update: Uint8Array): readonly string[] {
    const { structs, ds } = Y.decodeUpdate(update)
    const lacking: string[] = []
    for (const struct of structs) {
      const { client, clock } = struct.id
      const known = this.written.get(client) ?? []
      const odd = unitsOf(struct).findIndex((unit, at) => !isSame(unit, known[clock + at]))
      if (odd !== -1) lacking.push(`client ${client} at ${clock + odd}: ${unitsOf(struct)[odd]}`)
    }
    for (const { client, from, to } of rangesOf(ds))
      for (let clock = from; clock < to; clock++)
        if (!this.isRemoved(client, clock)) lacking.push(`the removal of client ${client} at ${clock}`)
    return lacking
  }

  reach(client: number): number {
    return this.written.get(client)?.length ?? 0
  }

  isRemoved(client: number, clock: number): boolean {
    if (clock >= this.reach(client)) return false
    return Y.getItem(this.doc.store, Y.createID(client, clock)).deleted
  }

  /** Whether these letters were ever written in a row by one client. */
  has(word: string): boolean {
    for (const client of this.written.keys()) if (this.lettersOf(client).includes(word)) return true
    return false
  }

  private lettersOf(client: number): string {
    const known =
      this.texts.get(client) ??
      this.written
        .get(client)!
        .map((unit) => (unit.startsWith('"') ? unit[1] : ''))
        .join('')
    this.texts.set(client, known)
    return known
  }
}

/**
 * Content that its writer knew as removed when it was told again says less than the log does. And of an attribute or a mark of what was
 * gone before it came the log keeps the place alone; of words it keeps each letter.
 */
const isSame = (told: string, logged: string | undefined) =>
  logged !== undefined && (told === logged || told === REMOVED || (logged === REMOVED && !isWritten(told)))

const isWritten = (unit: string) => unit.startsWith('"') || unit.startsWith('embed')

function unitsOf(struct: Y.Item | Y.GC | Y.Skip): readonly string[] {
  const repeated = (unit: string) => Array.from({ length: struct.length }, () => unit)
  if (!(struct instanceof Y.Item)) return repeated(REMOVED)
  const { content } = struct
  // Half a character is one clock, too.
  if (content instanceof Y.ContentString) return content.str.split('').map((letter) => `"${letter}`)
  if (content instanceof Y.ContentAny) return content.arr.map((value) => `any ${JSON.stringify(value)}`)
  if (content instanceof Y.ContentFormat) return [`format ${content.key} ${JSON.stringify(content.value)}`]
  if (content instanceof Y.ContentEmbed) return [`embed ${JSON.stringify(content.embed)}`]
  if (content instanceof Y.ContentType) return [`type ${content.type.constructor.name}`]
  return repeated(REMOVED)
}

type Deletes = ReturnType<typeof Y.decodeUpdate>['ds']

export const rangesOf = (ds: Deletes): readonly Range[] =>
  [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  )
