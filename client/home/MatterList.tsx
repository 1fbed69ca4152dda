import { useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import { Link } from 'react-router'
import type { ForumView, ProposalSummary } from '../../shared/protocol/views.ts'
import { buttonClass } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { Matter, OpenMatter } from './open-matters.ts'

const SAID = {
  confirm: msg`Confirm your position on the locked text`,
  changed: msg`The text changed after your position`,
  'not-answered': msg`No position given yet`,
} as const satisfies Record<Matter, unknown>

const STEP = {
  confirm: msg`See and confirm`,
  changed: msg`See the change`,
  'not-answered': msg`Read the text`,
} as const satisfies Record<Matter, unknown>

const SIGN: Record<Matter, IconName> = { confirm: 'lock', changed: 'stale', 'not-answered': 'none' }

type Props = { readonly matters: readonly OpenMatter[]; readonly forums: readonly ForumView[] }

export function MatterList({ matters, forums }: Props) {
  const { t } = useLingui()
  return (
    <ul className="card lines">
      {matters.map(({ matter, proposal }) => (
        <li key={proposal.id}>
          <Icon name={SIGN[matter]} className={matter === 'changed' ? 'c-stale' : 'c-none'} />
          <div>
            <b>{t(SAID[matter])}</b>
            <p className="quiet small">
              <bdi>{proposal.label}</bdi> · {proposal.title} · {forumName(forums, proposal)}
            </p>
          </div>
          <Link
            className={`${buttonClass({ look: matter === 'confirm' ? 'main' : 'plain' })} push`}
            to={`/proposals/${proposal.id}`}
            aria-label={`${t(STEP[matter])}: ${proposal.label}`}
          >
            {t(STEP[matter])}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const forumName = (forums: readonly ForumView[], { forum }: ProposalSummary) =>
  forums.find(({ id }) => id === forum)?.name ?? ''
