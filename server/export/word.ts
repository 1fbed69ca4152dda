/**
 * A proposal as the Word file that a conference takes: cover, operator, the resolution with tracked changes against the text
 * in force, reasons, supporting administrations, and on every page the digest of the text.
 *
 * Accepting all changes gives the proposed text, rejecting all gives the text in force, paragraph by paragraph.
 */
import { Document as WordFile, Packer, Paragraph, TextRun } from 'docx'
import { clauseParagraphs, footnotesOf, type Footnotes } from './word-clauses.ts'
import { coverNote, coverNoteMark, withOwnMark } from './word-cover-note.ts'
import { coverOf, endLine, footerOf, headerOf, proposalLine, reasonsOf, supportersOf } from './word-cover.ts'
import { isReproduced } from '../../shared/document/operator-sign.ts'
import type { WordInput } from './word-input.ts'
import { planWord, type WordPlan } from './word-plan.ts'
import { COVER_NOTE_ID, printable, stamps, type Stamps } from './word-runs.ts'
import { LABEL_WIDTH, WORD_STYLES } from './word-styles.ts'

/** The bytes of a `.docx` file. */
export async function proposalToWord(input: WordInput): Promise<Uint8Array> {
  const plan = isReproduced(input.operator)
    ? planWord(input.base?.blocks ?? [], input.document.text, input.labelling)
    : NO_TEXT
  const file = wordFile(input, plan)
  const core = { path: 'docProps/core.xml', data: coreProperties(input) }
  return withOwnMark(await Packer.toBuffer(file, undefined, [core]))
}

const NO_TEXT: WordPlan = { paragraphs: [], notes: [] }

function wordFile(input: WordInput, plan: WordPlan): WordFile {
  const stamp = stamps(input.forumName, input.changedAt)
  const resolution = isReproduced(input.operator) ? clauseParagraphs(plan, stamp) : [inOneLine(input)]
  const footer = footerOf(input)
  return new WordFile({
    styles: WORD_STYLES,
    defaultTabStop: LABEL_WIDTH,
    features: { trackRevisions: true },
    footnotes: notesOf(input, plan, stamp),
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: 11906, height: 16838 }, margin: MARGINS } },
        headers: { default: headerOf(input) },
        footers: { default: footer, first: footer },
        children: [
          ...coverOf(input, isReproduced(input.operator) ? [coverNoteMark()] : []),
          proposalLine(input),
          ...resolution,
          buffer(),
          ...reasonsOf(input),
          ...supportersOf(input),
          endLine(),
        ],
      },
    ],
  })
}

const notesOf = (input: WordInput, plan: WordPlan, stamp: Stamps): Footnotes =>
  isReproduced(input.operator) ? { [COVER_NOTE_ID]: coverNote(input), ...footnotesOf(plan, stamp) } : {}

/** LibreOffice may give the paragraph after a removed one that one's style; this one has nothing to lose. */
const buffer = () => new Paragraph({ spacing: { before: 0 }, children: [] })

const MARGINS = { top: 1418, bottom: 1418, left: 1134, right: 1134, header: 720, footer: 567 }

const inOneLine = ({ base, title }: WordInput) =>
  new Paragraph({ style: 'ResNo', children: [new TextRun({ text: printable(base?.title ?? title) })] })

/** Written here because docx would put the time of its clock. */
const coreProperties = ({ title, forumName, changedAt }: WordInput) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(forumName)}</dc:creator><cp:lastModifiedBy>${escaped(forumName)}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${escaped(changedAt)}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${escaped(changedAt)}</dcterms:modified></cp:coreProperties>`

const escaped = (text: string) => printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
