/** Who else is here, and telling them about us without repeating what they told us. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { FRAME } from '../../shared/protocol/sync.ts'

export type Present = {
  readonly clientId: number
  readonly name: string
  readonly administration: string | null
  readonly symbol: string | null
}

/** Milliseconds between two frames about our own cursor. */
const PACE = { usually: 150, onLowBandwidth: 2_000 }

type Changes = {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

/**
 * Links our awareness to a line. The provider is not given it: it would send every change that it receives back to the server, so
 * that N readers make N frames of one cursor move; and it would speak in the name of the text's client id, which nobody is to learn
 * before its owner has written with it. Only our own state goes out here, and at a walking pace. Answers how to end it.
 */
export function linkPresence(
  provider: WebsocketProvider,
  awareness: Awareness,
  isLowBandwidth: () => boolean,
): () => void {
  const own = awareness.clientID
  let timer: ReturnType<typeof setTimeout> | undefined

  const pace = () => (isLowBandwidth() ? PACE.onLowBandwidth : PACE.usually)

  function send(): void {
    clearTimeout(timer)
    timer = undefined
    if (provider.wsconnected) provider.ws?.send(frameOf(awareness))
  }

  const changed = ({ added, updated, removed }: Changes) => {
    if ([...added, ...updated, ...removed].includes(own)) timer ??= setTimeout(send, pace())
  }
  awareness.on('update', changed)
  provider.messageHandlers[FRAME.awareness] = (_encoder, decoder) =>
    applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), provider)
  provider.on('status', ({ status }) => {
    if (status === 'disconnected') forgetOthers(awareness, provider)
    if (status !== 'connected') return
    sayAgain(awareness)
    send()
  })
  return () => {
    clearTimeout(timer)
    awareness.off('update', changed)
  }
}

/** For the provider, which cannot do without one: it says nothing and holds nobody. */
export function silentAwareness(doc: Y.Doc): Awareness {
  const silent = new Awareness(doc)
  silent.destroy()
  return silent
}

/** With their clocks: the server says again what it last said of them, and that would count as old. */
function forgetOthers(awareness: Awareness, origin: WebsocketProvider): void {
  const others = [...awareness.meta.keys()].filter((client) => client !== awareness.clientID)
  removeAwarenessStates(awareness, others, origin)
  for (const client of others) awareness.meta.delete(client)
}

function frameOf(awareness: Awareness): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.awareness)
  encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
  return Uint8Array.from(encoding.toUint8Array(encoder))
}

/**
 * y-protocols takes no first word with clock 0. And while we were away others were told that we left, with the clock after our last:
 * only a later one brings us back.
 */
function sayAgain(awareness: Awareness): void {
  for (let step = 0; step < 2; step++) awareness.setLocalState(awareness.getLocalState())
}

/** The others, in a steady order. The server writes `user` into every state that it passes on; what lacks it is not shown. */
export const othersPresent = (awareness: Awareness): readonly Present[] =>
  [...awareness.getStates()]
    .filter(([clientId]) => clientId !== awareness.clientID)
    .map(([clientId, state]) => presentOf(clientId, state['user']))
    .filter((present) => present !== null)
    .sort((a, b) => a.clientId - b.clientId)

function presentOf(clientId: number, user: unknown): Present | null {
  if (typeof user !== 'object' || user === null) return null
  const { name, administration, symbol } = user as Record<string, unknown>
  if (typeof name !== 'string') return null
  return { clientId, name, administration: textOrNull(administration), symbol: textOrNull(symbol) }
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)
