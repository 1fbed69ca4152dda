/**
 * Edits of a tab that is gone are taken over by another one, once, also where the device does not take them under the new name: then
 * it has them under the old one until they are settled. An edit sent twice is one edit, because Yjs says so.
 */
import { keyOf, nameOf, nameOfKey, type OutboxRow, type OutboxStore, type RowKey } from './outbox-store.ts'
import { ifLeft } from './tab.ts'

type TakingOver = {
  /** Of all that the device has of a proposal, what nobody sends any more. */
  takeLeft(rows: readonly OutboxRow[]): Promise<void>
  /** The device has this edit under its old name. */
  hasOrigin(n: number): boolean
  /** Of edits that the device has under their new name, or need not have any more. */
  forgetOrigins(numbers: readonly number[]): Promise<void>
}

type Sources = {
  readonly session: string
  readonly store: OutboxStore
  readonly now: () => number
  /** Answers the number that the edit has in this session. */
  readonly hold: (row: OutboxRow) => number
  readonly write: () => Promise<void>
}

export function createTakingOver({ session, store, now, hold, write }: Sources): TakingOver {
  /** By the number of the edit here. */
  const origins = new Map<number, RowKey>()

  async function takeLeft(rows: readonly OutboxRow[]): Promise<void> {
    const left = rows.filter((row) => row.session !== session && !row.refused)
    for (const theirs of Map.groupBy(left, (row) => row.session).values()) {
      const silentFor = now() - Math.max(...theirs.map((row) => row.at))
      // oxlint-disable-next-line no-await-in-loop -- the order of sessions is the order of their edits
      await ifLeft(theirs[0]!.session, silentFor, () => takeOver(theirs))
    }
  }

  async function takeOver(rows: readonly OutboxRow[]): Promise<void> {
    const known = new Set([...origins.values()].map(nameOfKey))
    for (const row of rows) if (!known.has(nameOf(row))) origins.set(hold(row), keyOf(row))
    await write()
    await forgetOrigins([...origins.keys()])
  }

  async function forgetOrigins(numbers: readonly number[]): Promise<void> {
    const known = numbers.filter((n) => origins.has(n))
    if (known.length === 0) return
    await store.remove(known.map((n) => origins.get(n)!))
    for (const n of known) origins.delete(n)
  }

  return { takeLeft, hasOrigin: (n) => origins.has(n), forgetOrigins }
}
