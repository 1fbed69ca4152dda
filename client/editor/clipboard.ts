/**
 * Out: other programs get the labels too, which are no words of the text; part of one clause has none. In: paragraphs from
 * another program become what stands where they are put, items among items; they have no ids, and so are told from our own.
 */
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isCall } from '../../shared/document/blocks.ts'
import { attrsOf, type BlockAttrs } from './block-attrs.ts'
import { labelsById } from '../../shared/document/labels.ts'
import { labellingIn } from './labelling.ts'
import { blocksIn } from './pm-blocks.ts'

export const clipboardPlugin = (): Plugin =>
  new Plugin({ props: { clipboardTextSerializer: textOf, transformPasted: (slice, view) => atHome(slice, view) } })

function textOf(slice: Slice, view: EditorView): string {
  const labels = labelsById(blocksIn(view.state.doc), labellingIn(view.state))
  const lines = slice.content.content.map((node, at) => {
    const words = node.textBetween(
      0,
      node.content.size,
      '',
      (leaf) => `[${labels.get(String(leaf.attrs['to'])) ?? '?'}]`,
    )
    const label = at === 0 && slice.content.childCount === 1 ? '' : (labels.get(attrsOf(node).id ?? '') ?? '')
    return label === '' ? words : `${label}\t${words}`
  })
  return lines.join('\n')
}

function atHome(slice: Slice, { state }: EditorView): Slice {
  const { $from } = state.selection
  const { kind, level } = attrsOf($from.depth > 0 ? $from.node(1) : state.doc.firstChild!)
  if (kind !== 'item' && !isCall(kind)) return slice
  const item = { kind: 'item', level: kind === 'item' ? level : 0 } as const
  return new Slice(
    Fragment.from(slice.content.content.map((node) => reshaped(node, item))),
    slice.openStart,
    slice.openEnd,
  )
}

const reshaped = (node: Node, shape: Pick<BlockAttrs, 'kind' | 'level'>): Node =>
  node.type.name === 'block' && attrsOf(node).id === null && attrsOf(node).kind === 'text'
    ? node.type.create({ ...node.attrs, ...shape }, node.content)
    : node
