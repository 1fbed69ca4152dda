/**
 * From a data folder to PostgreSQL: every row of every table, in one transaction, and before it is certain each row is read back and
 * each proposal's chain is recomputed from what PostgreSQL answers, and held against the folder's. All or nothing: what is
 * interrupted has moved nothing and can be done again.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isIntact } from '../log/audit.ts'
import { EntryTable } from '../log/entry-table.ts'
import { CannotStart, openDatabase } from './database.ts'
import type { Db } from './db.ts'
import { holdFolder } from './folder-hold.ts'
import { openPostgres } from './postgres/open-postgres.ts'

/** In an order in which each finds what it refers to. */
const TABLES = [
  'account',
  'session',
  'sign_in_link',
  'forum',
  'membership',
  'library_text',
  'proposal',
  'entry',
  'yjs_client',
  'parked',
] as const
type Table = (typeof TABLES)[number]
/** They make themselves anew. */
const CACHES: readonly string[] = ['snapshot']

/** Rows in one statement: PostgreSQL takes no more than 65,535 parameters. */
const PARCEL = 500

export type Moved = { readonly proposals: number; readonly entries: number }
type Row = Readonly<Record<string, unknown>>
type Tell = (line: string) => void

/** @throws {CannotStart} where the folder is in use or empty, the database is not empty, or a chain does not hold. */
export function moveToPostgres(folder: string, url: string, tell: Tell): Moved {
  if (!existsSync(join(folder, 'common-proposals.sqlite'))) throw new CannotStart(`There is no data in ${folder}.`)
  const hold = holdFolder(folder)
  const from = openDatabase(folder)
  try {
    const to = openPostgres(url)
    try {
      return to.patiently(() => to.transaction(() => copied(from, to, tell)))
    } finally {
      to.close()
    }
  } finally {
    from.close()
    hold.close()
  }
}

function copied(from: Db, to: Db, tell: Tell): Moved {
  // A long chain takes its time to be recomputed.
  to.exec('SET LOCAL idle_in_transaction_session_timeout = 0')
  // Nobody else writes there meanwhile.
  for (const table of TABLES) to.exec(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  requireKnown(from)
  requireEmpty(to)
  for (const table of TABLES) copy({ from, to, table, tell })
  to.exec("SELECT setval('parked_position_seq', (SELECT COALESCE(MAX(position), 0) + 1 FROM parked), false)")
  for (const table of TABLES) requireSameRows(from, to, table)
  tell('every row arrived as it is in the folder')
  return verified(from, to, tell)
}

/** A table that is new in the program must be thought of here. */
function requireKnown(from: Db): void {
  const known: readonly string[] = [...TABLES, ...CACHES]
  const names = from.prepare<[], { name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const missing = names.all().find(({ name }) => !known.includes(name))
  if (missing) throw new CannotStart(`This program does not know how to move the table "${missing.name}".`)
}

function requireEmpty(to: Db): void {
  const full = TABLES.find((table) => countIn(to, table) > 0)
  if (full) throw new CannotStart(`The database is not empty: there are rows in "${full}". Give an empty one.`)
}

type Copying = { readonly from: Db; readonly to: Db; readonly table: Table; readonly tell: Tell }

function copy({ from, to, table, tell }: Copying): void {
  const all = countIn(from, table)
  let done = 0
  let toldAt = Date.now()
  for (const rows of parcelsOf(from, table)) {
    insert(to, table, rows)
    done += rows.length
    if (Date.now() - toldAt < 1_000) continue
    toldAt = Date.now()
    tell(`${table}: ${done} of ${all}`)
  }
  tell(`${table}: ${all}`)
}

function* parcelsOf(db: Db, table: Table): Generator<readonly Row[]> {
  let parcel: Row[] = []
  for (const row of rowsOf(db, table)) {
    parcel.push(row)
    if (parcel.length < PARCEL) continue
    yield parcel
    parcel = []
  }
  if (parcel.length > 0) yield parcel
}

/** A long log is never in memory as a whole. */
function* rowsOf(db: Db, table: Table): Generator<Row> {
  if (db.engine === 'sqlite') return yield* db.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()
  db.exec(`DECLARE all_rows CURSOR FOR SELECT * FROM ${table}`)
  const next = db.prepare<[], Row>(`FETCH ${PARCEL} FROM all_rows`)
  for (let rows = next.all(); rows.length > 0; rows = next.all()) yield* rows
  return db.exec('CLOSE all_rows')
}

function insert(to: Db, table: Table, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0]!)
  const places = `(${columns.map(() => '?').join(', ')})`
  to.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`).run(
    ...rows.flatMap((row) => columns.map((column) => row[column])),
  )
}

function requireSameRows(from: Db, to: Db, table: Table): void {
  const [there, here] = [countIn(from, table), countIn(to, table)]
  if (there !== here) throw new CannotStart(`"${table}" has ${there} rows in the folder and ${here} in the database.`)
  if (!digestOf(from, table).equals(digestOf(to, table)))
    throw new CannotStart(`The rows of "${table}" did not arrive as they are in the folder.`)
}

/** Of all rows in whatever order: each engine has its own. */
function digestOf(db: Db, table: Table): Buffer {
  const sum = Buffer.alloc(32)
  for (const row of rowsOf(db, table)) {
    const digest = createHash('sha256').update(written(row)).digest()
    for (let at = 0; at < sum.length; at++) sum[at]! ^= digest[at]!
  }
  return sum
}

const written = (row: Row): string =>
  JSON.stringify(
    Object.entries(row)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]),
  )

/** From the bytes as PostgreSQL gives them back. */
function verified(from: Db, to: Db, tell: Tell): Moved {
  const [there, here] = [new EntryTable(from), new EntryTable(to)]
  const ids = from.prepare<[], { id: string }>('SELECT id FROM proposal ORDER BY id').all()
  let entries = 0
  for (const { id } of ids) {
    const [before, after] = [there.rows(id, 0), here.rows(id, 0)]
    const isSame =
      before.length === after.length &&
      Buffer.compare(before.at(-1)?.chain ?? new Uint8Array(), after.at(-1)?.chain ?? new Uint8Array()) === 0
    if (!isIntact(id, before))
      throw new CannotStart(`The log of proposal ${id} in the folder was altered: its chain does not hold.`)
    if (!isSame || !isIntact(id, after))
      throw new CannotStart(`The log of proposal ${id} did not arrive as it is in the folder.`)
    entries += after.length
    tell(`${id}: ${after.length} entries, the chain holds`)
  }
  return { proposals: ids.length, entries }
}

const countIn = (db: Db, table: Table): number =>
  db.prepare<[], { rows: number }>(`SELECT COUNT(*) AS rows FROM ${table}`).get()!.rows
