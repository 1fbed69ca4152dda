/**
 * The redline between two texts, computed: nobody stores tracked changes.
 *
 * Two invariants, held under random edits: taking the old side of every row gives the old text to the character, taking the
 * new side gives the new one.
 */
import type { Block } from './blocks.ts'
import { alignClauses, type Alignment } from './clause-alignment.ts'
import { labelsOf, type Labelling } from './labels.ts'
import { redlineWords, wholly, type Piece } from './redline-words.ts'
import type { OriginOf } from './word-tokens.ts'
import type { BlockId } from '../ids.ts'

export { redlineWords, runsOnSide, type Piece, type Side } from './redline-words.ts'

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
 * inside; both texts are labelled in the same way. The rows with side other than `new` are the old text in its order, those other than `old` the new text in its.
 */
export function redline(old: readonly Block[], next: readonly Block[], labelling?: Labelling): readonly RedlineRow[] {
  const places = alignClauses(old, next)
  const sides: Sides = {
    old: { blocks: old, labels: labelsOf(old, labelling) },
    new: { blocks: next, labels: labelsOf(next, labelling) },
    originOf: originsIn(places, old, next),
  }
  return places.map((place) => rowOf(place, sides))
}

/** For `redlineWords` on one clause of the two texts: which old footnote a new one is. */
export const footnoteOrigins = (old: readonly Block[], next: readonly Block[]): OriginOf =>
  originsIn(alignClauses(old, next), old, next)

/** Whether the row shows no difference: same words, label, kind and level, in the same place. */
export const isUnchanged = (row: RedlineRow): boolean =>
  row.side === 'both' &&
  row.oldLabel === row.newLabel &&
  row.old?.kind === row.block.kind &&
  row.old.level === row.block.level &&
  row.pieces.every(({ change }) => change === 'kept')

type Text = { readonly blocks: readonly Block[]; readonly labels: readonly string[] }
type Sides = { readonly old: Text; readonly new: Text; readonly originOf: OriginOf }

function originsIn(places: readonly Alignment[], old: readonly Block[], next: readonly Block[]): OriginOf {
  const origins = new Map<BlockId, BlockId>()
  for (const place of places)
    if (place.old !== null && place.new !== null) origins.set(next[place.new]!.id, old[place.old]!.id)
  return (id) => origins.get(id) ?? id
}

function rowOf(place: Alignment, sides: Sides): RedlineRow {
  const was = place.old === null ? null : sides.old.blocks[place.old]!
  const is = place.new === null ? null : sides.new.blocks[place.new]!
  const words = () => redlineWords(was!.runs, is!.runs, sides.originOf)
  const row = {
    side: place.side,
    moved: place.side !== 'both' && was !== null && is !== null,
    block: (place.side === 'old' ? was : is)!,
    old: was,
    oldLabel: place.old === null ? null : sides.old.labels[place.old]!,
    newLabel: place.new === null ? null : sides.new.labels[place.new]!,
  }
  if (place.side === 'old') return { ...row, pieces: wholly('deleted', row.block.runs) }
  if (place.side === 'both') return { ...row, pieces: words() }
  const inserted = { ...row, pieces: wholly('inserted', row.block.runs) }
  return row.moved ? { ...inserted, movedPieces: words() } : inserted
}
