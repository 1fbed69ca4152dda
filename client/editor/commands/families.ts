/** What belongs together when it moves: an item with what stands below it, a call with its section. Ranges are of indices. */
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { isCall, type Kind } from '../../../shared/document/blocks.ts'
import { attrsOf } from '../block-attrs.ts'
import { blocksSelected } from './join-blocks.ts'

/** `to` is the first index behind. */
export type Family = { readonly from: number; readonly to: number }

const IN_SECTION: readonly Kind[] = ['item', 'text']

export function familyAt(doc: Node, index: number): Family {
  const { kind, level } = attrsOf(doc.child(index))
  let to = index + 1
  const belongs = (other: Node) =>
    isCall(kind)
      ? IN_SECTION.includes(attrsOf(other).kind)
      : kind === 'item' && attrsOf(other).kind === 'item' && attrsOf(other).level > level
  while (to < doc.childCount && belongs(doc.child(to))) to++
  return { from: index, to }
}

/** What the selection takes hold of; null where it holds a footnote, whose place is at the end of the text. */
export function selectedFamily(state: EditorState): Family | null {
  const selected = blocksSelected(state)
  if (selected.length === 0 || selected.some(({ node }) => attrsOf(node).kind === 'footnote')) return null
  const ends = selected.map(({ index }) => familyAt(state.doc, index).to)
  return { from: selected[0]!.index, to: Math.max(...ends) }
}

/** Where the family goes by one step: past its neighbour and what belongs to that; null at the ends of the text. */
export function nextPlace(doc: Node, family: Family, direction: 'up' | 'down'): number | null {
  return direction === 'up' ? placeAbove(doc, family) : placeBelow(doc, family)
}

function placeAbove(doc: Node, { from }: Family): number | null {
  const { kind, level } = attrsOf(doc.child(from))
  let at = from - 1
  if (isCall(kind)) while (at > 0 && IN_SECTION.includes(attrsOf(doc.child(at)).kind)) at--
  if (kind === 'item') while (at > 0 && isBelow(doc.child(at), level)) at--
  return at < 0 ? null : at
}

const isBelow = (node: Node, level: number) => attrsOf(node).kind === 'item' && attrsOf(node).level > level

function placeBelow(doc: Node, { from, to }: Family): number | null {
  const next = doc.maybeChild(to)
  if (!next || attrsOf(next).kind === 'footnote') return null
  const passes =
    isCall(attrsOf(next).kind) === isCall(attrsOf(doc.child(from)).kind) &&
    !isBelow(next, attrsOf(doc.child(from)).level)
  return passes ? familyAt(doc, to).to : to + 1
}

export const startOf = (doc: Node, index: number): number =>
  doc.children.slice(0, index).reduce((pos, { nodeSize }) => pos + nodeSize, 0)
