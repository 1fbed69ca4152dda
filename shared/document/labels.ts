/**
 * The labels of a text, computed: nobody stores a number, so an inserted clause renumbers the rest.
 *
 * A section runs from one call to the next. Its items at level 0 are a) b) c) under a preamble call and 1 2 3 under an
 * operative one; a sole item has none (domain.md §2.4). The editor, the redline and every export share this function.
 */
import { isFootnoteRef, type Block } from './blocks.ts'
import { labelAt, scriptOf, type Script } from './label-forms.ts'
import { keptLabels } from './kept-labels.ts'
import { listsOf, type LabelList } from './label-lists.ts'
import { DEFAULT_LANGUAGE, type Language } from './language.ts'
import type { BlockId } from '../ids.ts'

export { letters, roman } from './label-forms.ts'

export type Labelling = {
  readonly language: Language
  /** The text in force, where its numbers are kept; null where the text is numbered anew. */
  readonly keeping: readonly Block[] | null
}

export const RENUMBERED: Labelling = { language: DEFAULT_LANGUAGE, keeping: null }

/** The label of each block in order: "a)", "1", "i)", "–", the number of a footnote, or '' where it has none. */
export function labelsOf(blocks: readonly Block[], labelling: Labelling = RENUMBERED): readonly string[] {
  const numbers = footnoteNumbers(blocks)
  const labels = blocks.map((block) => (isDash(block) ? '–' : String(numbers.get(block.id) ?? '')))
  const script = scriptOf(labelling.language)
  const kept = labelling.keeping && keptLabels(blocks, labelling.keeping, script)
  for (const list of listsOf(blocks)) {
    const written = kept?.(list) ?? countedLabels(list, script)
    list.items.forEach((at, index) => (labels[at] = written[index]!))
  }
  return labels
}

const isDash = ({ kind, level }: Block) => kind === 'item' && level === 2

function countedLabels({ form, items }: LabelList, script: Script): readonly string[] {
  if (form !== 'sub' && items.length === 1) return ['']
  return items.map((_, index) => labelAt(form, index + 1, script))
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

const referencesIn = (block: Block): readonly BlockId[] =>
  block.runs.filter(isFootnoteRef).map(({ footnote }) => footnote)

/** The same by block id. */
export function labelsById(blocks: readonly Block[], labelling?: Labelling): ReadonlyMap<string, string> {
  const labels = labelsOf(blocks, labelling)
  return new Map(blocks.map(({ id }, at) => [id, labels[at]!]))
}
