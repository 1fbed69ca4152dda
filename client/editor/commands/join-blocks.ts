/**
 * Backspace at the start of a block and Delete at its end. An item first comes out of its level, and the first one under a call
 * loses its label, before they join what stands above. A footnote never joins a clause, nor a clause a footnote. Of two blocks that become one,
 * the one with words keeps its identity; when both have words, the first.
 */
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { isCall } from '../../../shared/document/blocks.ts'
import { attrsOf } from '../block-attrs.ts'

export const backspace: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false
  const { kind, level } = attrsOf($from.parent)
  const { tr } = state
  if (kind === 'item' && level > 0) tr.setNodeAttribute($from.before(), 'level', level - 1)
  else if (kind === 'item' && isFirstUnderCall($from) && !isEmpty($from.parent))
    tr.setNodeAttribute($from.before(), 'kind', 'text')
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
  if (isFootnote(first) !== isFootnote(second)) return isEmpty(second) ? remove(tr, pos, second) : tr
  if (isEmpty(first) && !isEmpty(second)) return tr.delete(pos - first.nodeSize, pos)
  return tr.join(pos)
}

/** An empty footnote goes by Backspace, and the caret to where it was. */
const remove = (tr: Transaction, pos: number, node: Node) => tr.delete(pos, pos + node.nodeSize)

const isFootnote = (node: Node) => attrsOf(node).kind === 'footnote'

function isFirstUnderCall($from: ResolvedPos): boolean {
  const above = $from.index(0) > 0 ? $from.node(0).child($from.index(0) - 1) : null
  return above !== null && isCall(attrsOf(above).kind)
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
