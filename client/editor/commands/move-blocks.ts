/**
 * A move. It is a change of order and of nothing else, so that what others type in the moved clauses meanwhile goes along.
 */
import { Fragment, Slice } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { moving } from '../binding/binding.ts'
import { attrsOf } from '../block-attrs.ts'
import { nextPlace, selectedFamily, startOf, type Family } from './families.ts'

/** One step up or down, with all that belongs to the clauses of the selection. */
export const moveBlock =
  (direction: 'up' | 'down'): Command =>
  (state, dispatch) => {
    const family = selectedFamily(state)
    const place = family && nextPlace(state.doc, family, direction)
    const tr = family && place !== null && moveTo(state, family, place)
    if (!tr) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Before the block that is now at `place`. Null where nothing would move, or where a footnote would. */
export function moveTo(state: EditorState, { from, to }: Family, place: number): Transaction | null {
  const { doc } = state
  const nodes = doc.children.slice(from, to)
  const isStill = place >= from && place <= to
  const behindFootnotes = place > 0 && attrsOf(doc.child(place - 1)).kind === 'footnote'
  if (isStill || behindFootnotes || nodes.some((node) => attrsOf(node).kind === 'footnote')) return null
  const ids = nodes.flatMap((node) => attrsOf(node).id ?? [])
  const [start, end, target] = [startOf(doc, from), startOf(doc, to), startOf(doc, place)]
  const landing = target > start ? target - (end - start) : target
  const tr = moving(state.tr, ids).delete(start, end)
  tr.replace(landing, landing, new Slice(Fragment.from(nodes), 0, 0))
  return withSelection(tr, state, { start, end, landing })
}

type Moved = { readonly start: number; readonly end: number; readonly landing: number }

/** The selection goes along where it was inside. */
function withSelection(tr: Transaction, { selection }: EditorState, { start, end, landing }: Moved): Transaction {
  const { anchor, head } = selection
  if (Math.min(anchor, head) < start || Math.max(anchor, head) > end) return tr
  const shifted = (pos: number) => pos - start + landing
  return tr.setSelection(TextSelection.between(tr.doc.resolve(shifted(anchor)), tr.doc.resolve(shifted(head))))
}
