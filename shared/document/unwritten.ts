/**
 * Words that stand on the screen and not in the doc yet: an input method composes them, and somebody else writes beside them. They
 * are edits that nobody has.
 */
import type * as Y from 'yjs'

type Waiting = { readonly by: Set<object>; readonly listeners: Set<() => void> }
const docs = new WeakMap<Y.Doc, Waiting>()

export const hasUnwritten = (doc: Y.Doc): boolean => (docs.get(doc)?.by.size ?? 0) > 0

/** `by`: whoever holds the words back. */
export function setUnwritten(doc: Y.Doc, by: object, isHeld: boolean): void {
  const waiting = waitingIn(doc)
  if (waiting.by.has(by) === isHeld) return
  if (isHeld) waiting.by.add(by)
  else waiting.by.delete(by)
  for (const listener of waiting.listeners) listener()
}

/** Ends with the doc. */
export const onUnwritten = (doc: Y.Doc, listener: () => void): void => void waitingIn(doc).listeners.add(listener)

function waitingIn(doc: Y.Doc): Waiting {
  const waiting = docs.get(doc) ?? { by: new Set(), listeners: new Set() }
  docs.set(doc, waiting)
  return waiting
}
