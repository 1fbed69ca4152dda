/** Conferences and assemblies of ITU, 2017 to 2029, with what is known of their dates and where it comes from. */
import file from './conferences.json' with { type: 'json' }

export type ConferenceType = 'PP' | 'WTDC' | 'WTSA' | 'WRC' | 'RA'

export type Conference = {
  /** "WTDC-29". */
  readonly id: string
  readonly type: ConferenceType
  readonly name: string
  readonly place: string | null
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null
  /** ISO 8601 days; null where not found. */
  readonly start: string | null
  readonly end: string | null
  readonly source: readonly string[]
  readonly status: string
  readonly note?: string
}

export const CONFERENCES = file.conferences as readonly Conference[]

export const conference = (id: string): Conference | undefined => CONFERENCES.find((row) => row.id === id)
