/** Says to assistive technology whether the text can be edited now. */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export function readOnlyAttributePlugin(): Plugin {
  let view: EditorView | null = null
  return new Plugin({
    view: (editor) => {
      view = editor
      return {}
    },
    props: { attributes: () => ({ 'aria-readonly': String(view?.editable === false) }) },
  })
}
