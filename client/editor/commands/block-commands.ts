/** What a menu or a key can do to the blocks of the selection. Kind and level are attributes: words typed meanwhile stay. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state'
import type { Kind, Level } from '../../../shared/document/blocks.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { moving } from '../binding/binding.ts'
import { attrsOf } from '../block-attrs.ts'
import { newBlockId } from '../block-ids.ts'
import { blocksSelected } from './join-blocks.ts'

/** `level` counts for items only. */
export const setKind =
  (kind: Kind, level: Level = 0): Command =>
  (state, dispatch) => {
    const { tr } = state
    for (const { pos } of blocksSelected(state))
      tr.setNodeAttribute(pos, 'kind', kind).setNodeAttribute(pos, 'level', kind === 'item' ? level : 0)
    dispatch?.(tr)
    return true
  }

export const setLevel = (level: Level): Command => setKind('item', level)

/** Tab and Shift-Tab. An item is at most one level below the item before it; other kinds leave the key to the browser. */
export const shiftLevel =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const items = blocksSelected(state).filter(({ node }) => attrsOf(node).kind === 'item')
    if (items.length === 0) return false
    const { tr } = state
    for (const { node, pos, index } of items) {
      const level = Math.min(attrsOf(node).level + by, deepestAt(tr.doc, index))
      if (level >= 0 && level !== attrsOf(node).level) tr.setNodeAttribute(pos, 'level', level)
    }
    dispatch?.(tr)
    return true
  }

function deepestAt(doc: Node, index: number): number {
  const before = index > 0 ? attrsOf(doc.child(index - 1)) : null
  return before?.kind === 'item' ? Math.min(2, before.level + 1) : 0
}

/** A new empty clause below the caret's, of its kind; below a call, an item. */
export const insertBlockAfter: Command = (state, dispatch) => {
  const last = blocksSelected(state).at(-1)
  if (!last) return false
  const { kind, level } = attrsOf(last.node)
  const pos = last.pos + last.node.nodeSize
  const attrs = kind === 'item' || kind === 'text' || kind === 'footnote' ? { kind, level } : { kind: 'item' }
  const tr = state.tr.insert(pos, last.node.type.create(attrs))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView())
  return true
}

export const moveBlock =
  (direction: 'up' | 'down'): Command =>
  (state, dispatch) => {
    const [block] = blocksSelected(state)
    const neighbour = block && neighbourOf(state, block.index, direction)
    const id = block && attrsOf(block.node).id
    if (!block || !neighbour || !id) return false
    const to = direction === 'up' ? block.pos - neighbour.nodeSize : block.pos + neighbour.nodeSize
    const { anchor, head } = state.selection
    const tr = moving(state.tr, id)
      .delete(block.pos, block.pos + block.node.nodeSize)
      .insert(to, block.node)
    const inside = (pos: number) => to + Math.min(pos - block.pos, block.node.nodeSize - 1)
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, inside(anchor), inside(head))).scrollIntoView())
    return true
  }

const neighbourOf = ({ doc }: EditorState, index: number, direction: 'up' | 'down') =>
  doc.maybeChild(direction === 'up' ? index - 1 : index + 1)

/** A reference at the caret and an empty footnote at the end of the text, with the caret in it. */
export const insertFootnote =
  (newId: () => BlockId = newBlockId): Command =>
  (state, dispatch) => {
    const { $from } = state.selection
    if ($from.depth !== 1 || attrsOf($from.parent).kind === 'footnote') return false
    const id = newId()
    const { schema, tr } = state
    tr.insert(state.selection.to, schema.nodes['footnoteRef']!.create({ to: id }))
    tr.insert(tr.doc.content.size, schema.nodes['block']!.create({ id, kind: 'footnote' }))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1)).scrollIntoView())
    return true
  }
