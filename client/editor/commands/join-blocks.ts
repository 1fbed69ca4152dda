/**
 * Backspace at the start of a block and Delete at its end. An item first comes out of its level. Of two blocks that become one,
 * the one with words keeps its identity; when both have words, the first.
 */
import type { Node } from '@tiptap/pm/model'
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { attrsOf } from '../block-attrs.ts'

export const backspace: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false
  const { kind, level } = attrsOf($from.parent)
  const { tr } = state
  if (kind === 'item' && level > 0) tr.setNodeAttribute($from.before(), 'level', level - 1)
  else if ($from.index(0) > 0) join(tr, $from.before())
  dispatch?.(tr.scrollIntoView())
  return true
}

export const deleteForward: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if (!empty || $from.depth !== 1 || $from.parentOffset < $from.parent.content.size) return false
  if ($from.index(0) < state.doc.childCount - 1) dispatch?.(join(state.tr, $from.after()).scrollIntoView())
  return true
}

/** `pos` lies between the two. */
function join(tr: Transaction, pos: number): Transaction {
  const [first, second] = [tr.doc.resolve(pos).nodeBefore!, tr.doc.resolve(pos).nodeAfter!]
  if (isEmpty(first) && !isEmpty(second)) return tr.delete(pos - first.nodeSize, pos)
  return tr.join(pos)
}

const isEmpty = (node: Node) => node.content.size === 0

export const blocksSelected = ({
  doc,
  selection,
}: EditorState): readonly { node: Node; pos: number; index: number }[] => {
  const blocks: { node: Node; pos: number; index: number }[] = []
  doc.forEach((node, pos, index) => {
    if (pos < selection.to && pos + node.nodeSize > selection.from) blocks.push({ node, pos, index })
  })
  return blocks
}
