/**
 * The text as plain values: a flat list of blocks in reading order.
 * Everything that reads a text (labels, redline, digest, Word, print) works on this form, never on Yjs.
 */
import type { Alternative } from './alternative.ts'
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
export type TextRun = Marks & {
  readonly text: string
  /** A bracket's `[` or `]` as a reader sees it, made by `written` and never stored: it takes no position in the text. */
  readonly drawn?: true
}
export type FootnoteRef = Pick<Marks, 'alternative'> & { readonly footnote: BlockId }

/** What a stretch is beside its characters. `reference`: the words name this clause; it is a link and says nothing. */
export type Marks = {
  readonly emphasis?: true
  readonly alternative?: Alternative
  readonly reference?: BlockId
}

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

export const marksOf = ({ emphasis, alternative, reference }: Marks): Marks => ({
  ...(emphasis && { emphasis }),
  ...(alternative !== undefined && { alternative }),
  ...(reference !== undefined && { reference }),
})

export const sameMarks = (a: Marks, b: Marks) =>
  a.emphasis === b.emphasis && a.alternative === b.alternative && a.reference === b.reference

/** Runs with the same marks that stand together are one run; empty ones vanish. */
export function joinRuns(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  for (const run of runs) appendRun(result, run)
  return result
}

export function appendRun(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (!isFootnoteRef(run) && run.text === '') return
  if (last && !isFootnoteRef(last) && !isFootnoteRef(run) && sameMarks(last, run) && last.drawn === run.drawn)
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

/** Without the links, which are no part of what a text says. */
export const unlinked = (runs: readonly Run[]): readonly Run[] =>
  runs.map((run) => {
    if (isFootnoteRef(run) || run.reference === undefined) return run
    const { reference: _, ...words } = run
    return words
  })

/** The three parts of a proposal's document. Each is a root `Y.Map` of this name. */
export const FRAGMENTS = ['text', 'reasons', 'summary'] as const
export type FragmentName = (typeof FRAGMENTS)[number]
export type Document = { readonly [Name in FragmentName]: readonly Block[] }
