/** What a menu or a key can do to the blocks of the selection. Kind and level are attributes: words typed meanwhile stay. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import type { Kind, Level } from '../../../shared/document/blocks.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { attrsOf } from '../block-attrs.ts'
import { newBlockId } from '../block-ids.ts'
import { familyAt, startOf, type Family } from './families.ts'
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

/**
 * Tab and Shift-Tab. An item is at most one level below the item before it, and takes what stands below it along; other kinds
 * leave the key to the browser.
 */
export const shiftLevel =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const items = blocksSelected(state).filter(({ node }) => attrsOf(node).kind === 'item')
    if (items.length === 0) return false
    const { tr } = state
    let done = -1
    for (const { index } of items) if (index > done) done = shiftFamily(tr, familyAt(state.doc, index), by)
    dispatch?.(tr)
    return true
  }

/** Answers the last index that it has seen to. */
function shiftFamily(tr: Transaction, { from, to }: Family, by: 1 | -1): number {
  const { level } = attrsOf(tr.doc.child(from))
  const wanted = Math.min(level + by, deepestAt(tr.doc, from))
  if (wanted < 0 || wanted === level) return from
  for (let index = from; index < to; index++) {
    const next = Math.min(2, attrsOf(tr.doc.child(index)).level + wanted - level)
    tr.setNodeAttribute(startOf(tr.doc, index), 'level', next)
  }
  return to - 1
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

export { moveBlock } from './move-blocks.ts'

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
