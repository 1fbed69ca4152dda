/** One server a folder: a second one would write the same log from another memory. */
import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, cannotUse } from './database.ts'

/**
 * Holds the folder until the storage thread ends, however it ends: the operating system lets go of it.
 * @throws {CannotStart}
 */
export function holdFolder(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true })
    const hold = new Database(join(folder, 'in-use.sqlite'), { timeout: 0 })
    hold.exec('BEGIN EXCLUSIVE')
    return hold
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
    throw isTaken
      ? new CannotStart(`The data folder ${folder} is in use by another running server.`)
      : cannotUse(folder, error)
  }
}
