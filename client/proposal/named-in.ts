import type { PersonId } from '../../shared/ids.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'

/** The people whose name the workspace says: whoever did what stands now. */
export function namedIn(state: ProposalState): readonly PersonId[] {
  const { lock, unlock, declaration, submission, withdrawal, lastExport, lastEdit } = state
  const done = [lock, unlock, declaration, submission, withdrawal, lastExport, ...state.positions, lastEdit]
  const flagged = state.flags.flatMap(({ structural, written }) => [structural.by, written.by])
  return [state.createdBy, ...flagged, ...done.flatMap((each) => each?.by ?? [])]
}
