/**
 * Words go right behind the last word that stands before them, never behind words that are gone. Yjs itself would skip those. By
 * this the server can tell what the writer saw: a neighbour on the left that is gone was not known to be gone, and where it was
 * carried to, the new words belong too.
 */
import * as Y from 'yjs'

/** Answers whether the words went to another place than Yjs meant: then they may stand among other marks. */
export function behindStanding(insert: () => void): boolean {
  const integrate: Y.Item['integrate'] = Reflect.get(Y.Item.prototype, 'integrate')
  let isFirst = true
  let hasMoved = false
  Y.Item.prototype.integrate = function (this: Y.Item, transaction, offset) {
    // The others of one insertion, words and their marks, follow each other.
    if (isFirst && this.parentSub === null) hasMoved = moveBack(this)
    isFirst = false
    integrate.call(this, transaction, offset)
  }
  try {
    insert()
  } finally {
    Y.Item.prototype.integrate = integrate
  }
  return hasMoved
}

function moveBack(item: Y.Item): boolean {
  let hasPassedGone = false
  let left = item.left
  for (; left !== null && !isStanding(left); left = left.left) hasPassedGone ||= left.deleted && !isMark(left)
  if (!hasPassedGone) return false
  item.left = left
  item.origin = left && left.lastId
  item.right = left === null ? (item.parent as Y.Text)._start : left.right
  item.rightOrigin = item.right && item.right.id
  return true
}

const isStanding = (item: Y.Item) => !item.deleted && item.countable
const isMark = ({ content }: Y.Item) => content instanceof Y.ContentFormat
