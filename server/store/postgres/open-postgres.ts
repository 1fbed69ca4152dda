/** Opens a PostgreSQL database at its newest version. Several nodes may start at once: one brings it there, the others wait. */
import { CannotStart } from '../database.ts'
import type { Db } from '../db.ts'
import { shownAddress } from './addresses.ts'
import { POSTGRES_MIGRATIONS } from './migrations.ts'
import { PostgresDb } from './postgres-db.ts'

/** Any number, the same for all nodes. */
const STARTING_LOCK = 7_215_031

/** @throws {CannotStart} where the database cannot be reached or is of a newer version. */
export function openPostgres(url: string): PostgresDb {
  const db = new PostgresDb(url)
  try {
    // Not patiently: where nobody answers, the start says so.
    db.exec('SELECT 1')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error instanceof CannotStart ? error : cannotUse(url, error)
  }
}

/** In one transaction, and on one node after the other, however long it takes. */
export function inTurn(db: Db, work: () => void): void {
  if (!(db instanceof PostgresDb)) return db.transaction(work)
  return db.patiently(() =>
    db.transaction(() => {
      db.exec('SET LOCAL lock_timeout = 0')
      db.exec(`SELECT pg_advisory_xact_lock(${STARTING_LOCK})`)
      db.exec(`SET LOCAL lock_timeout = '10s'`)
      work()
    }),
  )
}

function migrate(db: PostgresDb): void {
  inTurn(db, () => {
    db.exec('CREATE TABLE IF NOT EXISTS database_version (version INTEGER NOT NULL)')
    const version = db.prepare<[], { version: number }>('SELECT version FROM database_version').get()?.version ?? 0
    if (version > POSTGRES_MIGRATIONS.length)
      throw new CannotStart(
        `The database is of version ${version}, this program knows ${POSTGRES_MIGRATIONS.length}. Start a newer program.`,
      )
    for (const sql of POSTGRES_MIGRATIONS.slice(version)) db.exec(sql)
    db.exec('DELETE FROM database_version')
    db.prepare('INSERT INTO database_version VALUES (?)').run(POSTGRES_MIGRATIONS.length)
  })
}

const cannotUse = (url: string, error: unknown) =>
  new CannotStart(
    `The database ${shownAddress(url)} cannot be used: ${error instanceof Error ? error.message : String(error)}. Check DATABASE_URL.`,
  )
