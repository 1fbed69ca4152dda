/** Tables: those that hold resolutions side by side are read column by column, any other is left out, cell by cell. */
import type { SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberLine, openingAfter } from '../../shared/import/head.ts'
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import { boxedIn, lineOf, passedOverIn, type LineContext } from './word-lines.ts'
import type { WordTable } from './word-paragraphs.ts'

/** What a stretch of a Word file gives. */
export type Read = {
  readonly lines: readonly SourceLine[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}

export function readTable(table: WordTable, context: LineContext): Read {
  const cells = table.rows.map((row) => row.map((cell) => cell.map((paragraph) => lineOf(paragraph, context))))
  const paragraphs = table.rows.flat(2)
  const aside = { leftOut: paragraphs.flatMap(boxedIn), findings: paragraphs.flatMap(passedOverIn) }
  const count = cells.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: count }, (_, column) => cells.flatMap((row) => row[column] ?? []))
  const read = columns.some(holdsResolution) ? readColumns(table, columns) : leftOutTable(table, cells.flat(2))
  return {
    lines: read.lines,
    leftOut: [...read.leftOut, ...aside.leftOut],
    findings: [...read.findings, ...aside.findings],
  }
}

/** A cover names resolutions as well; only where an opening line follows is there one. */
function holdsResolution(column: readonly SourceLine[]): boolean {
  const at = column.findIndex(isNumberLine)
  return at >= 0 && openingAfter(column, at) !== null
}

function readColumns(table: WordTable, columns: readonly (readonly SourceLine[])[]): Read {
  const message = `Here stands a table of ${columns.length} columns that holds resolutions; each column is read from top to bottom.`
  const texts = columns.filter(holdsResolution).map((column) => column.slice(column.findIndex(isNumberLine)))
  const heads = columns.filter(holdsResolution).flatMap((column) => column.slice(0, column.findIndex(isNumberLine)))
  const others = columns.filter((column) => !holdsResolution(column)).flat()
  return {
    lines: texts.flat(),
    leftOut: [
      ...leftOut(heads, 'it heads a column of the table'),
      ...leftOut(others, 'its column holds no resolution'),
    ],
    findings: [{ line: table.line, code: 'table', message }],
  }
}

function leftOutTable(table: WordTable, lines: readonly SourceLine[]): Read {
  const message = `Here stands a table of ${table.rows.length} rows; tables cannot be read yet, so it is left out.`
  return {
    lines: [],
    leftOut: leftOut(lines, 'it stands in a table'),
    findings: [{ line: table.line, code: 'table', message }],
  }
}

const leftOut = (lines: readonly SourceLine[], why: string): readonly LeftOut[] =>
  lines.flatMap(({ line, text }) => (text === '' ? [] : [{ line, text, why }]))
