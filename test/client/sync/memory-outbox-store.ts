import { keyOf, type OutboxRow, type OutboxStore } from '../../../client/sync/outbox-store.ts'

/** The outbox of a device that a test can look into, outlive a page with, and break. */
export function memoryOutboxStore() {
  const rows = new Map<string, OutboxRow>()
  const device = { isBroken: false, isFull: false }
  const work = async <T>(result: () => T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (device.isBroken) full()
    return result()
  }
  const store: OutboxStore = {
    put: (some) =>
      work(() => (device.isFull ? full() : some.forEach((row) => rows.set(JSON.stringify(keyOf(row)), row)))),
    remove: (keys) => work(() => keys.forEach((key) => rows.delete(JSON.stringify(key)))),
    rowsOf: (person, proposal) =>
      work(() =>
        [...rows.values()].filter((row) => row.person === person && row.proposal === (proposal ?? row.proposal)),
      ),
    forget: (person) => work(() => rows.forEach((row, key) => row.person === person && rows.delete(key))),
  }
  return { store, device, rows: () => [...rows.values()] }
}

function full(): never {
  throw new DOMException('the device is full', 'QuotaExceededError')
}
