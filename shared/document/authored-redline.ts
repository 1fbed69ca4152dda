/**
 * The redline between two moments, with the entry behind every inserted and deleted span.
 *
 * The rows and pieces are those of `redline`: a piece is cut where its author changes, so both sides stay exact to the character.
 * A changed piece may hold characters that stand in both texts, because a readable redline replaces a phrase as a whole: they
 * are nobody's change, and have no entry. A clause that moved has the entry that moved it.
 */
import { isFootnoteRef, type Block, type Run } from './blocks.ts'
import { redline, type Piece, type RedlineRow } from './redline.ts'
import type { Attribution } from './attribution.ts'
import type { Labelling } from './labels.ts'
import type { BlockCharacters, CharacterId, Stretch } from './characters.ts'
import type { BlockId } from '../ids.ts'

/** `by`: the entry that made the change; null where it is nobody's. `first`: the entry that first wrote these words, if another. */
export type Authored = { readonly by: number | null; readonly first?: number }
export type AuthoredPiece = Piece & Authored
export type AuthoredRow = Omit<RedlineRow, 'pieces' | 'movedPieces'> & {
  /** For a clause that moved to here, its words against the old ones. */
  readonly pieces: readonly AuthoredPiece[]
  /** Who inserted, deleted or moved the clause as a whole, or changed its kind or level; null where nobody did. */
  readonly by: number | null
}

export type Side = {
  readonly seq: number
  readonly blocks: readonly Block[]
  readonly characters: ReadonlyMap<BlockId, BlockCharacters>
}

export const authoredRedline = (
  old: Side,
  next: Side,
  attribution: Attribution,
  labelling?: Labelling,
): readonly AuthoredRow[] =>
  redline(old.blocks, next.blocks, labelling).map((row) => authoredRow(row, old, next, attribution))

function authoredRow(row: RedlineRow, old: Side, next: Side, attribution: Attribution): AuthoredRow {
  const authors = new Authors(old.seq, next.seq, attribution)
  const was = row.old && old.characters.get(row.old.id)
  const is = row.side === 'old' ? undefined : next.characters.get(row.block.id)
  const { movedPieces, pieces, ...rest } = row
  const isMovedHere = row.moved && row.side === 'new'
  // Where a clause moved away from, its words are shown as gone; they are not: only the place is.
  const walked =
    row.moved && row.side === 'old' ? pieces.map(nobodys) : cutPieces(movedPieces ?? pieces, was, is, authors)
  return { ...rest, pieces: walked, by: isMovedHere || row.side !== 'both' ? wholeBy() : authors.ofShape(row, is) }

  function wholeBy(): number | null {
    if (row.moved) return authors.ofMove(next.characters.get(counterpartId(row, next)))
    return row.side === 'new' ? authors.ofNew(is) : authors.ofGone(was)
  }
}

/** A row that shows where a clause moved from knows only the old block; it mostly has its id in the new text. */
const counterpartId = ({ side, block, old }: RedlineRow, { blocks }: Side): BlockId =>
  side === 'new'
    ? block.id
    : (blocks.find(({ id }) => id === old!.id) ?? blocks.find(({ origin }) => origin === old!.id) ?? block).id

const nobodys = (piece: Piece): AuthoredPiece => ({ ...piece, by: null })

function cutPieces(
  pieces: readonly Piece[],
  was: BlockCharacters | null | undefined,
  is: BlockCharacters | undefined,
  authors: Authors,
): readonly AuthoredPiece[] {
  const cursors = { old: cursorOf(was), new: cursorOf(is) }
  return pieces.flatMap((piece) => {
    const length = positionsIn(piece.run)
    const gone = piece.change === 'inserted' ? null : cursors.old(length)
    const here = piece.change === 'deleted' ? null : cursors.new(length)
    if (piece.change === 'kept') return [nobodys(piece)]
    const spans = (gone ?? here ?? []).map((stretch) => ({
      length: stretch.length,
      ...(gone ? authors.ofDeleted(stretch, is) : authors.ofInserted(stretch, was)),
    }))
    return length === 0 || spans.length === 0 ? [nobodys(piece)] : cut(piece, joined(spans))
  })
}

/** What is drawn takes no position; an atom takes one. */
const positionsIn = (run: Run) => (isFootnoteRef(run) ? 1 : run.drawn ? 0 : run.text.length)

/** Each call gives the next so many characters of a block. */
function cursorOf(block: BlockCharacters | null | undefined): (length: number) => readonly Stretch[] {
  const rest = [...(block?.stretches ?? [])].toReversed()
  return (length) => {
    const taken: Stretch[] = []
    for (let missing = length; missing > 0 && rest.length > 0; missing -= taken.at(-1)!.length) {
      const next = rest.pop()!
      taken.push({ ...next, length: Math.min(next.length, missing) })
      if (next.length > missing) rest.push({ ...next, clock: next.clock + missing, length: next.length - missing })
    }
    return taken
  }
}

type Span = Authored & { readonly length: number }

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last && last.by === span.by && last.first === span.first)
      result[result.length - 1] = { ...last, length: last.length + span.length }
    else result.push(span)
  }
  return result
}

function cut(piece: Piece, spans: readonly Span[]): readonly AuthoredPiece[] {
  const { run } = piece
  if (isFootnoteRef(run) || spans.length === 1) return [{ ...piece, ...authoredOf(spans[0]!) }]
  let at = 0
  return spans.map((span) => {
    const text = run.text.slice(at, (at += span.length))
    return { ...piece, run: { ...run, text }, ...authoredOf(span) }
  })
}

const authoredOf = ({ by, first }: Span): Authored => (first === undefined ? { by } : { by, first })

/** Who did what between two moments: after `from`, up to `to`. */
class Authors {
  readonly #from: number
  readonly #to: number
  readonly #attribution: Attribution

  constructor(from: number, to: number, attribution: Attribution) {
    this.#from = from
    this.#to = to
    this.#attribution = attribution
  }

  /** The author is the first who wrote the words since; an undo or a split in between only brought them again. */
  ofInserted(stretch: Stretch, was: BlockCharacters | null | undefined): Authored {
    const chain = this.#copiesOf(stretch)
    const entries = chain.map((id) => this.#attribution.broughtBy(id)!)
    if (!this.#isBetween(entries[0]!)) return { by: was ? this.#latest(stretch.marks) : null }
    const by = entries.findLast((entry) => this.#isBetween(entry))!
    const first = entries.at(-1)!
    return first === by ? { by } : { by, first }
  }

  ofDeleted(stretch: Stretch, is: BlockCharacters | undefined): Authored {
    const by = this.#attribution.takenBy(stretch)
    if (by !== null && this.#isBetween(by)) return { by }
    // Still there: a phrase was replaced around it, or its marks changed.
    const now = is?.stretches.find((each) => holds(each, stretch))
    return { by: now ? this.#latest(now.marks) : null }
  }

  ofNew = (is: BlockCharacters | undefined) => this.#between(is && this.#attribution.broughtBy(is.holder))
  ofGone = (was: BlockCharacters | null | undefined) => this.#between(was && this.#attribution.takenBy(was.holder))
  ofMove = (is: BlockCharacters | undefined) => this.#between(is?.attributes.get('order')) ?? this.ofNew(is)

  ofShape({ old, block }: RedlineRow, is: BlockCharacters | undefined): number | null {
    const changed = (['kind', 'level'] as const).filter((name) => old?.[name] !== block[name])
    return this.#latest(changed.flatMap((name) => is?.attributes.get(name) ?? []))
  }

  /** The characters themselves, then what they are a copy of, and so on. */
  #copiesOf(id: CharacterId): readonly CharacterId[] {
    const chain: CharacterId[] = []
    for (let at: CharacterId | null = id; at !== null; at = this.#attribution.copyOf(at)) chain.push(at)
    return chain
  }

  #latest = (entries: readonly number[]) => this.#between(Math.max(0, ...entries))
  #between = (entry: number | null | undefined) => (entry && this.#isBetween(entry) ? entry : null)
  #isBetween = (entry: number) => entry > this.#from && entry <= this.#to
}

const holds = (stretch: Stretch, { client, clock }: CharacterId) =>
  stretch.client === client && stretch.clock <= clock && clock < stretch.clock + stretch.length
