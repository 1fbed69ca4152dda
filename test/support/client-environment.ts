/** The world that the browser's session is given in a test: a signed-in line to a real server, and a device in memory. */
import { onTestFinished } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { Environment, SocketClass } from '../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../client/sync/proposal-session.ts'
import { personId } from '../../shared/ids.ts'
import { memoryOutboxStore } from '../client/sync/memory-outbox-store.ts'

type Signed = { readonly address: string; readonly cookie: string }

export function environmentAt({ address, cookie }: Signed, changed: Partial<Environment> = {}): Environment {
  class SignedInSocket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  return {
    url: `${address.replace('http', 'ws')}/sync`,
    WebSocket: SignedInSocket as unknown as SocketClass,
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
