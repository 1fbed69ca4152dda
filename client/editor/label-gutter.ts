/**
 * Writes the labels onto the paragraphs, and the numbers onto the footnote references; the style sheet draws them. No
 * decorations: ProseMirror walks all of a document's own decorations for each of its children, which is quadratic.
 */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { labelsById } from '../../shared/document/labels.ts'
import { blockElementsIn, setData } from './block-view.ts'
import { attrsOf } from './block-attrs.ts'
import { labellingIn } from './labelling.ts'
import { blocksIn } from './pm-blocks.ts'

export const labelGutterPlugin = (): Plugin =>
  new Plugin({
    view: (view) => {
      writeLabels(view)
      return { update: writeLabels }
    },
  })

function writeLabels(view: EditorView): void {
  const labels = labelsById(blocksIn(view.state.doc), labellingIn(view.state))
  const elements = blockElementsIn(view.dom)
  view.state.doc.forEach((node, _offset, index) => {
    const element = elements[index]
    if (element) setData(element, 'label', labels.get(attrsOf(node).id ?? '') || undefined)
  })
  for (const reference of view.dom.querySelectorAll<HTMLElement>('sup[data-to]'))
    setData(reference, 'number', labels.get(reference.dataset['to']!) || '?')
}
