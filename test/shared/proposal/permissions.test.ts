import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import {
  existsIn,
  may,
  mayAddText,
  mayStartProposal,
  RIGHTS,
  roleFor,
  type Situation,
} from '../../../shared/proposal/permissions.ts'
import { ROLES, type Role } from '../../../shared/proposal/roles.ts'
import { STAGES } from '../../../shared/proposal/stages.ts'
import {
  MAY_ADD_A_TEXT,
  MAY_START_A_PROPOSAL,
  RIGHTS_OF,
  RIGHTS_WITH_OBSERVERS,
} from '../../support/permissions-table.ts'

const rightsOf = (roles: readonly Role[], situation: Situation) =>
  RIGHTS.filter((right) => may(roles, right, situation)).toSorted()

describe('the rights of a role', () => {
  for (const role of ROLES)
    for (const stage of STAGES) {
      it(`${role} in ${stage}: ${RIGHTS_OF[role][stage].join(', ') || 'nothing'}`, () => {
        expect(rightsOf([role], { stage, observersMayRead: false })).toEqual(RIGHTS_OF[role][stage].toSorted())
      })

      it(`${role} in ${stage}, observers admitted: ${RIGHTS_WITH_OBSERVERS[role][stage].join(', ') || 'nothing'}`, () => {
        expect(rightsOf([role], { stage, observersMayRead: true })).toEqual(
          RIGHTS_WITH_OBSERVERS[role][stage].toSorted(),
        )
      })
    }

  it('outside every role are none', () => {
    for (const stage of STAGES)
      for (const observersMayRead of [false, true]) expect(rightsOf([], { stage, observersMayRead })).toEqual([])
  })

  it('add up: several roles of one person give what each of them gives, and nothing else', () => {
    const situation = fc.record({ stage: fc.constantFrom(...STAGES), observersMayRead: fc.boolean() })
    fc.assert(
      fc.property(fc.subarray([...ROLES]), situation, (roles, now) => {
        const single = new Set(roles.flatMap((role) => rightsOf([role], now)))
        expect(rightsOf(roles, now)).toEqual([...single].toSorted())
      }),
    )
  })
})

describe('the record', () => {
  it('names the role that carries the right: the chair before the vice-chair', () => {
    expect(roleFor(['vice-chair', 'chair'], 'lock')).toBe('chair')
    expect(roleFor(['delegate', 'vice-chair'], 'lock')).toBe('vice-chair')
    expect(roleFor(['delegate'], 'lock')).toBeUndefined()
  })

  it('tells "not you" from "not now": a right exists in a stage when some role has it there', () => {
    for (const right of RIGHTS)
      for (const stage of STAGES)
        expect(existsIn(right, stage), `${right} in ${stage}`).toBe(
          ROLES.some((role) => RIGHTS_OF[role][stage].includes(right)),
        )
  })
})

describe('before there is a proposal', () => {
  it.each(ROLES)('a %s starts proposals and adds texts, or not', (role) => {
    expect(mayStartProposal([role])).toBe(MAY_START_A_PROPOSAL[role])
    expect(mayAddText([role])).toBe(MAY_ADD_A_TEXT[role])
  })
})
