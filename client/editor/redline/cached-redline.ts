/**
 * The redline while somebody types: the same rows as `redline`, but the words of a pair of clauses are compared once. Clauses
 * are compared by identity (`pm-blocks.ts` gives the same value for the same node), so a key press compares one pair.
 */
import { isFootnoteRef, type Block } from '../../../shared/document/blocks.ts'
import { alignClauses, type Alignment } from '../../../shared/document/clause-alignment.ts'
import { footnoteNumbers, labelsOf } from '../../../shared/document/labels.ts'
import { footnoteOrigins, redlineWords, type Piece } from '../../../shared/document/redline.ts'
import { wholly } from '../../../shared/document/redline-words.ts'
import type { BlockId } from '../../../shared/ids.ts'

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
  readonly before: BlockId | null
}
export type LiveRedline = {
  /** One for each clause of the text as it stands, in its order; the same row as long as nothing changed in it. */
  readonly rows: readonly LiveRow[]
  readonly gone: readonly GoneRow[]
  /** The numbers that the footnotes had in the old text, by id. */
  readonly oldNumbers: ReadonlyMap<string, number>
  readonly made: { readonly old: readonly Block[]; readonly labels: Labels; readonly places: readonly Alignment[] }
}
/** Of each clause of the two texts. */
type Labels = { readonly old: readonly string[]; readonly new: readonly string[] }

/** `last` is what was drawn before: as long as no clause came, went or moved, only what was touched is computed. */
export function liveRedline(
  old: readonly Block[],
  next: readonly Block[],
  labels: Labels = { old: labelsOf(old), new: labelsOf(next) },
  last: LiveRedline | null = null,
): LiveRedline {
  if (last && isOfSameClauses(last, old, next)) return touchedUp(last, next, labels)
  const places = alignClauses(old, next)
  const compare = comparing(old, next)
  const rows = places.flatMap((place) => (place.side === 'old' ? [] : [rowAt(place, { old, next, labels, compare })]))
  const gone = goneRows(places, old, next, labels.old)
  return { rows, gone, oldNumbers: footnoteNumbers(old), made: { old, labels, places } }
}

const isOfSameClauses = ({ rows, made }: LiveRedline, old: readonly Block[], next: readonly Block[]) =>
  made.old === old && rows.length === next.length && rows.every(({ block }, at) => isSameClause(block, next[at]!))

const isSameClause = (a: Block, b: Block) => a === b || (a.id === b.id && a.origin === b.origin)

function touchedUp(last: LiveRedline, next: readonly Block[], labels: Labels): LiveRedline {
  const { old, places } = last.made
  const isRelabelled = labels.old !== last.made.labels.old || labels.new !== last.made.labels.new
  if (!isRelabelled && last.rows.every(({ block }, at) => block === next[at])) return last
  const staying = places.filter(({ side }) => side !== 'old')
  const sources = { old, next, labels, compare: comparing(old, next) }
  const rows = last.rows.map((row, at) =>
    isRelabelled || row.block !== next[at] ? steadyRow(row, rowAt(staying[at]!, sources)) : row,
  )
  const gone = labels.old === last.made.labels.old ? last.gone : goneRows(places, old, next, labels.old)
  return { ...last, rows, gone, made: { old, labels, places } }
}

const steadyRow = (was: LiveRow, is: LiveRow): LiveRow =>
  was.block === is.block && was.oldLabel === is.oldLabel && was.newLabel === is.newLabel && was.pieces === is.pieces
    ? was
    : is

type Sources = {
  readonly old: readonly Block[]
  readonly next: readonly Block[]
  readonly labels: Labels
  readonly compare: (was: Block, is: Block) => readonly Piece[]
}

function rowAt(place: Alignment, { old, next, labels, compare }: Sources): LiveRow {
  const block = next[place.new!]!
  const was = place.old === null ? null : old[place.old]!
  return {
    block,
    change: place.side === 'both' ? 'kept' : was === null ? 'new' : 'moved',
    oldLabel: place.side === 'both' ? labels.old[place.old!]! : null,
    newLabel: labels.new[place.new!]!,
    reshaped: was !== null && (was.kind !== block.kind || was.level !== block.level),
    pieces: place.side === 'both' ? compare(was!, block) : inserted(block),
  }
}

function goneRows(
  places: readonly Alignment[],
  old: readonly Block[],
  next: readonly Block[],
  labels: readonly string[],
): readonly GoneRow[] {
  let before: BlockId | null = null
  const gone: GoneRow[] = []
  for (const place of places.toReversed())
    if (place.side !== 'old') before = next[place.new!]!.id
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
