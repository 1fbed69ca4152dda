/** Carries out what mends a finding, as one edit of its writer's own: it merges, is attributed, and can be undone. */
import type { Mark, Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import { alternativeOf } from '../../../shared/document/alternative.ts'
import type { Mend } from '../../../shared/drafting/checks/mend.ts'
import { insteadOf } from '../../../shared/drafting/odd-characters.ts'
import { FOOTNOTE_SIGN } from '../../../shared/drafting/references.ts'
import { attrsOf } from '../block-attrs.ts'
import { addBracket, newBracketId } from '../brackets/bracket-commands.ts'

/** False where the text is not any more what it was when the finding was made: then nothing is done. */
export const carryOut =
  (mend: Mend): Command =>
  (state, dispatch) => {
    const tr = mended(state.tr, mend)
    if (tr) dispatch?.(tr)
    return tr !== null
  }

/** Several at once, the last place first, so that no position moves before it is used; answers null where none could be done. */
export function allMended(tr: Transaction, mends: readonly Mend[]): Transaction | null {
  const inOrder = mends.toSorted((a, b) => startOf(b) - startOf(a))
  const done = inOrder.filter((mend) => mended(tr, mend) !== null)
  return done.length > 0 ? tr : null
}

const startOf = (mend: Mend) => ('from' in mend ? mend.from : 'at' in mend ? mend.at : 0)

function mended(tr: Transaction, mend: Mend): Transaction | null {
  const block = blockIn(tr.doc, mend.block)
  if (!block) return null
  if (mend.kind === 'delete-block') return withoutBlock(tr, block)
  const inside = block.pos + 1
  if (mend.kind === 'delete-mark') return withoutMark(tr, inside + mend.at)
  const [from, to] = [inside + mend.from, inside + mend.to]
  if (to > inside + block.node.content.size || wordsBetween(tr.doc, from, to) !== mend.was) return null
  switch (mend.kind) {
    case 'replace':
      return replaced(tr, { from, was: mend.was, words: mend.words })
    case 'take-out':
      return mend.at.toSorted((a, b) => b - a).reduce((done, at) => takenOut(done, inside + at), tr)
    case 'link':
      return tr.addMark(from, to, tr.doc.type.schema.marks['reference']!.create({ to: mend.target }))
    case 'unlink':
      return tr.removeMark(from, to, tr.doc.type.schema.marks['reference'])
    case 'bracket':
      return addBracket(tr.delete(to - 1, to).delete(from, from + 1), from, to - 2, alternativeOf(newBracketId(), 0))
  }
}

type Place = { readonly node: Node; readonly pos: number }

function blockIn(doc: Node, id: string): Place | null {
  let found: Place | null = null
  doc.forEach((node, pos) => {
    if (attrsOf(node).id === id) found = { node, pos }
  })
  return found
}

export const wordsBetween = (doc: Node, from: number, to: number) => doc.textBetween(from, to, '', () => FOOTNOTE_SIGN)

/** A text is never without a block: the last one is emptied. */
const withoutBlock = (tr: Transaction, { node, pos }: Place) =>
  tr.doc.childCount > 1 ? tr.delete(pos, pos + node.nodeSize) : tr.delete(pos + 1, pos + 1 + node.content.size)

const withoutMark = (tr: Transaction, at: number) =>
  tr.doc.nodeAt(at)?.type.name === 'footnoteRef' ? tr.delete(at, at + 1) : null

/** Only the characters that differ: what somebody else writes in the rest stays, and so do the marks. */
function replaced(tr: Transaction, { from, was, words }: { from: number; was: string; words: string }): Transaction {
  const most = Math.min(was.length, words.length)
  let head = 0
  while (head < most && was[head] === words[head]) head++
  let tail = 0
  while (tail < most - head && was.at(-1 - tail) === words.at(-1 - tail)) tail++
  const [start, end] = [from + head, from + was.length - tail]
  const insert = words.slice(head, words.length - tail)
  if (insert === '') return tr.delete(start, end)
  return tr.replaceWith(start, end, tr.doc.type.schema.text(insert, [...marksFor(tr.doc, start, end, was.length)]))
}

function takenOut(tr: Transaction, at: number): Transaction {
  const instead = insteadOf(tr.doc.textBetween(at, at + 1))
  if (instead === '') return tr.delete(at, at + 1)
  return tr.replaceWith(at, at + 1, tr.doc.type.schema.text(instead, [...marksFor(tr.doc, at, at + 1, 1)]))
}

/** Those of the characters that give way; what is only added takes those before it, but for a link, which ends there. */
function marksFor(doc: Node, start: number, end: number, length: number): readonly Mark[] {
  if (end > start) return doc.nodeAt(start)?.marks ?? []
  const before = doc.resolve(start).nodeBefore?.marks ?? []
  return length > 0 ? before : before.filter(({ type }) => type.name !== 'reference')
}

/** Puts the caret on the words of a finding. */
export function selectRange(
  tr: Transaction,
  id: string,
  range: { from: number; to: number } | null,
): Transaction | null {
  const block = blockIn(tr.doc, id)
  if (!block) return null
  const within = (offset: number) => block.pos + 1 + Math.min(offset, block.node.content.size)
  return tr.setSelection(TextSelection.create(tr.doc, within(range?.from ?? 0), within(range?.to ?? 0)))
}
