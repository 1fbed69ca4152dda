/**
 * The six regions of the ITU Telecommunication Development Sector, each with its principal regional telecommunication
 * organization. All Member States of a region take part in its preparatory meeting, member of the organization or not.
 */
import file from './regions.json' with { type: 'json' }
import type { RtoCode } from './rtos.ts'

export const REGION_CODES = ['AFR', 'AMS', 'ARB', 'ASP', 'CIS', 'EUR'] as const
export type RegionCode = (typeof REGION_CODES)[number]

/** Takes part in the region without being a Member State. */
export type OtherParticipant = {
  readonly iso3: string
  readonly name: { readonly en: string }
  readonly rtos: readonly RtoCode[]
  readonly status: string
  readonly confidence: string
}

export type Region = {
  readonly code: RegionCode
  readonly name: string
  readonly memberStates: number
  readonly principalRto: RtoCode
  /** ISO 639-1, with how sure they are. */
  readonly workingLanguages: { readonly codes: readonly string[]; readonly confidence: string }
  readonly alsoParticipating?: readonly OtherParticipant[]
  readonly note?: string
}

export const REGIONS = file.regions as readonly Region[]

export function region(code: RegionCode): Region {
  return REGIONS.find((row) => row.code === code)!
}

export const regionOfRto = (rto: RtoCode): Region => REGIONS.find((row) => row.principalRto === rto)!
