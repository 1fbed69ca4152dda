/** Two moments of a proposal's log compared, and the moments that there are to choose from. */
import type { FragmentName } from '../document/blocks.ts'
import type { Piece, RedlineRow } from '../document/redline.ts'
import type { PersonId } from '../ids.ts'
import type { ProposalMoment } from '../proposal/moments.ts'
import type { PersonCard } from './people.ts'

/** `base`: the text in force, as it was before anybody wrote. A number: the text after that entry of the log. */
export type MomentName = 'base' | number

/** Who made changes between the two, as the log says: the person, and the administration for which the person spoke then. */
export type ComparedAuthor = {
  readonly person: PersonId
  readonly administration: string | null
  /** The text that the proposal was started with: the person brought it, and need not have written it. */
  readonly isStart: boolean
}

/** Numbers are places in the list of authors. `by` is null where nobody changed these characters. */
export type ComparedPiece = Piece & {
  readonly by: number | null
  /** Who wrote the words first, where that is another author. */
  readonly first?: number
  /** UTC milliseconds of the last of the changes. */
  readonly time?: number
}

export type ComparedRow = Omit<RedlineRow, 'pieces' | 'movedPieces'> & {
  readonly pieces: readonly ComparedPiece[]
  /** Who inserted, deleted, moved or recast the clause as a whole. */
  readonly by: number | null
  readonly time?: number
}

export type ComparedText = {
  readonly from: MomentName
  readonly to: number
  readonly parts: { readonly [Name in FragmentName]: readonly ComparedRow[] }
  readonly authors: readonly ComparedAuthor[]
  readonly people: readonly PersonCard[]
}

export type MomentsView = {
  /** The name of the text in force, null where the proposal is a new text. */
  readonly base: string | null
  /** The last entry of the text that the proposal was started with. */
  readonly startSeq: number
  readonly head: number
  /** In the order of the log. */
  readonly moments: readonly ProposalMoment[]
  readonly people: readonly PersonCard[]
}
