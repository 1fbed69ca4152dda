/** A Word file as clean sources: one with its tracked changes rejected, one with them accepted, both from the one file. */
import type { CleanSource, SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberLine } from '../../shared/import/head.ts'
import { cleanLines } from '../../shared/import/source-lines.ts'
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import {
  isItuStyle,
  leftOutLine,
  lineOf,
  passedOverIn,
  styleOf,
  type LineContext,
  type NoteNumber,
} from './word-lines.ts'
import { footnotesIn, noteNumbers, recounted, withRaisedMarks } from './word-notes.ts'
import { labelCounter, numberingIn } from './word-numbering.ts'
import { blocksIn, changesIn, isTable, type WordBlock, type WordTable } from './word-paragraphs.ts'
import type { WordReading } from './word-runs.ts'
import { trackedIn, type TrackedChanges } from './tracked-changes.ts'
import { stylesIn } from './word-styles.ts'
import { childOf, type WordXml } from './word-xml.ts'

/** `reject`: the text in force. `accept`: as amended. Equal where nothing is tracked. */
export type WordTexts = {
  readonly hasChanges: boolean
  readonly tracked: TrackedChanges
  readonly reject: CleanSource
  readonly accept: CleanSource
}

export function textsOf(xml: WordXml): WordTexts {
  const changes = changesIn(xml.document)
  return {
    hasChanges: changes > 0,
    tracked: { count: changes, ...trackedIn(xml.document) },
    reject: sourceIn(xml, 'reject', changes),
    accept: sourceIn(xml, 'accept', changes),
  }
}

function sourceIn(xml: WordXml, reading: WordReading, changes: number): CleanSource {
  const body = childOf(xml.document, 'body') ?? xml.document
  const blocks = blocksIn(body, reading)
  const notes = noteNumbers()
  const context = contextOf(xml, blocks, notes.of)
  const read = blocks.map((block) => (isTable(block) ? tableLines(block, context) : paragraphLines(block, context)))
  const marks = notes.marks()
  const final = recounted(marks)
  const lines = read.flatMap((each) => each.lines).map((line) => ({ ...line, text: final(line.text) }))
  const footnotes = footnotesIn(xml, reading, marks).map((note) => ({ ...note, line: lines.at(-1)?.line ?? 1 }))
  // A plain text that was pasted into Word has its notes in the words, as a .txt file does.
  const pasted = footnotes.length === 0 ? cleanLines(lines) : null
  return {
    lines: pasted?.lines ?? withRaisedMarks(lines, footnotes),
    footnotes: pasted?.footnotes ?? footnotes,
    leftOut: [
      ...(pasted?.leftOut ?? []),
      ...read.flatMap(({ leftOut }) => leftOut).map((left) => ({ ...left, text: final(left.text) })),
    ],
    findings: [
      ...revisionFindings(lines, reading, changes),
      ...(pasted?.findings ?? []),
      ...read.flatMap(({ findings }) => findings),
    ],
  }
}

function contextOf(xml: WordXml, blocks: readonly WordBlock[], noteNumber: NoteNumber): LineContext {
  const styles = stylesIn(xml.styles)
  const paragraphs = blocks.flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
  const used = paragraphs.map((paragraph) => styleOf(paragraph, styles))
  return {
    styles,
    label: labelCounter(numberingIn(xml.numbering)),
    noteNumber,
    isStyled: used.some(isItuStyle),
    hasNumberStyle: used.some(({ role }) => role === 'number'),
  }
}

type Read = {
  readonly lines: readonly SourceLine[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}

const paragraphLines = (block: Exclude<WordBlock, WordTable>, context: LineContext): Read => ({
  lines: [lineOf(block, context)],
  leftOut: [],
  findings: passedOverIn(block),
})

/** A table that holds resolutions is read column by column; any other is left out, cell by cell. */
function tableLines(table: WordTable, context: LineContext): Read {
  const cells = table.rows.map((row) => row.map((cell) => cell.map((paragraph) => lineOf(paragraph, context))))
  const findings = table.rows.flat(2).flatMap(passedOverIn)
  if (!cells.flat(2).some(isNumberLine)) return leftOutTable(table, cells.flat(2), findings)
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0)
  const lines = Array.from({ length: columns }, (_, column) => cells.flatMap((row) => row[column] ?? [])).flat()
  const message = `Here stands a table of ${columns} columns that holds resolutions; each column is read from top to bottom.`
  return { lines, leftOut: [], findings: [{ line: table.line, code: 'table', message }, ...findings] }
}

function leftOutTable(table: WordTable, lines: readonly SourceLine[], findings: readonly ImportFinding[]): Read {
  const message = `Here stands a table of ${table.rows.length} rows; tables cannot be read yet, so it is left out.`
  return {
    lines: [],
    leftOut: lines.flatMap((line) => leftOutLine(line, 'it stands in a table')),
    findings: [{ line: table.line, code: 'table', message }, ...findings],
  }
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
