import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { proposalId } from '../../shared/ids.ts'
import type { ProposalView } from '../../shared/protocol/views.ts'
import { call } from '../api.ts'
import { usePerson } from '../session/use-session.ts'
import { useProposalSession, type LiveProposal } from '../sync/use-proposal-session.ts'
import { buttonClass } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useTitle } from '../ui/use-title.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { namedIn } from './named-in.ts'
import { standingOf } from './standing.ts'
import { WorkspaceProvider, type Workspace } from './workspace-context.ts'
import { WorkspaceLayout } from './WorkspaceLayout.tsx'

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
  const workspace = useWorkspaceOf(view, live)
  useTitle(`${view.label} ${workspace?.state.title ?? view.state.title}`)
  if (!workspace) return <Waiting rows={8} />
  return (
    <WorkspaceProvider value={workspace}>
      <WorkspaceLayout />
    </WorkspaceProvider>
  )
}

function useWorkspaceOf(view: ProposalView, live: LiveProposal | null): Workspace | null {
  const person = usePerson()
  useNewcomers(view, live)
  return useMemo(() => {
    if (!live) return null
    const { session, snapshot } = live
    const state = snapshot.state ?? view.state
    return {
      view,
      state,
      session,
      snapshot,
      person,
      standing: standingOf(state, snapshot.digest ?? view.digest, view.forum),
      may: (right) => snapshot.rights.includes(right),
      cardOf: (id) => (id === person.id ? person : view.people.find((card) => card.id === id)),
    }
  }, [view, live, person])
}

/** The log names somebody whom the first answer did not: ask again who is who. */
function useNewcomers({ id, people }: ProposalView, live: LiveProposal | null): void {
  const client = useQueryClient()
  const state = live?.snapshot.state
  const unknown = state && namedIn(state).find((person) => !people.some((card) => card.id === person))
  useEffect(() => {
    if (unknown) void client.invalidateQueries({ queryKey: ['proposal', id] })
  }, [client, id, unknown])
}
