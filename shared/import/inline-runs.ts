/** The words of a clause as runs: Markdown emphasis becomes a mark, the mark of a footnote an atom. */
import type { Run } from '../document/blocks.ts'
import type { BlockId } from '../ids.ts'

const INLINE = /\[footnoteRef:(\d+)\]|\*([^*\s](?:[^*]*[^*\s])?)\*/g

/** A mark whose footnote is not known stays in the words, in parentheses, so that nothing is lost. */
export function runsOf(text: string, footnotes: ReadonlyMap<string, BlockId>): readonly Run[] {
  const runs: Run[] = []
  let from = 0
  for (const { 0: found, 1: mark, 2: emphasized, index } of text.matchAll(INLINE)) {
    add(runs, { text: text.slice(from, index) })
    if (mark === undefined)
      runsOf(emphasized!, footnotes).forEach((run) => add(runs, 'text' in run ? { ...run, emphasis: true } : run))
    else add(runs, markRun(mark, footnotes))
    from = index + found.length
  }
  add(runs, { text: text.slice(from) })
  return runs
}

function markRun(mark: string, footnotes: ReadonlyMap<string, BlockId>): Run {
  const footnote = footnotes.get(mark)
  return footnote === undefined ? { text: `(${mark})` } : { footnote }
}

/** Neighbours with the same marks are one run. */
function add(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if ('text' in run && run.text === '') return
  if (last && 'text' in last && 'text' in run && last.emphasis === run.emphasis)
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

/** The marks in a stretch of words, in order. */
export const marksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\[footnoteRef:(\d+)\]/g)].map(([, mark]) => mark!)

/** Superscript digits are residue, but for the power of a unit: km². */
export const bareText = (text: string): string =>
  text
    .replace(/\[footnoteRef:\d+\]/g, '')
    .replace(/\*/g, '')
    .replace(/(?<!\b[kcmd]?m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()
