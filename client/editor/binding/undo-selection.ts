/** After an undo the caret is where it was before the change that was taken back. */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { placesOf, select, type Places } from './kept-selection.ts'

type StackEvent = { readonly stackItem: { readonly meta: Map<unknown, unknown> } }

export const undoSelectionPlugin = (undoManager: Y.UndoManager): Plugin =>
  new Plugin({ view: (view) => followUndo(view, undoManager) })

function followUndo(view: EditorView, undoManager: Y.UndoManager) {
  const owner = {}
  let last = selectionOf(view)
  const added = ({ stackItem }: StackEvent) => {
    if (view.hasFocus() && last) stackItem.meta.set(owner, last)
  }
  const popped = ({ stackItem }: StackEvent) => {
    const places = stackItem.meta.get(owner) as Places | undefined
    // The editor shows what came back when the transaction ends.
    if (places) undoManager.doc.once('afterTransaction', () => restore(view, places))
  }
  undoManager.on('stack-item-added', added)
  undoManager.on('stack-item-popped', popped)
  return {
    update: () => void (last = selectionOf(view)),
    destroy: () => {
      undoManager.off('stack-item-added', added)
      undoManager.off('stack-item-popped', popped)
    },
  }
}

function restore(view: EditorView, places: Places): void {
  if (view.isDestroyed) return
  const { tr } = view.state
  select(tr, places)
  view.dispatch(tr.scrollIntoView())
}

const selectionOf = ({ state: { doc, selection } }: EditorView) => placesOf(doc, selection.anchor, selection.head)
