import { useMemo, useSyncExternalStore } from 'react'
import type { PersonId } from '../../shared/ids.ts'
import type { Environment } from './environment.ts'
import { guardLeaving } from './leaving.ts'
import { openProposalSession, type ProposalSession } from './proposal-session.ts'
import type { SessionSnapshot } from './session-snapshot.ts'

export type LiveProposal = { readonly session: ProposalSession; readonly snapshot: SessionSnapshot }

/** Open for as long as the component is on the screen; null until it is there. Give the editor `key={snapshot.epoch}`. */
export function useProposalSession(proposal: string, person: PersonId, environment?: Environment): LiveProposal | null {
  const source = useMemo(() => liveSource(proposal, person, environment), [proposal, person, environment])
  return useSyncExternalStore(source.subscribe, source.live)
}

/** A session that lives while somebody listens: React mounts twice in development, and a session that nobody closes stays online. */
function liveSource(proposal: string, person: PersonId, environment?: Environment) {
  let session: ProposalSession | null = null
  let live: LiveProposal | null = null
  const listeners = new Set<() => void>()

  function tell(): void {
    live = session && { session, snapshot: session.snapshot() }
    for (const listener of listeners) listener()
  }

  function open(): void {
    guardLeaving()
    session = openProposalSession({ proposal, person }, environment)
    session.subscribe(tell)
    live = { session, snapshot: session.snapshot() }
  }

  function close(): void {
    session?.close()
    session = null
    live = null
  }

  return {
    live: () => live,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (!session) open()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) close()
      }
    },
  }
}
