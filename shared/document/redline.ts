/**
 * The redline between two texts, computed: nobody stores tracked changes.
 *
 * Two invariants, held under random edits: taking the old side of every row gives the old text to the character, taking the
 * new side gives the new one.
 */
import type { Block, Run } from './blocks.ts'

export type Piece = { readonly change: 'kept' | 'inserted' | 'deleted'; readonly run: Run }

/**
 * One line of the redline, in reading order. `both`: the clause stands in both texts at this place. `new`: it is inserted, or
 * moved to here. `old`: it is deleted, or moved away from here.
 */
export type RedlineRow = {
  readonly side: 'both' | 'new' | 'old'
  readonly moved: boolean
  /** The clause as the row shows it: the new one, or the old one where side is `old`. */
  readonly block: Block
  /** The clause in the old text; null where it was inserted. */
  readonly old: Block | null
  readonly oldLabel: string | null
  readonly newLabel: string | null
  readonly pieces: readonly Piece[]
  /** For a clause moved to here: its words against the old ones. */
  readonly movedPieces?: readonly Piece[]
}

/** Aligns by `origin` (a clause of the new text whose origin is the id of one in the old text); words inside. */
export function redline(_old: readonly Block[], _new: readonly Block[]): readonly RedlineRow[] {
  throw new Error('being written')
}
