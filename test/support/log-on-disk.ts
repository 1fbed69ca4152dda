/** What the file of a server holds, read beside it or after its end, by no code of the server but the names of its tables. */
import Database from 'better-sqlite3'
import * as Y from 'yjs'
import { SqliteDb } from '../../server/store/database.ts'
import { LogReading } from '../fuzz/log-reading.ts'

export function logOnDisk(folder: string, proposal: string): LogReading {
  const db = new Database(`${folder}/common-proposals.sqlite`, { readonly: true })
  const log = new LogReading(new SqliteDb(db), proposal).readOn()
  db.close()
  return log
}

/** What a copy holds, of others than these, that the log does not; in words. */
export function unknownTo(log: LogReading, doc: Y.Doc, own: ReadonlySet<number>): readonly string[] {
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))]
    .filter(([client, clock]) => !own.has(client) && clock > log.reach(client))
    .map(([client, clock]) => `client ${client} up to ${clock}, the log up to ${log.reach(client)}`)
}
