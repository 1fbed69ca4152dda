/**
 * The edits made here that the server has not acknowledged, in memory and on this device.
 *
 * 1. An edit is on its way to the device the moment it is made, and leaves it only when the server has it or has parked it.
 * 2. Trouble with the device never reaches the typing: it shows as `keptOnDevice: false`. What it did not take is offered to it again.
 * 3. An edit that is set aside stays in memory and on the device, over every reload, until its author discards it.
 */
import { createAsideEdits, type Aside } from './aside-edits.ts'
import { oneAfterTheOther } from './device-queue.ts'
import { countUnstored, leaveHere, sizeOf, takeLeft } from './only-here.ts'
import { keyOf, type Edit, type OutboxRow, type OutboxStore, type Refused, type SetAside } from './outbox-store.ts'
import { beginSession, endSession } from './tab.ts'
import { createTakingOver } from './taking-over.ts'

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
  const aside = createAsideEdits()
  const takingOver = createTakingOver({
    session,
    store,
    now,
    hold: ({ update, at }) => hold(update, at).n,
    write: tellAndWrite,
  })
  let last = 0

  const rowOf = ({ n, update, at }: Edit): OutboxRow => ({ person, proposal, session, n, update, at, refused: null })
  const unnamed = () => [...edits.values()].filter(({ n }) => !stored.has(n))
  const unstored = () => unnamed().filter(({ n }) => !takingOver.hasOrigin(n))
  const onlyHere = () => ({ edits: unstored(), aside: aside.unstored() })
  const noLongerCounted = countUnstored({ person, unstored: onlyHere })
  const inOrder = (work: () => Promise<void>) => oneAfterTheOther(store, work)

  function hold(update: Uint8Array, at: number): Edit {
    const edit = { n: ++last, update, at }
    edits.set(edit.n, edit)
    return edit
  }

  function release(numbers: readonly number[]): readonly Edit[] {
    const released = numbers.map((n) => edits.get(n)).filter((edit) => edit !== undefined)
    for (const { n } of released) edits.delete(n)
    return released
  }

  /** All that the device has not got, so that what it failed to take once is not forgotten. */
  async function write(): Promise<void> {
    const [waiting, refused] = [unnamed(), aside.unstored()]
    if (waiting.length + refused.length === 0) return
    await store.put([...waiting.map(rowOf), ...refused])
    for (const { n } of waiting) stored.add(n)
    aside.stored(refused)
    onChange()
  }

  function tellAndWrite(): Promise<void> {
    onChange()
    return write()
  }

  async function remove(released: readonly Edit[]): Promise<void> {
    await store.remove(released.map((edit) => keyOf(rowOf(edit))))
    await takingOver.forgetOrigins(released.map(({ n }) => n))
  }

  function takeFromPage(): void {
    const left = takeLeft({ store, person, proposal })
    if (!left) return
    for (const { update, at } of left.edits) hold(update, at)
    aside.add(left.aside)
    onChange()
  }

  /** Until the device has it after all. */
  function leaveInPage(): void {
    const left = onlyHere()
    if (sizeOf(left) === 0) return
    const forget = leaveHere({ store, person, proposal, ...left })
    void inOrder(write).then((isStored) => void (isStored && forget()))
  }

  /** After the last writing of the opening before, so that nothing is taken from two places. */
  async function takeOverAll(): Promise<void> {
    takeFromPage()
    void inOrder(write)
    const rows = await store.rowsOf(person, proposal)
    aside.find(rows)
    onChange()
    await takingOver.takeLeft(rows)
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
      if (released.length > 0) void inOrder(() => remove(released))
    },
    aside: () => aside.current(),
    setAside(numbers, refused) {
      aside.add(release(numbers).map((edit) => ({ ...rowOf(edit), refused })))
      void inOrder(write)
    },
    discardAside(rows) {
      aside.discard(rows)
      void inOrder(() => store.remove(rows.map(keyOf)))
    },
    restore: () => inOrder(takeOverAll),
    close() {
      noLongerCounted()
      endSession(session)
      leaveInPage()
    },
  }
}
