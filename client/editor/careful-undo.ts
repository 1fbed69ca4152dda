/**
 * `Y.UndoManager`, made safe for blocks. Two things go wrong in it when others work on what an undo brings back:
 *
 * 1. It can restore a stretch between two neighbours that do not stand in this order any more; the words then come out in
 *    different places for different people (yjs issue 794, open; found again by `random-edits.test.ts`). Here each item is
 *    looked at before it enters the document: when its right neighbour cannot be reached from its left one, it goes right
 *    before the right one, which mostly is what it was.
 * 2. It restores a deleted block without an attribute that somebody else changed at the same time. Here the block takes the
 *    last value that is known.
 *
 * What it puts back stands under a Yjs client id of its own, so that the server knows it from words typed anew.
 */
import * as Y from 'yjs'
import { undoClient } from '../../shared/document/undo-client.ts'

export class CarefulUndoManager extends Y.UndoManager {
  override undo() {
    return this.#inOneTransaction('undoing', () => super.undo())
  }

  override redo() {
    return this.#inOneTransaction('redoing', () => super.redo())
  }

  /** Yjs asks for the flag when the transaction ends, which is later than its own undo expects. */
  #inOneTransaction<T>(flag: 'undoing' | 'redoing', work: () => T): T {
    try {
      return Y.transact(
        this.doc,
        () => {
          const { result, blocks } = withReachableNeighbours(() => asUndo(this.doc, work))
          blocks.forEach(completeAttributes)
          if (result !== null) this.scope.some(signed)
          this[flag] = true
          return result
        },
        this,
      )
    } finally {
      this[flag] = false
    }
  }
}

function asUndo<T>(doc: Y.Doc, work: () => T): T {
  const { clientID } = doc
  doc.clientID = undoClient(clientID)
  try {
    return work()
  } finally {
    doc.clientID = clientID
  }
}

/**
 * An undo is known by its writer having written under the id of typing; who has only deleted so far has not, so a letter is put in and
 * taken out. Answers whether it is known now.
 */
function signed(fragment: Y.UndoManager['scope'][number]): boolean {
  const doc = fragment instanceof Y.Doc ? fragment : fragment.doc
  if (!doc || Y.getState(doc.store, doc.clientID) > 0) return true
  const text: unknown = fragment instanceof Y.Map ? fragment.values().next().value : null
  if (!(text instanceof Y.Text)) return false
  text.insert(0, ' ')
  text.delete(0, 1)
  return true
}

/** Also tells which blocks came back. */
function withReachableNeighbours<T>(work: () => T): { readonly result: T; readonly blocks: readonly Y.Item[] } {
  const integrate: Y.Item['integrate'] = Reflect.get(Y.Item.prototype, 'integrate')
  const blocks: Y.Item[] = []
  Y.Item.prototype.integrate = function (this: Y.Item, transaction, offset) {
    if (this.parentSub === null && offset === 0) makeReachable(this)
    integrate.call(this, transaction, offset)
    if (textIn(this)) blocks.push(this)
  }
  try {
    return { result: work(), blocks }
  } finally {
    Y.Item.prototype.integrate = integrate
  }
}

function makeReachable(item: Y.Item): void {
  const behind = item.left === null ? firstOf(item.parent) : item.left.right
  if (item.right === null || reaches(behind, item.right)) return
  item.left = item.right.left
  item.origin = item.left && item.left.lastId
}

const firstOf = (parent: Y.Item['parent']) => (parent instanceof Y.AbstractType ? parent._start : null)

function reaches(from: Y.Item | null, to: Y.Item): boolean {
  for (let item = from; item !== null; item = item.right) if (item === to) return true
  return false
}

/** The block that was deleted stands to the left of the one that came back, under the same id. */
function completeAttributes(block: Y.Item): void {
  const [text, old] = [textIn(block), block.left && textIn(block.left)]
  if (!text || !old || block.deleted) return
  for (const [name, last] of old._map) {
    const value = lastValue(last)
    if (value !== undefined && text.getAttribute(name) === undefined) text.setAttribute(name, value)
  }
}

/** What was deleted and is not kept for an undo has lost its value. */
function lastValue(last: Y.Item): unknown {
  for (let item: Y.Item | null = last; item !== null; item = item.left)
    if (item.content instanceof Y.ContentAny) return item.content.arr.at(-1)
  return undefined
}

const textIn = ({ content }: Y.Item): Y.Text | null =>
  content instanceof Y.ContentType && content.type instanceof Y.Text ? content.type : null
