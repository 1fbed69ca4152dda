/** The words of a block as one can type them: *emphasis*, [brackets] and [footnote 1]. Reading back what was written changes nothing. */
import { isFootnoteRef, type Kind, type Run } from '../../shared/document/blocks.ts'
import { footnoteNumbers } from '../../shared/document/labels.ts'
import { written } from '../../shared/document/written.ts'
import type { BlockId } from '../../shared/ids.ts'
import type { ReadBlock } from '../../shared/import/accounted.ts'
import { withBrackets } from '../../shared/import/bracket-marks.ts'
import { runsOf } from '../../shared/import/inline-runs.ts'

/** `blocks` give the footnotes their numbers. */
export function editable(runs: readonly Run[], blocks: readonly ReadBlock[]): string {
  const numbers = footnoteNumbers(blocks)
  return written(runs)
    .map((run) => {
      if (isFootnoteRef(run)) return `[footnote ${numbers.get(run.footnote) ?? '?'}]`
      return run.emphasis ? starred(run.text) : run.text
    })
    .join('')
}

/** Stars stand at the words, not at the spaces around them. */
function starred(text: string): string {
  const words = text.trim()
  return words === '' || words.includes('*') ? text : text.replace(words, () => `*${words}*`)
}

type Around = { readonly blocks: readonly ReadBlock[]; readonly newId: () => BlockId }

/** A mark whose footnote is not there stays as words. No runs where there are no words. */
export function readEdited(words: string, kind: Kind, { blocks, newId }: Around): readonly Run[] {
  const footnotes = new Map([...footnoteNumbers(blocks)].map(([id, number]) => [`${number}`, id]))
  const marked = words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\[footnote (\d+)\]/g, (mark, number: string) =>
      footnotes.has(number) ? `[footnoteRef:${number}]` : mark,
    )
  return marked === '' ? [] : withBrackets(runsOf(marked, footnotes), kind, newId)
}
