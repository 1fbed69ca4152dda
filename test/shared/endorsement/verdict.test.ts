import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { ADOPTION_RULES } from '../../../shared/endorsement/adoption-rule.ts'
import { verdictOf, type VerdictOutcome } from '../../../shared/endorsement/verdict.ts'
import { RTO_CODES } from '../../../shared/region/rtos.ts'

/** Source: domain.md §1.2, boundary tests. */
const BOUNDARIES: readonly [rto: 'ATU' | 'CEPT' | 'CITEL', supporting: number, opposing: number, VerdictOutcome][] = [
  ['CEPT', 10, 6, 'carried'],
  ['CEPT', 9, 0, 'short'],
  ['CEPT', 9, 6, 'short'],
  ['CEPT', 9, 7, 'short'],
  ['CEPT', 10, 7, 'over-guideline'],
  ['CEPT', 30, 7, 'over-guideline'],
  ['CEPT', 30, 1, 'carried'],
  ['CITEL', 6, 3, 'carried'],
  ['CITEL', 6, 4, 'blocked'],
  ['CITEL', 7, 3, 'carried'],
  ['CITEL', 7, 4, 'blocked'],
  ['CITEL', 8, 4, 'carried'],
  ['CITEL', 5, 0, 'short'],
  ['CITEL', 5, 2, 'short'],
  ['CITEL', 5, 3, 'blocked'],
  ['CITEL', 0, 0, 'short'],
  ['CITEL', 0, 1, 'blocked'],
  ['ATU', 15, 3, 'carried'],
  ['ATU', 15, 4, 'blocked'],
  ['ATU', 14, 0, 'short'],
  ['ATU', 14, 3, 'short'],
  ['ATU', 14, 4, 'blocked'],
  ['ATU', 40, 4, 'blocked'],
]

describe('adoption', () => {
  it.each(BOUNDARIES)('%s: %i supporting and %i opposing is %s', (rto, supporting, opposing, expected) => {
    expect(verdictOf(ADOPTION_RULES[rto]!, { supporting, opposing }).outcome).toBe(expected)
  })

  it('explains itself in figures: half the support may oppose in CITEL, also when that is no whole number', () => {
    expect(verdictOf(ADOPTION_RULES.CITEL!, { supporting: 7, opposing: 3 })).toEqual({
      outcome: 'carried',
      supporting: 7,
      supportNeeded: 6,
      opposing: 3,
      oppositionAllowed: 3.5,
    })
    expect(verdictOf(ADOPTION_RULES.ATU!, { supporting: 15, opposing: 3 })).toMatchObject({
      supportNeeded: 15,
      oppositionAllowed: 3,
    })
  })

  it('is never lost by more support, nor won by more opposition', () => {
    const counts = fc.record({ supporting: fc.nat(60), opposing: fc.nat(60) })
    fc.assert(
      fc.property(fc.constantFrom('ATU', 'CEPT', 'CITEL'), counts, (rto, { supporting, opposing }) => {
        const rule = ADOPTION_RULES[rto]!
        if (verdictOf(rule, { supporting, opposing }).outcome !== 'carried') return
        expect(verdictOf(rule, { supporting: supporting + 1, opposing }).outcome).toBe('carried')
        if (opposing > 0) expect(verdictOf(rule, { supporting, opposing: opposing - 1 }).outcome).toBe('carried')
      }),
    )
  })
})

describe('the adoption rules', () => {
  it.each(['APT', 'LAS', 'RCC'] as const)('know none for %s, and invent none', (rto) => {
    expect(ADOPTION_RULES[rto]).toBeNull()
  })

  it.each(RTO_CODES)('name a source where there is one (%s)', (rto) => {
    const rule = ADOPTION_RULES[rto]
    if (rule) expect(rule.source.length).toBeGreaterThan(20)
    if (rule) expect(rule.id.startsWith(`${rto}/`)).toBe(true)
  })

  it('say that the rule of ATU is of 2004 and unverified; what is short there is a joint proposal', () => {
    expect(ADOPTION_RULES.ATU).toMatchObject({ verified: false, asOf: 2004, fallback: 'joint-proposal' })
  })

  it('say that CEPT and CITEL are verified, and that only CEPT has a guideline', () => {
    expect(ADOPTION_RULES.CEPT).toMatchObject({ verified: true, guideline: true })
    expect(ADOPTION_RULES.CITEL).toMatchObject({ verified: true, guideline: false })
    expect(ADOPTION_RULES.ATU).toMatchObject({ guideline: false })
  })

  it('say what they do not evaluate', () => {
    expect(ADOPTION_RULES.CITEL?.notEvaluated).toHaveLength(2)
    expect(ADOPTION_RULES.ATU?.notEvaluated).toHaveLength(1)
  })
})
