import type { PersonId } from '../../../shared/ids.ts'
import type { ProposalState } from '../../../shared/proposal/fold.ts'

/** The newest entry that may change what is parked for somebody: an act, or that person's own text. 0 where nothing is known yet. */
export function newestFor(state: ProposalState | null, person: PersonId): number {
  if (state === null) return 0
  const isAct = state.head > state.textSeq
  return isAct || state.lastEdit.by === person ? state.head : 0
}
