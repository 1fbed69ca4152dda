/** The same text, come about in different ways: typed by several people, in any order, with detours. It has one digest. */
import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isFootnoteRef, type Block, type Run } from '../../../shared/document/blocks.ts'
import { fragmentDigest } from '../../../shared/document/digest.ts'
import { initialKeys, keyBetween } from '../../../shared/document/order-key.ts'
import { fragmentOf, readFragment, writeFragment } from '../../../shared/document/ydoc.ts'
import { chanceOf, oneOf, randomText, type Chance } from './random-text.ts'

const textIn = (doc: Y.Doc) => fragmentOf(doc, 'text')
const digestIn = (doc: Y.Doc) => fragmentDigest('text', readFragment(textIn(doc)))

/** As the server writes a starting text: once, in order. */
function writtenAtOnce(blocks: readonly Block[]): Y.Doc {
  const doc = new Y.Doc()
  writeFragment(textIn(doc), blocks, initialKeys(blocks.length))
  return doc
}

/** Each sign of a block with its marks, or a footnote mark. */
const signsOf = (runs: readonly Run[]): readonly Run[] =>
  runs.flatMap<Run>((run) => (isFootnoteRef(run) ? [run] : Array.from(run.text, (text) => ({ ...run, text }))))

/** The same text by two people who take turns, block by block in any order, sign by sign in any order. */
class TypedText {
  private readonly chance: Chance
  private readonly people: readonly Y.Doc[]

  constructor(chance: Chance) {
    this.chance = chance
    this.people = [1, 2].map((client) => Object.assign(new Y.Doc(), { clientID: client }))
  }

  type(blocks: readonly Block[]): Y.Doc {
    const orders: (string | null)[] = blocks.map(() => null)
    for (const at of this.shuffled(blocks)) {
      const before = orders.slice(0, at).findLast((key) => key !== null) ?? null
      const after = orders.slice(at + 1).find((key) => key !== null) ?? null
      orders[at] = keyBetween(before, after, this.chance)
      this.typeBlock(blocks[at]!, orders[at])
    }
    return this.someone()
  }

  private typeBlock(block: Block, order: string) {
    const { id, kind, level } = block
    const text = new Y.Text()
    textIn(this.someone()).set(`typed-${id}`, text)
    for (const [name, value] of Object.entries({ kind: 'item', order: 'zz', level: 2, origin: 'elsewhere' }))
      this.typed(id).setAttribute(name, value)
    this.typeWords(id, signsOf(block.runs))
    for (const [name, value] of Object.entries({ kind, order, level })) this.typed(id).setAttribute(name, value)
    if (this.chance() < 0.5) this.typed(id).removeAttribute('origin')
  }

  /** In any order, with a detour now and then that is taken back, and emphasis that comes after the words. */
  private typeWords(id: string, signs: readonly Run[]) {
    const there: number[] = []
    for (const at of this.shuffled(signs)) {
      const index = there.filter((each) => each < at).length
      const sign = signs[at]!
      there.push(at)
      if (isFootnoteRef(sign)) this.typed(id).insertEmbed(index, { type: 'footnoteRef', to: `typed-${sign.footnote}` })
      else this.typed(id).insert(index, sign.text, this.chance() < 0.5 ? { emphasis: true } : {})
      if (this.chance() < 0.1) this.detour(id, index)
    }
    let index = 0
    for (const sign of signs) {
      const length = isFootnoteRef(sign) ? 1 : sign.text.length
      if (!isFootnoteRef(sign)) this.typed(id).format(index, length, { emphasis: sign.emphasis ?? null })
      index += length
    }
  }

  private detour(id: string, index: number) {
    this.typed(id).insert(index, 'detour', { emphasis: true })
    this.typed(id).delete(index, 'detour'.length)
  }

  private typed(id: string): Y.Text {
    return textIn(this.someone()).get(`typed-${id}`)!
  }

  /** One of the two, who has seen everything so far. */
  private someone(): Y.Doc {
    const [one, other] = this.people as [Y.Doc, Y.Doc]
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)))
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)))
    return oneOf(this.chance, this.people)
  }

  private shuffled(things: readonly unknown[]): readonly number[] {
    return things
      .map((_, at) => ({ at, key: this.chance() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ at }) => at)
  }
}

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
/** Short clauses without signs outside the basic plane: their halves would be typed apart here, which no keyboard does. */
const shortText = (chance: Chance): readonly Block[] =>
  randomText(chance).map((block) => ({
    ...block,
    runs: block.runs.map((run) => (isFootnoteRef(run) ? run : { ...run, text: run.text.slice(0, 12) })),
  }))

describe('one text has one digest', () => {
  it('whoever typed it, in whatever order, with whatever detours', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const chance = chanceOf(seed)
        const blocks = shortText(chance)
        const typed = new TypedText(chance).type(blocks)
        const written = writtenAtOnce(blocks)
        expect(Y.encodeStateAsUpdate(typed)).not.toEqual(Y.encodeStateAsUpdate(written))
        expect(digestIn(typed)).toBe(digestIn(written))
      }),
      { numRuns: 40 },
    )
  })

  it('on every machine that has the same updates', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const written = writtenAtOnce(randomText(chanceOf(seed)))
        const elsewhere = new Y.Doc()
        Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(written))
        expect(digestIn(elsewhere)).toBe(digestIn(written))
      }),
    )
  })

  it('also where half of a character was deleted on one of them', () => {
    const doc = writtenAtOnce([{ ...randomText(chanceOf(1))[0]!, runs: [{ text: 'a😀b' }] }])
    const words = [...textIn(doc).values()][0]!
    words.delete(1, 1)
    const elsewhere = new Y.Doc()
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(doc))
    expect(digestIn(elsewhere)).toBe(digestIn(doc))
  })
})
