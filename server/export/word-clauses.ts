/** The resolution in Word: each clause a paragraph in its ITU style, changed against the text in force. */
import { Paragraph, type ParagraphChild } from 'docx'
import {
  isRightToLeft,
  noteId,
  runsOf,
  tabRun,
  wordRuns,
  type Change,
  type NextStamp,
  type Stamps,
} from './word-runs.ts'
import type { WordParagraph, WordPiece, WordPlan } from './word-plan.ts'
import { styleOf } from './word-styles.ts'
import { plainText, type Block } from '../../shared/document/blocks.ts'

export const clauseParagraphs = ({ paragraphs }: WordPlan, stamps: Stamps): readonly Paragraph[] =>
  paragraphs.map((paragraph, place) => clauseParagraph(paragraph, stamps(place)))

/** By the id that the references carry. */
export const footnotesOf = ({ notes }: WordPlan, stamps: Stamps): Footnotes =>
  Object.fromEntries(notes.map((pieces, at) => [`${noteId(at)}`, { children: [noteParagraph(pieces, stamps(at))] }]))

export type Footnotes = Record<string, { readonly children: readonly Paragraph[] }>

const noteParagraph = (pieces: readonly WordPiece[], stamp: NextStamp) =>
  new Paragraph({ style: 'FootnoteText', children: [tabRun('kept', stamp), ...runsOf(pieces, stamp)] })

function clauseParagraph(paragraph: WordParagraph, stamp: NextStamp): Paragraph {
  const { side, block, old, pieces } = paragraph
  const style = styleOf(block)
  const oldStyle = old ? styleOf(old) : style
  return new Paragraph({
    style,
    ...(oldStyle !== style && side === 'both' && { revision: { ...stamp(), style: oldStyle } }),
    ...(side === 'new' && { run: { insertion: stamp() } }),
    ...(side === 'old' && { run: { deletion: stamp() } }),
    ...(isRightToLeft(plainText(block)) && { bidirectional: true }),
    children: [...labelRuns(paragraph, stamp), ...runsOf(pieces, stamp)],
  })
}

/** Labels are typed, not automatic: a renumbering is a change that the conference must see. */
function labelRuns({ block, old, oldLabel, newLabel }: WordParagraph, stamp: NextStamp): readonly ParagraphChild[] {
  const [was, is] = [oldLabel ?? '', newLabel ?? '']
  const tab = changeOf(was !== '', is !== '')
  const label =
    was === is
      ? labelRun('kept', is, block, stamp)
      : [...labelRun('deleted', was, old ?? block, stamp), ...labelRun('inserted', is, block, stamp)]
  return tab ? [...label, tabRun(tab, stamp)] : label
}

function changeOf(was: boolean, is: boolean): Change | undefined {
  if (was && is) return 'kept'
  return was ? 'deleted' : is ? 'inserted' : undefined
}

/** Letters are set in italics, numbers and numerals are not. */
const labelRun = (change: Change, label: string, { level }: Block, stamp: NextStamp) =>
  wordRuns(change, label, level === 0 && label.endsWith(')'), stamp)
