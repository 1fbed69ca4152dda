/**
 * The paragraphs of which a reading of a file with tracked changes has no word: they are left out with the reason, so that a
 * reader of one text sees that the other has more.
 */
import type { Element } from '@xmldom/xmldom'
import type { SourceFootnote } from '../../shared/import/clean-source.ts'
import type { LeftOut } from '../../shared/import/imported-text.ts'
import { countedParagraphs } from './tracked-changes.ts'
import { isGone } from './word-paragraphs.ts'
import { plainWords, type RunContext, type WordReading } from './word-runs.ts'
import { childOf, nameOf, within, type WordXml } from './word-xml.ts'

const OTHER: Record<WordReading, WordReading> = { reject: 'accept', accept: 'reject' }
const WHY: Record<WordReading, string> = {
  reject: 'inserted by a tracked change; not part of the text in force',
  accept: 'deleted by a tracked change',
}
const WHY_MOVED: Record<WordReading, string> = {
  reject: 'moved here by a tracked change; in the text in force it stands elsewhere',
  accept: 'moved from here by a tracked change',
}
const IN_NEITHER = 'inserted and deleted again by tracked changes'

/** In the order of the file, by the lines that `blocksIn` counts. */
export function goneParagraphs({ document }: WordXml, runs: RunContext): readonly LeftOut[] {
  const { reading } = runs
  return countedParagraphs(childOf(document, 'body') ?? document).flatMap(({ line, element }) => {
    if (wordsIn(element, runs) !== '') return []
    const text = wordsIn(element, { ...runs, reading: OTHER[reading] })
    if (text !== '') return [{ line, text, why: isMoved(element) ? WHY_MOVED[reading] : WHY[reading] }]
    const passing = passingWords(element)
    return passing === '' ? [] : [{ line, text: passing, why: IN_NEITHER }]
  })
}

/** The notes whose marks stand in the other reading alone. */
export const goneNotes = (
  own: readonly SourceFootnote[],
  others: readonly SourceFootnote[],
  reading: WordReading,
): readonly LeftOut[] => {
  const known = new Set(own.map(({ key }) => key))
  return others
    .filter(({ key, text }) => key !== undefined && text !== '' && !known.has(key))
    .map(({ line, text }) => ({ line, text, why: WHY[reading] }))
}

const wordsIn = (paragraph: Element, runs: RunContext): string =>
  standsInGone(paragraph, runs.reading) ? '' : plainWords(paragraph, runs)

/** A row or a cell that was inserted or deleted takes its paragraphs with it. */
function standsInGone(paragraph: Element, reading: WordReading): boolean {
  for (let each = paragraph.parentNode as Element | null; each; each = each.parentNode as Element | null) {
    if (nameOf(each) === 'tr' && isGone(childOf(each, 'trPr'), reading)) return true
    if (nameOf(each) === 'tc' && isGone(childOf(each, 'tcPr'), reading)) return true
  }
  return false
}

const isMoved = (paragraph: Element) =>
  ['moveFrom', 'moveTo'].some((name) => within(paragraph, name).some((moved) => within(moved, 'r').length > 0))

/** What one person inserted and another deleted. */
const passingWords = (paragraph: Element): string =>
  within(paragraph, 'ins')
    .flatMap((inserted) => within(inserted, 'delText'))
    .map(({ textContent }) => textContent ?? '')
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
