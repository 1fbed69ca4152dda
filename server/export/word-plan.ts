/**
 * Which paragraphs and which footnotes the Word file has, before anything is written.
 *
 * Word numbers a footnote by its one reference and drops it with that reference. So the first reference of each text carries
 * the note; further ones are literal numbers, as ITU types them; a note that nobody refers to becomes a paragraph after the
 * clauses. Accepting or rejecting everything then leaves exactly the notes of that text.
 */
import type { Block, Run } from '../../shared/document/blocks.ts'
import { footnoteNumbers, type Labelling } from '../../shared/document/labels.ts'
import { wholly, type Piece } from '../../shared/document/redline-words.ts'
import { redline, type RedlineRow } from '../../shared/document/redline.ts'
import type { BlockId } from '../../shared/ids.ts'

export type WordPiece =
  | { readonly change: Piece['change']; readonly words: string; readonly emphasis: boolean }
  /** The reference that carries a footnote: its place in `notes`. */
  | { readonly change: Piece['change']; readonly note: number }
  | { readonly change: Piece['change']; readonly superscript: string }

export type WordParagraph = {
  readonly side: RedlineRow['side']
  readonly block: Block
  readonly old: Block | null
  /** null where the paragraph is not in that text. */
  readonly oldLabel: string | null
  readonly newLabel: string | null
  readonly pieces: readonly WordPiece[]
}

export type WordPlan = {
  readonly paragraphs: readonly WordParagraph[]
  /** In the order of their references; LibreOffice goes by that order, not by the number. */
  readonly notes: readonly (readonly WordPiece[])[]
}

export function planWord(old: readonly Block[], next: readonly Block[], labelling?: Labelling): WordPlan {
  const rows = redline(old, next, labelling).flatMap(apartWhereNote)
  const notes = new Notes(rows, footnoteNumbers(old), footnoteNumbers(next))
  const clauses = rows.filter(({ block }) => block.kind !== 'footnote')
  const paragraphs = clauses.map((row) => ({ ...sidesOf(row), pieces: notes.referring(row.pieces) }))
  const unreferenced = rows
    .filter(({ block }) => block.kind === 'footnote')
    .flatMap((row) => notes.withoutReference(row))
  return { paragraphs: [...paragraphs, ...unreferenced], notes: notes.written }
}

const sidesOf = ({ side, block, old, oldLabel, newLabel }: RedlineRow) => ({
  side,
  block,
  old: side === 'new' ? null : old,
  oldLabel: side === 'new' ? null : oldLabel,
  newLabel: side === 'old' ? null : newLabel,
})

/** A clause that became a footnote, or the reverse, is two paragraphs in two places. */
function apartWhereNote(row: RedlineRow): readonly RedlineRow[] {
  const { side, old, block } = row
  if (side !== 'both' || !old || (old.kind === 'footnote') === (block.kind === 'footnote')) return [row]
  return [oldAlone(row, old), newAlone(row)]
}

const oldAlone = (row: RedlineRow, old: Block): RedlineRow => ({
  ...row,
  side: 'old',
  block: old,
  pieces: wholly('deleted', old.runs),
})
const newAlone = (row: RedlineRow): RedlineRow => ({ ...row, side: 'new', pieces: wholly('inserted', row.block.runs) })

type Numbers = ReadonlyMap<BlockId, number>
type Text = { readonly numbers: Numbers; readonly notes: ReadonlyMap<BlockId, Block>; readonly carried: Set<BlockId> }

const notesIn = (blocks: readonly (Block | null)[]) =>
  new Map(blocks.filter((block) => block?.kind === 'footnote').map((block) => [block!.id, block!]))

class Notes {
  readonly written: (readonly WordPiece[])[] = []
  readonly #old: Text
  readonly #new: Text
  readonly #changed: ReadonlyMap<BlockId, readonly Piece[]>

  constructor(rows: readonly RedlineRow[], oldNumbers: Numbers, newNumbers: Numbers) {
    this.#old = { numbers: oldNumbers, carried: new Set(), notes: notesIn(rows.map(({ old }) => old)) }
    this.#new = {
      numbers: newNumbers,
      carried: new Set(),
      notes: notesIn(rows.map(({ side, block }) => (side === 'old' ? null : block))),
    }
    this.#changed = new Map(rows.map((row) => [row.block.id, row.movedPieces ?? row.pieces]))
  }

  /** Called in reading order: the first reference carries the note. */
  referring(pieces: readonly Piece[]): readonly WordPiece[] {
    return pieces.flatMap((piece) => this.#referring(piece))
  }

  /** What is left of a footnote's row once the references carry their notes. */
  withoutReference(row: RedlineRow): readonly WordParagraph[] {
    const paragraph = (shown: RedlineRow) => ({ ...sidesOf(shown), pieces: this.#literal(shown.pieces) })
    const old = row.old && row.side !== 'new' && !this.#old.carried.has(row.old.id) ? row.old : null
    const isNew = row.side !== 'old' && !this.#new.carried.has(row.block.id)
    if (old && isNew) return [paragraph(row)]
    if (old) return [paragraph(oldAlone(row, old))]
    return isNew ? [paragraph(newAlone(row))] : []
  }

  #referring(piece: Piece): readonly WordPiece[] {
    const { change, run } = piece
    if (!('footnote' in run)) return [worded(change, run)]
    const was = piece.old?.footnote ?? run.footnote
    if (change === 'deleted') return [this.#onOneSide(change, run.footnote, this.#old)]
    if (change === 'inserted') return [this.#onOneSide(change, run.footnote, this.#new)]
    if (isFirst(this.#old, was) && isFirst(this.#new, run.footnote)) return [this.#onBothSides(was, run.footnote)]
    if (!isFirst(this.#old, was) && !isFirst(this.#new, run.footnote)) return this.#literal([piece])
    return [this.#onOneSide('deleted', was, this.#old), this.#onOneSide('inserted', run.footnote, this.#new)]
  }

  #onOneSide(change: Piece['change'], id: BlockId, text: Text): WordPiece {
    if (!isFirst(text, id)) return { change, superscript: numberIn(text, id) }
    text.carried.add(id)
    return { change, note: this.#write(wholly('kept', text.notes.get(id)!.runs)) }
  }

  #onBothSides(was: BlockId, is: BlockId): WordPiece {
    this.#old.carried.add(was)
    this.#new.carried.add(is)
    return { change: 'kept', note: this.#write(this.#changed.get(is) ?? []) }
  }

  #write(pieces: readonly Piece[]): number {
    return this.written.push(this.#literal(pieces)) - 1
  }

  #literal(pieces: readonly Piece[]): readonly WordPiece[] {
    return pieces.flatMap(({ change, run, old }): readonly WordPiece[] => {
      if (!('footnote' in run)) return [worded(change, run)]
      const was = numberIn(this.#old, old?.footnote ?? run.footnote)
      const is = numberIn(this.#new, run.footnote)
      if (change === 'deleted') return [{ change, superscript: was }]
      if (change === 'inserted' || was === is) return [{ change, superscript: is }]
      return [
        { change: 'deleted', superscript: was },
        { change: 'inserted', superscript: is },
      ]
    })
  }
}

const isFirst = (text: Text, id: BlockId) => text.notes.has(id) && !text.carried.has(id)

/** A reference whose footnote is gone shows that something is missing. */
const numberIn = (text: Text, id: BlockId) => `${text.numbers.get(id) ?? '?'}`

const worded = (change: Piece['change'], run: Exclude<Run, { footnote: BlockId }>): WordPiece => ({
  change,
  words: run.text,
  emphasis: run.emphasis === true,
})
