import { CommitUnanswered } from './postgres/postgres-db.ts'
import { PostgresError } from './postgres/postgres-line.ts'

/** Nobody could say whether it took place, for as long as it was asked. */
export class NotKnownToBeDone extends PostgresError {
  constructor(cause: PostgresError) {
    super(`It is not known whether it was done: ${cause.message}`, cause.code, true)
  }
}

/** Whether an error means that the disk, or the database server, did not take what it was given. */
const UNSTORABLE = /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/

export const isStorageFailure = (error: unknown): boolean =>
  error instanceof PostgresError ? error.lineIsBroken || UNSERVED.test(error.code) : UNSTORABLE.test(codeOf(error))

/** Insufficient resources, operator intervention, a system error, a transaction that the server rolled back, a lock that was not to be had. */
const UNSERVED = /^(53|55P03|57|58|40)/
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * The transaction may have been committed, or was rolled back for another's sake: done again it adds nothing twice, because what
 * an update brings is told from what is there, and a command carries its id.
 */
export const mayBeTriedAgain = (error: unknown): boolean =>
  error instanceof PostgresError && (error.lineIsBroken || error.code.startsWith('40'))

/** While it is not known whether a transaction took place, whoever asks may have to wait for it: it may hold its locks still. */
export const mayBeLookedAtAgain = (error: unknown): boolean =>
  mayBeTriedAgain(error) || (error instanceof PostgresError && error.code === LOCK_NOT_AVAILABLE)

export const isUnanswered = (error: unknown): boolean => error instanceof CommitUnanswered

/** After a failed write or fsync nobody knows what is on the disk: go down and read it again, never try on. */
export const isFatal = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(codeOf(error))

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
