import { describe, expect, it } from 'vitest'
import { administration } from '../../../shared/ids.ts'
import { MEMBER_STATES, memberState } from '../../../shared/region/member-states.ts'
import { REGION_CODES, REGIONS, region } from '../../../shared/region/regions.ts'
import { doubtsAbout, membersOfRegion, membersOfRto } from '../../../shared/region/roster.ts'
import { RTO_CODES } from '../../../shared/region/rtos.ts'

const [EGYPT, ERITREA, SEYCHELLES] = ['EGY', 'ERI', 'SYC'].map(administration)

describe('the Member States', () => {
  it('are 194', () => {
    expect(MEMBER_STATES).toHaveLength(194)
    expect(new Set(MEMBER_STATES.map(({ iso3 }) => iso3)).size).toBe(194)
  })

  it('are found by their ISO 3166 code; a participant that is no Member State is not among them', () => {
    expect(memberState('KEN')?.name.en).toBe('Kenya')
    expect(memberState('PSE')).toBeUndefined()
  })

  it('may have no known ITU symbol', () => expect(memberState('MMR')?.itu).toBeNull())
})

describe('the regions', () => {
  it.each([
    ['AFR', 44],
    ['AMS', 35],
    ['ARB', 21],
    ['ASP', 39],
    ['CIS', 9],
    ['EUR', 46],
  ] as const)('%s has %i Member States', (code, count) => {
    expect(membersOfRegion(code)).toHaveLength(count)
    expect(region(code).memberStates).toBe(count)
  })

  it('share the Member States among them, each in one', () => {
    expect(REGION_CODES.flatMap(membersOfRegion)).toHaveLength(194)
    expect(new Set(REGION_CODES.flatMap(membersOfRegion)).size).toBe(194)
  })

  it('have one principal organization each', () =>
    expect(REGIONS.map(({ principalRto }) => principalRto).toSorted()).toEqual([...RTO_CODES]))

  it('know who takes part without being a Member State', () =>
    expect(region('ARB').alsoParticipating?.map(({ iso3 }) => iso3)).toEqual(['PSE']))
})

describe('the organizations', () => {
  it.each([
    ['APT', 38],
    ['ATU', 52],
    ['CEPT', 46],
    ['CITEL', 33],
    ['LAS', 21],
    ['RCC', 9],
  ] as const)('%s has %i members', (code, count) => expect(membersOfRto(code)).toHaveLength(count))

  it('are not the regions: Egypt is in ATU and the League, and in the region of the Arab States', () => {
    expect(membersOfRto('ATU')).toContain(EGYPT)
    expect(membersOfRto('LAS')).toContain(EGYPT)
    expect(membersOfRegion('ARB')).toContain(EGYPT)
    expect(membersOfRegion('AFR')).not.toContain(EGYPT)
  })

  it('do not take in everyone: Eritrea and Seychelles are in the region and in none of them', () => {
    expect(membersOfRegion('AFR')).toEqual(expect.arrayContaining([ERITREA, SEYCHELLES]))
    for (const code of RTO_CODES)
      for (const state of [ERITREA, SEYCHELLES]) expect(membersOfRto(code)).not.toContain(state)
  })

  it('list their members by code', () => expect(membersOfRto('RCC')).toEqual(membersOfRto('RCC').toSorted()))
})

describe('a doubtful membership', () => {
  it('keeps its reason and says whether the roster counts it', () => {
    const doubts = RTO_CODES.flatMap((rto) => doubtsAbout(rto).map((doubt) => ({ rto, ...doubt })))
    expect(doubts).toHaveLength(18)
    for (const { rto, administration, listed, why } of doubts) {
      expect(why.length, `${administration} in ${rto}`).toBeGreaterThan(10)
      expect(membersOfRto(rto).includes(administration)).toBe(listed)
    }
  })

  it('is open for eight members of ATU: six counted in, Eritrea and Seychelles left out', () => {
    expect(doubtsAbout('ATU').filter(({ listed }) => listed)).toHaveLength(6)
    expect(
      doubtsAbout('ATU')
        .filter(({ listed }) => !listed)
        .map(({ administration }) => administration),
    ).toEqual([ERITREA, SEYCHELLES])
  })
})
