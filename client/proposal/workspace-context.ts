/** What every part of the workspace reads: the proposal as it is now, and the reader's place in it. */
import { createContext, useContext } from 'react'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { Right } from '../../shared/proposal/permissions.ts'
import type { Person, PersonCard } from '../../shared/protocol/people.ts'
import type { ProposalView } from '../../shared/protocol/views.ts'
import type { ProposalSession } from '../sync/proposal-session.ts'
import type { SessionSnapshot } from '../sync/session-snapshot.ts'
import type { Standing } from './standing.ts'

export type Workspace = {
  readonly view: ProposalView
  readonly state: ProposalState
  readonly session: ProposalSession
  readonly snapshot: SessionSnapshot
  readonly standing: Standing
  readonly person: Person
  readonly may: (right: Right) => boolean
  readonly cardOf: (id: string) => PersonCard | undefined
}

const WorkspaceContext = createContext<Workspace | null>(null)
export const WorkspaceProvider = WorkspaceContext.Provider

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('this is a part of the workspace')
  return workspace
}
