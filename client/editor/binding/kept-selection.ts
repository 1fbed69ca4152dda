/** The selection stays with its words: ProseMirror maps it through text changes, and a block that moves takes it along. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { attrsOf } from '../block-attrs.ts'

/** A place in the words of a block. */
export type Place = { readonly id: string | null; readonly offset: number }
export type Places = { readonly anchor: Place; readonly head: Place }

/** To be called after text changes and before blocks are moved; what it returns, after they are. */
export function keepSelection(state: EditorState, tr: Transaction): () => void {
  const places = placesOf(tr.doc, tr.mapping.map(state.selection.anchor), tr.mapping.map(state.selection.head))
  return () => {
    if (state.selection instanceof TextSelection && places) select(tr, places)
  }
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
