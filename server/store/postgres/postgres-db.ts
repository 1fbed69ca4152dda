/** PostgreSQL as the storage thread sees it. */
import { createHash } from 'node:crypto'
import type { Db, Statement } from '../db.ts'
import { numbered, valuesFor } from './parameters.ts'
import { PostgresError, PostgresLine, type Question } from './postgres-line.ts'

const A_LONG_TIME_MS = 3_600_000
/** A silent server holds a question so long, the second try with it. */
const SILENCE_MS = 30_000
/** A server that answers is not cut off because it is late. */
const LEAST_PATIENCE_MS = 1_000

/** It may have taken place. */
export class CommitUnanswered extends PostgresError {}

export class PostgresDb implements Db {
  readonly engine = 'postgres'
  private readonly line: PostgresLine
  private depth = 0
  /** By `performance.now()`; null outside of `within`. */
  private until: number | null = null

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
      return this.within(A_LONG_TIME_MS, work)
    } finally {
      this.line.patience = patience
    }
  }

  within<Answer>(ms: number, work: () => Answer): Answer {
    if (this.until !== null) return work()
    this.until = performance.now() + ms
    try {
      return work()
    } finally {
      this.until = null
    }
  }

  close(): void {
    this.line.close()
  }

  /** A line that broke is opened again by the next question; only outside of a transaction nothing is lost with it. */
  private asked(question: Question) {
    if (this.depth > 0) return this.ask({ ...question, isInTransaction: true })
    // Whoever set a time begins anew by itself, and may know better how.
    if (this.until !== null) return this.ask(question)
    return this.within(SILENCE_MS, () => this.askedTwice(question))
  }

  private askedTwice(question: Question) {
    try {
      return this.ask(question)
    } catch (error) {
      if (!(error instanceof PostgresError) || !error.lineIsBroken) throw error
      return this.ask(question)
    }
  }

  private ask(question: Question) {
    if (this.until === null) return this.line.ask(question)
    return this.line.ask(question, Math.max(LEAST_PATIENCE_MS, this.until - performance.now()))
  }

  /** PostgreSQL answers the COMMIT of a transaction in which something failed with a ROLLBACK, and no error. */
  private commit(): void {
    const command = this.commandOfCommit()
    if (command !== 'COMMIT') throw new PostgresError('The transaction was rolled back.', '40000', false)
  }

  private commandOfCommit(): string {
    try {
      return this.ask({ text: 'COMMIT', isInTransaction: true }).command
    } catch (error) {
      if (!(error instanceof PostgresError) || !error.lineIsBroken) throw error
      throw new CommitUnanswered(error.message, error.code, true)
    }
  }

  private rollBack(): void {
    try {
      this.ask({ text: 'ROLLBACK', isInTransaction: true })
    } catch {
      // The line is gone, and with it the transaction.
    }
  }
}
