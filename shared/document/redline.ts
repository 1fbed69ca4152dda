/**
 * The redline between two texts, computed: nobody stores tracked changes.
 *
 * Two invariants, held under random edits: taking the old side of every row gives the old text to the character, taking the
 * new side gives the new one.
 */
import type { Block } from './blocks.ts'
import { alignClauses, type Alignment } from './clause-alignment.ts'
import { labelsOf } from './labels.ts'
import { redlineWords, wholly, type Piece } from './redline-words.ts'

export { redlineWords, runsOnSide, type Piece } from './redline-words.ts'

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
  /** The label in each text; null where the clause is not in that text. A moved clause is in both. */
  readonly oldLabel: string | null
  readonly newLabel: string | null
  readonly pieces: readonly Piece[]
  /** For a clause moved to here: its words against the old ones. */
  readonly movedPieces?: readonly Piece[]
}

/**
 * Aligns by identity (the same id, or else a clause of the new text whose `origin` is the id of one in the old text); words
 * inside. The rows with side other than `new` are the old text in its order, those other than `old` the new text in its.
 */
export function redline(old: readonly Block[], next: readonly Block[]): readonly RedlineRow[] {
  const labels = { old: labelsOf(old), new: labelsOf(next) }
  return alignClauses(old, next).map((place) => rowOf(place, old, next, labels))
}

/** Whether the row shows no difference: same words, label, kind and level, in the same place. */
export const isUnchanged = (row: RedlineRow): boolean =>
  row.side === 'both' &&
  row.oldLabel === row.newLabel &&
  row.old?.kind === row.block.kind &&
  row.old.level === row.block.level &&
  row.pieces.every(({ change }) => change === 'kept')

type Labels = { readonly old: readonly string[]; readonly new: readonly string[] }

function rowOf(place: Alignment, old: readonly Block[], next: readonly Block[], labels: Labels): RedlineRow {
  const was = place.old === null ? null : old[place.old]!
  const is = place.new === null ? null : next[place.new]!
  const row = {
    side: place.side,
    moved: place.side !== 'both' && was !== null && is !== null,
    block: (place.side === 'old' ? was : is)!,
    old: was,
    oldLabel: place.old === null ? null : labels.old[place.old]!,
    newLabel: place.new === null ? null : labels.new[place.new]!,
  }
  if (place.side === 'old') return { ...row, pieces: wholly('deleted', row.block.runs) }
  if (place.side === 'both') return { ...row, pieces: redlineWords(was!.runs, row.block.runs) }
  const inserted = { ...row, pieces: wholly('inserted', row.block.runs) }
  return row.moved ? { ...inserted, movedPieces: redlineWords(was!.runs, row.block.runs) } : inserted
}
