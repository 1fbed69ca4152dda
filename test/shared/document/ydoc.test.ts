import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { joinRuns, KINDS, type Block } from '../../../shared/document/blocks.ts'
import { digestOf } from '../../../shared/document/digest.ts'
import { draftingFindings } from '../../../shared/drafting/drafting-checks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { fragmentOf, orderedTexts, readDocument, readFragment, writeFragment } from '../../../shared/document/ydoc.ts'
import { chanceOf, draftOf, randomText } from './random-text.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const textIn = (doc: Y.Doc) => fragmentOf(doc, 'text')

function docOf(blocks: readonly Block[], keys: readonly string[] = initialKeys(blocks.length)): Y.Doc {
  const doc = new Y.Doc()
  writeFragment(textIn(doc), blocks, keys)
  return doc
}

/** One block under the id "b", made by hand. */
function docWith(make: (text: Y.Text) => void): Y.Doc {
  const doc = new Y.Doc()
  const text = new Y.Text()
  textIn(doc).set('b', text)
  make(text)
  return doc
}
const read = (doc: Y.Doc) => readFragment(textIn(doc))

describe('a fragment', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const blocks = draftOf(randomText(chanceOf(seed)))
        expect(read(docOf(blocks))).toEqual(blocks.map((block) => ({ ...block, runs: joinRuns(block.runs) })))
      }),
    )
  })

  it('reads in the order of the keys, and of the ids where two keys are the same', () => {
    const blocks = ['c', 'a', 'b', 'd'].map((id) => ({ ...randomText(chanceOf(1))[0]!, id: id as Block['id'] }))
    expect(read(docOf(blocks, ['V', 'V', 'V', 'A'])).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c'])
  })

  it('moves a block by its key alone: its words and its id stay', () => {
    const doc = docOf(randomText(chanceOf(3)).slice(0, 3))
    const [[, first]] = orderedTexts(textIn(doc)) as [readonly [string, Y.Text]]
    const before = read(doc)
    first.setAttribute('order', 'zz')
    expect(read(doc)).toEqual([before[1], before[2], before[0]])
  })

  it('is one of three in a document, each under its own name', () => {
    const doc = docOf(randomText(chanceOf(5)))
    expect(readDocument(doc)).toEqual({ text: read(doc), reasons: [], summary: [] })
  })
})

describe('what other programs may write', () => {
  it('of an unknown kind is a plain paragraph', () => {
    for (const kind of ['table', '', 7, null, { kind: 'item' }, undefined])
      expect(read(docWith((text) => text.setAttribute('kind', kind)))[0]!.kind).toBe('text')
    for (const kind of KINDS) expect(read(docWith((text) => text.setAttribute('kind', kind)))[0]!.kind).toBe(kind)
  })

  it('of an unknown level is at level 0', () => {
    for (const level of [3, -1, 1.5, '1', null, Number.NaN, [1]])
      expect(read(docWith((text) => text.setAttribute('level', level)))[0]!.level).toBe(0)
  })

  it('of an unknown origin comes from nowhere, and without an order stands first', () => {
    const doc = docWith((text) => text.setAttribute('origin', 4))
    expect(read(doc)[0]!.origin).toBeNull()
    const other = new Y.Text()
    textIn(doc).set('a', other)
    other.setAttribute('order', '1')
    expect(read(doc).map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('as marks or embeds that are not known is left out, and the words stay', () => {
    const doc = docWith((text) =>
      text.applyDelta([
        { insert: 'one ', attributes: { bold: true, emphasis: 'yes' } },
        { insert: { type: 'image', to: 'x' } },
        { insert: 'two', attributes: { emphasis: false } },
        { insert: { type: 'footnoteRef', to: 9 } },
        { insert: 7 },
        { insert: { type: 'footnoteRef', to: 'f', more: true } },
        { insert: ' three', attributes: { emphasis: true } },
      ]),
    )
    expect(read(doc)[0]!.runs).toEqual([{ text: 'one two' }, { footnote: 'f' }, { text: ' three', emphasis: true }])
  })

  it('as an embed of nothing, which only a forged update can hold, is left out', () => {
    const doc = docWith((text) => {
      text.insertEmbed(0, { type: 'footnoteRef', to: 'f' })
      Object.assign(text._start!.content, { embed: null })
    })
    const received = new Y.Doc()
    Y.applyUpdate(received, Y.encodeStateAsUpdate(doc))
    expect(read(received)[0]!.runs).toEqual([])
  })

  it('that is no text is no block', () => {
    const doc = docWith((text) => text.insert(0, 'words'))
    const map = doc.getMap<unknown>('text')
    const values = {
      map: new Y.Map(),
      array: new Y.Array(),
      xml: new Y.XmlElement('p'),
      word: 'x',
      n: null,
      o: { a: 1 },
    }
    for (const [id, value] of Object.entries(values)) map.set(id, value)
    expect(read(doc).map(({ id }) => id)).toEqual(['b'])
  })

  it('is read without a throw and without a change, whatever it is; and labels, checks and digest follow', () => {
    const anyAttribute = fc.tuple(fc.constantFrom('kind', 'level', 'origin', 'order', 'x'), fc.jsonValue())
    const anyInsert = fc.record({
      insert: fc.oneof(
        fc.string({ minLength: 1, unit: 'binary' }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(7, true),
      ),
      attributes: fc.dictionary(fc.constantFrom('emphasis', 'bold', 'link'), fc.jsonValue()),
    })
    const anyValue = fc.oneof(
      fc.record({ attributes: fc.array(anyAttribute), delta: fc.array(anyInsert) }),
      fc.jsonValue().map((plain) => ({ plain })),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyValue), (values) => {
        const doc = new Y.Doc()
        const map = doc.getMap<unknown>('text')
        for (const [id, value] of Object.entries(values)) {
          const text = new Y.Text()
          map.set(id, 'plain' in value ? value.plain : text)
          if ('plain' in value) continue
          for (const [name, attribute] of value.attributes) text.setAttribute(name, attribute)
          text.applyDelta(value.delta)
        }
        const before = Y.encodeStateAsUpdate(doc)
        const document = readDocument(doc)
        expect(labelsOf(document.text)).toHaveLength(document.text.length)
        draftingFindings({ operator: 'MOD', document, base: [] })
        expect(digestOf(document, { operator: 'MOD', base: null }).document).toMatch(/^[0-9a-f]{64}$/)
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
      }),
    )
  })
})
