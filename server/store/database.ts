/** Opens the SQLite file: durable at every commit, at its newest version, used by one process. */
import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, Statement } from './db.ts'
import { MIGRATIONS } from './migrations.ts'

/** An operator's mistake that one sentence explains. */
export class CannotStart extends Error {}

export class SqliteDb implements Db {
  readonly engine = 'sqlite'
  private readonly file: Database.Database
  /** Made once: what better-sqlite3 wraps around a function costs more than beginning. */
  private readonly inOne

  constructor(file: Database.Database) {
    this.file = file
    this.inOne = file.transaction((work: () => unknown) => work())
  }

  prepare<Bind extends readonly unknown[] = readonly unknown[], Row = unknown>(sql: string): Statement<Bind, Row> {
    return this.file.prepare<unknown[], Row>(sql) as unknown as Statement<Bind, Row>
  }

  exec(sql: string): void {
    this.file.exec(sql)
  }

  transaction<Answer>(work: () => Answer): Answer {
    return this.inOne.immediate(work) as Answer
  }

  within<Answer>(_: number, work: () => Answer): Answer {
    return work()
  }

  pragma(words: string): unknown {
    return this.file.pragma(words, { simple: true })
  }

  close(): void {
    this.file.close()
  }
}

/** @throws {CannotStart} where the folder or the file cannot be used; the file is not touched then. */
export function openDatabase(folder: string): SqliteDb {
  const db = opened(folder)
  try {
    db.pragma('journal_mode = WAL')
    // NORMAL would lose the last commits at a power cut: "Saved" must be true.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('busy_timeout = 5000')
    db.pragma('fullfsync = ON')
    migrate(db)
    return new SqliteDb(db)
  } catch (error) {
    db.close()
    throw error instanceof CannotStart ? error : cannotUse(folder, error)
  }
}

function opened(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true })
    return new Database(join(folder, 'common-proposals.sqlite'))
  } catch (error) {
    throw cannotUse(folder, error)
  }
}

export const cannotUse = (folder: string, error: unknown) =>
  new CannotStart(
    `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}. Set DATA_DIR to a folder that can be written.`,
  )

function migrate(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > MIGRATIONS.length)
    throw new CannotStart(
      `The data file is of version ${version}, this program knows ${MIGRATIONS.length}. Start a newer program.`,
    )
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version + index + 1}`)
    }).immediate()
  })
}
