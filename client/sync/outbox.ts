/**
 * The edits made here that the server has not acknowledged, in memory and on this device.
 *
 * 1. An edit is on its way to the device the moment it is made, and leaves it only when the server has it or has parked it.
 * 2. Trouble with the device never reaches the typing: it shows as `keptOnDevice: false`. What it did not take is offered to it again.
 * 3. Edits of a tab that is gone are taken over by another one, once, also where the device does not take them under the new name: then it
 *    has them under the old one until they are settled. An edit sent twice is one edit, because Yjs says so.
 * 4. An edit that is set aside stays in memory and on the device, over every reload, until its author discards it.
 * 5. What the device did not take stays in the page when the proposal is closed, for the next opening of it.
 */
import { keyOf, type OutboxRow, type OutboxStore, type Refused, type RowKey, type SetAside } from './outbox-store.ts'
import { beginSession, endSession, ifLeft } from './tab.ts'

export type Edit = { readonly n: number; readonly update: Uint8Array; readonly at: number }

export type Outbox = {
  readonly edits: ReadonlyMap<number, Edit>
  /** Every edit that waits is stored on this device. */
  keptOnDevice(): boolean
  add(update: Uint8Array): Edit
  /** The server has these edits, in the log or parked. */
  settle(edits: readonly number[]): void
  /** The same value until something in it changes. */
  aside(): Aside
  /** Neither taken nor parked by the server: kept here, no longer sent. */
  setAside(edits: readonly number[], why: Refused): void
  discardAside(edits: readonly SetAside[]): void
  /**
   * Takes over what earlier or crashed tabs left, and finds what was ever set aside. Never rejects; answers when the device has, and
   * whether it could be read.
   */
  restore(): Promise<boolean>
  close(): void
}

export type Aside = { readonly edits: readonly SetAside[]; readonly isStored: boolean }

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
  const storedAside = new Set<string>()
  /** Where the device has edits under the name of the session from which they were taken over. */
  const origins = new Map<number, RowKey>()
  let aside: Aside = { edits: [], isStored: true }
  let last = 0

  const rowOf = ({ n, update, at }: Edit): OutboxRow => ({ person, proposal, session, n, update, at, refused: null })

  const unnamed = () => [...edits.values()].filter(({ n }) => !stored.has(n))
  const unstored = () => unnamed().filter(({ n }) => !origins.has(n))
  const unstoredAside = () => aside.edits.filter((row) => !storedAside.has(nameOf(row)))
  const open = { person, unstored: () => unstored().length + unstoredAside().length }
  openOutboxes.add(open)

  const inOrder = (work: () => Promise<void>) => oneAfterTheOther(store, work)

  function takeFromPage(): void {
    const left = [...leftInPage].find(
      (each) => each.store === store && each.person === person && each.proposal === proposal,
    )
    if (!left) return
    leftInPage.delete(left)
    for (const { update, at } of left.edits) hold(update, at)
    keepAside([...aside.edits, ...left.aside])
    onChange()
  }

  /** Until the device has it after all. */
  function leaveInPage(): void {
    const left = { store, person, proposal, edits: unstored(), aside: unstoredAside() }
    if (left.edits.length + left.aside.length === 0) return
    leftInPage.add(left)
    void inOrder(write).then((isStored) => void (isStored && leftInPage.delete(left)))
  }

  function hold(update: Uint8Array, at: number): Edit {
    const edit = { n: ++last, update, at }
    edits.set(edit.n, edit)
    return edit
  }

  /** All that the device has not got, so that what it failed to take once is not forgotten. */
  async function write(): Promise<void> {
    const [waiting, refused] = [unnamed(), unstoredAside()]
    if (waiting.length + refused.length === 0) return
    await store.put([...waiting.map(rowOf), ...refused])
    for (const { n } of waiting) stored.add(n)
    for (const row of refused) storedAside.add(nameOf(row))
    keepAside(aside.edits)
    onChange()
  }

  function keepAside(rows: readonly SetAside[]): void {
    const isStored = rows.every((row) => storedAside.has(nameOf(row)))
    // Each edit that is stored comes through here: readers are woken only for news.
    if (rows !== aside.edits || isStored !== aside.isStored) aside = { edits: rows, isStored }
  }

  function release(numbers: readonly number[]): readonly Edit[] {
    const released = numbers.map((n) => edits.get(n)).filter((edit) => edit !== undefined)
    for (const { n } of released) edits.delete(n)
    return released
  }

  async function takeOver(rows: readonly OutboxRow[]): Promise<void> {
    const known = new Set([...origins.values()].map(nameOfKey))
    for (const row of rows) if (!known.has(nameOf(row))) origins.set(hold(row.update, row.at).n, keyOf(row))
    onChange()
    await write()
    await forgetOrigins([...origins.keys()])
  }

  /** Of edits that the device has under their new name, or need not have any more. */
  async function forgetOrigins(numbers: readonly number[]): Promise<void> {
    const known = numbers.filter((n) => origins.has(n))
    if (known.length === 0) return
    await store.remove(known.map((n) => origins.get(n)!))
    for (const n of known) origins.delete(n)
  }

  function findAside(rows: readonly OutboxRow[]): void {
    const known = new Set(aside.edits.map(nameOf))
    const found = rows.filter((row): row is SetAside => row.refused !== null && !known.has(nameOf(row)))
    for (const row of found) storedAside.add(nameOf(row))
    if (found.length > 0) keepAside([...aside.edits, ...found].toSorted((a, b) => a.at - b.at))
    onChange()
  }

  /** After the last writing of the opening before, so that nothing is taken from two places. */
  async function takeOverAll(): Promise<void> {
    takeFromPage()
    void inOrder(write)
    const rows = await store.rowsOf(person, proposal)
    findAside(rows)
    const left = rows.filter((row) => row.session !== session && !row.refused)
    for (const theirs of Map.groupBy(left, (row) => row.session).values()) {
      const silentFor = now() - Math.max(...theirs.map((row) => row.at))
      // oxlint-disable-next-line no-await-in-loop -- the order of sessions is the order of their edits
      await ifLeft(theirs[0]!.session, silentFor, () => takeOver(theirs))
    }
  }

  return {
    edits,
    keptOnDevice: () => unstored().length === 0,
    add(update) {
      const edit = hold(update, now())
      void inOrder(write)
      return edit
    },
    settle(numbers) {
      const released = release(numbers)
      if (released.length === 0) return
      void inOrder(async () => {
        await store.remove(released.map((edit) => keyOf(rowOf(edit))))
        await forgetOrigins(released.map(({ n }) => n))
      })
    },
    aside: () => aside,
    setAside(numbers, refused) {
      keepAside([...aside.edits, ...release(numbers).map((edit) => ({ ...rowOf(edit), refused }))])
      void inOrder(write)
    },
    discardAside(rows) {
      const names = new Set(rows.map(nameOf))
      keepAside(aside.edits.filter((row) => !names.has(nameOf(row))))
      void inOrder(() => store.remove(rows.map(keyOf)))
    },
    restore: () => inOrder(takeOverAll),
    close() {
      openOutboxes.delete(open)
      endSession(session)
      leaveInPage()
    },
  }
}

const nameOfKey = (key: RowKey) => JSON.stringify(key)
const nameOf = (row: OutboxRow) => nameOfKey(keyOf(row))

type Left = Pick<Place, 'store' | 'person' | 'proposal'> & {
  readonly edits: readonly Edit[]
  readonly aside: readonly SetAside[]
}
/** What the device had not got when its proposal was closed: the page is all that has it. */
const leftInPage = new Set<Left>()

const openOutboxes = new Set<{ readonly person: string; unstored(): number }>()

/** Edits of this account in this tab that the device could not store: they live in memory only. */
export const unstoredEdits = (person: string, store: OutboxStore): number =>
  [...openOutboxes].filter((open) => open.person === person).reduce((sum, open) => sum + open.unstored(), 0) +
  [...leftInPage]
    .filter((left) => left.person === person && left.store === store)
    .reduce((sum, left) => sum + left.edits.length + left.aside.length, 0)

/** For signing out: also what only this page has. */
export function forgetUnstored(person: string): void {
  for (const left of leftInPage) if (left.person === person) leftInPage.delete(left)
}

/** Closing the page now would lose something. */
export const isOnlyHere = (): boolean => leftInPage.size > 0 || [...openOutboxes].some((open) => open.unstored() > 0)

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
