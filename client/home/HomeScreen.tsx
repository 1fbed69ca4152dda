import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ForumView } from '../../shared/protocol/views.ts'
import { nameOf } from '../administrations/names.ts'
import { proposalsQuery, useForums } from '../forum/queries.ts'
import { ROLE_NAME } from '../proposal/role-words.ts'
import { usePerson } from '../session/use-session.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { MatterList } from './MatterList.tsx'
import { openMatters } from './open-matters.ts'

export function HomeScreen() {
  const { t } = useLingui()
  const { administration } = usePerson()
  const forums = useForums()
  const mine = (forums.data ?? []).filter(({ roles }) => roles.length > 0)
  const title = administration ? t`What awaits ${nameOf(administration)}` : t`Your forums`
  return (
    <Page title={title} facts={<Preparations forums={mine} />}>
      <Refusal error={forums.error} />
      {forums.isPending && <Waiting />}
      {forums.data && mine.length === 0 && <NoForum />}
      {mine.length > 0 && (
        <div className={administration ? 'two' : 'stack'}>
          {administration && <Awaiting forums={mine} administration={administration} />}
          <section className="stack" aria-labelledby="my-forums">
            <h2 id="my-forums">{administration ? <Trans>Your forums</Trans> : <Trans>Forums and proposals</Trans>}</h2>
            <ForumList forums={mine} />
          </section>
        </div>
      )}
    </Page>
  )
}

function Preparations({ forums }: { readonly forums: readonly ForumView[] }) {
  const names = [...new Set(forums.map(({ conference }) => conference))].join(', ')
  return names ? <Trans>Preparation of {names}</Trans> : <>&nbsp;</>
}

function NoForum() {
  const { t } = useLingui()
  return (
    <EmptyState
      say={t`You are not in any forum yet. The administrator of this site adds you to the forums of your region.`}
    />
  )
}

type AwaitingProps = { readonly forums: readonly ForumView[]; readonly administration: string }

function Awaiting({ forums, administration }: AwaitingProps) {
  const { t } = useLingui()
  const counting = forums.filter(({ roster }) => (roster as readonly string[]).includes(administration))
  const lists = useQueries({ queries: counting.map(({ id }) => proposalsQuery(id)) })
  const matters = openMatters(lists.flatMap(({ data }) => data?.proposals ?? []))
  const waiting = lists.some(({ isPending }) => isPending)
  const error = lists.find((list) => list.error)?.error
  return (
    <section className="stack" aria-labelledby="awaiting">
      <h2 id="awaiting">
        <Trans>Positions to give or to look at again</Trans>
      </h2>
      <Refusal error={error} />
      {waiting && <Waiting />}
      {!waiting && matters.length > 0 && <MatterList matters={matters} forums={counting} />}
      {!waiting && matters.length === 0 && <EmptyState say={t`Nothing awaits ${nameOf(administration)} now.`} />}
    </section>
  )
}

function ForumList({ forums }: { readonly forums: readonly ForumView[] }) {
  const { t } = useLingui()
  return (
    <ul className="card lines plain">
      {forums.map((forum) => (
        <li key={forum.id}>
          <div>
            <Link className="strong" to={`/forums/${forum.id}`}>
              {forum.name}
            </Link>
            <p className="quiet small">{forum.roles.map((role) => t(ROLE_NAME[role])).join(' · ')}</p>
          </div>
          <span className="quiet small nowrap push">
            <Plural value={forum.proposals} _0="No proposals" one="# proposal" other="# proposals" />
          </span>
        </li>
      ))}
    </ul>
  )
}
