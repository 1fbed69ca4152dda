/** Who belongs: the rosters of regions and of organizations are two different lists, and neither follows from the other. */
import type { Administration } from '../ids.ts'
import { doubtOf, MEMBER_STATES, type MemberState } from './member-states.ts'
import type { RegionCode } from './regions.ts'
import type { RtoCode } from './rtos.ts'

/** A membership that the reference data doubts; `listed` says whether the roster counts it. */
export type RosterDoubt = { readonly administration: Administration; readonly listed: boolean; readonly why: string }

/** All Member States of an ITU-D region, by code: those invited to its preparatory meeting. */
export const membersOfRegion = (code: RegionCode): readonly Administration[] =>
  codesOf(MEMBER_STATES.filter((state) => state.ituRegion === code))

/** The Member States that belong to an organization, by code, whatever their ITU region. */
export const membersOfRto = (code: RtoCode): readonly Administration[] =>
  codesOf(MEMBER_STATES.filter((state) => state.rtos.includes(code)))

/** What is open about an organization's roster, counted in or left out, with the reason. */
export const doubtsAbout = (code: RtoCode): readonly RosterDoubt[] =>
  MEMBER_STATES.flatMap((state) => {
    const doubt = doubtOf(state, code)
    return doubt ? [{ administration: state.iso3, listed: doubt.listed, why: doubt.why }] : []
  })

const codesOf = (states: readonly MemberState[]): readonly Administration[] => states.map(({ iso3 }) => iso3).sort()
