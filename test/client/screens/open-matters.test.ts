import { describe, expect, it } from 'vitest'
import { openMatters } from '../../../client/home/open-matters.ts'
import { forumId, personId, proposalId } from '../../../shared/ids.ts'
import type { ProposalSummary } from '../../../shared/protocol/views.ts'

type Case = Pick<ProposalSummary, 'stage' | 'own'>

const proposal = ({ stage, own }: Case): ProposalSummary => ({
  id: proposalId(`${stage} ${own?.isStale}`),
  label: 'AFCP/XX/1',
  forum: forumId('f'),
  title: 'x',
  operator: 'MOD',
  base: null,
  stage,
  digest: '',
  supporting: 0,
  opposing: 0,
  abstaining: 0,
  stale: 0,
  lastChange: { time: 0, by: { id: personId('p'), name: 'P', administration: null, organization: null } },
  own,
})
const matterOf = (one: Case) => openMatters([proposal(one)])[0]?.matter
const fresh = { position: 'supports', isStale: false }
const stale = { position: 'supports', isStale: true }

describe('what awaits an administration', () => {
  it('is a position to confirm where the text is locked and the position stands on another text', () => {
    expect(matterOf({ stage: 'locked', own: stale })).toBe('confirm')
  })

  it('is a change to look at where the text in review moved on after the position', () => {
    expect(matterOf({ stage: 'review', own: stale })).toBe('changed')
  })

  it('is a position to give in review and on a locked text, and not before', () => {
    expect(matterOf({ stage: 'review', own: null })).toBe('not-answered')
    expect(matterOf({ stage: 'locked', own: null })).toBe('not-answered')
    expect(matterOf({ stage: 'drafting', own: null })).toBeUndefined()
  })

  it('is nothing where the position stands on the present text, or the outcome is declared', () => {
    expect(matterOf({ stage: 'locked', own: fresh })).toBeUndefined()
    expect(matterOf({ stage: 'adopted', own: stale })).toBeUndefined()
  })

  it('has what is to be confirmed first', () => {
    const list = openMatters([
      proposal({ stage: 'review', own: null }),
      proposal({ stage: 'review', own: stale }),
      proposal({ stage: 'locked', own: stale }),
    ])
    expect(list.map(({ matter }) => matter)).toEqual(['confirm', 'changed', 'not-answered'])
  })
})
