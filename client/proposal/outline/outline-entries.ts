/** The clauses as the outline lists them: call words as headings, items by label and their first words. */
import { isCall, type Block } from '../../../shared/document/blocks.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { writtenText } from '../../../shared/document/written.ts'

export type OutlineEntry = {
  readonly id: BlockId
  readonly isCall: boolean
  readonly level: number
  readonly label: string
  readonly words: string
}

const LISTED = ['preamble-call', 'operative-call', 'item', 'text'] as const
const FIRST_WORDS = 6

export function outlineEntries(blocks: readonly Block[]): readonly OutlineEntry[] {
  const labels = labelsOf(blocks)
  return blocks.flatMap((block, index) =>
    LISTED.some((kind) => kind === block.kind)
      ? [{ id: block.id, isCall: isCall(block.kind), level: block.level, label: labels[index]!, words: wordsOf(block) }]
      : [],
  )
}

const wordsOf = (block: Block) => {
  const words = writtenText(block).trim().split(/\s+/)
  return isCall(block.kind) ? words.join(' ') : words.slice(0, FIRST_WORDS).join(' ')
}

export const countWords = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (writtenText(block).match(/\S+/g)?.length ?? 0), 0)
