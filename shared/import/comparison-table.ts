/**
 * A comparison table in plain text: the heads of its resolutions follow one another with no clause between them, and each cell
 * after that begins with a tab, row by row. A cell is empty or opens with a call, so that a sub-item behind a tab is none.
 */
import type { SourceLine } from './clean-source.ts'
import { mergedCall } from './merged-call.ts'
import { readCall } from './opening-words.ts'

export type Columns = {
  /** Where the table begins among the lines. */
  readonly from: number
  readonly texts: readonly (readonly SourceLine[])[]
}

/** `starts`: where the number lines are. Null where the source has no such table, or its cells do not fill its rows. */
export function columnsOf(
  lines: readonly SourceLine[],
  starts: readonly number[],
  raw: readonly SourceLine[],
): Columns | null {
  const first = starts.findIndex((start, at) => at + 1 < starts.length && !hasCall(lines.slice(start, starts[at + 1])))
  if (first < 0) return null
  const heads = starts.slice(first)
  const cells = cellsFrom(lines, raw, heads.at(-1)!)
  if (cells.length === 0 || cells.length % heads.length !== 0) return null
  return {
    from: heads[0]!,
    texts: heads.map((head, column) => [
      ...lines.slice(head, heads[column + 1] ?? cells[0]!),
      ...cells.flatMap((cell, at) =>
        at % heads.length === column ? lines.slice(cell, cells[at + 1] ?? lines.length) : [],
      ),
    ]),
  }
}

const isCall = (text: string) => readCall(text) !== null || mergedCall(text) !== null

const hasCall = (lines: readonly SourceLine[]) => lines.some(({ text }) => isCall(text))

const cellsFrom = (lines: readonly SourceLine[], raw: readonly SourceLine[], from: number): readonly number[] =>
  lines.flatMap(({ text, isTabbed = false }, at) => {
    const isCell = at > from && (isTabbed || (raw[at]?.text.startsWith('\t') ?? false)) && (text === '' || isCall(text))
    return isCell ? [at] : []
  })
