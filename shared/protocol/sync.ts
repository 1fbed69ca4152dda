/** The live connection: numbers and shapes of its frames. What they mean, and all else that a client needs, stands in PROTOCOL.md. */
import type { PersonId } from '../ids.ts'
import type { RefusalCode } from '../refusals.ts'
import type { ProposalState } from '../proposal/fold.ts'
import type { Right } from '../proposal/permissions.ts'
import type { Stage } from '../proposal/stages.ts'

export const SUBPROTOCOL = 'cp1'
/** `cp1`, and the client tells by its edits what its writer had seen (PROTOCOL.md). */
export const TELLING_SUBPROTOCOL = 'cp2'
/** `cp2`, and presence goes by the frames 109 to 114. */
export const CARETS_SUBPROTOCOL = 'cp3'

export const FRAME = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  ack: 100,
  nack: 101,
  state: 102,
  seq: 103,
  probe: 104,
  acts: 105,
  texts: 106,
  diverged: 107,
  closed: 108,
  number: 109,
  people: 110,
  left: 111,
  carets: 112,
  caret: 113,
  typed: 114,
} as const

/** Bytes of a frame that a server takes unless it is set otherwise; a larger one ends the connection. */
export const LARGEST_FRAME = 2_000_000

/** Text entries that follow each other. Their authors stand in the log; everybody who is here is told of the last alone. */
export type TextSpan = {
  readonly from: number
  readonly to: number
  /** UTC milliseconds, of the last entry; and its author. */
  readonly time: number
  readonly by: PersonId
}

/** The same, beside what is known already: `later` is milliseconds after the entry before `from`, `author` the number of a line of theirs. */
export type TypedSpan = {
  readonly from: number
  readonly to: number
  readonly later: number
  readonly author: number
}

export type Nack = {
  readonly code: RefusalCode
  /** A sentence for the author. */
  readonly reason: string
  /** Id of the kept edit, as `ParkedDraft.editIds` names it; null where nothing could be kept. */
  readonly parked: string | null
}

/** Up to which entry a client has the text, and that entry's time. */
export type Reached = { readonly seq: number; readonly time: number }

export type Welcome = {
  readonly stage: Stage
  readonly rights: readonly Right[]
  readonly state: ProposalState
  readonly head: number
  readonly schema: number
  /** `FOLD_VERSION` of the program that made `state`. */
  readonly fold: number
  /** The text is sent from the entry on that the client said it has reached (PROTOCOL.md). */
  readonly resumed?: boolean
}
