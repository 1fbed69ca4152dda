/** Tells the others where this editor's caret is. Of the three editors of a document, only the one that it is in answers. */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { caretOf, type AtWork } from './cursor.ts'

export const sendCursorPlugin = (atWork: AtWork, fragment: Y.Map<Y.Text>): Plugin =>
  new Plugin({ view: (view) => sendCursor(view, atWork, fragment) })

function sendCursor(view: EditorView, atWork: AtWork, fragment: Y.Map<Y.Text>) {
  const isHere = () => !view.isDestroyed && view.hasFocus() && view.editable
  const place = atWork.caretPlace(() => (isHere() ? caretOf(view.state, fragment) : null))
  view.dom.addEventListener('focus', place.moved)
  view.dom.addEventListener('blur', place.moved)
  return {
    update: place.moved,
    destroy: () => {
      view.dom.removeEventListener('focus', place.moved)
      view.dom.removeEventListener('blur', place.moved)
      place.leave()
    },
  }
}
