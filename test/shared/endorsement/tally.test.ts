import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { isStale, POSITIONS, type Position, type PositionRecord } from '../../../shared/endorsement/position.ts'
import { tallyOn } from '../../../shared/endorsement/tally.ts'
import { countsOf } from '../../../shared/endorsement/verdict.ts'
import { personId, type Administration } from '../../../shared/ids.ts'
import { ROSTER } from '../../support/played-proposal.ts'

const record = (administration: Administration, position: Position, digest = 'locked'): PositionRecord => ({
  administration,
  position,
  digest,
  textSeq: 2,
  seq: 9,
  time: 9000,
  by: personId('head'),
  as: 'head-of-delegation',
})
const [FIRST, SECOND, THIRD, FOURTH, FIFTH] = ROSTER as readonly Administration[] as [
  Administration,
  Administration,
  Administration,
  Administration,
  Administration,
]
const names = (records: readonly PositionRecord[]) => records.map(({ administration }) => administration)

describe('a tally', () => {
  const records = [
    record(FIRST, 'supports'),
    record(SECOND, 'opposes'),
    record(THIRD, 'abstains'),
    record(FOURTH, 'supports', 'an older text'),
  ]
  const tally = tallyOn('locked', records, [FIRST, SECOND, THIRD, FOURTH, FIFTH])

  it('keeps support, opposition, abstention and silence apart', () => {
    expect(names(tally.supporting)).toEqual([FIRST])
    expect(names(tally.opposing)).toEqual([SECOND])
    expect(names(tally.abstaining)).toEqual([THIRD])
    expect(tally.notAnswered).toEqual([FIFTH])
  })

  it('shows a position on another text as stale, and neither counts it nor calls it silence', () => {
    expect(names(tally.stale)).toEqual([FOURTH])
    expect(names(tally.supporting)).not.toContain(FOURTH)
    expect(tally.notAnswered).not.toContain(FOURTH)
  })

  it('counts support and opposition only', () => {
    expect(countsOf(tally)).toEqual({ supporting: 1, opposing: 1 })
  })

  it('puts every administration of the forum into exactly one place', () => {
    const positions = fc.record({
      position: fc.constantFrom(...POSITIONS),
      digest: fc.constantFrom('locked', 'older', 'oldest'),
    })
    fc.assert(
      fc.property(fc.array(fc.option(positions), { minLength: 20, maxLength: 20 }), (said) => {
        const all = said.flatMap((each, at) => (each ? [record(ROSTER[at]!, each.position, each.digest)] : []))
        const { supporting, opposing, abstaining, stale, notAnswered } = tallyOn('locked', all, ROSTER)
        const placed = [...names([...supporting, ...opposing, ...abstaining, ...stale]), ...notAnswered]
        expect(placed.toSorted()).toEqual(ROSTER.toSorted())
        for (const each of stale) expect(isStale(each, 'locked')).toBe(true)
      }),
    )
  })
})
