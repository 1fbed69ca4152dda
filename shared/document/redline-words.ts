/** The words of one clause against its words in the other text. */
import { appendRun, isFootnoteRef, joinRuns, type FootnoteRef, type Run, type TextRun } from './blocks.ts'
import { diffWords } from './word-diff.ts'
import { tokensOf, type OriginOf, type Token } from './word-tokens.ts'
import { written } from './written.ts'

/**
 * `typographic`: only white space or the shape of a quote or hyphen differs here. A view may show such a piece on request
 * only; an export must keep it, or a side would not be exact.
 */
export type Piece = {
  readonly change: 'kept' | 'inserted' | 'deleted'
  readonly run: Run
  readonly typographic?: true
  /** For a kept reference: the reference in the old text, where that one has another id. */
  readonly old?: FootnoteRef
}

export type Side = 'old' | 'new'

/**
 * Between two kept pieces, what is deleted comes before what is inserted. Neighbours with the same marks are one piece. The
 * signs of brackets are pieces of their own, as `written` draws them.
 * `originOf` tells which footnote of the old text a reference in the new runs means; by default the one with its id.
 */
export function redlineWords(oldRuns: readonly Run[], newRuns: readonly Run[], originOf?: OriginOf): readonly Piece[] {
  const [old, next] = [written(oldRuns), written(newRuns)]
  if (sameRuns(old, next)) return all('kept', next)
  const change = new Change()
  for (const stretch of diffWords(tokensOf(old), tokensOf(next, originOf)))
    if (stretch.kept) stretch.old.forEach((token, at) => keep(change, token, stretch.new[at]!))
    else change.replace(runsOf(stretch.old), runsOf(stretch.new))
  return change.pieces()
}

/** The characters of one side as a reader sees them, the signs of brackets too: reject all gives `old`, accept all `new`. */
export const runsOnSide = (pieces: readonly Piece[], side: Side): readonly Run[] =>
  joinRuns(
    pieces
      .filter(({ change }) => change !== (side === 'old' ? 'inserted' : 'deleted'))
      .map((piece) => (side === 'old' && piece.old ? piece.old : piece.run))
      .map(asCharacters),
  )

/** A kept word stands in the bracket of the new text: its sides have that in common no more than the signs say. */
function asCharacters(run: Run): Run {
  if (isFootnoteRef(run)) return { footnote: run.footnote }
  return run.emphasis ? { text: run.text, emphasis: true } : { text: run.text }
}

export const wholly = (change: Piece['change'], runs: readonly Run[]): readonly Piece[] => all(change, written(runs))

const all = (change: Piece['change'], runs: readonly Run[]): readonly Piece[] =>
  joinRuns(runs).map((run) => ({ change, run }))

const sameRuns = (a: readonly Run[], b: readonly Run[]) =>
  a.length === b.length && a.every((run, at) => sameRun(run, b[at]!))

/** Links, and in which bracket a word stands, are no difference in the word. */
function sameRun(a: Run, b: Run): boolean {
  if (isFootnoteRef(a) || isFootnoteRef(b)) return isFootnoteRef(a) && isFootnoteRef(b) && a.footnote === b.footnote
  return a.text === b.text && a.emphasis === b.emphasis
}

function keep(change: Change, old: Token, next: Token): void {
  if (sameRuns(old.space, next.space)) next.space.forEach((run) => change.keep(run))
  else change.retype(old.space, next.space)
  if (isFootnoteRef(old.run) && isFootnoteRef(next.run)) change.keepReference(old.run, next.run)
  else if (sameRun(old.run, next.run)) change.keep(next.run)
  else change.retype([old.run], [next.run])
}

const runsOf = (tokens: readonly Token[]): readonly Run[] => tokens.flatMap(({ space, run }) => [...space, run])

/** Collects what is deleted and inserted since the last kept run, so that the two never alternate. */
class Change {
  readonly #pieces: Piece[] = []
  #kept: Run[] = []
  #deleted: Run[] = []
  #inserted: Run[] = []
  #typographic = true

  keep(run: Run): void {
    if (!isFootnoteRef(run) && run.text === '') return
    this.#endChange()
    appendRun(this.#kept, run)
  }

  keepReference(old: FootnoteRef, next: FootnoteRef): void {
    if (sameRun(old, next)) return this.keep(next)
    this.#endChange()
    this.#endKept()
    this.#pieces.push({ change: 'kept', run: next, old })
  }

  retype(old: readonly Run[], next: readonly Run[]): void {
    for (const run of old) appendRun(this.#deleted, run)
    for (const run of next) appendRun(this.#inserted, run)
  }

  replace(old: readonly Run[], next: readonly Run[]): void {
    this.retype(old, next)
    this.#typographic = false
  }

  pieces(): readonly Piece[] {
    this.#endChange()
    this.#endKept()
    return this.#pieces
  }

  #endKept(): void {
    this.#pieces.push(...all('kept', this.#kept))
    this.#kept = []
  }

  #endChange(): void {
    if (this.#deleted.length + this.#inserted.length === 0) return
    const space = sharedSpace(this.#deleted[0], this.#inserted[0])
    if (space) appendRun(this.#kept, space)
    this.#endKept()
    const pieces = [
      ...all('deleted', without(space, this.#deleted)),
      ...all('inserted', without(space, this.#inserted)),
    ]
    this.#pieces.push(
      ...(this.#typographic ? pieces.map((piece) => ({ ...piece, typographic: true as const })) : pieces),
    )
    this.#deleted = []
    this.#inserted = []
    this.#typographic = true
  }
}

/** A replaced phrase does not strike the space that stands before both. */
function sharedSpace(old: Run | undefined, next: Run | undefined): TextRun | undefined {
  if (!old || !next || isFootnoteRef(old) || isFootnoteRef(next) || old.emphasis !== next.emphasis) return undefined
  const [was, is] = [old, next].map(({ text }) => /^\s*/u.exec(text)![0])
  return was && was === is ? { ...next, text: was } : undefined
}

/** `space` is what the first run begins with. */
function without(space: TextRun | undefined, runs: readonly Run[]): readonly Run[] {
  const [first, ...rest] = runs
  return space && first && !isFootnoteRef(first)
    ? [{ ...first, text: first.text.slice(space.text.length) }, ...rest]
    : runs
}
