/** Who somebody is, and y-protocols' awareness, in which stock clients hear and tell of it. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Person } from '../../shared/protocol/people.ts'
import { memberState } from '../../shared/region/member-states.ts'

export type PresenceEntry = { readonly client: number; readonly clock: number; readonly state: unknown }

const LONGEST_STATE = 2_000
/** The clock is counted up once more when its owner leaves, and must then still be readable. */
const HIGHEST = 2 ** 32

/** What others are told of a person. `symbol` is a label; not every administration has a known one. */
export type PresentUser = { readonly name: string; readonly administration: string | null; readonly symbol: string }

export function presentUser(person: Person): PresentUser {
  const state = person.administration ? memberState(person.administration) : undefined
  const symbol = state?.itu ?? person.administration ?? person.organization ?? '–'
  return { name: person.name, administration: person.administration, symbol }
}

/** Null for bytes that are no awareness update. */
export function readPresence(update: Uint8Array): readonly PresenceEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update)
    const entries = Array.from({ length: Math.min(decoding.readVarUint(decoder), 1_000) }, () => {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      return { client, clock, state: state.length > LONGEST_STATE ? null : (JSON.parse(state) as unknown) }
    })
    return entries.every(({ client, clock }) => client < HIGHEST && clock < HIGHEST) ? entries : null
  } catch {
    return null
  }
}

export function writePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

/** Whatever user the state claims is replaced by the one who is signed in. */
export const stamped = (entry: PresenceEntry, user: PresentUser): PresenceEntry =>
  isRecord(entry.state) ? { ...entry, state: { ...entry.state, user } } : { ...entry, state: null }

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
