/**
 * The edits made here that the server has not acknowledged, in memory and on this device.
 *
 * 1. An edit is on its way to the device the moment it is made, and leaves it only when the server has it or has parked it.
 * 2. Trouble with the device never reaches the typing: it shows as `keptOnDevice: false`.
 * 3. Edits of a tab that is gone are taken over by the next one. An edit sent twice is one edit, because Yjs says so.
 */
import { keyOf, type OutboxRow, type OutboxStore } from './outbox-store.ts'
import { beginSession, endSession, ifLeft } from './tab.ts'

export type Edit = { readonly n: number; readonly update: Uint8Array; readonly at: number }

export type Outbox = {
  readonly edits: ReadonlyMap<number, Edit>
  /** Every edit that waits is stored on this device. */
  keptOnDevice(): boolean
  add(update: Uint8Array): Edit
  /** The server has these edits, in the log or parked. */
  settle(edits: readonly number[]): void
  /** Neither taken nor parked by the server: kept here, no longer sent. Answers whether the device could keep them. */
  setAside(edits: readonly number[], why: NonNullable<OutboxRow['refused']>): Promise<boolean>
  /** Takes over what earlier or crashed tabs left. Never rejects. */
  restore(): Promise<void>
  close(): void
}

type Place = {
  readonly person: string
  readonly proposal: string
  readonly store: OutboxStore
  readonly now: () => number
  readonly onChange: () => void
}

export function openOutbox({ person, proposal, store, now, onChange }: Place): Outbox {
  const session = beginSession()
  const edits = new Map<number, Edit>()
  const stored = new Set<number>()
  let last = 0

  const rowOf = ({ n, update, at }: Edit): OutboxRow => ({ person, proposal, session, n, update, at, refused: null })

  const unstored = () => [...edits.keys()].filter((n) => !stored.has(n)).length
  const open = { person, unstored }
  openOutboxes.add(open)

  const inOrder = (work: () => Promise<void>) => oneAfterTheOther(store, work)

  function hold(update: Uint8Array, at: number): Edit {
    const edit = { n: ++last, update, at }
    edits.set(edit.n, edit)
    return edit
  }

  async function write(some: readonly Edit[]): Promise<void> {
    await store.put(some.map(rowOf))
    for (const { n } of some) stored.add(n)
    onChange()
  }

  function release(numbers: readonly number[]): readonly Edit[] {
    const released = numbers.map((n) => edits.get(n)).filter((edit) => edit !== undefined)
    for (const { n } of released) edits.delete(n)
    return released
  }

  async function takeOver(rows: readonly OutboxRow[]): Promise<void> {
    await write(rows.map((row) => hold(row.update, row.at)))
    await store.remove(rows.map(keyOf))
  }

  async function takeOverAll(): Promise<void> {
    const left = (await store.rowsOf(person, proposal)).filter((row) => row.session !== session && !row.refused)
    for (const rows of Map.groupBy(left, (row) => row.session).values()) {
      const silentFor = now() - Math.max(...rows.map((row) => row.at))
      // oxlint-disable-next-line no-await-in-loop -- the order of sessions is the order of their edits
      await ifLeft(rows[0]!.session, silentFor, () => takeOver(rows))
    }
  }

  return {
    edits,
    keptOnDevice: () => unstored() === 0,
    add(update) {
      const edit = hold(update, now())
      void inOrder(() => write([edit]))
      return edit
    },
    settle(numbers) {
      const released = release(numbers)
      if (released.length > 0) void inOrder(() => store.remove(released.map((edit) => keyOf(rowOf(edit)))))
    },
    setAside(numbers, refused) {
      const released = release(numbers)
      return inOrder(() => store.put(released.map((edit) => ({ ...rowOf(edit), refused }))))
    },
    restore: () => Promise.race([inOrder(takeOverAll), after(RESTORE_TIMEOUT)]).then(() => undefined),
    close() {
      openOutboxes.delete(open)
      endSession(session)
    },
  }
}

const openOutboxes = new Set<{ readonly person: string; unstored(): number }>()

/** Edits of this account in this tab that the device could not store: they live in memory only. */
export const unstoredEdits = (person: string): number =>
  [...openOutboxes].filter((open) => open.person === person).reduce((sum, open) => sum + open.unstored(), 0)

const queues = new WeakMap<OutboxStore, Promise<boolean>>()

/**
 * One queue a store, so that an edit is never removed before it was written, and the next session of a proposal finds what the last
 * one was still writing. Answers whether the work succeeded.
 */
function oneAfterTheOther(store: OutboxStore, work: () => Promise<void>): Promise<boolean> {
  const done = (queues.get(store) ?? Promise.resolve(true)).then(work).then(
    () => true,
    () => false,
  )
  queues.set(store, done)
  return done
}

/** A database that another tab blocks may never answer; what it holds is then taken over the next time. Milliseconds. */
const RESTORE_TIMEOUT = 3_000
const after = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
