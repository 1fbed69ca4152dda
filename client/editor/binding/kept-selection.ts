/**
 * The selection stays with its words through text changes, and a block that moves takes it along.
 *
 * A caret belongs to the letter on its left. What others write right where it stands comes behind it: so the next key follows one's
 * own last letter, in Yjs too, and two who type at the same place each keep their words together. Only where that letter is the
 * other's own, and the other goes on, the caret goes along: nobody wants to be left in the middle of another's word. A selection
 * does not take in what is written at its edges.
 */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Selection, type Transaction } from '@tiptap/pm/state'
import type { Mappable } from '@tiptap/pm/transform'
import * as Y from 'yjs'
import { attrsOf } from '../block-attrs.ts'

/** A place in the words of a block. */
export type Place = { readonly id: string | null; readonly offset: number }
export type Places = { readonly anchor: Place; readonly head: Place }

/** To be called after text changes and before blocks are moved; what it returns, after they are. */
export function keepSelection(state: EditorState, tr: Transaction, fragment: Y.Map<Y.Text>): () => void {
  const { anchor, head } = withItsWords(state.selection, tr, fragment)
  const places = placesOf(tr.doc, anchor, head)
  return () => {
    if (state.selection instanceof TextSelection && places) select(tr, places)
  }
}

function withItsWords({ anchor, head, from, to }: Selection, tr: Transaction, fragment: Y.Map<Y.Text>) {
  const end = from === to ? caretAfter(to, tr, fragment) : behindItsLetter(to, tr.mapping)
  const start = from === to ? end : tr.mapping.map(from, 1)
  return { anchor: anchor === from ? start : end, head: head === to ? end : start }
}

/** Where that letter is gone too, what came was put in its place: the caret goes behind that, as behind words that were carried. */
const behindItsLetter = (pos: number, mapping: Mappable): number =>
  mapping.mapResult(pos, -1).deletedBefore ? mapping.map(pos, 1) : mapping.map(pos, -1)

function caretAfter(pos: number, tr: Transaction, fragment: Y.Map<Y.Text>): number {
  const nearest = behindItsLetter(pos, tr.mapping)
  const place = placeOf(tr.doc, nearest)
  const text = place?.id ? fragment.get(place.id) : undefined
  if (!place || !text) return nearest
  const most = tr.mapping.map(pos, 1) - nearest
  let along = 0
  while (along < most && isOfOneWriter(text, place.offset + along)) along++
  return nearest + along
}

/** Whether the letters on both sides of an offset come from one window. */
function isOfOneWriter(text: Y.Text, offset: number): boolean {
  if (offset === 0) return false
  const [left, right] = [offset - 1, offset].map((at) => Y.createRelativePositionFromTypeIndex(text, at).item)
  return Boolean(left && right && left.client === right.client)
}

export function placesOf(doc: Node, anchor: number, head: number): Places | null {
  const [from, to] = [placeOf(doc, anchor), placeOf(doc, head)]
  return from && to && { anchor: from, head: to }
}

function placeOf(doc: Node, pos: number): Place | null {
  const $pos = doc.resolve(Math.min(pos, doc.content.size))
  return $pos.depth === 1 ? { id: attrsOf($pos.parent).id, offset: $pos.parentOffset } : null
}

/** Selects these places where their blocks still stand; else the selection stays as it was mapped. */
export function select(tr: Transaction, { anchor, head }: Places): void {
  const [from, to] = [positionOf(tr.doc, anchor), positionOf(tr.doc, head)]
  if (from === null || to === null) return
  if (from === tr.selection.anchor && to === tr.selection.head) return
  tr.setSelection(TextSelection.create(tr.doc, from, to))
}

export function positionOf(doc: Node, { id, offset }: Place): number | null {
  let position: number | null = null
  doc.forEach((node, start) => {
    if (attrsOf(node).id === id) position ??= start + 1 + Math.min(offset, node.content.size)
  })
  return position
}
