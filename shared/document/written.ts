/** A text as it is written out: with the signs of its brackets, which are stored as marks. */
import type { Alternative } from './alternative.ts'
import { isFootnoteRef, type Block, type Run, type TextRun } from './blocks.ts'

/** Each stretch of one alternative stands between `[` and `]`. What was drawn before is drawn anew. */
export function written(runs: readonly Run[]): readonly Run[] {
  if (runs.every(({ alternative }) => alternative === undefined)) return runs
  const result: Run[] = []
  let open: Alternative | undefined
  for (const run of runs.filter((each) => !isDrawn(each))) {
    if (run.alternative !== open) {
      if (open !== undefined) result.push(sign(']', open))
      open = run.alternative
      if (open !== undefined) result.push(sign('[', open))
    }
    result.push(run)
  }
  if (open !== undefined) result.push(sign(']', open))
  return result
}

/** The characters of a block with the signs of its brackets; a footnote reference counts as nothing. */
export const writtenText = ({ runs }: Pick<Block, 'runs'>): string =>
  written(runs)
    .map((run) => (isFootnoteRef(run) ? '' : run.text))
    .join('')

export const isDrawn = (run: Run): boolean => !isFootnoteRef(run) && run.drawn === true

const sign = (text: '[' | ']', alternative: Alternative): TextRun => ({ text, alternative, drawn: true })
