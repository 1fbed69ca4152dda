/**
 * How a document lives in Yjs, and the only place that reads it there.
 *
 * Each fragment is a root `Y.Map`. A key is a block's permanent id, its value one `Y.Text` that holds the block's words;
 * the block's `kind`, `level`, `origin` and `order` are attributes of that `Y.Text`. A map cannot hold one id twice, a move
 * changes one attribute, and typing in a moved block survives. Blocks are read in the order of (`order`, id).
 *
 * The reader is total: it never throws, never writes, and gives an unknown value its plainest meaning.
 */
import * as Y from 'yjs'
import { blockId } from '../ids.ts'
import { isAlternative } from './alternative.ts'
import {
  FRAGMENTS,
  KINDS,
  joinRuns,
  marksOf,
  type Block,
  type Document,
  type FragmentName,
  type Kind,
  type Marks,
  type Run,
} from './blocks.ts'

/** Counted up when a node, mark or attribute is added; written into the kind of every text entry. */
export const SCHEMA_VERSION = 2

/** The value of a footnote reference's embed in a `Y.Text` delta. */
export type FootnoteEmbed = { readonly type: 'footnoteRef'; readonly to: string }

export const fragmentOf = (doc: Y.Doc, name: FragmentName): Y.Map<Y.Text> => doc.getMap<Y.Text>(name)

export function readDocument(doc: Y.Doc): Document {
  const [text, reasons, summary] = FRAGMENTS.map((name) => readFragment(fragmentOf(doc, name)))
  return { text: text!, reasons: reasons!, summary: summary! }
}

export const readFragment = (fragment: Y.Map<Y.Text>): readonly Block[] =>
  orderedTexts(fragment).map(([id, text]) => readBlock(id, text))

/** The ids and texts of a fragment in reading order. */
export function orderedTexts(fragment: Y.Map<Y.Text>): readonly (readonly [id: string, text: Y.Text])[] {
  return [...fragment.entries()]
    .filter((entry): entry is [string, Y.Text] => entry[1] instanceof Y.Text)
    .map(([id, text]) => ({ id, text, order: orderOf(text) }))
    .sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id))
    .map(({ id, text }) => [id, text] as const)
}

export function orderOf(text: Y.Text): string {
  const order: unknown = text.getAttribute('order')
  return typeof order === 'string' ? order : ''
}

export function readBlock(id: string, text: Y.Text): Block {
  const kind: unknown = text.getAttribute('kind')
  const level: unknown = text.getAttribute('level')
  const origin: unknown = text.getAttribute('origin')
  return {
    id: blockId(id),
    kind: KINDS.includes(kind as Kind) ? (kind as Kind) : 'text',
    level: level === 1 || level === 2 ? level : 0,
    origin: typeof origin === 'string' ? blockId(origin) : null,
    runs: readRuns(text),
  }
}

/** Neighbouring stretches with the same marks are one run, whatever the history of their typing. */
export const readRuns = (text: Y.Text): readonly Run[] =>
  joinRuns((text.toDelta() as readonly Stretch[]).flatMap(readRun))

type Stretch = { insert: unknown; attributes?: Record<string, unknown> }

function readRun({ insert, attributes }: Stretch): Run | [] {
  const marks = marksFrom(attributes ?? {})
  if (typeof insert === 'string') return { text: insert, ...marks }
  const embed = insert as Partial<FootnoteEmbed> | null
  if (embed?.type !== 'footnoteRef' || typeof embed.to !== 'string') return []
  return { footnote: blockId(embed.to), ...alternativeAlone(marks) }
}

/** The formatting attributes of a stretch in Yjs have the names and values of its marks. */
export const marksFrom = ({ emphasis, alternative, reference }: Record<string, unknown>): Marks => ({
  ...(emphasis === true && { emphasis }),
  ...(isAlternative(alternative) && { alternative }),
  ...(typeof reference === 'string' && { reference: blockId(reference) }),
})

const alternativeAlone = ({ alternative }: Marks) => (alternative === undefined ? {} : { alternative })

/** Code-unit order: the same on every machine, unlike a locale's. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Puts blocks into an empty fragment, once, when a proposal is created. `orders` gives each block its key. */
export function writeFragment(fragment: Y.Map<Y.Text>, blocks: readonly Block[], orders: readonly string[]): void {
  blocks.forEach((block, index) => {
    const text = new Y.Text()
    fragment.set(block.id, text)
    text.setAttribute('kind', block.kind)
    text.setAttribute('order', orders[index])
    if (block.level !== 0) text.setAttribute('level', block.level)
    if (block.origin !== null) text.setAttribute('origin', block.origin)
    text.applyDelta(block.runs.map(stretchOf))
  })
}

const stretchOf = (run: Run): Stretch => ({
  insert: 'footnote' in run ? { type: 'footnoteRef', to: run.footnote } : run.text,
  attributes: marksOf(run),
})
