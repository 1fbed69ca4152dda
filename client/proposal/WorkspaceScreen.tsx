import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { proposalId } from '../../shared/ids.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { ProposalView } from '../../shared/protocol/views.ts'
import { call } from '../api.ts'
import { usePerson } from '../session/use-session.ts'
import { useProposalSession } from '../sync/use-proposal-session.ts'
import { buttonClass } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useTitle } from '../ui/use-title.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { namedIn } from './named-in.ts'
import { WorkspaceLayout } from './WorkspaceLayout.tsx'
import { WorkspacePieces } from './WorkspacePieces.tsx'

export function WorkspaceScreen() {
  const { t } = useLingui()
  const id = proposalId(useParams()['id'] ?? '')
  const { data, error, isPending } = useProposal(id)
  if (data) return <Opened key={id} view={data} />
  return (
    <Page title={t`Proposal`}>
      <Refusal error={error} />
      {isPending && <Waiting rows={8} />}
      {error && (
        <Link className={buttonClass({})} to="/">
          <Trans>Go to the start page</Trans>
        </Link>
      )}
    </Page>
  )
}

export const useProposal = (id: string) =>
  useQuery({ queryKey: ['proposal', id], queryFn: () => call('proposal', { id }), staleTime: 60_000 })

function Opened({ view }: { readonly view: ProposalView }) {
  const person = usePerson()
  const live = useProposalSession(view.id, person.id)
  useNewcomers(view, live?.snapshot.state ?? null)
  useTitle(`${view.label} ${live?.snapshot.state?.title ?? view.state.title}`)
  if (!live) return <Waiting rows={8} />
  return (
    <WorkspacePieces view={view} live={live} person={person}>
      {LAYOUT}
    </WorkspacePieces>
  )
}

/** Always the same element: what changes with a key reaches only the parts that read it. */
const LAYOUT = <WorkspaceLayout />

/** The log names somebody whom the first answer did not: ask again who is who. */
function useNewcomers({ id, people }: ProposalView, state: ProposalState | null): void {
  const client = useQueryClient()
  const unknown = useMemo(
    () => state && namedIn(state).find((person) => !people.some((card) => card.id === person)),
    [state, people],
  )
  useEffect(() => {
    if (unknown) void client.invalidateQueries({ queryKey: ['proposal', id] })
  }, [client, id, unknown])
}
