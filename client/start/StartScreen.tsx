import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { forumId } from '../../shared/ids.ts'
import { mayStartProposal } from '../../shared/proposal/permissions.ts'
import { proposalsQuery } from '../forum/queries.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { StartForm } from './StartForm.tsx'
import './start.css'

export function StartScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const { data, error, isPending } = useQuery(proposalsQuery(forumId(id)))
  const name = data?.forum.name ?? ''
  return (
    <Page title={t`Start a proposal`} facts={name ? <Trans>In the forum {name}</Trans> : <>&nbsp;</>}>
      <Refusal error={error} />
      {isPending && <Waiting rows={6} />}
      {data && !mayStartProposal(data.forum.roles) && (
        <EmptyState say={t`Only the coordinator of this forum starts proposals.`} />
      )}
      {data && mayStartProposal(data.forum.roles) && <StartForm forum={data.forum} />}
    </Page>
  )
}
