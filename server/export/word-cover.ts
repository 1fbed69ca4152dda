/** The first page of a proposal to a conference (domain.md §2.3), and what follows the resolution. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  PageBreak,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IBorderOptions,
  type ParagraphChild,
} from 'docx'
import type { WordInput } from './word-input.ts'
import { printable, stamps, wordRuns } from './word-runs.ts'
import { plainText, type Block } from '../../shared/document/blocks.ts'
import { written } from '../../shared/document/written.ts'
import { operatorSign } from '../../shared/document/operator-sign.ts'
import { fingerprintOf } from '../../shared/document/fingerprint.ts'

/** Width of the text on A4 with margins of 1134. */
const WIDTH = 9638

/** `marks` stand after the title. */
export const coverOf = (input: WordInput, marks: readonly ParagraphChild[]): readonly (Paragraph | Table)[] => [
  headerTable(input),
  paragraph('Source', input.source),
  new Paragraph({ style: 'Title1', children: [text(input.title), ...marks] }),
  paragraph('Title2', 'Proposals for the work of the conference'),
  new Paragraph({ children: [] }),
  summaryBox(input),
  new Paragraph({ children: [new PageBreak()] }),
]

/** The number that the proposal has in the document stands beside its operator. */
export const proposalLine = ({ operator, proposalNumber }: WordInput) =>
  new Paragraph({
    style: 'Proposal',
    children: [operatorRun(operator), tab(), text(proposalNumber, { bold: false })],
  })

const operatorRun = (operator: string) => {
  const { sign, underlined } = operatorSign(operator)
  return text(sign, underlined ? { underline: {} } : {})
}

export function reasonsOf({ document: { reasons } }: WordInput): readonly Paragraph[] {
  const filled = reasons.filter((block) => plainText(block).trim() !== '')
  return filled.map((block, at) => {
    const head = at === 0 ? [text('Reasons:', { bold: true }), tab()] : []
    return new Paragraph({ style: 'Reasons', children: [...head, ...wordsOf(block)] })
  })
}

export function supportersOf({ supporting }: WordInput): readonly (Paragraph | Table)[] {
  if (supporting.length === 0) return []
  const names = supporting.map(({ name, symbol }) => (symbol ? `${name} (${symbol})` : name))
  return [
    paragraph('Headingb', `Supporting administrations (${supporting.length})`),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [3213, 3213, 3212],
      borders: NO_BORDERS,
      rows: inRows(names),
    }),
  ]
}

export const endLine = () =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun('______________')] })

/** On every page: which text this is. */
export const footerOf = ({ proposalNumber, digest }: WordInput) =>
  new Footer({
    children: [
      small([text(`${proposalNumber}   Fingerprint ${fingerprintOf(digest)}`, { size: 16 })]),
      small([text(`SHA-256 ${digest}`, { size: 14, font: 'Courier New' })]),
    ],
  })

export const headerOf = (input: WordInput) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['– ', PageNumber.CURRENT, ' –'], size: 18 })],
      }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 0 },
        children: [text(documentNumberOf(input), { size: 18 })],
      }),
    ],
  })

function headerTable(input: WordInput): Table {
  const { conference, body } = input
  const left = [line(conference.name, true), line(conference.placeAndDates), line(''), line(body, true)]
  const right = [`Document ${documentNumberOf(input)}`, dayInWords(input.date), `Original: ${input.originalLanguage}`]
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [6238, 3400],
    borders: { ...NO_BORDERS, bottom: RULE },
    rows: [
      new TableRow({
        children: [cell(left, 6238), cell([line(''), ...right.map((words) => line(words, true))], 3400)],
      }),
    ],
  })
}

/** Allotted by the secretariat of the conference, so a placeholder until then. */
const documentNumberOf = ({ documentNumber, conference }: WordInput) => documentNumber ?? `${conference.symbol}/[XX]-E`

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

function dayInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`
}

function summaryBox({ document: { summary }, references }: WordInput): Table {
  const content = [
    line('Summary:', true),
    ...summary.map((block) => new Paragraph({ style: 'Tabletext', children: [...wordsOf(block)] })),
    line('References:', true),
    ...(references.length > 0 ? references : ['–']).map((words) => line(words)),
  ]
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [WIDTH],
    borders: { ...NO_BORDERS, top: RULE, bottom: RULE, left: RULE, right: RULE },
    rows: [new TableRow({ children: [cell(content, WIDTH)] })],
  })
}

const inRows = (names: readonly string[]): TableRow[] => {
  const third = Math.ceil(names.length / 3)
  return Array.from({ length: third }, (_, row) => {
    const cells = [row, row + third, row + 2 * third].map((at) => cell([line(names[at] ?? '')], 3213))
    return new TableRow({ children: cells })
  })
}

const RULE: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE }

const cell = (children: readonly Paragraph[], size: number) =>
  new TableCell({ children, width: { size, type: WidthType.DXA }, margins: { left: 113, right: 113 } })

const line = (words: string, bold = false) => new Paragraph({ style: 'Tabletext', children: [text(words, { bold })] })
const small = (children: readonly ParagraphChild[]) => new Paragraph({ spacing: { before: 0 }, children })
const paragraph = (style: string, words: string) => new Paragraph({ style, children: [text(words)] })

const tab = () => new TextRun({ children: [new Tab()] })

type Format = {
  readonly bold?: boolean
  readonly size?: number
  readonly font?: string
  readonly underline?: object
}
const text = (words: string, format: Format = {}) => new TextRun({ ...format, text: printable(words) })

const unchanged = stamps('', '2000-01-01T00:00:00Z')(0)
const wordsOf = ({ runs }: Block): readonly ParagraphChild[] =>
  written(runs).flatMap((run) =>
    'footnote' in run ? [] : wordRuns('kept', run.text, run.emphasis === true, unchanged),
  )
