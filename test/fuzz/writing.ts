/** What a person does to a text, and what of it can be looked for later: each word is typed once in the world. */
import type * as Y from 'yjs'
import { FRAGMENTS } from '../../shared/document/blocks.ts'
import { keyBetween } from '../../shared/document/order-key.ts'
import { fragmentOf, orderedTexts, orderOf } from '../../shared/document/ydoc.ts'
import type { Chance } from '../support/server-chance.ts'

/** Words that somebody took out of the text on purpose, and clauses that went with all that was ever in them. */
export type Erased = { readonly words: Set<string>; readonly blocks: Set<string> }
export type Typed = { readonly word: string; readonly block: string; readonly at: number }

const WORD = /<[a-z]\d+>/g
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'.split('')

export class Writing {
  private readonly chance: Chance
  private readonly erased: Erased
  private readonly name: string
  private count = 0

  constructor(name: string, chance: Chance, erased: Erased) {
    this.name = name
    this.chance = chance
    this.erased = erased
  }

  /** Null where there is nothing to write into. */
  type(doc: Y.Doc): Typed | null {
    const found = this.someBlock(doc)
    if (!found) return null
    const word = `<${this.name}${this.count++}>`
    found.text.insert(this.placeIn(found.text), word)
    return { word, block: found.id, at: performance.now() }
  }

  /** Not inside of a word: it would be two halves that nobody can find. */
  private placeIn(text: Y.Text): number {
    const place = this.chance.number(text.length + 1)
    const inside = [...text.toJSON().matchAll(WORD)].find(
      ({ index, 0: word }) => index < place && place < index + word.length,
    )
    return inside ? inside.index : place
  }

  erase(doc: Y.Doc): void {
    const text = this.someBlock(doc)?.text
    if (!text || text.length === 0) return
    const from = this.chance.number(text.length)
    const length = 1 + this.chance.number(Math.min(12, text.length - from))
    for (const { index, 0: word } of text.toJSON().matchAll(WORD))
      if (index < from + length && from < index + word.length) this.erased.words.add(word)
    text.delete(from, length)
  }

  emphasize(doc: Y.Doc): void {
    const text = this.someBlock(doc)?.text
    if (!text || text.length < 2) return
    const from = this.chance.number(text.length - 1)
    text.format(from, 1 + this.chance.number(text.length - from), { emphasis: this.chance.is(0.6) ? true : null })
  }

  level(doc: Y.Doc): void {
    this.someBlock(doc)?.text.setAttribute('level', this.chance.number(3))
  }

  move(doc: Y.Doc): void {
    const found = this.someBlock(doc)
    if (found) found.text.setAttribute('order', this.someKey(doc))
  }

  add(doc: Y.Doc, newText: () => Y.Text): void {
    const id = Array.from({ length: 13 }, () => this.chance.one(LETTERS)).join('')
    const key = this.someKey(doc)
    doc.transact(() => {
      const text = newText()
      fragmentOf(doc, 'text').set(id, text)
      text.setAttribute('kind', 'item')
      text.setAttribute('level', 0)
      text.setAttribute('order', key)
      text.insert(0, 'a new clause ')
    })
  }

  remove(doc: Y.Doc): void {
    const found = this.someBlock(doc)
    if (!found || fragmentOf(doc, 'text').size < 4) return
    this.erased.blocks.add(found.id)
    for (const [word] of found.text.toJSON().matchAll(WORD)) this.erased.words.add(word)
    fragmentOf(doc, 'text').delete(found.id)
  }

  private someBlock(doc: Y.Doc): { readonly id: string; readonly text: Y.Text } | null {
    const all = orderedTexts(fragmentOf(doc, 'text')).filter(([, text]) => isOrdinary(text))
    if (all.length === 0) return null
    // Mostly among the first, so that people meet.
    const [id, text] = all[Math.min(this.chance.number(all.length), this.chance.number(all.length))]!
    return { id, text }
  }

  private someKey(doc: Y.Doc): string {
    const keys = orderedTexts(fragmentOf(doc, 'text')).map(([, text]) => orderOf(text))
    const at = this.chance.number(keys.length + 1)
    return keyBetween(keys[at - 1] ?? null, keys[at] ?? null, () => this.chance.number(1e6) / 1e6)
  }
}

/** The words of an opening are repeated in the links to it, and those of a link are rewritten. */
const isOrdinary = (text: Y.Text): boolean =>
  text.getAttribute('kind') === 'item' && !JSON.stringify(text.toDelta()).includes('"reference"')

/** How often each word stands in a text, in all its parts. */
export function countWords(doc: Y.Doc): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of FRAGMENTS)
    for (const [, text] of orderedTexts(fragmentOf(doc, name)))
      for (const [word] of text.toJSON().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
