/** Where unacknowledged edits wait on this device. Every method may reject (private mode, quota, a blocked upgrade); callers bear it. */
import type { RefusalCode } from '../../shared/refusals.ts'

/** Order of `n` is the order of typing within a session; a session is one opening of one proposal in one tab. */
export type RowKey = readonly [person: string, proposal: string, session: string, n: number]

/** `update` is a Yjs v1 update; `at`, when it was made, UTC milliseconds. */
export type Edit = { readonly n: number; readonly update: Uint8Array; readonly at: number }

export type OutboxRow = Edit & {
  readonly person: string
  readonly proposal: string
  readonly session: string
  /** Set where the server would neither take nor park the edit: it is no longer sent, and only kept. */
  readonly refused: Refused | null
}
export type Refused = { readonly code: RefusalCode; readonly reason: string }

/** An edit that is no longer sent: nobody but its author's device has it. */
export type SetAside = OutboxRow & { readonly refused: Refused }

export type OutboxStore = {
  put(rows: readonly OutboxRow[]): Promise<void>
  remove(keys: readonly RowKey[]): Promise<void>
  /** In the order of (proposal, session, n). */
  rowsOf(person: string, proposal?: string): Promise<readonly OutboxRow[]>
  forget(person: string): Promise<void>
}

export const keyOf = ({ person, proposal, session, n }: OutboxRow): RowKey => [person, proposal, session, n]

export const nameOfKey = (key: RowKey): string => JSON.stringify(key)
export const nameOf = (row: OutboxRow): string => nameOfKey(keyOf(row))
