/** A Word file as clean sources: one with its tracked changes rejected, one with them accepted, both from the one file. */
import type { CleanSource, SourceFootnote, SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberLine } from '../../shared/import/head.ts'
import { marksIn } from '../../shared/import/inline-runs.ts'
import { cleanLines, withoutResidue } from '../../shared/import/source-lines.ts'
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import { boxedIn, isItuStyle, lineOf, passedOverIn, styleOf, type LineContext, type NoteNumber } from './word-lines.ts'
import { goneNotes, goneParagraphs } from './gone-paragraphs.ts'
import { footnotesIn, noteNumbers, orphanNotes, recounted, withRaisedMarks } from './word-notes.ts'
import { labelCounter, levelOfStyle, numberingIn } from './word-numbering.ts'
import { blocksIn, changesIn, isTable, type WordBlock, type WordTable } from './word-paragraphs.ts'
import { plainWords, type RunContext, type WordReading } from './word-runs.ts'
import { trackedIn, type TrackedChanges } from './tracked-changes.ts'
import { characterStylesIn, stylesIn } from './word-styles.ts'
import { readTable, type Read } from './word-table.ts'
import { childOf, within, type WordXml } from './word-xml.ts'

/** `reject`: the text in force. `accept`: as amended. Equal where nothing is tracked. */
export type WordTexts = {
  readonly hasChanges: boolean
  readonly tracked: TrackedChanges
  readonly reject: CleanSource
  readonly accept: CleanSource
}

export function textsOf(xml: WordXml): WordTexts {
  const changes = [xml.document, xml.footnotes, xml.endnotes].reduce(
    (sum, part) => sum + (part ? changesIn(part) : 0),
    0,
  )
  const reject = sourceIn(xml, 'reject', changes)
  const accept = sourceIn(xml, 'accept', changes)
  return {
    hasChanges: changes > 0,
    tracked: { count: changes, ...trackedIn(xml) },
    reject: withGoneNotes(reject, accept, 'reject'),
    accept: withGoneNotes(accept, reject, 'accept'),
  }
}

const withGoneNotes = (own: CleanSource, other: CleanSource, reading: WordReading): CleanSource => ({
  ...own,
  leftOut: [...own.leftOut, ...goneNotes(own.footnotes, other.footnotes, reading)],
})

function sourceIn(xml: WordXml, reading: WordReading, changes: number): CleanSource {
  const runs: RunContext = { reading, characters: characterStylesIn(xml.styles) }
  const blocks = blocksIn(childOf(xml.document, 'body') ?? xml.document, runs)
  const notes = noteNumbers()
  const context = contextOf(xml, blocks, notes.of)
  const read = blocks.map((block) => (isTable(block) ? readTable(block, context) : paragraphLines(block, context)))
  const marks = notes.marks()
  const final = recounted(marks)
  const lines = read.flatMap((each) => each.lines).map((line) => ({ ...line, text: final(line.text) }))
  const clean = cleaned(lines, footnotesIn(xml, runs, marks))
  const leftOut = read.flatMap((each) => each.leftOut).map((left) => ({ ...left, text: final(left.text) }))
  return {
    ...clean,
    leftOut: [...clean.leftOut, ...leftOut, ...goneParagraphs(xml, runs), ...outsideTheText(xml, runs, lines)],
    findings: [
      ...revisionFindings(lines, reading, changes),
      ...clean.findings,
      ...read.flatMap(({ findings }) => findings),
    ],
  }
}

/** A plain text that was pasted into Word has its notes in the words, as a .txt file does. */
function cleaned(lines: readonly SourceLine[], notes: readonly Omit<SourceFootnote, 'line'>[]): CleanSource {
  if (notes.length === 0) return cleanLines(lines)
  const { lines: bare, leftOut } = withoutResidue(lines)
  const marked = withRaisedMarks(bare, notes)
  const footnotes = notes.map((note) => ({ ...note, line: lineOfMark(marked, note.mark) }))
  return { lines: marked, footnotes, leftOut, findings: [] }
}

/** A note has no place of its own in a Word file: it is told by its first mark. */
const lineOfMark = (lines: readonly SourceLine[], mark: string): number =>
  (lines.find(({ text }) => marksIn(text).includes(mark)) ?? lines.at(-1))?.line ?? 1

function contextOf(xml: WordXml, blocks: readonly WordBlock[], noteNumber: NoteNumber): LineContext {
  const styles = stylesIn(xml.styles)
  const numbering = numberingIn(xml.numbering)
  const paragraphs = blocks.flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
  const used = paragraphs.map((paragraph) => styleOf(paragraph, styles))
  return {
    styles,
    label: labelCounter(numbering),
    levelOfStyle: (numId, style) => levelOfStyle(numbering, numId, style),
    noteNumber,
    isStyled: used.some(isItuStyle),
    hasNumberStyle: used.some(({ role }) => role === 'number'),
    hasCallStyle: used.some(({ role }) => role === 'call'),
  }
}

const paragraphLines = (block: Exclude<WordBlock, WordTable>, context: LineContext): Read => ({
  lines: [lineOf(block, context)],
  leftOut: boxedIn(block),
  findings: passedOverIn(block),
})

/** Headers, footers, comments, and notes without a mark: they are told at the end of the file. */
function outsideTheText(xml: WordXml, runs: RunContext, lines: readonly SourceLine[]): readonly LeftOut[] {
  const line = lines.at(-1)?.line ?? 1
  const around = (xml.around ?? []).flatMap(({ place, root }) =>
    within(root, 'p').map((paragraph) => ({ line, text: plainWords(paragraph, runs), why: `it stands in ${place}` })),
  )
  const orphans = orphanNotes(xml, runs).map((text) => ({ line, text, why: 'it is a note that no mark refers to' }))
  const once = new Map(around.map((left) => [`${left.text} ${left.why}`, left]))
  return [...once.values(), ...orphans].filter(({ text }) => text !== '')
}

function revisionFindings(
  lines: readonly SourceLine[],
  reading: WordReading,
  changes: number,
): readonly ImportFinding[] {
  if (changes === 0) return []
  const taken =
    reading === 'reject'
      ? 'rejected: this is the text before them. Read them as accepted for the text as amended.'
      : 'accepted: this is the text as amended. Read them as rejected for the text before them.'
  const line = lines.find(isNumberLine)?.line ?? lines[0]?.line ?? 1
  return [{ line, code: 'revision-marks', message: `This file holds ${changes} tracked changes, read as ${taken}` }]
}
