/** Who else is here, and telling them about us without repeating what they told us. */
import type { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'

export type Present = {
  readonly clientId: number
  readonly name: string
  readonly administration: string | null
  readonly symbol: string | null
}

/** Milliseconds between two frames about our own cursor. */
const PACE = 150

type Changes = {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

/**
 * The stock provider sends every change that it receives back to the server, so that N readers make N frames of one cursor move.
 * Only our own state goes out here, and at a walking pace. Ends with the provider.
 */
export function sendOwnPresenceOnly(provider: WebsocketProvider, awareness: Awareness): void {
  const stock: (changes: Changes, origin: unknown) => void = provider._awarenessUpdateHandler
  const own = awareness.clientID
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    timer = undefined
    if (awareness.meta.has(own)) stock({ added: [], updated: [own], removed: [] }, 'local')
  }
  awareness.off('update', stock)
  provider._awarenessUpdateHandler = ({ added, updated, removed }: Changes) => {
    if ([...added, ...updated, ...removed].includes(own)) timer ??= setTimeout(send, PACE)
  }
  awareness.on('update', provider._awarenessUpdateHandler)
  provider.on('status', ({ status }) => {
    if (status !== 'connected') return
    sayAgain(awareness)
    // The provider itself sends our state next.
    clearTimeout(timer)
    timer = undefined
  })
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
