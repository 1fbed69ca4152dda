/** The clauses as the outline lists them: call words as headings, items by label and their first words. */
import { isCall, type Block } from '../../../shared/document/blocks.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { labelsOf, type Labelling } from '../../../shared/document/labels.ts'
import { writtenText } from '../../../shared/document/written.ts'

export type OutlineEntry = {
  readonly id: BlockId
  readonly isCall: boolean
  readonly level: number
  readonly label: string
  readonly words: string
  /** It does not come from the text in force. False where there is none: all of it would be new. */
  readonly isNew: boolean
}

const LISTED = ['preamble-call', 'operative-call', 'item', 'text'] as const

/** The first words, without reading the rest. */
const FIRST = /(?:\S+\s+){0,5}\S+/

/** `base` is the text in force; empty where there is none. */
export function outlineEntries(
  blocks: readonly Block[],
  base: readonly Block[],
  labelling?: Labelling,
): readonly OutlineEntry[] {
  const labels = labelsOf(blocks, labelling)
  const before = new Set<string>(base.map(({ id }) => id))
  const isNew = ({ id, origin }: Block) => before.size > 0 && !before.has(origin ?? id)
  return blocks.flatMap((block, index) => {
    const { id, kind, level } = block
    if (!LISTED.some((listed) => listed === kind)) return []
    return [{ id, isCall: isCall(kind), level, label: labels[index]!, words: wordsOf(block), isNew: isNew(block) }]
  })
}

export const sameEntries = (a: readonly OutlineEntry[], b: readonly OutlineEntry[]): boolean =>
  a.length === b.length && a.every((entry, at) => sameEntry(entry, b[at]!))

const sameEntry = (a: OutlineEntry, b: OutlineEntry) =>
  a.id === b.id &&
  a.label === b.label &&
  a.words === b.words &&
  a.level === b.level &&
  a.isCall === b.isCall &&
  a.isNew === b.isNew

const wordsOf = (block: Block) => {
  const words = writtenText(block)
  return isCall(block.kind)
    ? words.trim().replaceAll(/\s+/g, ' ')
    : (FIRST.exec(words)?.[0].replaceAll(/\s+/g, ' ') ?? '')
}

export const countWords = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (writtenText(block).match(/\S+/g)?.length ?? 0), 0)
