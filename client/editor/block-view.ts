/**
 * A block is drawn as its own `<p>`: no wrapper, so that the caret, Home and `dir=auto` behave as in a plain paragraph.
 * Label and change marks are written onto it by plugins (`label-gutter.ts`); the view keeps its hands off them.
 */
import type { Node } from '@tiptap/pm/model'
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view'
import { attrsOf } from './block-attrs.ts'

const blockElements = new WeakSet<Element>()

/** The paragraphs of an editor in reading order, without what decorations put between them. */
export const blockElementsIn = (editor: Element): readonly HTMLElement[] =>
  [...editor.children].filter((child): child is HTMLElement => blockElements.has(child))

const made = new WeakMap<EditorView, number>()

/** How many paragraphs this view has made so far: when the number stands, each block still has the element that it had. */
export const blocksMadeIn = (view: EditorView): number => made.get(view) ?? 0

export function blockView({ node, view }: { node: Node; view: EditorView }): NodeView {
  made.set(view, blocksMadeIn(view) + 1)
  const dom = document.createElement('p')
  dom.dir = 'auto'
  blockElements.add(dom)
  describe(dom, node)
  return {
    dom,
    contentDOM: dom,
    update: (next) => next.type === node.type && describe(dom, next),
    ignoreMutation: (mutation: ViewMutationRecord) => mutation.type === 'attributes' && mutation.target === dom,
  }
}

function describe(dom: HTMLElement, node: Node): true {
  const { id, kind, level } = attrsOf(node)
  setData(dom, 'id', id ?? undefined)
  setData(dom, 'kind', kind)
  setData(dom, 'level', String(level))
  setData(dom, 'empty', node.content.size === 0 ? '' : undefined)
  return true
}

/** Writes a data attribute only when it changes: a write, even of the same value, costs a style recalculation. */
export function setData(dom: HTMLElement, name: string, value: string | undefined): void {
  if (dom.dataset[name] === value) return
  if (value === undefined) delete dom.dataset[name]
  else dom.dataset[name] = value
}
