/** The outbox in IndexedDB. Opened on first use, so that a browser without it fails in the call and not in the page. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxRow, OutboxStore, RowKey } from './outbox-store.ts'

interface OutboxSchema extends DBSchema {
  edits: { key: [string, string, string, number]; value: OutboxRow }
}

function idbOutboxStore(name = 'common-proposals'): OutboxStore {
  const database = databaseNamed(name)
  return {
    async put(rows) {
      // What is said to be kept on this device is on its disk, and not on its way there: a power cut loses nothing of it.
      const transaction = (await database()).transaction('edits', 'readwrite', { durability: 'strict' })
      await Promise.all([...rows.map((row) => transaction.store.put(row)), transaction.done])
    },
    async remove(keys) {
      const transaction = (await database()).transaction('edits', 'readwrite')
      await Promise.all([...keys.map((key) => transaction.store.delete(asKey(key))), transaction.done])
    },
    rowsOf: async (...prefix) => (await database()).getAll('edits', startingWith(prefix)),
    forget: async (person) => (await database()).delete('edits', startingWith([person])),
  }
}

export const deviceStore = idbOutboxStore()

/** Asks again after a failure or after the browser closed the database, so that one bad moment does not last. */
function databaseNamed(name: string): () => Promise<IDBPDatabase<OutboxSchema>> {
  let opened: Promise<IDBPDatabase<OutboxSchema>> | null = null
  const forget = () => void (opened = null)
  const open = () =>
    openDB<OutboxSchema>(name, 1, {
      upgrade: (db) => void db.createObjectStore('edits', { keyPath: ['person', 'proposal', 'session', 'n'] }),
      terminated: forget,
      blocking: (_from, _to, event) => {
        ;(event.target as IDBDatabase).close()
        forget()
      },
    })
  return () => {
    opened ??= open().catch((error: unknown) => {
      forget()
      throw error
    })
    return opened
  }
}

/** An array sorts after every string, so `[…prefix, []]` closes the range. Source: IndexedDB 3.0, "compare two keys". */
const startingWith = (prefix: readonly (string | undefined)[]) => {
  const known = prefix.filter((part) => part !== undefined)
  return IDBKeyRange.bound(known, [...known, []])
}

const asKey = ([person, proposal, session, n]: RowKey): [string, string, string, number] => [
  person,
  proposal,
  session,
  n,
]
