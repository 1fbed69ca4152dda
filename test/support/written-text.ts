/** A text written down in a test: "call preamble considering", one line a block. */
import type { Block, Kind, Level, Run } from '../../shared/document/blocks.ts'
import { blockId } from '../../shared/ids.ts'

const SIGNS: Record<string, { readonly kind: Kind; readonly level: Level }> = {
  P: { kind: 'preamble-call', level: 0 },
  O: { kind: 'operative-call', level: 0 },
  '-': { kind: 'item', level: 0 },
  '--': { kind: 'item', level: 1 },
  '---': { kind: 'item', level: 2 },
  T: { kind: 'text', level: 0 },
  F: { kind: 'footnote', level: 0 },
  N: { kind: 'number', level: 0 },
  B: { kind: 'opening', level: 0 },
}

/** Each line: a sign, an id, and the words: "- c1 that trees grow;". */
export const written = (lines: string): readonly Block[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [sign, id, ...words] = line.split(' ')
      const shape = SIGNS[sign!]
      if (!shape || id === undefined) throw new Error(`no block: ${line}`)
      return block(id, shape, words.join(' '))
    })

const block = (id: string, shape: { readonly kind: Kind; readonly level: Level }, words: string): Block => ({
  id: blockId(id),
  ...shape,
  origin: null,
  runs: words === '' ? [] : [{ text: words }],
})

/** The block with its words linked where `words` stand. */
export function linkedTo(target: string, words: string, block: Block): Block {
  const text = block.runs.map((run) => ('text' in run ? run.text : '')).join('')
  const at = text.indexOf(words)
  if (at < 0) throw new Error(`no "${words}" in "${text}"`)
  const runs: Run[] = [
    { text: text.slice(0, at) },
    { text: words, reference: blockId(target) },
    { text: text.slice(at + words.length) },
  ]
  return { ...block, runs: runs.filter((run) => !('text' in run) || run.text !== '') }
}
