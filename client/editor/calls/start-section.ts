/** A paragraph becomes a call, or a call is put in, with the first item of its section. */
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isCall } from '../../../shared/document/blocks.ts'
import { callPart } from '../../../shared/import/opening-words.ts'
import { attrsOf } from '../block-attrs.ts'
import { familyAt, startOf } from '../commands/families.ts'
import { blocksSelected } from '../commands/join-blocks.ts'
import type { Suggestion } from './suggestions.ts'

/** The words before the caret, where the caret is at the end of a paragraph that may become a call; else null. */
export function beginning({ selection }: EditorState): string | null {
  const { $from, empty } = selection
  if (!empty || $from.depth !== 1 || $from.parentOffset < $from.parent.content.size) return null
  const { kind } = attrsOf($from.parent)
  const words = $from.parent.textContent
  const isPlain = $from.parent.content.size === words.length
  return isPlain && words.length <= 300 && (kind === 'text' || kind === 'item' || isCall(kind)) ? words : null
}

/** The paragraph takes the words of the call; one that addresses somebody waits for the addressee. */
export const acceptCall =
  ({ words, part, open }: Suggestion): Command =>
  (state, dispatch) => {
    const { $from } = state.selection
    const tr = state.tr.insertText(words, $from.start(), $from.end())
    asCall(tr, $from.before(), part)
    if (!open) withFirstItem(tr, $from.index(0))
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Enter behind the words of a call, in a paragraph or an item, starts its section; anything else is left to others. */
export const enterAfterCall: Command = (state, dispatch) => {
  const words = beginning(state)
  const { $from } = state.selection
  const part = words === null || isCall(attrsOf($from.parent).kind) ? null : callPart(words)
  if (part === null) return false
  const { tr } = state
  asCall(tr, $from.before(), part)
  withFirstItem(tr, $from.index(0))
  dispatch?.(tr.scrollIntoView())
  return true
}

/** From a list of calls: an empty paragraph becomes the call, otherwise it comes behind the section of the caret. */
export const insertCall =
  (call: Suggestion): Command =>
  (state, dispatch) => {
    const last = blocksSelected(state).at(-1)
    if (!last) return false
    const { tr, schema } = state
    const isFree = last.node.content.size === 0
    const index = isFree ? last.index : endOfSection(state, last.index)
    if (!isFree) tr.insert(startOf(tr.doc, index), schema.nodes['block']!.create())
    const pos = startOf(tr.doc, index)
    asCall(tr.insertText(call.words, pos + 1), pos, call.part)
    tr.setSelection(TextSelection.create(tr.doc, pos + 1 + call.words.length))
    if (!call.open) withFirstItem(tr, index)
    dispatch?.(tr.scrollIntoView())
    return true
  }

function endOfSection({ doc }: EditorState, index: number): number {
  let call = index
  while (call > 0 && !isCall(attrsOf(doc.child(call)).kind)) call--
  const end = isCall(attrsOf(doc.child(call)).kind) ? familyAt(doc, call).to : index + 1
  return Math.max(end, index + 1)
}

function asCall(tr: Transaction, pos: number, part: Suggestion['part']): void {
  tr.setNodeAttribute(pos, 'kind', `${part}-call`).setNodeAttribute(pos, 'level', 0)
}

/** The caret goes into an empty item below; one that stands there already serves. */
function withFirstItem(tr: Transaction, index: number): void {
  const pos = startOf(tr.doc, index + 1)
  const next = tr.doc.maybeChild(index + 1)
  const serves = next !== null && attrsOf(next).kind === 'item' && next.content.size === 0
  if (!serves) tr.insert(pos, tr.doc.type.schema.nodes['block']!.create({ kind: 'item' }))
  tr.setSelection(TextSelection.create(tr.doc, pos + 1))
}
