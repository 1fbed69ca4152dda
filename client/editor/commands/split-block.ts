/** Enter. What comes after a block follows the form of a resolution: a call is followed by its items. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import { isCall, type Kind, type Level } from '../../../shared/document/blocks.ts'
import { attrsOf } from '../block-attrs.ts'

const NEXT: Record<Kind, Kind> = {
  number: 'title',
  title: 'opening',
  history: 'opening',
  opening: 'preamble-call',
  'preamble-call': 'item',
  'operative-call': 'item',
  item: 'item',
  text: 'text',
  footnote: 'footnote',
}

export const splitBlock: Command = (state, dispatch) => {
  const { tr } = state
  if (!tr.selection.empty) tr.deleteSelection()
  const { $from } = tr.selection
  if ($from.depth !== 1) return false
  enter(tr, $from.parent, $from.parentOffset)
  dispatch?.(tr.scrollIntoView())
  return true
}

function enter(tr: Transaction, block: Node, offset: number): void {
  const { kind, level } = attrsOf(block)
  const pos = tr.selection.$from.before()
  if (block.content.size === 0 && kind === 'item') endList(tr, pos, level)
  else if (offset === 0 && block.content.size > 0)
    tr.insert(pos, block.type.create(shapeBefore(tr, pos, { kind, level })))
  else splitAt(tr, block, offset)
}

/** Before a call the section above goes on; before anything else comes another of its kind. */
function shapeBefore(tr: Transaction, pos: number, shape: Shape): Shape {
  if (!isCall(shape.kind)) return shape
  const above = tr.doc.resolve(pos).nodeBefore
  const { kind, level } = above ? attrsOf(above) : ({ kind: 'text', level: 0 } as const)
  return kind === 'item' || isCall(kind)
    ? { kind: 'item', level: kind === 'item' ? level : 0 }
    : { kind: 'text', level: 0 }
}

type Shape = { readonly kind: Kind; readonly level: Level }

/** Enter in an empty item leaves its list by one step. */
function endList(tr: Transaction, pos: number, level: number): void {
  if (level > 0) tr.setNodeAttribute(pos, 'level', level - 1)
  else tr.setNodeAttribute(pos, 'kind', 'text')
}

function splitAt(tr: Transaction, block: Node, offset: number): void {
  const { kind, level } = attrsOf(block)
  const atEnd = offset === block.content.size
  const next = atEnd || isCall(kind) ? NEXT[kind] : kind
  const pos = tr.selection.from
  tr.split(pos, 1, [{ type: block.type, attrs: { kind: next, level: next === kind ? level : 0 } }])
  tr.setSelection(TextSelection.create(tr.doc, pos + 2))
}
