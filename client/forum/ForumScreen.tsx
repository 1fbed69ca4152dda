import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { forumId } from '../../shared/ids.ts'
import { mayStartProposal } from '../../shared/proposal/permissions.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { buttonClass } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { AdoptionRuleCard } from './AdoptionRuleCard.tsx'
import { ProposalTable } from './ProposalTable.tsx'
import { proposalsQuery } from './queries.ts'
import './forum.css'

/** The facts of all Member States are loaded only where a roster is explained. */
const RosterCard = lazy(() => import('./RosterCard.tsx').then(({ RosterCard }) => ({ default: RosterCard })))

export function ForumScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const { data, error, isPending } = useQuery(proposalsQuery(forumId(id)))
  if (!data)
    return (
      <Page title={t`Forum`}>
        <Refusal error={error} />
        {isPending && <Waiting rows={6} />}
      </Page>
    )
  const { forum, proposals } = data
  return (
    <Page title={forum.name} facts={<ForumFacts forum={forum} />} actions={<Start forum={forum} />}>
      <Refusal error={error} />
      <section className="stack" aria-labelledby="proposals">
        <h2 id="proposals">
          <Trans>Proposals</Trans>
        </h2>
        {proposals.length > 0 ? (
          <ProposalTable proposals={proposals} rule={forum.rule} />
        ) : (
          <NoProposal forum={forum} />
        )}
      </section>
      <div className="two">
        <Suspense fallback={<Waiting rows={6} />}>
          <RosterCard forum={forum} />
        </Suspense>
        <AdoptionRuleCard forum={forum} />
      </div>
    </Page>
  )
}

function ForumFacts({ forum }: { readonly forum: ForumView }) {
  const kind =
    forum.kind === 'rpm' ? (
      <Trans>Regional Preparatory Meeting: all Member States of the region</Trans>
    ) : (
      <Trans>Group of a regional telecommunication organization: its member administrations</Trans>
    )
  return (
    <>
      {kind} · {forum.conference} ·{' '}
      <Plural value={forum.roster.length} one="# administration" other="# administrations" />
    </>
  )
}

function Start({ forum }: { readonly forum: ForumView }) {
  if (!mayStartProposal(forum.roles)) return null
  return (
    <Link className={buttonClass({ look: 'main' })} to={`/forums/${forum.id}/start`}>
      <Trans>Start a proposal</Trans>
    </Link>
  )
}

function NoProposal({ forum }: { readonly forum: ForumView }) {
  const { t } = useLingui()
  const say = mayStartProposal(forum.roles)
    ? t`No proposals yet. Choose a text in force to start from.`
    : t`No proposals that you can read yet. The coordinator starts them.`
  return <EmptyState say={say} />
}
