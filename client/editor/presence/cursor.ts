/** Where somebody's caret is, as it travels: a block and a place in its words that stays right while others type. */
import { fromBase64, toBase64 } from 'lib0/buffer'
import type { EditorState } from '@tiptap/pm/state'
import * as Y from 'yjs'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import { placesOf, positionOf, type Place } from '../binding/kept-selection.ts'

/** `pos` is an encoded Yjs relative position, about 12 characters. */
export type CursorEnd = { readonly block: string; readonly pos: string }
export type Cursor = { readonly fragment: FragmentName; readonly anchor: CursorEnd; readonly head: CursorEnd }
/** `user` is stamped by the server; a client never sends one. */
export type PresenceState = {
  readonly cursor?: Cursor | null
  readonly user?: { readonly name: string; readonly administration: string; readonly symbol: string }
}

export function cursorOf({ doc, selection }: EditorState, name: FragmentName, fragment: Y.Map<Y.Text>): Cursor | null {
  const places = placesOf(doc, selection.anchor, selection.head)
  const [anchor, head] = [places && endOf(places.anchor, fragment), places && endOf(places.head, fragment)]
  return anchor && head && { fragment: name, anchor, head }
}

function endOf({ id, offset }: Place, fragment: Y.Map<Y.Text>): CursorEnd | null {
  const text = id === null ? undefined : fragment.get(id)
  if (id === null || !text) return null
  return { block: id, pos: toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, offset))) }
}

/** Null while the text of that place has not arrived, or when it is gone. What others send is not trusted to be well formed. */
export function resolveEnd(end: CursorEnd, { doc }: EditorState, fragment: Y.Map<Y.Text>): number | null {
  const offset = offsetOf(end, fragment)
  return offset === null ? null : positionOf(doc, { id: end.block, offset })
}

function offsetOf({ block, pos }: CursorEnd, fragment: Y.Map<Y.Text>): number | null {
  try {
    const relative = Y.decodeRelativePosition(fromBase64(pos))
    const place = Y.createAbsolutePositionFromRelativePosition(relative, fragment.doc!)
    return place && place.type === fragment.get(block) ? place.index : null
  } catch {
    return null
  }
}
