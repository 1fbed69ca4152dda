/**
 * What the storage thread asks of a database. Both engines answer at once, in the order of asking: the thread has nothing else
 * to do, and a rule that is judged inside a transaction reads as plain code.
 */
export type Db = {
  readonly engine: 'sqlite' | 'postgres'
  /** Parameters are `?` or `@name`, in the plain SQL that both engines understand. */
  prepare<Bind extends readonly unknown[] = readonly unknown[], Row = unknown>(sql: string): Statement<Bind, Row>
  /** Several statements without parameters. */
  exec(sql: string): void
  /** All or nothing. Inside another one it is a part of that one. */
  transaction<Answer>(work: () => Answer): Answer
  /**
   * In all that is asked by it, one silence of a server ends after so many ms, counted from now; and a line that broke is opened again
   * by the next question alone. Inside another one it is a part of that one. A file on the disk is never silent.
   */
  within<Answer>(ms: number, work: () => Answer): Answer
  close(): void
}

export type Statement<Bind extends readonly unknown[], Row> = {
  get(...bind: Bind): Row | undefined
  all(...bind: Bind): Row[]
  iterate(...bind: Bind): Iterable<Row>
  run(...bind: Bind): { readonly changes: number }
}

/** Keeps a row from being changed by another node until the transaction ends. SQLite has one writer: there is nothing to say. */
export const forUpdate = ({ engine }: Db): string => (engine === 'postgres' ? ' FOR UPDATE' : '')
export const forShare = ({ engine }: Db): string => (engine === 'postgres' ? ' FOR SHARE' : '')
/** Only from being deleted. */
export const forKeyShare = ({ engine }: Db): string => (engine === 'postgres' ? ' FOR KEY SHARE' : '')
