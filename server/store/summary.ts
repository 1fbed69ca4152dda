/** A proposal as a line of its forum's list. */
import { isStale } from '../../shared/endorsement/position.ts'
import { tallyOn } from '../../shared/endorsement/tally.ts'
import { countedDigest } from '../../shared/proposal/counted.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { ProposalSummary } from '../../shared/protocol/views.ts'
import type { Digests } from '../log/digests.ts'
import type { Accounts } from './accounts.ts'
import { proposalLabel, type Forums } from './forums.ts'
import type { Row } from './readable.ts'

type Tables = { readonly accounts: Accounts; readonly forums: Forums; readonly digests: Digests }

export function summaryOf({ accounts, forums, digests }: Tables, person: Person, row: Row): ProposalSummary {
  const { id, number, state } = row
  const digest = digests.of(id, row)
  const counted = countedDigest(state, digest)
  const tally = tallyOn(counted, state.positions, [])
  const own = state.positions.find(({ administration }) => administration === person.administration)
  return {
    id,
    label: proposalLabel(forums.get(state.forum)!, number),
    forum: state.forum,
    title: state.title,
    operator: state.operator,
    base: state.base,
    stage: state.stage,
    digest,
    supporting: tally.supporting.length,
    opposing: tally.opposing.length,
    abstaining: tally.abstaining.length,
    stale: tally.stale.length,
    lastChange: { time: state.lastChange.time, by: accounts.cards([state.lastChange.by])[0]! },
    own: own ? { position: own.position, isStale: isStale(own, counted) } : null,
  }
}
