/** A data folder that cannot be used stops the start with one sentence, and is left as it was. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { CannotStart, openDatabase } from '../../../server/store/database.ts'
import { MIGRATIONS } from '../../../server/store/migrations.ts'
import { temporaryFolder } from '../../support/server-engine.ts'

const FILE = 'common-proposals.sqlite'

function sentenceOf(folder: string): string {
  try {
    openDatabase(folder).close()
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart)
    return (error as Error).message
  }
  throw new Error('it could be opened')
}

describe('the data folder', () => {
  it('of a newer program', () => {
    const folder = temporaryFolder()
    const db = new Database(join(folder, FILE))
    db.pragma('user_version = 99')
    db.close()
    expect(sentenceOf(folder)).toBe(
      `The data file is of version 99, this program knows ${MIGRATIONS.length}. Start a newer program.`,
    )
  })

  it('with a file that is no database, which stays as it is', () => {
    const folder = temporaryFolder()
    const words = 'This is a letter, and not a database. '.repeat(50)
    writeFileSync(join(folder, FILE), words)
    expect(sentenceOf(folder)).toMatch(/^The data folder .* cannot be used: .*not a database.* Set DATA_DIR/)
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(words)
  })

  it('that is a file, or cannot be made', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    for (const path of [join(folder, 'file'), join(folder, 'file', 'below')])
      expect(sentenceOf(path)).toMatch(/^The data folder .* cannot be used: [^\n]*\. Set DATA_DIR to a folder/)
  })

  it('is made where it is missing, and opened again with what was in it', () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    openDatabase(folder).close()
    const db = openDatabase(folder)
    expect(db.pragma('journal_mode')).toBe('wal')
    expect(db.pragma('synchronous')).toBe(2)
    db.close()
  })
})
