/**
 * The browser tells of a moved caret a moment after it moved. Enter right after End (a fast typist, a macro, a key that
 * repeats) would split where the caret was before: so before each key the caret is read from the page.
 */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

type Observing = { readonly domObserver: { flush(): void } }

export const freshSelectionPlugin = (): Plugin => new Plugin({ props: { handleDOMEvents: { keydown: readSelection } } })

function readSelection(view: EditorView): false {
  if (!view.composing) (view as unknown as Observing).domObserver.flush()
  return false
}
