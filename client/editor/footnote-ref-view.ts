/** A footnote reference: an empty `<sup>` whose number is written by `label-gutter.ts` and drawn by the style sheet. */
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'

export function footnoteRefView({ node }: { node: Node }): NodeView {
  const dom = document.createElement('sup')
  dom.className = 'footnote-ref'
  dom.dataset['to'] = String(node.attrs['to'])
  return { dom, ignoreMutation: () => true }
}
