/**
 * The browser has an undo of its own, which its menu, a phone, or Ctrl+Z outside of the text can call. It knows the page and not
 * who wrote what, so ours is done in its place.
 */
import { Plugin } from '@tiptap/pm/state'
import type * as Y from 'yjs'

export const nativeUndoPlugin = (undoManager: Y.UndoManager | null): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (view, event) => {
          const { inputType } = event
          if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return false
          event.preventDefault()
          if (view.editable && inputType === 'historyUndo') undoManager?.undo()
          if (view.editable && inputType === 'historyRedo') undoManager?.redo()
          return true
        },
      },
    },
  })
