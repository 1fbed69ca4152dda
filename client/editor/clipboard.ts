/** What other programs get as plain text: the labels too, which are no words of the text. Part of one clause has no label. */
import { Plugin } from '@tiptap/pm/state'
import type { Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { attrsOf } from './block-attrs.ts'
import { labelsById } from './label-gutter.ts'
import { blocksIn } from './pm-blocks.ts'

export const clipboardPlugin = (): Plugin => new Plugin({ props: { clipboardTextSerializer: textOf } })

function textOf(slice: Slice, view: EditorView): string {
  const labels = labelsById(blocksIn(view.state.doc))
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
