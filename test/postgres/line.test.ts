/** The line to PostgreSQL when it breaks: a transaction is whole or not there, and no answer is taken for another's. */
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { PostgresDb } from '../../server/store/postgres/postgres-db.ts'
import { PostgresError, PostgresLine } from '../../server/store/postgres/postgres-line.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const SERVER = process.env['CONTRACT_DATABASE']!

function opened(url: string): PostgresDb {
  const db = new PostgresDb(url)
  onTestFinished(() => db.close())
  return db
}

const numbersIn = (db: PostgresDb) =>
  db
    .prepare<[], { n: number }>('SELECT n FROM number ORDER BY n')
    .all()
    .map(({ n }) => n)

const put = (db: PostgresDb, n: number) => db.prepare('INSERT INTO number VALUES (?)').run(n)

describe.skipIf(!havePostgres)('a line to PostgreSQL', () => {
  let url = ''
  beforeAll(async () => {
    const fresh = await freshDatabase(SERVER, () => {})
    url = fresh.url
    await fresh.sql.query('CREATE TABLE number (n BIGINT PRIMARY KEY)')
    await fresh.sql.end()
  })

  it('that is cut in the middle of a transaction does not go on with the rest of it on another connection', () => {
    const [db, other] = [opened(url), opened(url)]
    const cutOff = () =>
      db.transaction(() => {
        put(db, 1)
        const { pid } = db.prepare<[], { pid: number }>('SELECT pg_backend_pid() AS pid').get()!
        other.prepare('SELECT pg_terminate_backend(?)').all(pid)
        other.prepare('SELECT pg_sleep(0.3)').all()
        put(db, 2)
      })
    expect(cutOff).toThrow(PostgresError)
    expect(numbersIn(other)).toEqual([])
    db.transaction(() => put(db, 3))
    expect(numbersIn(db)).toEqual([3])
  })

  it('lets go of what a paused transaction holds after 5 s, and that transaction comes to nothing', () => {
    const [paused, other] = [opened(url), opened(url)]
    put(paused, 10)
    const late = () =>
      paused.transaction(() => {
        paused.prepare('UPDATE number SET n = 11 WHERE n = 10').run()
        other.prepare('UPDATE number SET n = 12 WHERE n = 10').run()
        put(paused, 13)
      })
    expect(late).toThrow(PostgresError)
    expect(numbersIn(other)).toContain(12)
    expect(numbersIn(other)).not.toContain(13)
  })

  it('takes no late answer for that to the next question', () => {
    const line = new PostgresLine(url, 1_500)
    onTestFinished(() => line.close())
    expect(askPatiently(line, 1)).toEqual([{ n: 1 }])
    expect(() => line.ask({ text: 'SELECT 2 AS n, pg_sleep(2)' })).toThrow('does not answer')
    for (let n = 3; n < 6; n++) expect(askPatiently(line, n)).toEqual([{ n }])
  })

  it('that is closed says so at once to work that was left for later', () => {
    const line = new PostgresLine(url)
    expect(line.ask({ text: 'SELECT 1 AS n' }).rows).toEqual([{ n: 1 }])
    line.close()
    expect(() => line.ask({ text: 'SELECT 2 AS n' })).toThrow('is closed')
  })

  it('leaves no connection open that could not be made ready', async () => {
    const { url: own, sql } = await freshDatabase(SERVER)
    const role = `r_${new URL(own).pathname.slice(1)}`
    await sql.query(`CREATE ROLE ${role} LOGIN; REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA pg_catalog FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION pg_is_in_recovery(), current_setting(text) TO PUBLIC`)
    const db = opened(own.replace('//postgres@', `//${role}@`))
    for (let times = 0; times < 4; times++) expect(() => db.exec('SELECT 1')).toThrow('pg_logical_emit_message')
    await until(async () => {
      const { rows } = await sql.query('SELECT pid FROM pg_stat_activity WHERE usename = $1', [role])
      return rows.length === 0
    })
  })

  it('says that a transaction in which something failed unnoticed was rolled back', () => {
    const db = opened(url)
    const broken = () =>
      db.transaction(() => {
        put(db, 20)
        try {
          put(db, 20)
        } catch {
          // As if nothing had happened.
        }
      })
    expect(broken).toThrow('rolled back')
    expect(numbersIn(db)).not.toContain(20)
  })
})

/** A new thread takes its time to start on a busy machine. */
function askPatiently(line: PostgresLine, n: number) {
  for (let tries = 0; ; tries++) {
    try {
      return line.ask({ text: `SELECT ${n}::int AS n` }).rows
    } catch (error) {
      if (tries > 10) throw error
    }
  }
}
