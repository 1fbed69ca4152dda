/** What a writer does with footnotes: insert one, refer to one again, go to its words and back to its mark. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state'
import { saysNote, type StandardNote } from '../../../shared/drafting/standard-notes.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { attrsOf } from '../block-attrs.ts'
import { newBlockId } from '../block-ids.ts'
import { insertFootnote } from '../commands/block-commands.ts'

export { insertFootnote }

/** Another mark of a footnote that is there. */
export const insertMarkOf =
  (id: string): Command =>
  (state, dispatch) => {
    if (!mayHoldMark(state) || !blockOfId(state.doc, id)) return false
    dispatch?.(state.tr.insert(state.selection.to, markOf(state, id)).scrollIntoView())
    return true
  }

/** The note once, however often it is referred to. The caret stays in the text: there is nothing to write. */
export const insertStandardNote =
  (note: StandardNote, newId: () => BlockId = newBlockId): Command =>
  (state, dispatch) => {
    if (!mayHoldMark(state)) return false
    const known = footnotesIn(state.doc).find(({ node }) => saysNote(node.textContent, note))
    if (known) return insertMarkOf(String(attrsOf(known.node).id))(state, dispatch)
    const { schema, tr } = state
    const id = newId()
    tr.insert(state.selection.to, markOf(state, id))
    tr.insert(tr.doc.content.size, schema.nodes['block']!.create({ id, kind: 'footnote' }, schema.text(note.words)))
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** From a mark to the words of its note, and from a note to its first mark. */
export const followFootnote: Command = (state, dispatch) => {
  const to = noteAtCaret(state)
  const target = to === null ? markBack(state) : endOfBlock(state.doc, to)
  if (target === null) return false
  const { tr } = state
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, target)).scrollIntoView())
  return true
}

/** The footnote whose mark stands right before or after the caret. */
export function noteAtCaret({ selection, doc }: EditorState): string | null {
  const $at = doc.resolve(selection.head)
  const mark = [$at.nodeBefore, $at.nodeAfter].find((node) => node?.type.name === 'footnoteRef')
  return mark ? String(mark.attrs['to']) : null
}

/** Whether the caret stands in a footnote. */
export const isInFootnote = ({ selection }: EditorState): boolean =>
  selection.$head.depth === 1 && attrsOf(selection.$head.parent).kind === 'footnote'

function markBack(state: EditorState): number | null {
  if (!isInFootnote(state)) return null
  const { id } = attrsOf(state.selection.$head.parent)
  let found: number | null = null
  state.doc.descendants((node, pos) => {
    if (found === null && node.type.name === 'footnoteRef' && node.attrs['to'] === id) found = pos + 1
  })
  return found
}

const mayHoldMark = ({ selection }: EditorState) =>
  selection.$from.depth === 1 && attrsOf(selection.$from.parent).kind !== 'footnote'

const markOf = ({ schema }: EditorState, to: string) => schema.nodes['footnoteRef']!.create({ to })

type Placed = { readonly node: Node; readonly pos: number }

/** In the order in which they stand. */
export function footnotesIn(doc: Node): readonly Placed[] {
  const found: Placed[] = []
  doc.forEach((node, pos) => {
    if (attrsOf(node).kind === 'footnote') found.push({ node, pos })
  })
  return found
}

function blockOfId(doc: Node, id: string): Placed | null {
  return footnotesIn(doc).find(({ node }) => attrsOf(node).id === id) ?? null
}

function endOfBlock(doc: Node, id: string): number | null {
  const block = blockOfId(doc, id)
  return block && block.pos + block.node.nodeSize - 1
}
