/**
 * A label typed at the start of a clause ("a) ", "2 ", "i) ", "– ") makes it an item of that level: the text computes its own
 * labels. One undo brings the typed characters back.
 */
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { isCall, type Level } from '../../shared/document/blocks.ts'
import { labelsOf } from '../../shared/document/labels.ts'
import { readLabel, type ListLabel } from '../../shared/import/list-label.ts'
import { attrsOf } from './block-attrs.ts'
import { labellingIn } from './labelling.ts'
import { blockOf } from './pm-blocks.ts'

export const typedLabelsPlugin = (undoManager: Y.UndoManager | null): Plugin =>
  new Plugin({
    props: {
      handleTextInput: (view, from, to, text) => {
        if (text !== ' ' || from !== to || view.composing) return false
        const level = levelTyped(view.state, from)
        return level !== null && makeItem(view, level, undoManager)
      },
    },
  })

/** The space is typed first, so that undo gives what was typed and no more. */
function makeItem(view: EditorView, level: Level, undoManager: Y.UndoManager | null): true {
  view.dispatch(view.state.tr.insertText(' '))
  undoManager?.stopCapturing()
  view.dispatch(withoutLabel(view.state, level))
  undoManager?.stopCapturing()
  return true
}

function withoutLabel({ tr, selection }: EditorState, level: Level): Transaction {
  const { $from } = selection
  const pos = $from.before()
  return tr.delete($from.start(), $from.pos).setNodeAttribute(pos, 'kind', 'item').setNodeAttribute(pos, 'level', level)
}

/** Null where the words before the caret are no label, or where none is expected: outside a section. */
function levelTyped(state: EditorState, pos: number): Level | null {
  const { doc } = state
  const $pos = doc.resolve(pos)
  const { kind, level } = attrsOf($pos.parent)
  if ($pos.depth !== 1 || (kind !== 'text' && kind !== 'item') || !isInSection(doc, $pos.index(0))) return null
  const typed = $pos.parent.textBetween(0, $pos.parentOffset, '', '\uFFFC')
  if (/^[-–—•*]$/u.test(typed)) return 2
  const { label, text } = readLabel(`${typed} x`)
  if (label === null || text !== 'x') return null
  return levelOf(label, state, $pos.index(0), kind === 'item' ? level : 0)
}

function isInSection(doc: EditorState['doc'], index: number): boolean {
  for (let at = index; at >= 0; at--) if (isCall(attrsOf(doc.child(at)).kind)) return true
  return false
}

/**
 * A number may be a word ("5 GHz"): it counts only where the clause would have that very number. "i)" is the ninth letter where
 * h) stands before.
 */
function levelOf(label: ListLabel, state: EditorState, index: number, level: Level): Level | null {
  const asItem = (at: Level) => labelAs(state, index, at)
  if (label.form === 'number') return label.written === asItem(0) ? 0 : null
  if (asItem(0) === label.plain) return 0
  if (label.roman !== null && asItem(1) === label.plain && hasItemBefore(state, index)) return 1
  return label.roman !== null && level === 1 ? 1 : 0
}

const hasItemBefore = ({ doc }: EditorState, index: number) =>
  index > 0 && attrsOf(doc.child(index - 1)).kind === 'item'

/** What the clause would be called as an item of a level; a sole item as if another followed. */
function labelAs(state: EditorState, index: number, level: Level): string {
  const blocks = state.doc.children.map(blockOf)
  const item = { ...blocks[index]!, kind: 'item', level } as const
  const next = { ...item, id: `${item.id} next` as typeof item.id, origin: null }
  return labelsOf([...blocks.slice(0, index), item, next, ...blocks.slice(index + 1)], labellingIn(state))[index]!
}
