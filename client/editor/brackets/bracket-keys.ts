/**
 * Brackets by the keyboard: "[" puts the selected words in brackets, "]" closes a bracket that was typed by hand, and an arrow
 * at the edge of a bracket goes out of it without going on in the text.
 */
import { Plugin, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  alternativeOf,
  bracketOf,
  nextAlternative,
  numberOf,
  type Alternative,
} from '../../../shared/document/alternative.ts'
import { addBracket, newBracketId, putInBrackets, stretchesIn } from './bracket-commands.ts'

export const bracketKeysPlugin = (newId: () => string = newBracketId): Plugin =>
  new Plugin({
    props: {
      handleTextInput: (view, from, to, text) => {
        if (!view.editable || view.composing) return false
        if (text === '[' && from < to) return putInBrackets(newId)(view.state, view.dispatch, view)
        return text === ']' && from === to && closeTyped(view, from, newId)
      },
      handleKeyDown: (view, event) => isPlainArrow(event) && leave(view, isForward(view, event.key)),
    },
  })

/** "[shall]" typed by hand; right behind another bracket it is that bracket's next alternative. */
function closeTyped(view: EditorView, at: number, newId: () => string): boolean {
  const { state } = view
  const { $from } = state.selection
  if ($from.depth !== 1) return false
  const before = $from.parent.textBetween(0, $from.parentOffset, '', '\ufffc')
  const open = before.lastIndexOf('[')
  const words = before.slice(open + 1)
  const from = at - words.length - 1
  if (open < 0 || words.trim() === '' || words.includes(']') || hasBracket(state, from, at)) return false
  const next = alternativeHere(state, from, newId)
  if (next === null) return false
  const tr = state.tr.delete(from, from + 1)
  addBracket(tr, from, at - 1, next).removeStoredMark(state.schema.marks['alternative']!)
  view.dispatch(tr.scrollIntoView())
  return true
}

function alternativeHere(state: EditorState, from: number, newId: () => string): Alternative | null {
  const { $from } = state.selection
  const all = stretchesIn(state.doc, $from.before())
  const neighbour = all.find(({ to }) => to === from)
  if (!neighbour) return alternativeOf(newId(), 0)
  const id = bracketOf(neighbour.alternative)
  const own = all.filter(({ alternative }) => bracketOf(alternative) === id)
  return nextAlternative(
    id,
    own.map(({ alternative }) => numberOf(alternative)),
  )
}

const hasBracket = ({ doc, schema }: EditorState, from: number, to: number) =>
  doc.rangeHasMark(from, to, schema.marks['alternative']!)

const isPlainArrow = ({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent) =>
  (key === 'ArrowRight' || key === 'ArrowLeft') && !(shiftKey || ctrlKey || altKey || metaKey)

const isForward = (view: EditorView, key: string) => {
  const block = view.domAtPos(view.state.selection.from).node
  const element = block instanceof Element ? block : block.parentElement
  const direction = element ? getComputedStyle(element.closest('p') ?? element).direction : 'ltr'
  return (key === 'ArrowRight') === (direction !== 'rtl')
}

/** The caret stays where it is; only what is typed next stands inside no longer, or inside the next alternative already. */
function leave(view: EditorView, forward: boolean): boolean {
  const { state } = view
  const { $from, empty } = state.selection
  if (!empty || !forward || $from.depth !== 1) return false
  const type = state.schema.marks['alternative']!
  const now = type.isInSet(state.storedMarks ?? $from.marks())
  const next = $from.nodeAfter && type.isInSet($from.nodeAfter.marks)
  if (!now || (next && next.eq(now))) return false
  const others = (state.storedMarks ?? $from.marks()).filter((mark) => mark.type !== type)
  view.dispatch(state.tr.setStoredMarks(next ? next.addToSet(others) : others))
  return true
}
