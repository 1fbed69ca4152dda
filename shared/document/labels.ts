/**
 * The labels of a text, computed: nobody stores a number, so an inserted clause renumbers the rest.
 *
 * A section runs from one call to the next. Its items at level 0 are a) b) c) under a preamble call and 1 2 3 under an
 * operative one; a sole item has none (domain.md §2.4). The editor, the redline and every export share this function.
 */
import { isCall, isFootnoteRef, type Block, type Kind } from './blocks.ts'
import type { BlockId } from '../ids.ts'

/** The label of each block in order: "a)", "1", "i)", "–", the number of a footnote, or '' where it has none. */
export function labelsOf(blocks: readonly Block[]): readonly string[] {
  const numbers = footnoteNumbers(blocks)
  const labels = blocks.map((block) => String(numbers.get(block.id) ?? ''))
  for (const section of sectionsOf(blocks)) labelSection(section, labels)
  return labels
}

/**
 * The number of each footnote, from 1: by first reference in the clauses, then by reference from other footnotes, then those
 * nobody refers to, by position. A reference to a footnote that is not in the text has no number.
 */
export function footnoteNumbers(blocks: readonly Block[]): ReadonlyMap<BlockId, number> {
  const footnotes = blocks.filter(({ kind }) => kind === 'footnote')
  const clauses = blocks.filter(({ kind }) => kind !== 'footnote')
  const present = new Set(footnotes.map(({ id }) => id))
  const referred = [...clauses, ...footnotes].flatMap(referencesIn).filter((id) => present.has(id))
  return new Map([...new Set([...referred, ...present])].map((id, index) => [id, index + 1]))
}

/** 1 is "a", 26 "z", 27 "aa". */
export function letters(n: number): string {
  if (n <= 0) return ''
  return letters(Math.floor((n - 1) / 26)) + String.fromCharCode(97 + ((n - 1) % 26))
}

const NUMERALS = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const

/** 1 is "i", 4 "iv", 19 "xix". */
export function roman(n: number): string {
  const largest = NUMERALS.find(([, value]) => value <= n)
  return largest ? largest[0] + roman(n - largest[1]) : ''
}

type Section = { readonly operative: boolean; readonly items: { readonly level: number; readonly at: number }[] }

/** What may stand inside a section without ending it. */
const INSIDE: readonly Kind[] = ['item', 'text', 'footnote']

/** Items before any call are lettered, as those of the preamble are. */
function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: Section[] = [{ operative: false, items: [] }]
  blocks.forEach(({ kind, level }, at) => {
    if (isCall(kind)) sections.push({ operative: kind === 'operative-call', items: [] })
    else if (!INSIDE.includes(kind)) sections.push({ operative: false, items: [] })
    else if (kind === 'item') sections.at(-1)!.items.push({ level, at })
  })
  return sections
}

function labelSection({ operative, items }: Section, labels: string[]): void {
  const sole = items.filter(({ level }) => level === 0).length === 1
  let main = 0
  let sub = 0
  for (const { level, at } of items) {
    if (level === 0) {
      main += 1
      sub = 0
      labels[at] = sole ? '' : operative ? `${main}` : `${letters(main)})`
    } else if (level === 1) labels[at] = `${roman((sub += 1))})`
    else labels[at] = '–'
  }
}

const referencesIn = (block: Block): readonly BlockId[] =>
  block.runs.filter(isFootnoteRef).map(({ footnote }) => footnote)

/** The same by block id. */
export function labelsById(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const labels = labelsOf(blocks)
  return new Map(blocks.map(({ id }, at) => [id, labels[at]!]))
}
