/** The document that everything is measured on: a draft of some clauses, made longer by edits where its size matters. */
import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { orderedTexts, fragmentOf, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { chanceFrom, clausesOf, textInForce, wordsOf } from '../typing/clauses.ts'

export const CLAUSES = 60

export const sampleImport = () => textInForce(clausesOf(CLAUSES, chanceFrom(CLAUSES)))

/** The same for a server that knows no proposals: one update, as a client would bring it. */
export function sampleUpdate(): Uint8Array {
  const doc = new Y.Doc()
  const blocks = sampleImport().blocks.map((block) => ({ ...block, id: blockId(block.id), origin: null }) as Block)
  doc.transact(() => writeFragment(fragmentOf(doc, 'text'), blocks, initialKeys(blocks.length)))
  return Y.encodeStateAsUpdate(doc)
}

export function docFrom(base: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  return doc
}

export const itemsOf = (doc: Y.Doc): readonly Y.Text[] =>
  orderedTexts(fragmentOf(doc, 'text')).flatMap(([, text]) => (text.getAttribute('kind') === 'item' ? [text] : []))

/** Collects the updates that a change makes, one for each transaction. */
export function updatesOf(doc: Y.Doc, change: () => void): readonly Uint8Array[] {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => void updates.push(update)
  doc.on('update', collect)
  change()
  doc.off('update', collect)
  return updates
}

const WORDS_IN_A_STEP = 1_000

/**
 * Words put in all over the text until it has so many bytes, in updates of a thousand words; then every fourth is struck from in one
 * more. What is struck leaves a mark in every Yjs document, which a stock client repeats whenever it comes back. It is struck last:
 * to put words beside what is gone makes our server look for a collision, which is not what is measured with such a document.
 */
export function grown(doc: Y.Doc, bytes: number, chance: () => number): readonly Uint8Array[] {
  const items = itemsOf(doc)
  const somewhere = () => {
    const text = items[Math.floor(chance() * items.length)]!
    return { text, place: Math.floor(chance() * text.length) }
  }
  let words = 0
  const insertSome = () =>
    doc.transact(() => {
      for (const all = words + WORDS_IN_A_STEP; words < all; words++) {
        const { text, place } = somewhere()
        text.insert(place, `${wordsOf(1, chance)} `)
      }
    })
  const strike = () =>
    doc.transact(() => {
      for (let word = 0; word < words; word += 4) {
        const { text, place } = somewhere()
        text.delete(place, 3)
      }
    })
  return updatesOf(doc, () => {
    do insertSome()
    while (Y.encodeStateAsUpdate(doc).length < bytes)
    strike()
  })
}

const KEYS_IN_A_PLACE = 8

/** Somebody who types: every key is one update, made by a real Y.Doc. */
export class Typist {
  readonly client: number
  private readonly doc: Y.Doc
  private readonly items: readonly Y.Text[]
  private readonly clause: number
  private typed = 0

  constructor(base: Uint8Array, clause: number) {
    this.doc = docFrom(base)
    this.client = this.doc.clientID = randomInt(2 ** 32 - 1)
    this.items = itemsOf(this.doc)
    this.clause = clause % this.items.length
  }

  /** The next keys, at the end of one clause; after the n-th of all the client's clock is n. */
  keys(count: number): readonly Uint8Array[] {
    const text = this.items[this.clause]!
    return this.each(count, () => this.type(text, text.length))
  }

  /** The same, here and there in the whole text: what is typed in one place is one part of the document, many places are many. */
  keysAllOver(count: number, chance: () => number): readonly Uint8Array[] {
    let [text, place] = [this.items[0]!, 0]
    return this.each(count, () => {
      if (this.typed % KEYS_IN_A_PLACE === 0) {
        text = this.items[Math.floor(chance() * this.items.length)]!
        place = Math.floor(chance() * text.length)
      }
      this.type(text, place++)
    })
  }

  private each(count: number, press: () => void): readonly Uint8Array[] {
    return updatesOf(this.doc, () => {
      for (let key = 0; key < count; key++) press()
    })
  }

  private type(text: Y.Text, place: number): void {
    text.insert(place, ++this.typed % 6 === 0 ? ' ' : 'r')
  }
}
