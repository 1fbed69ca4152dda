/**
 * The 194 Member States of ITU. Facts of November 2026; `nameLong` and `itu` were not compared with a current Preface to the
 * International Frequency List.
 */
import { administration, type Administration } from '../ids.ts'
import states from './member-states.json' with { type: 'json' }
import type { RegionCode } from './regions.ts'
import type { RtoCode } from './rtos.ts'

export const NAME_LANGUAGES = ['en', 'fr', 'es', 'ar', 'zh', 'ru'] as const
export type NameLanguage = (typeof NAME_LANGUAGES)[number]

/** An open question about a membership; `listed` says whether `rtos` counts it all the same. */
export type DoubtfulMembership = { readonly rto: RtoCode; readonly listed: boolean; readonly why: string }

export type MemberState = {
  readonly iso3: Administration
  readonly iso2: string
  /** The ITU symbol, a label; null where it is not known. */
  readonly itu: string | null
  readonly name: { readonly [Language in NameLanguage]: string }
  /** As ITU documents list it: "Albania (Republic of)". */
  readonly nameLong: { readonly en: string }
  readonly ituRegion: RegionCode
  /** Memberships taken to be in force. An ITU region is not the membership of its principal organization. */
  readonly rtos: readonly RtoCode[]
  readonly rtosDoubtful: readonly DoubtfulMembership[]
  /** Least developed, landlocked developing, small island developing: the lists of the United Nations. */
  readonly ldc: boolean
  readonly lldc: boolean
  readonly sids: boolean
  /** ISO 8601 day on which the State leaves the list of least developed countries, where one is set. */
  readonly ldcGraduation?: string
  readonly unMember: boolean
}

type Row = Omit<MemberState, 'iso3'> & { readonly iso3: string }

/** In the order of their long English names. */
export const MEMBER_STATES: readonly MemberState[] = (states as readonly Row[]).map((row) => ({
  ...row,
  iso3: administration(row.iso3),
}))

const byCode: ReadonlyMap<string, MemberState> = new Map(MEMBER_STATES.map((state) => [state.iso3, state]))

/** Undefined for a code that is no Member State's, such as PSE. */
export const memberState = (iso3: string): MemberState | undefined => byCode.get(iso3)

/** The State's own list of what is on record as doubtful, for one organization. */
export const doubtOf = (state: MemberState, rto: RtoCode): DoubtfulMembership | undefined =>
  state.rtosDoubtful.find((doubt) => doubt.rto === rto)
