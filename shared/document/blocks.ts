/**
 * The text as plain values: a flat list of blocks in reading order.
 * Everything that reads a text (labels, redline, digest, Word, print) works on this form, never on Yjs.
 */
import type { BlockId } from '../ids.ts'

/**
 * What a block is. `item` is a clause under a call at level 0 (a) or 1), 1 (i) or 2 (dash); `text` is an unlabelled
 * paragraph: a chapeau under a call, or a paragraph of the reasons and the summary.
 */
export const KINDS = [
  'number',
  'title',
  'history',
  'opening',
  'preamble-call',
  'operative-call',
  'item',
  'text',
  'footnote',
] as const
export type Kind = (typeof KINDS)[number]
export type Level = 0 | 1 | 2

/** A stretch of characters with the same marks, or a footnote reference (an atom: one position, no characters). */
export type Run = TextRun | FootnoteRef
export type TextRun = { readonly text: string; readonly emphasis?: true }
export type FootnoteRef = { readonly footnote: BlockId }

export type Block = {
  readonly id: BlockId
  readonly kind: Kind
  readonly level: Level
  /** The id of the clause in the text in force that this one comes from; null when it was written here. */
  readonly origin: BlockId | null
  readonly runs: readonly Run[]
}

export const isCall = (kind: Kind) => kind === 'preamble-call' || kind === 'operative-call'

export const isFootnoteRef = (run: Run): run is FootnoteRef => 'footnote' in run

/** The characters of a block; a footnote reference counts as nothing. */
export const plainText = (block: Pick<Block, 'runs'>): string =>
  block.runs.map((run) => (isFootnoteRef(run) ? '' : run.text)).join('')

/** Runs with the same marks that stand together are one run; empty ones vanish. */
export function joinRuns(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  for (const run of runs) appendRun(result, run)
  return result
}

export function appendRun(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (!isFootnoteRef(run) && run.text === '') return
  if (last && !isFootnoteRef(last) && !isFootnoteRef(run) && last.emphasis === run.emphasis)
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

/** The three parts of a proposal's document. Each is a root `Y.Map` of this name. */
export const FRAGMENTS = ['text', 'reasons', 'summary'] as const
export type FragmentName = (typeof FRAGMENTS)[number]
export type Document = { readonly [Name in FragmentName]: readonly Block[] }
