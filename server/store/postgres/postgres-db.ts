/** PostgreSQL as the storage thread sees it. */
import { createHash } from 'node:crypto'
import type { Db, Statement } from '../db.ts'
import { numbered, valuesFor } from './parameters.ts'
import { PostgresError, PostgresLine } from './postgres-line.ts'

const A_LONG_TIME_MS = 3_600_000

export class PostgresDb implements Db {
  readonly engine = 'postgres'
  private readonly line: PostgresLine
  private depth = 0

  constructor(url: string) {
    this.line = new PostgresLine(url)
  }

  prepare<Bind extends readonly unknown[] = readonly unknown[], Row = unknown>(sql: string): Statement<Bind, Row> {
    const statement = numbered(sql)
    const name = createHash('sha256').update(statement.text).digest('base64url').slice(0, 20)
    const ask = (bind: readonly unknown[]) =>
      this.asked({ text: statement.text, name, values: valuesFor(statement, bind) })
    const rows = (bind: readonly unknown[]) => ask(bind).rows as Row[]
    return {
      get: (...bind) => rows(bind)[0],
      all: (...bind) => rows(bind),
      iterate: (...bind) => rows(bind),
      run: (...bind) => ({ changes: ask(bind).changes }),
    }
  }

  exec(sql: string): void {
    this.asked({ text: sql })
  }

  transaction<Answer>(work: () => Answer): Answer {
    if (this.depth > 0) return work()
    this.exec('BEGIN')
    this.depth += 1
    try {
      const answer = work()
      this.commit()
      return answer
    } catch (error) {
      this.rollBack()
      throw error
    } finally {
      this.depth -= 1
    }
  }

  /** What takes minutes: bringing tables to a new version, copying all of a log. */
  patiently<Answer>(work: () => Answer): Answer {
    const { patience } = this.line
    this.line.patience = A_LONG_TIME_MS
    try {
      return work()
    } finally {
      this.line.patience = patience
    }
  }

  close(): void {
    this.line.close()
  }

  /** A line that broke is opened again by the next question; only outside of a transaction nothing is lost with it. */
  private asked(question: Parameters<PostgresLine['ask']>[0]) {
    const isInTransaction = this.depth > 0
    try {
      return this.line.ask({ ...question, isInTransaction })
    } catch (error) {
      if (isInTransaction || !(error instanceof PostgresError) || !error.lineIsBroken) throw error
      return this.line.ask(question)
    }
  }

  /** PostgreSQL answers the COMMIT of a transaction in which something failed with a ROLLBACK, and no error. */
  private commit(): void {
    const { command } = this.line.ask({ text: 'COMMIT', isInTransaction: true })
    if (command !== 'COMMIT') throw new PostgresError('The transaction was rolled back.', '40000', false)
  }

  private rollBack(): void {
    try {
      this.line.ask({ text: 'ROLLBACK', isInTransaction: true })
    } catch {
      // The line is gone, and with it the transaction.
    }
  }
}
