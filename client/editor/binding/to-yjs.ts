/**
 * A local change, from the editor to Yjs. Blocks are matched by id. Only what differs is written: a new block gets a `Y.Text`,
 * a deleted one leaves the map, a moved one gets a new order, and inside a block the words that the steps touched.
 */
import type { Node } from '@tiptap/pm/model'
import type { StepMap } from '@tiptap/pm/transform'
import * as Y from 'yjs'
import { orderOf } from '../../../shared/document/ydoc.ts'
import { attrsOf, type BlockAttrs } from '../block-attrs.ts'
import { blockOf } from '../pm-blocks.ts'
import type { Held } from './held-changes.ts'
import { keptSpans, spansWithin, type KeptSpan } from './kept-spans.ts'
import { newOrders } from './new-orders.ts'
import { insertRuns, writeWords } from './words-to-yjs.ts'

export type LocalChange = {
  readonly before: Node
  readonly after: Node
  /** The steps between the two; null when nobody kept them. */
  readonly maps: readonly StepMap[] | null
  /** The blocks that the user took hold of, when the change is a move. */
  readonly moved: ReadonlySet<string> | null
  /** The block that others wrote in since `before`, if the editor had to wait. */
  readonly held: Held | null
}

type Placed = { readonly id: string; readonly node: Node; readonly start: number }

/** To be called inside one Yjs transaction. `chance` gives numbers in [0, 1) for the jitter of order keys. */
export function writeChange(fragment: Y.Map<Y.Text>, change: LocalChange, chance: () => number): void {
  const old = placedBlocks(change.before)
  const now = placedBlocks(change.after)
  const known = new Map(old.map((block) => [block.id, block]))
  removeBlocks(fragment, old, now)
  const orders = sameIds(old, now) ? NONE : ordersFor(fragment, now, known, change.moved, chance)
  for (const block of now)
    if (!known.has(block.id)) makeBlock(fragment, block, orders.get(block.id) ?? '')
    else if (orders.has(block.id)) fragment.get(block.id)?.setAttribute('order', orders.get(block.id))
  writeTouched(fragment, change, now, known)
}

/** A placeholder, and a block whose id stands before it already, are in no document. */
function placedBlocks(doc: Node): readonly Placed[] {
  const seen = new Set<string>()
  const placed: Placed[] = []
  doc.forEach((node, offset) => {
    const { id } = attrsOf(node)
    if (id === null || seen.has(id)) return
    seen.add(id)
    placed.push({ id, node, start: offset + 1 })
  })
  return placed
}

function removeBlocks(fragment: Y.Map<Y.Text>, old: readonly Placed[], now: readonly Placed[]): void {
  const remaining = new Set(now.map(({ id }) => id))
  for (const { id } of old) if (!remaining.has(id) && fragment.has(id)) fragment.delete(id)
}

const NONE: ReadonlyMap<string, string> = new Map()

const sameIds = (old: readonly Placed[], now: readonly Placed[]) =>
  old.length === now.length && old.every(({ id }, at) => id === now[at]!.id)

function ordersFor(
  fragment: Y.Map<Y.Text>,
  now: readonly Placed[],
  known: ReadonlyMap<string, Placed>,
  moved: ReadonlySet<string> | null,
  chance: () => number,
) {
  const orderIn = (id: string) => (known.has(id) && fragment.has(id) ? orderOf(fragment.get(id)!) : null)
  return newOrders(
    now.map(({ id }) => id),
    orderIn,
    moved,
    chance,
  )
}

/** Its attributes come first, in one piece: undo knows them by that. */
function makeBlock(fragment: Y.Map<Y.Text>, { id, node }: Placed, order: string): void {
  const text = fragment.set(id, new Y.Text())
  const { kind, level, origin } = attrsOf(node)
  text.setAttribute('kind', kind)
  text.setAttribute('order', order)
  if (level !== 0) text.setAttribute('level', level)
  if (origin !== null) text.setAttribute('origin', origin)
  insertRuns(text, 0, blockOf(node).runs)
}

function writeTouched(
  fragment: Y.Map<Y.Text>,
  { before, after, maps, held }: LocalChange,
  now: readonly Placed[],
  known: ReadonlyMap<string, Placed>,
): void {
  let spans: readonly KeptSpan[] | undefined
  for (const block of now) {
    const old = known.get(block.id)
    const text = fragment.get(block.id)
    if (!old || !text || old.node === block.node) continue
    writeAttributes(text, attrsOf(old.node), attrsOf(block.node))
    if (old.node.content.eq(block.node.content)) continue
    spans ??= maps ? keptSpans(before, after, maps) : []
    writeWords(
      text,
      old.node,
      block.node,
      spansWithin(spans, extentOf(old), extentOf(block)),
      held?.id === block.id ? held : null,
    )
  }
}

const extentOf = ({ node, start }: Placed) => ({ start, size: node.content.size })

function writeAttributes(text: Y.Text, old: BlockAttrs, now: BlockAttrs): void {
  for (const name of ['kind', 'level', 'origin'] as const)
    if (old[name] !== now[name]) writeAttribute(text, name, now[name])
}

function writeAttribute(text: Y.Text, name: string, value: string | number | null): void {
  if (value === null) text.removeAttribute(name)
  else text.setAttribute(name, value)
}
