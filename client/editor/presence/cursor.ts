/** Somebody's caret, between the editor and the items of the text by which it travels: it stays right while others type. */
import type { EditorState } from '@tiptap/pm/state'
import * as Y from 'yjs'
import type { Caret, CaretEnd, Present } from '../../../shared/protocol/presence.ts'
import { placesOf, positionOf, type Place } from '../binding/kept-selection.ts'

/** Those at work on the text, as the editor needs them. */
export type AtWork = {
  others(): readonly (Present & { readonly caret: Caret | null })[]
  /** Answers how to listen no more. */
  onCarets(listener: () => void): () => void
  caretPlace(read: () => Caret | null): { readonly moved: () => void; readonly leave: () => void }
}

export function caretOf({ doc, selection }: EditorState, fragment: Y.Map<Y.Text>): Caret | null {
  const places = placesOf(doc, selection.anchor, selection.head)
  const [anchor, head] = [places && endOf(places.anchor, fragment), places && endOf(places.head, fragment)]
  return anchor && head && { anchor, head }
}

function endOf({ id, offset }: Place, fragment: Y.Map<Y.Text>): CaretEnd | null {
  const text = id === null ? undefined : fragment.get(id)
  if (!text) return null
  const { item, type } = Y.createRelativePositionFromTypeIndex(text, offset)
  if (item) return { place: 'before', ...idOf(item) }
  return type && { place: 'end', ...idOf(type) }
}

const idOf = ({ client, clock }: Y.ID) => ({ client, clock })

/** A place in the words of a block, and which letter stands before it: that changes when its owner types on. */
export type Resolved = { readonly pos: number; readonly behind: string }

/**
 * Null in another fragment, while the text of that place has not arrived, and when it is gone. What others send is not trusted to be
 * well formed.
 */
export function resolveEnd(end: CaretEnd, { doc }: EditorState, fragment: Y.Map<Y.Text>): Resolved | null {
  const place = placeIn(end, fragment)
  const block = place && blockOf(place.type, fragment)
  if (!place || !block) return null
  const pos = positionOf(doc, { id: block, offset: place.index })
  return pos === null ? null : { pos, behind: `${block} ${letterBefore(place)}` }
}

type PlaceInText = { readonly type: Y.Text; readonly index: number }

function placeIn({ place, client, clock }: CaretEnd, fragment: Y.Map<Y.Text>): PlaceInText | null {
  const id = { client, clock }
  const named = place === 'end' ? { type: id } : { item: id, assoc: place === 'behind' ? -1 : 0 }
  try {
    const relative = Y.createRelativePositionFromJSON(named)
    const found = Y.createAbsolutePositionFromRelativePosition(relative, fragment.doc!)
    return found?.type instanceof Y.Text ? { type: found.type, index: found.index } : null
  } catch {
    return null
  }
}

function blockOf(text: Y.Text, fragment: Y.Map<Y.Text>): string | null {
  const block = text._item?.parentSub ?? null
  return block !== null && fragment.get(block) === text ? block : null
}

const letterBefore = ({ type, index }: PlaceInText): string => {
  if (index === 0) return ''
  const { item } = Y.createRelativePositionFromTypeIndex(type, index - 1)
  return item ? `${item.client} ${item.clock}` : ''
}
