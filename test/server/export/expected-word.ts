/** What a text looks like in Word once every change is decided, computed from the blocks alone. */
import { styleOf } from '../../../server/export/word-styles.ts'
import { isFootnoteRef, plainText, type Block, type Run } from '../../../shared/document/blocks.ts'
import { written } from '../../../shared/document/written.ts'
import { footnoteNumbers, labelsOf } from '../../../shared/document/labels.ts'
import type { Paragraph } from './word-reader.ts'

export function expectedParagraphs(blocks: readonly Block[]): readonly Paragraph[] {
  const labels = labelsOf(blocks)
  const numbers = footnoteNumbers(blocks)
  const notes = new Map(blocks.filter(({ kind }) => kind === 'footnote').map((note) => [note.id, note]))
  const carried = new Set<string>()
  const literal = (run: Run) => (isFootnoteRef(run) ? `${numbers.get(run.footnote) ?? '?'}` : run.text)
  const words = (run: Run) => {
    if (!isFootnoteRef(run) || carried.has(run.footnote) || !notes.has(run.footnote)) return literal(run)
    carried.add(run.footnote)
    return `⟦${written(notes.get(run.footnote)!.runs).map(literal).join('')}⟧`
  }
  const paragraph = (at: number, read: (run: Run) => string): Paragraph => {
    const block = blocks[at]!
    const label = labels[at]!
    return {
      style: styleOf(block),
      text: (label ? `${label}\t` : '') + written(block.runs).map(read).join(''),
      emphasized: (isLetter(block, label) ? label : '') + plainText({ runs: block.runs.filter(isEmphasized) }),
    }
  }
  const places = blocks.map((_, at) => at)
  const clauses = places.filter((at) => blocks[at]!.kind !== 'footnote').map((at) => paragraph(at, words))
  const rest = places.filter((at) => blocks[at]!.kind === 'footnote' && !carried.has(blocks[at]!.id))
  return [...clauses, ...rest.map((at) => paragraph(at, literal))]
}

const isEmphasized = (run: Run) => !isFootnoteRef(run) && run.emphasis === true
const isLetter = ({ level }: Block, label: string) => level === 0 && label.endsWith(')')
