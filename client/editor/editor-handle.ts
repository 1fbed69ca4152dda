/** What a screen can ask of an editor: a toolbar, the list of clauses, a shortcut. */
import type { Editor } from '@tiptap/core'
import { TextSelection, type Command } from '@tiptap/pm/state'
import type { Kind, Level } from '../../shared/document/blocks.ts'
import type { Mend } from '../../shared/drafting/checks/mend.ts'
import { positionOf } from './binding/kept-selection.ts'
import { addAlternative, putInBrackets } from './brackets/bracket-commands.ts'
import { insertBlockAfter, insertFootnote, moveBlock, setKind, setLevel } from './commands/block-commands.ts'
import { insertCall } from './calls/start-section.ts'
import type { Suggestion } from './calls/suggestions.ts'
import type { StandardNote } from '../../shared/drafting/standard-notes.ts'
import { followFootnote, insertMarkOf, insertStandardNote } from './footnotes/footnote-commands.ts'
import { toggleEmphasis } from './keyboard.ts'
import { allMended, carryOut, selectRange } from './references/mend.ts'
import { showRange } from './references/show-range.ts'

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
    /** Marks words of a clause for a moment, with the caret on them where one can write; false when the clause is not here. */
    show: (id: string, range: { readonly from: number; readonly to: number } | null): boolean => {
      const tr = selectRange(editor.state.tr, id, range)
      if (!tr) return false
      const { from, to } = tr.selection
      const end = range === null ? editor.state.doc.resolve(from).end() : to
      if (editor.isEditable) {
        editor.view.dispatch(tr)
        editor.view.focus()
      }
      showRange(editor.view, from, end)
      return true
    },
    /** False where the text has changed since the mend was offered: nothing is done then. */
    mend: (mend: Mend): boolean => carryOut(mend)(editor.state, editor.view.dispatch, editor.view),
    mendAll: (mends: readonly Mend[]): boolean => {
      const tr = allMended(editor.state.tr, mends)
      if (tr) editor.view.dispatch(tr)
      return tr !== null
    },
    setKind: (kind: Kind, level: Level = 0) => run(setKind(kind, level)),
    setLevel: (level: Level) => run(setLevel(level)),
    toggleEmphasis: () => run(toggleEmphasis),
    insertBlockAfter: () => run(insertBlockAfter),
    putInBrackets: () => run(putInBrackets()),
    addAlternative: () => run(addAlternative),
    insertCall: (call: Suggestion) => run(insertCall(call)),
    insertFootnote: () => run(insertFootnote()),
    insertMarkOf: (footnote: string) => run(insertMarkOf(footnote)),
    insertStandardNote: (note: StandardNote) => run(insertStandardNote(note)),
    followFootnote: () => run(followFootnote),
    moveBlock: (direction: 'up' | 'down') => run(moveBlock(direction)),
  }
}
