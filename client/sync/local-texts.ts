/** What an account has left on this device. */
import { deviceStore } from './idb-outbox-store.ts'
import { forgetUnstored, unstoredEdits } from './only-here.ts'
import type { OutboxStore } from './outbox-store.ts'

/**
 * How many edits of this account wait here for a server, or are kept because none would have them. Never rejects: what cannot
 * be read was not stored either.
 */
export const unsentEdits = async (person: string, store: OutboxStore = deviceStore): Promise<number> =>
  unstoredEdits(person, store) + (await onDevice(person, store))

/** For signing out: removes what this account has left here. @throws where something is left and cannot be removed. */
export async function forgetLocalTexts(person: string, store: OutboxStore = deviceStore): Promise<void> {
  forgetUnstored(person)
  try {
    await store.forget(person)
  } catch (error) {
    if ((await onDevice(person, store)) > 0) throw error
  }
}

const onDevice = (person: string, store: OutboxStore): Promise<number> =>
  store.rowsOf(person).then(
    (rows) => rows.length,
    () => 0,
  )
