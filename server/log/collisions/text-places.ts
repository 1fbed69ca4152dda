/** Characters of the history, found again in the text as it stands. */
import * as Y from 'yjs'
import { insertRuns } from '../../../shared/document/flagged-text.ts'
import { fragmentOf } from '../../../shared/document/ydoc.ts'
import { nameOf, runsOf, type Char } from './text-history.ts'

/** Undefined where the block is gone. */
export function standingText(doc: Y.Doc, historic: Y.Text): Y.Text | undefined {
  const { fragment, block } = nameOf(historic)
  return fragmentOf(doc, fragment).get(block)
}

/** Puts words next to a character, also where that one is deleted; its block must stand. */
export function insertNextTo(
  doc: Y.Doc,
  { char, side }: { char: Char; side: 'behind' | 'before' },
  words: readonly Char[],
): void {
  const text = standingText(doc, char.text)
  if (!text) return
  const { at, stands } = placeOf(text, char)
  insertRuns(text, at + (stands && side === 'behind' ? 1 : 0), runsOf(words))
}

export function deleteChar(doc: Y.Doc, char: Char): void {
  const text = standingText(doc, char.text)
  if (!text) return
  const { at, stands } = placeOf(text, char)
  if (stands) text.delete(at, 1)
}

/** How many characters stand before it. */
function placeOf(text: Y.Text, { client, clock }: Y.ID): { readonly at: number; readonly stands: boolean } {
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    const { id, length, deleted, countable } = item
    if (id.client === client && id.clock <= clock && clock < id.clock + length)
      return { at: at + (deleted ? 0 : clock - id.clock), stands: !deleted && countable }
    if (!deleted && countable) at += length
  }
  return { at, stands: false }
}
