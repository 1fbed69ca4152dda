import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import type { AdoptionRule } from '../../shared/endorsement/adoption-rule.ts'
import type { ProposalSummary } from '../../shared/protocol/views.ts'
import { STAGE_NAME } from '../proposal/stage-words.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { OperatorTag } from '../ui/OperatorTag.tsx'
import { When } from '../ui/When.tsx'

type Props = { readonly proposals: readonly ProposalSummary[]; readonly rule: AdoptionRule | null }

export function ProposalTable({ proposals, rule }: Props) {
  return (
    <div className="table-box" tabIndex={0} role="group" aria-labelledby="proposals">
      <table className="table proposals">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Number</Trans>
            </th>
            <th scope="col">
              <Trans>Action</Trans>
            </th>
            <th scope="col">
              <Trans>Text</Trans>
            </th>
            <th scope="col">
              <Trans>Stage</Trans>
            </th>
            <th scope="col">
              {rule ? <Trans>Support (at least {rule.support.atLeast})</Trans> : <Trans>Support</Trans>}
            </th>
            <th scope="col">
              <Trans>Oppose</Trans>
            </th>
            <th scope="col">
              <Trans>Last change</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {proposals.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ProposalRow({ proposal }: { readonly proposal: ProposalSummary }) {
  const { t } = useLingui()
  return (
    <tr>
      <th scope="row" className="label">
        <Link to={`/proposals/${proposal.id}`}>{proposal.label}</Link>
      </th>
      <td>
        <OperatorTag of={proposal.operator} />
      </td>
      <td className="words">
        {proposal.title}
        {proposal.base && <p className="quiet small">{proposal.base.name}</p>}
      </td>
      <td className="nowrap">{t(STAGE_NAME[proposal.stage])}</td>
      <td>
        <span className="row">
          <Count icon="support" colour="c-support" count={proposal.supporting} />
          {proposal.stale > 0 && (
            <span className="mini c-stale">
              <Icon name="stale" />
              <Plural value={proposal.stale} one="# stale" other="# stale" />
            </span>
          )}
        </span>
      </td>
      <td>
        <Count icon="oppose" colour="c-oppose" count={proposal.opposing} />
      </td>
      <td className="small quiet">
        <When at={proposal.lastChange.time} />
        <br />
        {proposal.lastChange.by.name}
      </td>
    </tr>
  )
}

type CountProps = { readonly icon: IconName; readonly colour: string; readonly count: number }

const Count = ({ icon, colour, count }: CountProps) => (
  <span className="mini">
    <Icon name={icon} className={count > 0 ? colour : 'c-none'} />
    {count}
  </span>
)
