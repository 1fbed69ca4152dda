/** The world that the browser's session is given in a test: a signed-in line to a real server, and a device in memory. */
import { onTestFinished } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { Environment, SocketClass } from '../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../client/sync/proposal-session.ts'
import { personId } from '../../shared/ids.ts'
import { memoryOutboxStore } from '../client/sync/memory-outbox-store.ts'

/** `blocked`: as in an office whose proxy lets no WebSocket through. */
export type Sockets = 'WebSockets' | 'blocked'

/** Never opens. */
export class BlockedSocket {
  readonly readyState = 0
  onclose: ((event: { readonly code: number }) => void) | null = null
  constructor() {
    setTimeout(() => this.onclose?.({ code: 1006 }))
  }
  addEventListener(): void {}
  send(): void {}
  close(): void {}
}

const fetchAs =
  (cookie: string): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } })

/** What of a session's world is the line to the server. */
export function lineAs(cookie: string, sockets: Sockets): Pick<Environment, 'WebSocket' | 'fetch'> {
  class SignedInSocket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  const opening = sockets === 'blocked' ? BlockedSocket : SignedInSocket
  return { WebSocket: opening as unknown as SocketClass, fetch: fetchAs(cookie) }
}

type Signed = { readonly address: string; readonly cookie: string }

export function environmentAt({ address, cookie }: Signed, changed: Partial<Environment> = {}): Environment {
  return {
    ...lineAs(cookie, 'WebSockets'),
    url: `${address.replace('http', 'ws')}/sync`,
    store: memoryOutboxStore().store,
    now: Date.now,
    random: Math.random,
    leastWait: 20,
    mostWait: 200,
    ...changed,
  }
}

type At = Signed & { readonly proposal: string; readonly person: string }

/** Closed at the end of the test. */
export function sessionAt({ proposal, person, ...signed }: At, changed: Partial<Environment> = {}): ProposalSession {
  const session = openProposalSession({ proposal, person: personId(person) }, environmentAt(signed, changed))
  onTestFinished(() => session.close())
  return session
}
