/**
 * The paragraphs of a Word text in one reading, tables apart. A paragraph whose mark is gone in the reading runs on into the
 * next one, which keeps its own style: the mark holds the style.
 */
import type { Element } from '@xmldom/xmldom'
import { isLeftAway, piecesOf, type Piece, type WordReading } from './word-runs.ts'
import { attributeOf, childOf, childrenOf, descend, nameOf, valueIn } from './word-xml.ts'

export type WordParagraph = {
  /** Its place in the source, from 1: the same in every reading. */
  readonly line: number
  readonly style: string
  /** The list it is in by its own properties: number and level. */
  readonly numbering: Element | undefined
  readonly pieces: readonly Piece[]
}
export type WordTable = {
  readonly line: number
  readonly rows: readonly (readonly (readonly WordParagraph[])[])[]
}
export type WordBlock = WordParagraph | WordTable

export const isTable = (block: WordBlock): block is WordTable => 'rows' in block

/** Counts every paragraph of the file, also those that the reading leaves away. */
export type Place = { line: number }

/** Elements that only wrap paragraphs. */
const WRAPPERS = ['sdt', 'sdtContent', 'customXml', 'body', 'ins', 'del', 'moveFrom', 'moveTo']

export function blocksIn(container: Element, reading: WordReading, place: Place = { line: 0 }): readonly WordBlock[] {
  const blocks: WordBlock[] = []
  let held: readonly Piece[] = []
  const visit = (element: Element): void => {
    const name = nameOf(element)
    if (name === 'p') held = takeParagraph(element, held)
    else if (name === 'tbl') blocks.push({ line: place.line + 1, rows: rowsOf(element, reading, place) })
    else if (WRAPPERS.includes(name)) childrenOf(element).forEach(visit)
  }
  const takeParagraph = (element: Element, before: readonly Piece[]): readonly Piece[] => {
    place.line += 1
    const pieces = [...before, ...piecesOf(element, reading)]
    if (lacksItsMark(element, reading)) return pieces
    blocks.push({ line: place.line, ...propertiesOf(element, reading), pieces })
    return []
  }
  childrenOf(container).forEach(visit)
  if (held.length > 0) blocks.push({ line: place.line, style: '', numbering: undefined, pieces: held })
  return blocks
}

/** The mark of a paragraph is inserted, deleted or moved like words are. */
export function lacksItsMark(paragraph: Element, reading: WordReading): boolean {
  const mark = descend(paragraph, 'pPr', 'rPr')
  return mark !== undefined && childrenOf(mark).some((child) => isLeftAway(nameOf(child), reading))
}

/** Before a tracked change of the paragraph's style, where the changes are rejected. */
function propertiesOf(paragraph: Element, reading: WordReading): Pick<WordParagraph, 'style' | 'numbering'> {
  const now = childOf(paragraph, 'pPr')
  const before = descend(now, 'pPrChange', 'pPr')
  const valid = reading === 'reject' && before ? before : now
  return { style: (valid && valueIn(valid, 'pStyle')) ?? '', numbering: childOf(valid, 'numPr') }
}

function rowsOf(table: Element, reading: WordReading, place: Place): WordTable['rows'] {
  return unwrapped(table, 'tr').flatMap((row) => {
    const cells = unwrapped(row, 'tc').map((cell) => paragraphsIn(cell, reading, place))
    return isGone(row, reading) ? [] : [cells]
  })
}

/** Rows and cells may stand in content controls. */
const unwrapped = (parent: Element, name: string): readonly Element[] =>
  childrenOf(parent).flatMap((child) => {
    if (nameOf(child) === name) return [child]
    return ['sdt', 'sdtContent', 'customXml'].includes(nameOf(child)) ? unwrapped(child, name) : []
  })

/** A table inside a cell is read row by row. */
const paragraphsIn = (cell: Element, reading: WordReading, place: Place): readonly WordParagraph[] =>
  blocksIn(cell, reading, place).flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))

function isGone(row: Element, reading: WordReading): boolean {
  const properties = childOf(row, 'trPr')
  return properties !== undefined && childrenOf(properties).some((child) => isLeftAway(nameOf(child), reading))
}

/** Whether anything in the file is tracked: inserted, deleted, moved or formatted anew. */
export function changesIn(root: Element): number {
  let count = 0
  const changes = ['ins', 'del', 'moveFrom', 'moveTo', 'pPrChange', 'rPrChange']
  const waiting: Element[] = [root]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (changes.includes(nameOf(next)) && attributeOf(next, 'id') !== null) count += 1
    for (const child of childrenOf(next)) waiting.push(child)
  }
  return count
}
