/**
 * What the parts of the workspace read, in four pieces by how often they change, so that a key wakes only who shows it:
 *
 * - `useWorkspace`: the proposal and the reader's place in it. Changes with an act, never with a key.
 * - `useStanding`: who says what on the text on the screen. Changes when the count does.
 * - `useMovingText`: the text as it is now. Changes some times a second while anybody types.
 * - `useSaving`: where the edits made here are. Changes with every key.
 */
import { createContext, useContext, type Context } from 'react'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { Right } from '../../shared/proposal/permissions.ts'
import type { Person, PersonCard } from '../../shared/protocol/people.ts'
import type { ProposalView } from '../../shared/protocol/views.ts'
import type { ProposalSession } from '../sync/proposal-session.ts'
import type { SessionSnapshot } from '../sync/session-snapshot.ts'
import type { Standing } from './standing.ts'

export type Workspace = {
  readonly view: ProposalView
  readonly state: SettledState
  readonly session: ProposalSession
  readonly snapshot: SettledSnapshot
  readonly person: Person
  /** Nobody has taken a position on it or written in it since it was started. */
  readonly isUntouched: boolean
  readonly may: (right: Right) => boolean
  readonly cardOf: (id: string) => PersonCard | undefined
}

/** What a text entry moves on is in the other pieces. */
export type SettledState = Omit<ProposalState, 'head' | 'lastChange' | 'lastEdit' | 'textSeq'>
export type SettledSnapshot = Omit<SessionSnapshot, 'state' | keyof Saving | 'document' | 'digest' | 'textSeq'>

export type MovingText = Pick<SessionSnapshot, 'document' | 'digest' | 'textSeq'> & {
  /** The digest that positions are counted on: of the locked text, or of the one on the screen. */
  readonly countedOn: string
}

export type Saving = Pick<SessionSnapshot, 'save' | 'isClean'>

export const WorkspaceContext = createContext<Workspace | null>(null)
export const StandingContext = createContext<Standing | null>(null)
export const MovingTextContext = createContext<MovingText | null>(null)
export const SavingContext = createContext<Saving | null>(null)

export const useWorkspace = () => usePiece(WorkspaceContext)
export const useStanding = () => usePiece(StandingContext)
export const useMovingText = () => usePiece(MovingTextContext)
export const useSaving = () => usePiece(SavingContext)

function usePiece<T>(context: Context<T | null>): T {
  const piece = useContext(context)
  if (!piece) throw new Error('this is a part of the workspace')
  return piece
}
