/** What a session takes from the world around it, so that a test can be that world. */
import { deviceStore } from './idb-outbox-store.ts'
import { isLowBandwidth } from './low-bandwidth.ts'
import type { OutboxStore } from './outbox-store.ts'
import { wayOfThisTab, type WayMemory } from './way-memory.ts'

export type SocketClass = typeof WebSocket

export type Environment = {
  /** Without the proposal: "wss://host/sync". */
  readonly url: string
  readonly WebSocket: SocketClass
  /** For where no WebSocket can be opened; without it there is no other way. */
  readonly fetch?: typeof fetch
  readonly store: OutboxStore
  /** UTC milliseconds. */
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** Bounds of the wait before connecting again, milliseconds. */
  readonly leastWait: number
  readonly mostWait: number
  /** How long the text is left alone before the server is asked whether ours is the same, milliseconds. */
  readonly quietBeforeProbe?: number
  /** The reader asked us to send rarely. */
  readonly isLowBandwidth?: () => boolean
  readonly wayMemory?: WayMemory
}

export const browserEnvironment = (): Environment => ({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`,
  WebSocket: globalThis.WebSocket,
  fetch: (...asked) => globalThis.fetch(...asked),
  store: deviceStore,
  now: Date.now,
  random: Math.random,
  leastWait: 500,
  mostWait: 15_000,
  isLowBandwidth,
  wayMemory: wayOfThisTab,
})
