import { Extension } from '@tiptap/core'
import { chainCommands, toggleMark } from '@tiptap/pm/commands'
import type { Command } from '@tiptap/pm/state'
import type * as Y from 'yjs'
import { putInBrackets } from './brackets/bracket-commands.ts'
import { enterAfterCall } from './calls/start-section.ts'
import { insertFootnote, moveBlock, shiftLevel } from './commands/block-commands.ts'
import { followHere } from './references/follow.ts'
import { backspace, deleteForward } from './commands/join-blocks.ts'
import { splitBlock } from './commands/split-block.ts'

export const toggleEmphasis: Command = (state, dispatch, view) =>
  toggleMark(state.schema.marks['emphasis']!)(state, dispatch, view)

/** Keys of the editor. After Escape the next Tab leaves it, so that nobody is caught in a list. */
export const Keyboard = Extension.create<{ undoManager: Y.UndoManager | null; sections: boolean }>({
  name: 'keyboard',
  priority: 1000,
  addOptions: () => ({ undoManager: null, sections: true }),
  addKeyboardShortcuts() {
    const { editor, options } = this
    let leaving = false
    const run = (command: Command) => () => command(editor.state, editor.view.dispatch, editor.view)
    const tab = (by: 1 | -1) => () => !take() && run(shiftLevel(by))()
    const take = () => leaving && !(leaving = false)
    const undo = () => editor.isEditable && (options.undoManager?.undo(), true)
    const redo = () => editor.isEditable && (options.undoManager?.redo(), true)
    return {
      Enter: run(options.sections ? chainCommands(enterAfterCall, splitBlock) : splitBlock),
      'Shift-Enter': run(splitBlock),
      Backspace: run(backspace),
      'Mod-Backspace': run(backspace),
      Delete: run(deleteForward),
      Tab: tab(1),
      'Shift-Tab': tab(-1),
      Escape: () => (leaving = true),
      'Mod-i': run(toggleEmphasis),
      'Mod-Shift-b': run(putInBrackets()),
      // As in word processors.
      'Mod-Alt-f': run(insertFootnote()),
      'Alt-Enter': run(followHere),
      'Alt-ArrowUp': run(moveBlock('up')),
      'Alt-ArrowDown': run(moveBlock('down')),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
    }
  },
})
