/** A Word file as clean sources: one with its tracked changes rejected, one with them accepted, both from the one file. */
import type { Element } from '@xmldom/xmldom'
import type { CleanSource, SourceFootnote, SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberLine } from '../../shared/import/head.ts'
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import { spaced } from '../../shared/import/source-lines.ts'
import { isItuStyle, leftOutLine, lineOf, passedOverIn, styleOf, wordsOf, type LineContext } from './word-lines.ts'
import { labelCounter, numberingIn } from './word-numbering.ts'
import { blocksIn, changesIn, isTable, type WordBlock, type WordTable } from './word-paragraphs.ts'
import type { WordReading } from './word-runs.ts'
import { stylesIn } from './word-styles.ts'
import { attributeOf, childOf, childrenOf, nameOf } from './word-xml.ts'

/** `reject`: the text in force. `accept`: as amended. Equal where nothing is tracked. */
export type WordTexts = { readonly hasChanges: boolean; readonly reject: CleanSource; readonly accept: CleanSource }

/** The parts of the file, parsed; null for one that the file does not have. */
export type WordXml = {
  readonly document: Element
  readonly styles?: Element
  readonly numbering?: Element
  readonly footnotes?: Element
  readonly endnotes?: Element
}

export function textsOf(xml: WordXml): WordTexts {
  const changes = changesIn(xml.document)
  return {
    hasChanges: changes > 0,
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
  const lines = read.flatMap((each) => each.lines)
  const footnotes = footnotesOf(xml, reading, { numbers: notes.all(), line: lines.at(-1)?.line ?? 1 })
  return {
    lines: withRaisedMarks(lines, footnotes),
    footnotes,
    leftOut: read.flatMap(({ leftOut }) => leftOut),
    findings: [...revisionFindings(lines, reading, changes), ...read.flatMap(({ findings }) => findings)],
  }
}

/** Notes are numbered as their marks come; the same note marked twice has one number. */
function noteNumbers() {
  const numbers = new Map<string, string>()
  const of = (key: string) => {
    if (!numbers.has(key)) numbers.set(key, String(numbers.size + 1))
    return numbers.get(key)!
  }
  return { of, all: (): ReadonlyMap<string, string> => numbers }
}

function contextOf(xml: WordXml, blocks: readonly WordBlock[], noteNumber: LineContext['noteNumber']): LineContext {
  const styles = stylesIn(xml.styles)
  const paragraphs = blocks.flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
  return {
    styles,
    label: labelCounter(numberingIn(xml.numbering)),
    noteNumber,
    isStyled: paragraphs.some((paragraph) => isItuStyle(styleOf(paragraph, styles))),
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
  const columns = Math.max(...cells.map((row) => row.length))
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

/** A raised number in the words that is the number of a note marks that note. */
function withRaisedMarks(lines: readonly SourceLine[], footnotes: readonly SourceFootnote[]): readonly SourceLine[] {
  const numbers = new Set(footnotes.map(({ mark }) => mark))
  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(/(?<!\b[kcmd]?m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (mark) => {
      const number = mark.replace(/./g, (digit) => String(raised.indexOf(digit)))
      return numbers.has(number) ? `[footnoteRef:${number}]` : mark
    }),
  }))
}

/** A note stands in a part of its own: its line is that of the last paragraph of the text, where notes belong. */
type NotePlaces = { readonly numbers: ReadonlyMap<string, string>; readonly line: number }

function footnotesOf(xml: WordXml, reading: WordReading, { numbers, line }: NotePlaces): readonly SourceFootnote[] {
  const notes = new Map([...notesIn(xml.footnotes, 'footnote'), ...notesIn(xml.endnotes, 'endnote')])
  return [...numbers].flatMap(([key, mark]) => {
    const note = notes.get(key)
    if (!note) return []
    const paragraphs = blocksIn(note, reading).flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
    const words = paragraphs.map(({ pieces }) => wordsOf(pieces, () => mark)).join(' ')
    return [{ line, mark, text: withoutOwnMark(spaced(words), mark), displaced: false }]
  })
}

const notesIn = (root: Element | undefined, kind: string): readonly (readonly [string, Element])[] =>
  (root ? childrenOf(root) : [])
    .filter((note) => nameOf(note) === kind)
    .map((note) => [`${kind} ${attributeOf(note, 'id') ?? ''}`, note] as const)

/** A mark set by hand stands at the beginning of its note. */
const withoutOwnMark = (text: string, mark: string) =>
  text.replace(new RegExp(`^[¹²³⁴⁵⁶⁷⁸⁹]+\\s*|^${mark}\\s+(?=\\p{L})`, 'u'), '')

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
