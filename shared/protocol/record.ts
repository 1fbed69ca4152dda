/**
 * The record of a proposal: its whole log as one JSON file that anybody can check without this program (test/verify/verify-record.mjs).
 *
 *   { "format", "exportedAt", …RecordHead, "entries": [ RecordEntry, one a line ] }
 *
 * Names stand in `people` alone: an entry has the opaque id that is hashed, and a name can be erased without breaking the chain.
 * A change of this form is a new number.
 */
import type { BaseText, ActPayload } from '../proposal/acts.ts'
import type { Block } from '../document/blocks.ts'
import type { EntryFrame } from '../log/chain.ts'
import type { PersonCard } from './people.ts'

export const RECORD_FORMAT = 'common-proposals/record/1'

/** What a record says beside its entries, up to one moment: entries after `head` are not part of it. */
export type RecordHead = {
  readonly proposal: string
  /** A working label, "AFCP/XX/3", and its number in the forum. Neither is hashed. */
  readonly label: string
  readonly number: number
  readonly forum: { readonly id: string; readonly name: string; readonly conference: string }
  /** The last entry, its chain value, and the digest of the text as the server has it. */
  readonly head: { readonly seq: number; readonly chain: string; readonly digest: string }
  readonly base: (BaseText & { readonly blocks: readonly Block[] }) | null
  readonly people: readonly PersonCard[]
}

/** `payload`: an update in base64, or an act as JSON, which is hashed in its canonical form. Kept back, only its hash is told. */
export type RecordEntry = Omit<EntryFrame, 'proposal'> & { readonly chain: string } & (
    { readonly payload: string | ActPayload } | { readonly payloadHash: string }
  )
