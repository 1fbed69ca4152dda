/** The words of one clause against its words in the other text. */
import { isFootnoteRef, plainText, type Run, type TextRun } from './blocks.ts'
import { diffWords } from './word-diff.ts'
import { tokensOf, type Token } from './word-tokens.ts'

/**
 * `typographic`: only white space or the shape of a quote or hyphen differs here. A view may show such a piece on request
 * only; an export must keep it, or a side would not be exact.
 */
export type Piece = {
  readonly change: 'kept' | 'inserted' | 'deleted'
  readonly run: Run
  readonly typographic?: true
}

export type Side = 'old' | 'new'

/** Between two kept pieces, what is deleted comes before what is inserted. Neighbours with the same marks are one piece. */
export function redlineWords(oldRuns: readonly Run[], newRuns: readonly Run[]): readonly Piece[] {
  if (sameRuns(oldRuns, newRuns)) return wholly('kept', newRuns)
  const change = new Change()
  for (const stretch of diffWords(tokensOf(oldRuns), tokensOf(newRuns)))
    if (stretch.kept) stretch.old.forEach((token, at) => keep(change, token, stretch.new[at]!))
    else replace(change, stretch.old, stretch.new)
  return change.pieces()
}

/** The runs of one side: reject all gives `old`, accept all gives `new`. */
export const runsOnSide = (pieces: readonly Piece[], side: Side): readonly Run[] =>
  joinRuns(pieces.filter(({ change }) => change !== (side === 'old' ? 'inserted' : 'deleted')).map(({ run }) => run))

export const wholly = (change: Piece['change'], runs: readonly Run[]): readonly Piece[] =>
  joinRuns(runs).map((run) => ({ change, run }))

/** Runs with the same marks that stand together are one run; empty ones vanish. */
export function joinRuns(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  for (const run of runs) append(result, run)
  return result
}

const sameRuns = (a: readonly Run[], b: readonly Run[]) =>
  a.length === b.length && a.every((run, at) => sameRun(run, b[at]!))

function sameRun(a: Run, b: Run): boolean {
  if (isFootnoteRef(a) || isFootnoteRef(b)) return isFootnoteRef(a) && isFootnoteRef(b) && a.footnote === b.footnote
  return a.text === b.text && a.emphasis === b.emphasis
}

function append(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (!isFootnoteRef(run) && run.text === '') return
  if (last && !isFootnoteRef(last) && !isFootnoteRef(run) && last.emphasis === run.emphasis)
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

function keep(change: Change, old: Token, next: Token): void {
  keepSpace(change, old.space, next.space)
  if (sameRun(old.run, next.run)) change.keep(next.run)
  else change.typographic([old.run], [next.run])
}

function keepSpace(change: Change, old: readonly TextRun[], next: readonly TextRun[]): void {
  if (sameRuns(old, next)) next.forEach((run) => change.keep(run))
  else change.typographic(old, next)
}

/** A replaced phrase does not strike the space that stands before both. */
function replace(change: Change, old: readonly Token[], next: readonly Token[]): void {
  const shared = old[0] && next[0] && sameRuns(old[0].space, next[0].space) ? next[0].space : []
  shared.forEach((run) => change.keep(run))
  change.real(runsOf(old).slice(shared.length), runsOf(next).slice(shared.length))
}

const runsOf = (tokens: readonly Token[]): readonly Run[] => tokens.flatMap(({ space, run }) => [...space, run])

/** Collects what is deleted and inserted since the last kept run, so that the two never alternate. */
class Change {
  readonly #pieces: Piece[] = []
  #deleted: Run[] = []
  #inserted: Run[] = []
  #isReal = false

  keep(run: Run): void {
    if (plainText({ runs: [run] }) === '' && !isFootnoteRef(run)) return
    this.#flush()
    const last = this.#pieces.at(-1)
    const runs = last?.change === 'kept' ? [last.run] : []
    append(runs, run)
    this.#pieces.splice(this.#pieces.length - (last?.change === 'kept' ? 1 : 0), 1, ...wholly('kept', runs))
  }

  typographic(old: readonly Run[], next: readonly Run[]): void {
    for (const run of old) append(this.#deleted, run)
    for (const run of next) append(this.#inserted, run)
  }

  real(old: readonly Run[], next: readonly Run[]): void {
    this.typographic(old, next)
    this.#isReal = true
  }

  pieces(): readonly Piece[] {
    this.#flush()
    return this.#pieces
  }

  #flush(): void {
    const pieces = [...wholly('deleted', this.#deleted), ...wholly('inserted', this.#inserted)]
    this.#pieces.push(...(this.#isReal ? pieces : pieces.map((piece) => ({ ...piece, typographic: true as const }))))
    this.#deleted = []
    this.#inserted = []
    this.#isReal = false
  }
}
