/** A database of which it is seen what is about to be put into one of its tables; and which fails there, where the watcher throws. */
import type { Db, Statement } from '../../server/store/db.ts'

type Watcher<Bind extends readonly unknown[]> = (...bind: Bind) => void

export function watchedDatabase<Bind extends readonly unknown[]>(db: Db, table: string, seen: Watcher<Bind>): Db {
  const prepare = (sql: string): unknown => {
    const statement = db.prepare<Bind>(sql)
    return sql.startsWith(`INSERT INTO ${table} `) ? watched(statement, seen) : statement
  }
  return inPlaceOf(db, 'prepare', prepare)
}

const watched = <Bind extends readonly unknown[]>(statement: Statement<Bind, unknown>, seen: Watcher<Bind>) =>
  inPlaceOf(statement, 'run', (...bind: Bind) => {
    seen(...bind)
    return statement.run(...bind)
  })

function inPlaceOf<Whole extends object>(whole: Whole, own: keyof Whole, replacement: unknown): Whole {
  return new Proxy(whole, {
    get(of, name) {
      if (name === own) return replacement
      const value: unknown = Reflect.get(of, name)
      return typeof value === 'function' ? (value.bind(of) as unknown) : value
    },
  })
}

/** As SQLite tells it. */
export const storageError = (code: string) => Object.assign(new Error(`the disk: ${code}`), { code })
