/** The brackets of an imported text become marks; their signs are drawn, so they leave the characters. */
import { alternativeOf, type Alternative } from '../document/alternative.ts'
import { appendRun, isFootnoteRef, type Kind, type Run } from '../document/blocks.ts'
import type { BlockId } from '../ids.ts'
import { bracketSpansIn, type BracketSpan } from './genuine-brackets.ts'

/** Stands for the mark of a note where characters are counted. */
const NOTE = '\uFFFC'

/** `newId` gives each bracket its id. */
export function withBrackets(runs: readonly Run[], kind: Kind, newId: () => BlockId): readonly Run[] {
  const text = runs.map((run) => (isFootnoteRef(run) ? NOTE : run.text)).join('')
  const spans = bracketSpansIn(text).filter((span) => kind !== 'number' || !isTemporaryNumber(text, span))
  if (spans.length === 0) return runs
  return split(runs, cutsOf(spans, newId))
}

/** "[EUR-A25-2]": the number that a new draft has until the Union gives it one is a name, not a disagreement. */
const isTemporaryNumber = (text: string, { from, to }: BracketSpan) =>
  /^\[[\p{Lu}\d]+(?:[-/][\p{Lu}\d]+)*\d\]$|^\[[\p{Lu}]+[-/][\p{Lu}\d/-]+\]$/u.test(text.slice(from, to))

/** What holds from an offset on: an alternative, plain words, or a sign that is dropped. */
type Cut = { readonly at: number; readonly holds: Alternative | null | 'sign' }

function cutsOf(spans: readonly BracketSpan[], newId: () => BlockId): readonly Cut[] {
  return spans.flatMap(({ alternatives, to }) => {
    const bracket = newId()
    return [
      ...alternatives.flatMap((words, number): readonly Cut[] => [
        { at: words.from - 1, holds: 'sign' },
        { at: words.from, holds: alternativeOf(bracket, number) },
        { at: words.to, holds: 'sign' },
      ]),
      { at: to, holds: null },
    ]
  })
}

function split(runs: readonly Run[], cuts: readonly Cut[]): readonly Run[] {
  const result: Run[] = []
  let at = 0
  for (const run of runs) {
    const length = isFootnoteRef(run) ? 1 : run.text.length
    for (const { from, to, holds } of piecesBetween(cuts, at, at + length)) {
      if (holds === 'sign') continue
      const piece = isFootnoteRef(run) ? run : { ...run, text: run.text.slice(from - at, to - at) }
      appendRun(result, holds === null ? piece : { ...piece, alternative: holds })
    }
    at += length
  }
  return result
}

function piecesBetween(cuts: readonly Cut[], start: number, end: number) {
  const before = cuts.findLast(({ at }) => at <= start)?.holds ?? null
  const inside = cuts.filter(({ at }) => at > start && at < end)
  const from = [{ at: start, holds: before }, ...inside]
  return from.map(({ at, holds }, index) => ({ from: at, to: from[index + 1]?.at ?? end, holds }))
}
