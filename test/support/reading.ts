import { blockId, type BlockId } from '../../shared/ids.ts'
import { isFootnoteRef, plainText, type Block } from '../../shared/document/blocks.ts'
import { labelsOf } from '../../shared/document/labels.ts'
import { written } from '../../shared/document/written.ts'
import type { ImportedText } from '../../shared/import/imported-text.ts'
import { readResolution } from '../../shared/import/read-resolution.ts'

export function countedIds(): () => BlockId {
  let count = 0
  return () => blockId(`block${(count += 1)}`)
}

/** The text as read; a refusal fails the test with its reason. */
export function read(source: string): ImportedText {
  const outcome = readResolution(source, countedIds())
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

/** A resolution around a body: what stands before and after does not matter to the test. */
export const resolution = (body: string): string =>
  `RESOLUTION 900 (Rev. Testville, 2030)\nOn tests\nThe World Telecommunication Development Conference (Testville, 2030),\n${body}`

/** Each block in a line, as a reader sees it: "a) words", "= call", "  i) words", "[1] footnote"; the head is left off. */
export function seen(blocks: readonly Block[]): readonly string[] {
  const labels = labelsOf(blocks)
  return blocks.flatMap((block, at) => line(block, labels[at]!, labelsOfFootnotes(blocks, labels)))
}

const labelsOfFootnotes = (blocks: readonly Block[], labels: readonly string[]) =>
  new Map(blocks.map(({ id }, at) => [id, labels[at]!]))

function line(block: Block, label: string, numbers: ReadonlyMap<BlockId, string>): readonly string[] {
  const words = written(block.runs)
    .map((run) => (isFootnoteRef(run) ? `{${numbers.get(run.footnote)}}` : run.text))
    .join('')
  if (block.kind === 'preamble-call' || block.kind === 'operative-call') return [`= ${words}`]
  if (block.kind === 'footnote') return [`[${label}] ${words}`]
  if (block.kind === 'text') return [`(text) ${words}`]
  if (block.kind !== 'item') return []
  return ['  '.repeat(block.level) + (label === '' ? words : `${label} ${words}`)]
}

export const codes = ({ findings }: ImportedText): readonly string[] =>
  findings.map(({ line, code }) => `${line} ${code}`)

export const words = (blocks: readonly Block[]): string => blocks.map(plainText).join('\n')
