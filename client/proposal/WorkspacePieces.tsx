import { useMemo, type ReactNode } from 'react'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { ProposalView } from '../../shared/protocol/views.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import type { Labelling } from '../../shared/document/labels.ts'
import { LabellingContext } from '../editor/labelling-context.ts'
import type { SessionSnapshot } from '../sync/session-snapshot.ts'
import type { LiveProposal } from '../sync/use-proposal-session.ts'
import { standingOn, type Standing } from './standing.ts'
import { useSteady, useSteadyValue } from './steady.ts'
import {
  MovingTextContext,
  SavingContext,
  StandingContext,
  WorkspaceContext,
  type MovingText,
  type Saving,
  type Workspace,
} from './workspace-context.ts'

type Props = {
  readonly view: ProposalView
  readonly live: LiveProposal
  readonly person: Person
  /** Keep its identity, or every key draws all of it. */
  readonly children: ReactNode
}

/** Deals what the session says out to those who read it, each piece only when it changes. */
export function WorkspacePieces({ view, live, person, children }: Props) {
  const state = live.snapshot.state ?? view.state
  const text = useTextPiece(live.snapshot, state, view.digest)
  return (
    <LabellingContext value={useLabellingPiece(view, state)}>
      <WorkspaceContext value={useWorkspacePiece(view, live, state, person)}>
        <StandingContext value={useStandingPiece(text.countedOn, state, view)}>
          <MovingTextContext value={text}>
            <SavingContext value={useSavingPiece(live.snapshot)}>{children}</SavingContext>
          </MovingTextContext>
        </StandingContext>
      </WorkspaceContext>
    </LabellingContext>
  )
}

function useWorkspacePiece(
  view: ProposalView,
  { session, snapshot: all }: LiveProposal,
  whole: ProposalState,
  person: Person,
): Workspace {
  const { head: _h, lastChange: _c, lastEdit: _e, textSeq: _s, ...settledState } = whole
  const { state: _, save: _v, isClean: _i, document: _d, digest: _g, textSeq: _t, ...settledSnapshot } = all
  const state = useSteady(settledState)
  const snapshot = useSteady(settledSnapshot)
  const isUntouched = !whole.everPositioned && whole.textSeq <= whole.startSeq
  return useMemo(
    () => ({
      view,
      state,
      session,
      snapshot,
      person,
      isUntouched,
      may: (right) => snapshot.rights.includes(right),
      cardOf: (id) => (id === person.id ? person : view.people.find((card) => card.id === id)),
    }),
    [view, state, session, snapshot, person, isUntouched],
  )
}

function useLabellingPiece({ base }: ProposalView, { language, numbering }: ProposalState): Labelling {
  return useMemo(() => labellingOf({ language, numbering }, base), [language, numbering, base])
}

function useTextPiece(snapshot: SessionSnapshot, state: ProposalState, firstDigest: string): MovingText {
  const { document, digest, textSeq } = snapshot
  const countedOn = state.lock?.digest ?? digest ?? firstDigest
  return useSteady({ document, digest, textSeq, countedOn })
}

function useStandingPiece(digest: string, { positions }: ProposalState, { forum }: ProposalView): Standing {
  return useSteadyValue(useMemo(() => standingOn(digest, { positions }, forum), [digest, positions, forum]))
}

const useSavingPiece = ({ save, isClean }: SessionSnapshot): Saving => useSteady({ save, isClean })
