/** Whether an error means that the disk did not take what it was given. */
const UNSTORABLE = /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/

export const isStorageFailure = (error: unknown): boolean => UNSTORABLE.test(codeOf(error))

/** After a failed write or fsync nobody knows what is on the disk: go down and read it again, never try on. */
export const isFatal = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(codeOf(error))

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
