import { describe, expect, it } from 'vitest'
import {
  declareCommand,
  declaredOf,
  hindrance,
  reasonFor,
  type Declaration,
} from '../../../client/proposal/steps/declaration.ts'

const over: Declaration = { verdict: 'over-guideline', chosen: null, standsIn: false, reason: '' }

describe('the chair’s declaration', () => {
  it('is what the rule says, and names no outcome', () => {
    expect(declareCommand('d', { ...over, verdict: 'carried' })).toEqual({ type: 'declare', digest: 'd' })
    expect(declaredOf({ ...over, verdict: 'carried' })).toBe('adopted')
    expect(declaredOf({ ...over, verdict: 'short' })).toBe('not-carried')
    expect(declaredOf({ ...over, verdict: 'blocked', chosen: 'adopted' })).toBe('not-carried')
    expect(hindrance({ ...over, verdict: 'blocked' })).toBeNull()
  })

  it('over a guideline waits for the chair’s choice', () => {
    expect(declaredOf(over)).toBeNull()
    expect(hindrance({ ...over, reason: 'because' })).toBe('choose')
  })

  it('over a guideline adopts with a reason only', () => {
    const adopts = { ...over, chosen: 'adopted' } as const
    expect(hindrance({ ...adopts, reason: '  ' })).toBe('give-reason')
    expect(hindrance({ ...adopts, reason: 'small reservations' })).toBeNull()
    expect(declareCommand('d', { ...adopts, reason: ' small reservations ' })).toEqual({
      type: 'declare',
      digest: 'd',
      outcome: 'adopted',
      reason: 'small reservations',
    })
  })

  it('over a guideline does not adopt without one, and leaves out what was written for the other choice', () => {
    const declines = { ...over, chosen: 'not-carried', reason: 'half a thought' } as const
    expect(hindrance(declines)).toBeNull()
    expect(declareCommand('d', declines)).toEqual({ type: 'declare', digest: 'd', outcome: 'not-carried' })
  })

  it('by a vice-chair always says why they act for the chair', () => {
    expect(reasonFor({ ...over, verdict: 'short', standsIn: true })).toBe('stands-in')
    expect(hindrance({ ...over, chosen: 'not-carried', standsIn: true })).toBe('give-reason')
    expect(reasonFor({ ...over, chosen: 'adopted', standsIn: true })).toBe('over-guideline')
  })
})
