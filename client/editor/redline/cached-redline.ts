/**
 * The redline while somebody types: the same rows as `redline`, but the words of a pair of clauses are compared once. Clauses
 * are compared by identity (`pm-blocks.ts` gives the same value for the same node), so a key press compares one pair.
 */
import { isFootnoteRef, type Block } from '../../../shared/document/blocks.ts'
import { alignClauses, type Alignment } from '../../../shared/document/clause-alignment.ts'
import { footnoteNumbers, labelsOf, type Labelling } from '../../../shared/document/labels.ts'
import { footnoteOrigins, redlineWords, type Piece } from '../../../shared/document/redline.ts'
import { wholly } from '../../../shared/document/redline-words.ts'

/** A clause of the text as it stands; `pieces` is the same array as long as nothing changed in it. */
export type LiveRow = {
  readonly block: Block
  readonly change: 'kept' | 'new' | 'moved'
  readonly oldLabel: string | null
  readonly newLabel: string
  readonly reshaped: boolean
  readonly pieces: readonly Piece[]
}
/** A clause that is gone from here, and before which clause it stood: null at the end. */
export type GoneRow = {
  readonly block: Block
  readonly label: string
  readonly moved: boolean
  readonly before: Block | null
}
export type LiveRedline = {
  readonly rows: readonly LiveRow[]
  readonly gone: readonly GoneRow[]
  /** The numbers that the footnotes had in the old text, by id. */
  readonly oldNumbers: ReadonlyMap<string, number>
}

export function liveRedline(old: readonly Block[], next: readonly Block[], labelling?: Labelling): LiveRedline {
  const places = alignClauses(old, next)
  const labels = { old: labelsOf(old, labelling), new: labelsOf(next, labelling) }
  const compare = comparing(old, next)
  const rows = places.flatMap((place): LiveRow[] => {
    const block = place.new === null || place.side === 'old' ? null : next[place.new]!
    if (block === null) return []
    const was = place.old === null ? null : old[place.old]!
    return [
      {
        block,
        change: place.side === 'both' ? 'kept' : was === null ? 'new' : 'moved',
        oldLabel: place.side === 'both' ? labels.old[place.old!]! : null,
        newLabel: labels.new[place.new!]!,
        reshaped: was !== null && (was.kind !== block.kind || was.level !== block.level),
        pieces: place.side === 'both' ? compare(was!, block) : inserted(block),
      },
    ]
  })
  return { rows, gone: goneRows(places, old, next, labels.old), oldNumbers: footnoteNumbers(old) }
}

function goneRows(
  places: readonly Alignment[],
  old: readonly Block[],
  next: readonly Block[],
  labels: readonly string[],
): readonly GoneRow[] {
  let before: Block | null = null
  const gone: GoneRow[] = []
  for (const place of places.toReversed())
    if (place.side !== 'old') before = next[place.new!]!
    else gone.push({ block: old[place.old!]!, label: labels[place.old!]!, moved: place.new !== null, before })
  return gone.toReversed()
}

const pairs = new WeakMap<Block, WeakMap<Block, readonly Piece[]>>()
const insertions = new WeakMap<Block, readonly Piece[]>()

/** Clauses with references are compared each time: which footnote is which depends on the whole text. */
function comparing(old: readonly Block[], next: readonly Block[]) {
  let origins: ReturnType<typeof footnoteOrigins> | undefined
  return (was: Block, is: Block): readonly Piece[] => {
    if (was.runs.some(isFootnoteRef) || is.runs.some(isFootnoteRef))
      return redlineWords(was.runs, is.runs, (origins ??= footnoteOrigins(old, next)))
    return remembered(wordsAgainst(was), is, () => redlineWords(was.runs, is.runs))
  }
}

function wordsAgainst(was: Block): WeakMap<Block, readonly Piece[]> {
  const known = pairs.get(was) ?? new WeakMap<Block, readonly Piece[]>()
  pairs.set(was, known)
  return known
}

const inserted = (block: Block) => remembered(insertions, block, () => wholly('inserted', block.runs))

function remembered(
  cache: WeakMap<Block, readonly Piece[]>,
  key: Block,
  make: () => readonly Piece[],
): readonly Piece[] {
  const known = cache.get(key) ?? make()
  cache.set(key, known)
  return known
}
