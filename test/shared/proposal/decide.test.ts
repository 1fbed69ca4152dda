import { describe, expect, it } from 'vitest'
import { ADOPTION_RULES } from '../../../shared/endorsement/adoption-rule.ts'
import type { Finding } from '../../../shared/drafting/drafting-checks.ts'
import { commandSchema } from '../../../shared/proposal/commands.ts'
import {
  CHAIR,
  codeOf,
  COORDINATOR,
  DELEGATE,
  digestOfWords,
  head,
  headOf,
  inReview,
  OBSERVER,
  PlayedProposal,
  ROSTER,
  SECRETARIAT,
  somebody,
  VICE_CHAIR,
  withPositions,
} from '../../support/played-proposal.ts'

const STALE_DIGEST = digestOfWords('words that the chair no longer has')
const FINDING: Finding = { code: 'empty-clause', blocking: true, block: null, message: 'Clause b) is empty.' }
const position = (digest: string, textSeq: number) =>
  ({ type: 'take-position', position: 'supports', digest, textSeq }) as const
const SECOND_CHAIR = somebody('second chair', ['chair'])

describe('the lock', () => {
  it('of two chairs is one act: the second is told that it is done', () => {
    const played = inReview()
    const { digest } = played
    expect(codeOf(played.attempts(CHAIR, { type: 'lock', digest }))).toBeUndefined()
    expect(codeOf(played.attempts(SECOND_CHAIR, { type: 'lock', digest }))).toBe('already-done')
    expect(played.entries.filter((entry) => entry.kind === 'act' && entry.act.type === 'locked')).toHaveLength(1)
  })

  it('is refused where the text changed since the chair looked, also with a reason', () => {
    const played = inReview()
    const { digest } = played
    played.types(DELEGATE, 'other words')
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest }))).toBe('text-changed')
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest, reason: 'it is late' }))).toBe('text-changed')
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest: played.digest }))).toBeUndefined()
  })

  it('stands where the text changed and came back to the same words', () => {
    const played = inReview()
    const { digest } = played
    played.types(DELEGATE, 'other words')
    played.types(DELEGATE, 'the starting text')
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest }))).toBeUndefined()
  })

  it('of an unfinished text needs a reason; what was overridden is recorded in words', () => {
    const played = inReview()
    played.findings = [FINDING]
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest: played.digest }))).toBe('unfinished-text')
    expect(played.asks(CHAIR, { type: 'lock', digest: played.digest, reason: 'left to the conference' })).toEqual({
      ok: true,
      value: {
        as: 'chair',
        change: null,
        act: {
          type: 'locked',
          digest: played.digest,
          identity: digestOfWords('which clause is which'),
          reason: 'left to the conference',
          overridden: [FINDING.message],
        },
      },
    })
  })

  it('of a finished text needs no reason and overrides nothing', () => {
    const answer = inReview().asks(CHAIR, { type: 'lock', digest: inReview().digest })
    expect(answer).toMatchObject({ ok: true, value: { act: { reason: null, overridden: [] } } })
  })

  it('by a vice-chair says why the chair does not act; the record says "vice-chair"', () => {
    const played = inReview()
    const { digest } = played
    expect(codeOf(played.asks(VICE_CHAIR, { type: 'lock', digest }))).toBe('reason-missing')
    const answer = played.asks(VICE_CHAIR, { type: 'lock', digest, reason: 'the chair delegated this' })
    expect(answer).toMatchObject({ ok: true, value: { as: 'vice-chair' } })
  })

  it('and the unlock need a reason at the edge, and not one of blanks', () => {
    expect(commandSchema.safeParse({ type: 'unlock' }).success).toBe(false)
    expect(commandSchema.safeParse({ type: 'unlock', reason: '  ' }).success).toBe(false)
    expect(commandSchema.safeParse({ type: 'lock', digest: STALE_DIGEST, reason: ' ' }).success).toBe(false)
    expect(commandSchema.safeParse({ type: 'lock', digest: 'F'.repeat(64) }).success).toBe(false)
    expect(commandSchema.parse({ type: 'unlock', reason: ' late words ' })).toEqual({
      type: 'unlock',
      reason: 'late words',
    })
  })
})

describe('words of a command', () => {
  it('that hold half a character are malformed: they could not be hashed', () => {
    for (const half of ['\ud83d', 'a \udc00 b'])
      expect(commandSchema.safeParse({ type: 'unlock', reason: half }).success).toBe(false)
    expect(commandSchema.safeParse({ type: 'unlock', reason: 'whole 😀' }).success).toBe(true)
  })
})

describe('a position', () => {
  it('on an older text of this proposal is accepted, and is stale', () => {
    const played = inReview()
    const { digest } = played
    played.types(DELEGATE, 'other words')
    played.does(head(1), position(digest, 2))
    expect(played.state.positions).toMatchObject([{ digest, textSeq: 2 }])
    played.locks()
    expect(played.declares().state.declaration).toMatchObject({ supporting: 0 })
  })

  it('given before the lock counts when it names the locked text, also after the words went away and came back', () => {
    const played = withPositions(10, 0)
    played.types(DELEGATE, 'other words')
    played.types(DELEGATE, 'the starting text')
    expect(played.locks().declares().state.declaration).toMatchObject({ supporting: 10, outcome: 'adopted' })
  })

  it('that is stale counts again once it is given on the locked text', () => {
    const played = withPositions(10, 0)
    played.types(DELEGATE, 'other words')
    played.locks()
    for (let number = 1; number <= 10; number++) played.says(head(number), 'supports')
    expect(played.declares().state.declaration).toMatchObject({ supporting: 10, outcome: 'adopted' })
  })

  it('on a text that never was is refused', () => {
    expect(codeOf(inReview().asks(head(1), position(STALE_DIGEST, 2)))).toBe('unknown-text')
  })

  it('on a text that names the wrong entry, one that is no text, or one to come is refused', () => {
    const played = inReview()
    const { digest } = played
    played.types(DELEGATE, 'other words')
    for (const textSeq of [1, 3, 4, 5])
      expect(codeOf(played.asks(head(1), position(digest, textSeq)))).toBe('unknown-text')
  })

  it('on the words as they are now is recorded at the newest text entry, whatever entry it named', () => {
    const played = inReview()
    played.types(DELEGATE, 'other words')
    played.types(DELEGATE, 'the starting text')
    expect(played.does(head(1), position(played.digest, 2)).state.positions).toMatchObject([{ textSeq: 5 }])
  })

  it('is not for an administration outside the forum, nor for a person of none', () => {
    const played = inReview()
    const { digest } = played
    expect(codeOf(played.asks(headOf('FRA'), position(digest, 2)))).toBe('not-eligible')
    expect(codeOf(played.asks(somebody('nobody', ['head-of-delegation']), position(digest, 2)))).toBe('not-eligible')
  })

  it('is not for a delegate, a coordinator or a chair', () => {
    const played = inReview()
    for (const who of [DELEGATE, COORDINATOR, CHAIR])
      expect(codeOf(played.asks({ ...who, administration: ROSTER[0]! }, position(played.digest, 2)))).toBe(
        'not-permitted',
      )
  })

  it('is withdrawn by its own administration only, and once', () => {
    const played = inReview().says(head(1), 'supports')
    expect(codeOf(played.asks(head(2), { type: 'withdraw-position' }))).toBe('already-done')
    played.does(head(1), { type: 'withdraw-position' })
    expect(codeOf(played.asks(head(1), { type: 'withdraw-position' }))).toBe('already-done')
  })
})

describe('the declaration', () => {
  it('is impossible where no rule is known', () => {
    const played = withPositions(20, 0).locks()
    played.rule = null
    expect(codeOf(played.asks(CHAIR, { type: 'declare', digest: played.digest, reason: 'all agree' }))).toBe('no-rule')
  })

  it('over a guideline limit needs a reason, and is then an adoption', () => {
    const played = withPositions(10, 7).locks()
    expect(codeOf(played.asks(CHAIR, { type: 'declare', digest: played.digest }))).toBe('rule-not-met')
    expect(played.declares('two of the seven accept the outcome').state.declaration).toMatchObject({
      outcome: 'adopted',
      verdict: 'over-guideline',
      supporting: 10,
      opposing: 7,
      reason: 'two of the seven accept the outcome',
    })
  })

  it('over a guideline limit may be "not carried", without a reason: the chair need not adopt', () => {
    const played = withPositions(10, 7).locks()
    played.does(CHAIR, { type: 'declare', digest: played.digest, outcome: 'not-carried' })
    expect(played.state.declaration).toMatchObject({ outcome: 'not-carried', verdict: 'over-guideline' })
  })

  it('cannot go against the rule where there is no guideline', () => {
    const carried = withPositions(10, 0).locks()
    const asked = { type: 'declare', digest: carried.digest, outcome: 'not-carried' } as const
    expect(codeOf(carried.asks(CHAIR, asked))).toBe('rule-not-met')
    const short = withPositions(9, 0).locks()
    expect(codeOf(short.asks(CHAIR, { ...asked, digest: short.digest, outcome: 'adopted' }))).toBe('rule-not-met')
  })

  it('over a limit that is no guideline is "not carried", whatever the reason', () => {
    const played = inReview()
    played.rule = ADOPTION_RULES.ATU
    withPositions(15, 4, played).locks()
    expect(played.declares('all the same').state.declaration).toMatchObject({
      outcome: 'not-carried',
      verdict: 'blocked',
    })
  })

  it('names the locked text: a chair with another one on the screen decides again', () => {
    const played = withPositions(10, 0).locks()
    expect(codeOf(played.asks(CHAIR, { type: 'declare', digest: STALE_DIGEST }))).toBe('text-changed')
  })

  it('by a vice-chair says why the chair does not act', () => {
    const played = withPositions(10, 0).locks()
    expect(codeOf(played.asks(VICE_CHAIR, { type: 'declare', digest: played.digest }))).toBe('reason-missing')
    expect(played.declares('the chair is absent', VICE_CHAIR).state.declaration).toMatchObject({ as: 'vice-chair' })
  })

  it('of two chairs is one act', () => {
    const played = withPositions(10, 0).locks().declares()
    expect(codeOf(played.asks(SECOND_CHAIR, { type: 'declare', digest: played.digest }))).toBe('already-done')
  })

  it('counts nobody who withdrew, and nobody twice', () => {
    const played = withPositions(10, 0).says(head(3), 'opposes')
    played.does(head(4), { type: 'withdraw-position' })
    expect(played.locks().declares().state.declaration).toMatchObject({ supporting: 8, opposing: 1 })
  })
})

describe('a proposal', () => {
  it('is deleted while nobody has worked on it', () => {
    expect(codeOf(new PlayedProposal().asks(COORDINATOR, { type: 'delete' }))).toBeUndefined()
    const renamed = new PlayedProposal().does(COORDINATOR, { type: 'rename', title: 'Another title' })
    expect(codeOf(renamed.asks(COORDINATOR, { type: 'delete' }))).toBeUndefined()
  })

  it('is not deleted once somebody wrote in it', () => {
    const played = new PlayedProposal()
    played.types(DELEGATE, 'other words')
    expect(codeOf(played.asks(COORDINATOR, { type: 'delete' }))).toBe('not-empty')
  })

  it('is not deleted once a position was recorded, also if it was withdrawn', () => {
    const played = inReview().says(head(1), 'supports')
    played.does(head(1), { type: 'withdraw-position' }).does(COORDINATOR, { type: 'back-to-drafting' })
    expect(codeOf(played.asks(COORDINATOR, { type: 'delete' }))).toBe('not-empty')
  })

  it('is withdrawn with a reason', () => {
    const played = inReview().does(COORDINATOR, { type: 'withdraw', reason: 'merged' })
    expect(played.state).toMatchObject({ stage: 'withdrawn', withdrawal: { reason: 'merged', as: 'coordinator' } })
    expect(commandSchema.safeParse({ type: 'withdraw' }).success).toBe(false)
  })

  it('is exported as the text that is locked, and as no other', () => {
    const played = withPositions(10, 0).locks().declares()
    const fileSha256 = digestOfWords('file')
    expect(codeOf(played.asks(SECRETARIAT, { type: 'export', digest: STALE_DIGEST, fileSha256 }))).toBe('text-changed')
    expect(codeOf(played.asks(SECRETARIAT, { type: 'export', digest: played.digest, fileSha256 }))).toBeUndefined()
  })
})

describe('the numbering', () => {
  it('is set by the coordinator, and set again only to the other', () => {
    const played = new PlayedProposal().does(COORDINATOR, { type: 'set-numbering', numbering: 'keep' })
    expect(played.state.numbering).toBe('keep')
    expect(codeOf(played.asks(COORDINATOR, { type: 'set-numbering', numbering: 'keep' }))).toBe('already-done')
    expect(codeOf(played.asks(DELEGATE, { type: 'set-numbering', numbering: 'renumber' }))).toBe('not-permitted')
    expect(played.does(COORDINATOR, { type: 'set-numbering', numbering: 'renumber' }).state.numbering).toBe('renumber')
  })

  it('changes no word: positions stay, and the digest', () => {
    const played = withPositions(2, 0)
    const { positions } = played.state
    played.does(COORDINATOR, { type: 'set-numbering', numbering: 'keep' })
    expect(played.state.positions).toEqual(positions)
  })

  it('keeps nothing where there is no text in force', () => {
    const played = new PlayedProposal()
    const onNew = Object.create(played, { state: { value: { ...played.state, base: null } } }) as PlayedProposal
    expect(codeOf(onNew.asks(COORDINATOR, { type: 'set-numbering', numbering: 'keep' }))).toBe('malformed-request')
  })
})

describe('a refusal', () => {
  it('says "no such proposal" to a person who may not read it, whatever the command', () => {
    const played = inReview()
    expect(codeOf(played.asks(OBSERVER, { type: 'lock', digest: played.digest }))).toBe('not-found')
    expect(codeOf(played.asks(somebody('stranger', []), { type: 'delete' }))).toBe('not-found')
  })

  it('says "not permitted" to an observer who was admitted: reading is all that is given', () => {
    const played = inReview().does(COORDINATOR, { type: 'admit-observers', may: true })
    expect(codeOf(played.asks(OBSERVER, { type: 'lock', digest: played.digest }))).toBe('not-permitted')
    played.does(COORDINATOR, { type: 'admit-observers', may: false })
    expect(codeOf(played.asks(OBSERVER, { type: 'lock', digest: played.digest }))).toBe('not-found')
  })

  it('names the right before the stage: a delegate never learns to wait for a lock that is not hers', () => {
    const played = new PlayedProposal()
    expect(codeOf(played.asks(DELEGATE, { type: 'lock', digest: played.digest }))).toBe('not-permitted')
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest: played.digest }))).toBe('wrong-stage')
  })

  it('of a lock in a withdrawn proposal is about the stage, not about an old lock', () => {
    const played = inReview().locks().does(COORDINATOR, { type: 'withdraw', reason: 'merged' })
    expect(codeOf(played.asks(CHAIR, { type: 'lock', digest: played.digest }))).toBe('wrong-stage')
  })
})
