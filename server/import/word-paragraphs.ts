/**
 * The paragraphs of a Word text in one reading, tables apart. A paragraph whose mark is gone in the reading runs on into the
 * next one, which keeps its own style: the mark holds the style.
 */
import type { Element } from '@xmldom/xmldom'
import { isLeftAway, piecesOf, type Piece, type RunContext, type WordReading } from './word-runs.ts'
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

/** A paragraph without its mark: it runs on into the next. */
type Held = { readonly properties: Properties; readonly pieces: readonly Piece[] }

export function blocksIn(container: Element, context: RunContext, place: Place = { line: 0 }): readonly WordBlock[] {
  const blocks: WordBlock[] = []
  let held: Held | null = null
  const visit = (element: Element): void => {
    const name = nameOf(element)
    if (name === 'p') held = takeParagraph(element, held)
    else if (name === 'tbl') blocks.push({ line: place.line + 1, rows: rowsOf(element, context, place) })
    else if (WRAPPERS.includes(name)) childrenOf(element).forEach(visit)
  }
  const takeParagraph = (element: Element, before: Held | null): Held | null => {
    place.line += 1
    const own = { properties: propertiesOf(element, context.reading), pieces: piecesOf(element, context) }
    const joined = before ? runOn(before, own) : own
    if (lacksItsMark(element, context.reading)) return joined
    blocks.push({ line: place.line, ...joined.properties, pieces: joined.pieces })
    return null
  }
  childrenOf(container).forEach(visit)
  const rest = held as Held | null
  if (rest && rest.pieces.length > 0) blocks.push({ line: place.line, ...rest.properties, pieces: rest.pieces })
  return blocks
}

/** The mark that stays holds the style; but a paragraph into which nothing is left to run on keeps its own. */
const runOn = (before: Held, next: Held): Held => ({
  properties: next.pieces.length === 0 && before.pieces.length > 0 ? before.properties : next.properties,
  pieces: [...before.pieces, ...next.pieces],
})

/** The mark of a paragraph is inserted, deleted or moved like words are. */
export function lacksItsMark(paragraph: Element, reading: WordReading): boolean {
  const mark = descend(paragraph, 'pPr', 'rPr')
  return mark !== undefined && childrenOf(mark).some((child) => isLeftAway(nameOf(child), reading))
}

type Properties = Pick<WordParagraph, 'style' | 'numbering'>

/** Before a tracked change of the paragraph's style, where the changes are rejected. */
function propertiesOf(paragraph: Element, reading: WordReading): Properties {
  const now = childOf(paragraph, 'pPr')
  const before = descend(now, 'pPrChange', 'pPr')
  const valid = reading === 'reject' && before ? before : now
  const numbering = childOf(valid, 'numPr')
  const isInserted = reading === 'reject' && numbering !== undefined && childOf(numbering, 'ins') !== undefined
  return { style: (valid && valueIn(valid, 'pStyle')) ?? '', numbering: isInserted ? undefined : numbering }
}

function rowsOf(table: Element, context: RunContext, place: Place): WordTable['rows'] {
  return unwrapped(table, 'tr').flatMap((row) => {
    const cells = unwrapped(row, 'tc').flatMap((cell) => cellsOf(cell, context, place))
    return isGone(childOf(row, 'trPr'), context.reading) ? [] : [cells]
  })
}

/** A cell over several columns leaves the others empty. */
function cellsOf(cell: Element, context: RunContext, place: Place): WordTable['rows'][number] {
  const properties = childOf(cell, 'tcPr')
  const paragraphs = paragraphsIn(cell, context, place)
  const span = Math.min(Number(properties ? valueIn(properties, 'gridSpan') : null) || 1, MOST_COLUMNS)
  const rest = Array.from({ length: span - 1 }, () => [])
  return isGone(properties, context.reading) ? [] : [paragraphs, ...rest]
}

const MOST_COLUMNS = 63

/** Rows and cells may stand in content controls. */
const unwrapped = (parent: Element, name: string): readonly Element[] =>
  childrenOf(parent).flatMap((child) => {
    if (nameOf(child) === name) return [child]
    return ['sdt', 'sdtContent', 'customXml'].includes(nameOf(child)) ? unwrapped(child, name) : []
  })

/** A table inside a cell is read row by row. */
const paragraphsIn = (cell: Element, context: RunContext, place: Place): readonly WordParagraph[] =>
  blocksIn(cell, context, place).flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))

const CELL_CHANGES: Record<WordReading, string> = { reject: 'cellIns', accept: 'cellDel' }

/** A row or a cell that was inserted or deleted. */
export const isGone = (properties: Element | undefined, reading: WordReading): boolean =>
  properties !== undefined &&
  childrenOf(properties).some((child) => isLeftAway(nameOf(child), reading) || nameOf(child) === CELL_CHANGES[reading])

const CHANGES = ['ins', 'del', 'moveFrom', 'moveTo', 'pPrChange', 'rPrChange', 'cellIns', 'cellDel']

/** Whether anything in the file is tracked: inserted, deleted, moved or formatted anew. */
export function changesIn(root: Element): number {
  let count = 0
  const waiting: Element[] = [root]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (CHANGES.includes(nameOf(next)) && attributeOf(next, 'id') !== null) count += 1
    for (const child of childrenOf(next)) waiting.push(child)
  }
  return count
}
