/** What of a comparison is marked, by whom, and how much of it. */
import { isFootnoteRef, type FragmentName } from '../../../shared/document/blocks.ts'
import type { ComparedAuthor, ComparedPiece, ComparedRow, ComparedText } from '../../../shared/protocol/compare.ts'

/** One change of one author in one place. */
export type Change = {
  /** Also the id of its element. */
  readonly id: string
  readonly kind: 'inserted' | 'deleted' | 'moved' | 'recast'
  readonly words: string
  readonly by: number | null
  readonly first?: number
  readonly time?: number
  readonly clause: string
  readonly label: string
}

export type MarkedPiece = ComparedPiece & { readonly mark: string | null }
export type MarkedRow = Omit<ComparedRow, 'pieces'> & {
  readonly pieces: readonly MarkedPiece[]
  /** The change of the clause as a whole. */
  readonly whole: string | null
}
export type Marked = {
  readonly parts: { readonly [Name in FragmentName]: readonly MarkedRow[] }
  readonly changes: readonly Change[]
  /** How many changes each administration made; see `NO_ADMINISTRATION`. */
  readonly counts: ReadonlyMap<string, number>
}

export const NO_ADMINISTRATION = '-'

/** People without an administration speak for their organization, or for the site. */
export const partyOf = (author: ComparedAuthor | undefined): string => author?.administration ?? NO_ADMINISTRATION

/** `shown` are the administrations whose changes are marked, null for all; the others' words stand as plain current text. */
export function marked(
  { parts, authors }: Pick<ComparedText, 'parts' | 'authors'>,
  shown: readonly string[] | null,
): Marked {
  const marking = new Marking(authors, shown)
  const of = (name: FragmentName) => parts[name].flatMap((row, at) => marking.row(row, `${name}-${at}`))
  const [summary, text, reasons] = [of('summary'), of('text'), of('reasons')]
  return { parts: { summary, text, reasons }, changes: marking.changes, counts: marking.counts }
}

type Told = Pick<ComparedPiece, 'by' | 'first' | 'time'>

class Marking {
  readonly changes: Change[] = []
  readonly counts = new Map<string, number>()
  readonly #authors: readonly ComparedAuthor[]
  readonly #shown: ReadonlySet<string> | null

  constructor(authors: readonly ComparedAuthor[], shown: readonly string[] | null) {
    this.#authors = authors
    this.#shown = shown && new Set(shown)
  }

  row(row: ComparedRow, id: string): readonly MarkedRow[] {
    if (row.moved && row.side === 'old') return this.#isShown(row.by) ? [movedAway(row)] : []
    const pieces = hunksOf(row.pieces).flatMap((hunk, at) => this.#hunk(hunk, row, `${id}-${at}`))
    const kind = wholeKind(row)
    if (kind === null) return this.#isGone(row, pieces) ? [] : [{ ...this.#plain(row, pieces), pieces, whole: null }]
    const isShown = this.#isShown(row.by)
    this.#count(row.by)
    const whole = isShown ? this.#add(kind, row, id, '', row) : null
    return [{ ...(isShown ? row : unmoved(row)), pieces, whole }]
  }

  /** Deleted by those who are not shown: the current text does not have it. */
  #isGone(row: ComparedRow, pieces: readonly MarkedPiece[]): boolean {
    return row.side === 'old' && this.#shown !== null && !(this.#isShown(row.by) || pieces.some(({ mark }) => mark))
  }

  #plain(row: ComparedRow, pieces: readonly MarkedPiece[]): ComparedRow {
    const isHidden =
      this.#shown !== null && row.side === 'new' && !this.#isShown(row.by) && !pieces.some(({ mark }) => mark)
    return isHidden ? { ...unmoved(row), side: 'both' } : row
  }

  /** What was replaced together: characters in it that nobody changed are marked where something around them is. */
  #hunk(hunk: readonly ComparedPiece[], row: ComparedRow, id: string): readonly MarkedPiece[] {
    if (hunk[0]!.change === 'kept') return hunk.map((piece) => ({ ...piece, mark: null }))
    const isMarked = this.#shown === null || hunk.some(({ by }) => by !== null && this.#isShown(by))
    return hunk.flatMap((piece, at): readonly MarkedPiece[] => {
      const isVisible = !piece.typographic
      if (isVisible && piece.by !== null) this.#count(piece.by)
      if (piece.by === null ? isMarked : this.#isShown(piece.by)) {
        const kind = isVisible && piece.by !== null && piece.change !== 'kept' ? piece.change : null
        return [{ ...piece, mark: kind && this.#add(kind, piece, `${id}-${at}`, wordsOf(piece), row) }]
      }
      return piece.change === 'deleted' ? [] : [{ ...piece, change: 'kept', mark: null }]
    })
  }

  #add(kind: Change['kind'], { by, first, time }: Told, id: string, words: string, row: ComparedRow): string {
    const label = (row.side === 'old' ? row.oldLabel : row.newLabel) ?? ''
    const told = { ...(first !== undefined && { first }), ...(time !== undefined && { time }) }
    this.changes.push({ id: `change-${id}`, kind, words, by: by ?? null, ...told, clause: row.block.id, label })
    return `change-${id}`
  }

  #count(by: number | null): void {
    if (by === null) return
    const party = partyOf(this.#authors[by])
    this.counts.set(party, (this.counts.get(party) ?? 0) + 1)
  }

  #isShown = (by: number | null): boolean =>
    this.#shown === null || (by !== null && this.#shown.has(partyOf(this.#authors[by])))
}

/** A move is one change, told where the clause stands now; here its words are shown as they were. */
const movedAway = (row: ComparedRow): MarkedRow => ({
  ...row,
  pieces: row.pieces.map((piece) => ({ ...piece, mark: null })),
  whole: null,
})

const unmoved = (row: ComparedRow): ComparedRow => ({ ...row, side: 'both', moved: false, oldLabel: row.newLabel })

function wholeKind({ moved, side, block, old }: ComparedRow): 'moved' | 'recast' | null {
  if (moved) return 'moved'
  return side === 'both' && old !== null && (old.kind !== block.kind || old.level !== block.level) ? 'recast' : null
}

/** Changed pieces that stand together, and kept ones. */
function hunksOf(pieces: readonly ComparedPiece[]): readonly (readonly ComparedPiece[])[] {
  const hunks: ComparedPiece[][] = []
  for (const piece of pieces) {
    const last = hunks.at(-1)
    if (last && (last[0]!.change === 'kept') === (piece.change === 'kept')) last.push(piece)
    else hunks.push([piece])
  }
  return hunks
}

const wordsOf = ({ run }: ComparedPiece): string => (isFootnoteRef(run) ? '' : run.text.trim())
