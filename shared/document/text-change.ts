/**
 * Changes of the text that a command makes: carried out on the server, in the transaction that writes its act, so that the two
 * are never one without the other.
 */
import type * as Y from 'yjs'
import { bracketOf, isAlternative, numberOf } from './alternative.ts'
import { FRAGMENTS } from './blocks.ts'
import { deleteCopy, putBack, type CopyDeletion, type PuttingBack } from './flagged-text.ts'
import { fragmentOf } from './ydoc.ts'

export type TextChange = BracketSettling | PuttingBack | CopyDeletion

type BracketSettling = {
  readonly type: 'settle-bracket'
  readonly bracket: string
  /** The number of the alternative whose words stay, without their bracket; null where none does. */
  readonly keep: number | null
}

/** To be called inside one Yjs transaction. Does nothing where there is nothing of that kind any more. */
export function applyTextChange(doc: Y.Doc, change: TextChange): void {
  switch (change.type) {
    case 'settle-bracket':
      return settleBracket(doc, change)
    case 'put-back':
      return putBack(doc, change)
    case 'delete-copy':
      return deleteCopy(doc, change)
  }
}

function settleBracket(doc: Y.Doc, { bracket, keep }: BracketSettling): void {
  for (const name of FRAGMENTS) for (const text of fragmentOf(doc, name).values()) settleIn(text, bracket, keep)
}

function settleIn(text: Y.Text, bracket: string, keep: number | null): void {
  for (const stretch of stretchesOf(text).toReversed()) {
    const { at, length, alternative } = stretch
    if (!isAlternative(alternative) || bracketOf(alternative) !== bracket) continue
    if (numberOf(alternative) === keep) text.format(at, length, { alternative: null })
    else text.delete(at, length)
    if (keep === null) closeGap(text, at)
  }
}

/** Of two spaces that meet where words were taken out, one goes. */
function closeGap(text: Y.Text, at: number): void {
  const words = text.toJSON()
  // Where there are references, positions are not those of the characters.
  if (words.length === text.length && words[at] === ' ' && (at === 0 || words[at - 1] === ' ')) text.delete(at, 1)
}

type Stretch = { readonly at: number; readonly length: number; readonly alternative: unknown }

function stretchesOf(text: Y.Text): readonly Stretch[] {
  let at = 0
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes }) => {
      const length = typeof insert === 'string' ? insert.length : 1
      at += length
      return { at: at - length, length, alternative: attributes?.['alternative'] }
    },
  )
}
