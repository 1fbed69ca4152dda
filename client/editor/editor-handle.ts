/** What a screen can ask of an editor: a toolbar, the list of clauses, a shortcut. */
import type { Editor } from '@tiptap/core'
import { TextSelection, type Command } from '@tiptap/pm/state'
import type { Kind, Level } from '../../shared/document/blocks.ts'
import { positionOf } from './binding/kept-selection.ts'
import { addAlternative, putInBrackets } from './brackets/bracket-commands.ts'
import { insertBlockAfter, insertFootnote, moveBlock, setKind, setLevel } from './commands/block-commands.ts'
import { toggleEmphasis } from './keyboard.ts'

export type EditorHandle = ReturnType<typeof handleOf>

export function handleOf(editor: Editor) {
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch, editor.view)
    editor.view.focus()
  }
  return {
    editor,
    focus: () => editor.view.focus(),
    /** Puts the caret at the start of a clause and brings it into view; false when it is not in the text. */
    goTo: (id: string): boolean => {
      const pos = positionOf(editor.state.doc, { id, offset: 0 })
      if (pos === null) return false
      const { tr } = editor.state
      editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView())
      editor.view.focus()
      return true
    },
    setKind: (kind: Kind, level: Level = 0) => run(setKind(kind, level)),
    setLevel: (level: Level) => run(setLevel(level)),
    toggleEmphasis: () => run(toggleEmphasis),
    insertBlockAfter: () => run(insertBlockAfter),
    putInBrackets: () => run(putInBrackets()),
    addAlternative: () => run(addAlternative),
    insertFootnote: () => run(insertFootnote()),
    moveBlock: (direction: 'up' | 'down') => run(moveBlock(direction)),
  }
}
