/**
 * A change in Yjs, as one transaction of the editor: only touched blocks, the smallest steps, and the selection stays with the
 * words it was in, also when their block moves. What the steps leave wrong (several changes of one moment reported as one) is
 * corrected from the document, which is always right.
 */
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { orderedTexts, readBlock } from '../../../shared/document/ydoc.ts'
import { attrsOf } from '../block-attrs.ts'
import { nodeOf, placeholder } from '../pm-blocks.ts'
import { longestIncreasingRun } from './increasing-run.ts'
import { keepSelection } from './kept-selection.ts'
import { applyDelta, correctWords, type Delta } from './words-from-yjs.ts'

/** What can happen in a fragment. */
export type DeepEvent = Y.YTextEvent | Y.YMapEvent<Y.Text>

/** What events say was touched: the delta of a block's words, null where only the document can tell. */
type Touched = ReadonlyMap<string, Delta | null>

export function remoteChange(state: EditorState, fragment: Y.Map<Y.Text>, events: readonly DeepEvent[]): Transaction {
  const touched = touchedBy(fragment, events)
  return changed(
    state,
    fragment,
    touched,
    events.some(({ target, keysChanged }) => isStructural(fragment, target, keysChanged as Set<string>)),
  )
}

/** Makes the editor show the document whatever it shows now. */
export function fullChange(state: EditorState, fragment: Y.Map<Y.Text>): Transaction {
  return changed(state, fragment, new Map([...fragment.keys()].map((id) => [id, null])), true)
}

export function touchedBy(fragment: Y.Map<Y.Text>, events: readonly DeepEvent[]): Touched {
  const touched = new Map<string, Delta | null>()
  for (const event of events) {
    const target: unknown = event.target
    if (target === fragment) for (const id of event.keysChanged as Set<string>) touched.set(id, null)
    else if (typeof event.path[0] === 'string') touched.set(event.path[0], event.delta as Delta)
  }
  return touched
}

const isStructural = (fragment: Y.Map<Y.Text>, target: unknown, keys: ReadonlySet<string>) =>
  target === fragment || keys.has('order')

function changed(state: EditorState, fragment: Y.Map<Y.Text>, touched: Touched, structural: boolean): Transaction {
  const { tr } = state
  for (const { node, offset } of childrenOf(tr.doc).toReversed()) updateBlock(tr, offset, node, fragment, touched)
  const restore = keepSelection(state, tr, fragment)
  if (structural) arrange(tr, fragment)
  restore()
  return tr.setMeta('addToHistory', false)
}

function childrenOf(doc: Node) {
  const children: { node: Node; offset: number }[] = []
  doc.forEach((node, offset) => children.push({ node, offset }))
  return children
}

function updateBlock(tr: Transaction, pos: number, node: Node, fragment: Y.Map<Y.Text>, touched: Touched): void {
  const { id } = attrsOf(node)
  const text = id === null ? undefined : fragment.get(id)
  if (id === null || !touched.has(id) || !text) return
  const wanted = nodeOf(tr.doc.type.schema, readBlock(id, text))
  const delta = touched.get(id)
  if (delta && fits(delta, node.content.size)) applyDelta(tr, pos + 1, delta)
  correctWords(tr, pos, wanted)
  for (const name of ['kind', 'level', 'origin'] as const)
    if (node.attrs[name] !== wanted.attrs[name]) tr.setNodeAttribute(pos, name, wanted.attrs[name])
}

const fits = (delta: Delta, size: number) =>
  delta.reduce((length, part) => length + (part.retain ?? 0) + (part.delete ?? 0), 0) <= size

/** Puts the blocks into the document's order: those already in order stay, each gap between them is one replacement. */
function arrange(tr: Transaction, fragment: Y.Map<Y.Text>): void {
  const shown = childrenOf(tr.doc).map(({ node }) => node)
  const wanted = wantedNodes(tr, fragment, shown)
  const rank = new Map(wanted.map((node, at) => [node, at]))
  const ranked = shown.filter((node) => rank.has(node))
  const run = longestIncreasingRun(ranked, (a, b) => rank.get(a)! < rank.get(b)!)
  const staying = new Set(ranked.filter((_, at) => run.has(at)))
  for (const gap of gapsBetween(shown, wanted, staying).toReversed())
    tr.replace(gap.from, gap.to, new Slice(Fragment.from(gap.nodes), 0, 0))
}

/** A block that is shown already keeps its node, wherever it goes. */
function wantedNodes(tr: Transaction, fragment: Y.Map<Y.Text>, shown: readonly Node[]): readonly Node[] {
  const { schema } = tr.doc.type
  const byId = new Map(shown.map((node) => [attrsOf(node).id, node]))
  const nodes = orderedTexts(fragment).map(([id, text]) => byId.get(id) ?? nodeOf(schema, readBlock(id, text)))
  return nodes.length > 0 ? nodes : [byId.get(null) ?? placeholder(schema)]
}

type Gap = { readonly from: number; readonly to: number; readonly nodes: readonly Node[] }

function gapsBetween(shown: readonly Node[], wanted: readonly Node[], staying: ReadonlySet<Node>): Gap[] {
  const gaps: Gap[] = []
  let [pos, at, next] = [0, 0, 0]
  for (const anchor of [...shown.filter((node) => staying.has(node)), null]) {
    const from = pos
    for (; at < shown.length && shown[at] !== anchor; at++) pos += shown[at]!.nodeSize
    const end = anchor === null ? wanted.length : wanted.indexOf(anchor, next)
    if (pos > from || end > next) gaps.push({ from, to: pos, nodes: wanted.slice(next, end) })
    pos += anchor?.nodeSize ?? 0
    at++
    next = end + 1
  }
  return gaps
}
