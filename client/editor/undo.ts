/**
 * Undo takes back what the user of this editor did, and nothing of anybody else's.
 *
 * A block that this user made and somebody else has written in since is not deleted by an undo: the user's words leave it, the
 * other's words stay where they are.
 */
import * as Y from 'yjs'
import { FRAGMENTS } from '../../shared/document/blocks.ts'
import { typingClient } from '../../shared/document/undo-client.ts'
import { fragmentOf } from '../../shared/document/ydoc.ts'
import { EDITOR_ORIGIN } from './binding/binding.ts'
import { CarefulUndoManager } from './careful-undo.ts'

/** One for all fragments of a document. Call `clear()` when the text is locked: there is no undo across a lock. */
export function createUndoManager(doc: Y.Doc): Y.UndoManager {
  return new CarefulUndoManager(
    FRAGMENTS.map((name) => fragmentOf(doc, name)),
    { trackedOrigins: new Set([EDITOR_ORIGIN]), captureTimeout: 500, deleteFilter: mayDelete },
  )
}

/**
 * What an undo puts back stands there before anything is deleted. So an attribute that replaced another and is still the last
 * one was not put back, because somebody else has changed it too: then it stays. No block is ever without kind and order.
 */
function mayDelete(item: Y.Item): boolean {
  if (item.content instanceof Y.ContentType) return !holdsWordsOfOthers(item.content.type)
  if (item.parentSub === null || !(item.parent instanceof Y.Text)) return true
  if (item.parent._map.get(item.parentSub) !== item) return true
  if (item.left !== null || item.parentSub === 'kind' || item.parentSub === 'order') return false
  return !(isWrittenWith(item.id, item.parent._item!.id) && holdsWordsOfOthers(item.parent))
}

/** The attributes that the binding writes right after the block. */
const isWrittenWith = (item: Y.ID, block: Y.ID) => item.client === block.client && item.clock <= block.clock + 4

function holdsWordsOfOthers(block: Pick<Y.Text, '_item' | '_start'>): boolean {
  const maker = block._item && typingClient(block._item.id.client)
  for (let item = block._start; item !== null; item = item.right)
    if (!item.deleted && item.countable && typingClient(item.id.client) !== maker) return true
  return false
}
