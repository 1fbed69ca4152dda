/** The workspace as `WorkspaceScreen` draws it, on a line that the test chooses. */
import { useProposalSession } from '../../../client/sync/use-proposal-session.ts'
import type { Environment } from '../../../client/sync/environment.ts'
import { WorkspaceLayout } from '../../../client/proposal/WorkspaceLayout.tsx'
import { WorkspacePieces } from '../../../client/proposal/WorkspacePieces.tsx'
import type { Person } from '../../../shared/protocol/people.ts'
import type { ProposalView } from '../../../shared/protocol/views.ts'

type Props = { readonly view: ProposalView; readonly person: Person; readonly environment: Environment }

const LAYOUT = <WorkspaceLayout />

export function Page({ view, person, environment }: Props) {
  const live = useProposalSession(view.id, person.id, environment)
  return (
    live && (
      <WorkspacePieces view={view} live={live} person={person}>
        {LAYOUT}
      </WorkspacePieces>
    )
  )
}
