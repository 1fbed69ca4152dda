/** From the words that name a clause to the clause, and from a footnote mark to its note and back. */
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state'
import { attrsOf } from '../block-attrs.ts'
import { followFootnote } from '../footnotes/footnote-commands.ts'

export const followHere: Command = (state, dispatch, view) =>
  followFootnote(state, dispatch, view) || followReference(state, dispatch, view)

const followReference: Command = (state, dispatch) => {
  const target = referenceAt(state, state.selection.head)
  const pos = target === null ? null : startOfBlock(state, target)
  if (pos === null) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, pos)).scrollIntoView())
  return true
}

/** The clause that the words at a position are linked to. */
export function referenceAt({ doc }: EditorState, pos: number): string | null {
  const $pos = doc.resolve(pos)
  const mark = [$pos.nodeAfter, $pos.nodeBefore]
    .flatMap((node) => node?.marks ?? [])
    .find(({ type }) => type.name === 'reference')
  return mark ? String(mark.attrs['to']) : null
}

export function startOfBlock({ doc }: EditorState, id: string): number | null {
  let start: number | null = null
  doc.forEach((node, pos) => {
    if (attrsOf(node).id === id) start = pos + 1
  })
  return start
}
