/**
 * Undo takes back what the user of this editor did, and nothing of anybody else's.
 *
 * A block that this user made and somebody else has written in since is not deleted by an undo: the user's words leave it, the
 * other's words stay where they are.
 */
import * as Y from 'yjs'
import { FRAGMENTS } from '../../shared/document/blocks.ts'
import { fragmentOf } from '../../shared/document/ydoc.ts'
import { EDITOR_ORIGIN } from './binding/binding.ts'

/** One for all fragments of a document. Call `clear()` when the text is locked: there is no undo across a lock. */
export function createUndoManager(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(
    FRAGMENTS.map((name) => fragmentOf(doc, name)),
    { trackedOrigins: new Set([EDITOR_ORIGIN]), captureTimeout: 500, deleteFilter: mayDelete },
  )
}

const mayDelete = (item: Y.Item): boolean => !holdsWordsOfOthers(blockMadeBy(item))

/** The block that an item brings into being: it holds the block, or is one of the attributes written right after it. */
function blockMadeBy(item: Y.Item): Y.Text | null {
  if (item.content instanceof Y.ContentType) return item.content.type instanceof Y.Text ? item.content.type : null
  if (item.parentSub === null || !(item.parent instanceof Y.Text)) return null
  return writtenWith(item, item.parent._item!) ? item.parent : null
}

const ATTRIBUTES = 4

const writtenWith = (item: Y.Item, block: Y.Item) =>
  item.id.client === block.id.client && item.id.clock <= block.id.clock + ATTRIBUTES

function holdsWordsOfOthers(block: Y.Text | null): boolean {
  const maker = block?._item?.id.client
  for (let item = block?._start ?? null; item !== null; item = item.right)
    if (!item.deleted && item.countable && item.id.client !== maker) return true
  return false
}
