/**
 * The redline between two moments, with the entry behind every inserted and deleted span.
 *
 * The rows and pieces are those of `redline`: a piece is cut where its author changes, so both sides stay exact to the character.
 * A changed piece may hold characters that stand in both texts, because a readable redline replaces a phrase as a whole: they
 * are nobody's change, and have no entry. A clause that moved has the entry that moved it.
 */
import { isFootnoteRef, type Block, type Run } from './blocks.ts'
import { redline, type Piece, type RedlineRow } from './redline.ts'
import { ItemRanges } from './item-ranges.ts'
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
  /** The entry that gave the clauses their order, where that is a later one: that of the text in force is known by its copy. */
  readonly orderSeq?: number
  readonly blocks: readonly Block[]
  readonly characters: ReadonlyMap<BlockId, BlockCharacters>
}

export const authoredRedline = (
  old: Side,
  next: Side,
  attribution: Attribution,
  labelling?: Labelling,
): readonly AuthoredRow[] => {
  const authors = new Authors(old, next, attribution)
  return redline(old.blocks, next.blocks, labelling).map((row) => authoredRow(row, old, next, authors))
}

function authoredRow(row: RedlineRow, old: Side, next: Side, authors: Authors): AuthoredRow {
  const was = row.old && old.characters.get(row.old.id)
  const is = row.side === 'old' ? undefined : next.characters.get(row.block.id)
  const { movedPieces, pieces, ...rest } = row
  const isMovedHere = row.moved && row.side === 'new'
  // Where a clause moved away from, its words are shown as gone; they are not: only the place is.
  const walked =
    row.moved && row.side === 'old' ? pieces.map(nobodys) : cutPieces(movedPieces ?? pieces, was, is, authors)
  return { ...rest, pieces: walked, by: isMovedHere || row.side !== 'both' ? wholeBy() : authors.ofShape(row, is) }

  function wholeBy(): number | null {
    if (row.moved) return authors.ofMove(counterpartId(row, next))
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

/** Who did what between two moments: after the first, up to the second. */
class Authors {
  readonly #old: Side
  readonly #next: Side
  readonly #attribution: Attribution
  /** The characters of the old text, wherever they stand in it. */
  readonly #stood = new ItemRanges<true>()
  readonly #places: { readonly old: ReadonlyMap<BlockId, number>; readonly new: ReadonlyMap<BlockId, number> }

  constructor(old: Side, next: Side, attribution: Attribution) {
    this.#old = old
    this.#next = next
    this.#attribution = attribution
    for (const { stretches } of old.characters.values())
      for (const { client, clock, length } of stretches) this.#stood.add(client, clock, clock + length, true)
    this.#places = placesIn(old.blocks, next.blocks)
  }

  /** The author is the first who wrote the words since; an undo or a split in between only brought them again. */
  ofInserted(stretch: Stretch, was: BlockCharacters | null | undefined): Authored {
    const chain = this.#copiesOf(stretch)
    if (!this.#isNew(chain[0]!)) return { by: was ? this.#latest(stretch.marks) : null }
    const by = this.#attribution.broughtBy(chain.findLast((id) => this.#isNew(id))!)!
    const first = this.#attribution.broughtBy(chain.at(-1)!)!
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

  /**
   * Of two clauses that changed places either may be shown as the one that moved: the mover is whoever gave this clause a new
   * order, or else one that passed it.
   */
  ofMove(id: BlockId): number | null {
    const own = this.#movedBy(id)
    if (own !== null) return own
    const passing = [...this.#places.new.keys()].filter((other) => this.#passed(id, other))
    return this.#latest(passing.flatMap((other) => this.#movedBy(other) ?? []))
  }

  #movedBy(id: BlockId): number | null {
    const by = this.#next.characters.get(id)?.attributes.get('order') ?? 0
    return by > (this.#old.orderSeq ?? this.#old.seq) && by <= this.#next.seq ? by : null
  }

  #passed(one: BlockId, other: BlockId): boolean {
    const [was, otherWas] = [this.#places.old.get(one), this.#places.old.get(other)]
    const [is, otherIs] = [this.#places.new.get(one)!, this.#places.new.get(other)!]
    return was !== undefined && otherWas !== undefined && was < otherWas !== is < otherIs
  }

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
  #isBetween = (entry: number) => entry > this.#old.seq && entry <= this.#next.seq
  #isNew = (id: CharacterId) =>
    this.#stood.at(id.client, id.clock) === null && this.#isBetween(this.#attribution.broughtBy(id)!)
}

const holds = (stretch: Stretch, { client, clock }: CharacterId) =>
  stretch.client === client && stretch.clock <= clock && clock < stretch.clock + stretch.length

/** By the ids of the new text. */
function placesIn(old: readonly Block[], next: readonly Block[]) {
  const was = new Map(old.map(({ id }, at) => [id, at]))
  const places = next.map(
    ({ id, origin }) => [id, was.get(id) ?? (origin === null ? undefined : was.get(origin))] as const,
  )
  return {
    old: new Map(places.flatMap(([id, at]) => (at === undefined ? [] : [[id, at] as const]))),
    new: new Map(next.map(({ id }, at) => [id, at])),
  }
}
