import { describe, expect, it } from 'vitest'
import type { Command, ExportCommand } from '../../../shared/proposal/commands.ts'
import { isOpen, isSettled, STAGES, type Stage } from '../../../shared/proposal/stages.ts'
import { LIFECYCLE, type Step } from '../../support/lifecycle-table.ts'
import {
  BRACKET,
  HELD,
  CHAIR,
  COORDINATOR,
  head,
  inReview,
  PlayedProposal,
  ROSTER,
  SECRETARIAT,
  somebody,
  withPositions,
} from '../../support/played-proposal.ts'

/** Has every role, so that only the stage can refuse. */
const EVERYBODY = somebody('everybody', ['head-of-delegation', 'coordinator', 'chair', 'secretariat'], ROSTER[19])

const SUBMISSION = { type: 'submit', date: '2029-06-01', documentNumber: 'WTDC-29/12' } as const
const WITHDRAWAL = { type: 'withdraw', reason: 'merged with another proposal' } as const

/** Each stage, by the way that leads there. */
const REACHED: Record<Stage, () => PlayedProposal> = {
  drafting: () => new PlayedProposal(),
  review: () => inReview(),
  locked: () => withPositions(10, 6).locks(),
  adopted: () => REACHED.locked().declares(),
  'not-carried': () => withPositions(9, 0).locks().declares(),
  submitted: () => REACHED.adopted().does(SECRETARIAT, SUBMISSION),
  withdrawn: () => REACHED.adopted().does(COORDINATOR, WITHDRAWAL),
  deleted: () => new PlayedProposal().does(COORDINATOR, { type: 'delete' }),
}

const ASKED: Record<Step, (played: PlayedProposal) => Command | ExportCommand> = {
  rename: () => ({ type: 'rename', title: 'Another title' }),
  'admit-observers': () => ({ type: 'admit-observers', may: true }),
  'set-numbering': () => ({ type: 'set-numbering', numbering: 'keep' }),
  'open-review': () => ({ type: 'open-review' }),
  'back-to-drafting': () => ({ type: 'back-to-drafting' }),
  'take-position': ({ digest, state }) => ({
    type: 'take-position',
    position: 'abstains',
    digest,
    textSeq: state.textSeq,
  }),
  'hold-alternative': () => ({ type: 'hold-alternative', bracket: BRACKET.id, alternative: 0, words: 'shall' }),
  'release-alternative': (played) => {
    played.attempts(EVERYBODY, ASKED['hold-alternative'](played))
    return { type: 'release-alternative', bracket: BRACKET.id }
  },
  'settle-bracket': () => ({
    type: 'settle-bracket',
    bracket: BRACKET.id,
    alternatives: [...BRACKET.alternatives],
    keep: 0,
    reason: 'agreed in the corridor',
  }),
  'settle-flag': (played) => {
    const flag = played.meets(HELD).entries.length
    return { type: 'settle-flag', flag, words: 'new words', resolution: 'keep' }
  },
  'withdraw-position': (played) => {
    played.attempts(EVERYBODY, ASKED['take-position'](played))
    return { type: 'withdraw-position' }
  },
  lock: ({ digest }) => ({ type: 'lock', digest }),
  unlock: () => ({ type: 'unlock', reason: 'a mistake in the title' }),
  declare: ({ digest }) => ({ type: 'declare', digest }),
  export: ({ digest }) => ({ type: 'export', digest, fileSha256: digest }),
  submit: () => SUBMISSION,
  withdraw: () => WITHDRAWAL,
  delete: () => ({ type: 'delete' }),
}

function leadsTo(stage: Stage, step: Step) {
  const played = REACHED[stage]()
  const answer = played.attempts(EVERYBODY, ASKED[step](played))
  return answer.ok ? played.state.stage : answer.refusal.code
}

describe('the stages of a proposal', () => {
  it.each(STAGES)('%s can be reached', (stage) => expect(REACHED[stage]().state.stage).toBe(stage))

  for (const [stage, steps] of Object.entries(LIFECYCLE))
    for (const [step, expected] of Object.entries(steps))
      it(`${stage} + ${step} → ${expected}`, () => expect(leadsTo(stage as Stage, step as Step)).toBe(expected))

  it('declares a locked proposal short of support not carried', () => {
    expect(withPositions(9, 0).locks().declares().state.stage).toBe('not-carried')
  })

  it('brings an adopted proposal back to review by an unlock, and through a new lock to adoption again', () => {
    const played = REACHED.adopted().does(CHAIR, { type: 'unlock', reason: 'a reservation came in late' })
    expect(played.state).toMatchObject({ stage: 'review', lock: null, declaration: null })
    expect(played.locks().declares().state.stage).toBe('adopted')
  })

  it.each(['drafting', 'review', 'locked', 'adopted', 'not-carried'] as const)('is withdrawn from %s', (stage) => {
    expect(REACHED[stage]().does(COORDINATOR, WITHDRAWAL).state.withdrawal?.reason).toBe(WITHDRAWAL.reason)
  })

  it('is withdrawn for good, also after it was locked', () => {
    const played = REACHED.locked().does(COORDINATOR, WITHDRAWAL)
    expect(played.attempts(CHAIR, { type: 'unlock', reason: 'again' }).ok).toBe(false)
  })
})

const OPEN: Record<Stage, boolean> = {
  drafting: true,
  review: true,
  locked: false,
  adopted: false,
  'not-carried': false,
  submitted: false,
  withdrawn: false,
  deleted: false,
}

const SETTLED: Record<Stage, boolean> = {
  drafting: false,
  review: false,
  locked: true,
  adopted: true,
  'not-carried': true,
  submitted: true,
  withdrawn: false,
  deleted: false,
}

describe('the text', () => {
  it.each(STAGES)('in stage %s is open, settled or neither, as the rulebook says', (stage) => {
    expect(isOpen(stage)).toBe(OPEN[stage])
    expect(isSettled(stage)).toBe(SETTLED[stage])
  })

  it.each(STAGES)('in stage %s takes words only while it is open', (stage) => {
    expect(REACHED[stage]().types(head(1), 'other words')).toBe(OPEN[stage])
  })
})
