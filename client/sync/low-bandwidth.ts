/** Whether this browser is to send rarely. Remembered on the device, for all tabs. */
const KEY = 'common-proposals/low-bandwidth'
const listeners = new Set<() => void>()

/** Where the browser keeps nothing (private mode), for as long as the page is open. */
let isSet: boolean | null = null

export function isLowBandwidth(): boolean {
  return (isSet ??= read())
}

export function setLowBandwidth(next: boolean): void {
  isSet = next
  try {
    if (next) globalThis.localStorage.setItem(KEY, 'on')
    else globalThis.localStorage.removeItem(KEY)
  } catch {
    // Remembered by the page alone.
  }
  for (const listener of listeners) listener()
}

export function onLowBandwidthChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): boolean {
  try {
    return globalThis.localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}
