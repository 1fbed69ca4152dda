// @vitest-environment jsdom
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocumentReader } from '../../../client/sync/document-reader.ts'
import { fragmentOf, readDocument, writeFragment } from '../../../shared/document/ydoc.ts'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { clause, randomFrom } from '../editor/desk.ts'
import { playedSeeds } from '../../support/played-seeds.ts'

const docOf = (ids: readonly string[]): Y.Doc => {
  const doc = new Y.Doc()
  const blocks = ids.map((id) => clause(id, `words of ${id}`))
  writeFragment(fragmentOf(doc, 'text'), blocks, initialKeys(ids.length))
  return doc
}

it('a block in which nothing happened is the very same value, and the one that was typed in is new', () => {
  const doc = docOf(['a', 'b', 'c'])
  const reader = createDocumentReader(doc)
  const before = reader.read()
  fragmentOf(doc, 'text').get('b')!.insert(0, 'more ')
  const after = reader.read()
  expect(after.text.map((block, at) => block === before.text[at])).toEqual([true, false, true])
  expect(after.reasons).toBe(before.reasons)
})

it('nothing having happened, the parts are the very same', () => {
  const reader = createDocumentReader(docOf(['a', 'b']))
  expect(reader.read().text).toBe(reader.read().text)
})

it.each(playedSeeds({ usual: 6 }))('whatever is done, it reads what is there (seed %i)', (seed) => {
  const chance = randomFrom(seed)
  const doc = docOf(['a', 'b', 'c', 'd'])
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const reader = createDocumentReader(doc)
  for (let step = 0; step < 200; step++) {
    act(chance() < 0.5 ? doc : other, step, chance)
    if (chance() < 0.3) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    if (chance() < 0.3) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    if (chance() < 0.6) expect(reader.read()).toEqual(readDocument(doc))
  }
})

function act(doc: Y.Doc, step: number, chance: () => number): void {
  const fragment = fragmentOf(doc, chance() < 0.8 ? 'text' : 'reasons')
  const ids = [...fragment.keys()]
  const id = ids[Math.floor(chance() * ids.length)]
  const text = id === undefined ? undefined : fragment.get(id)
  const roll = chance()
  if (roll < 0.15 || !text) writeFragment(fragment, [clause(`n${step}`, 'new')], [`a${Math.floor(chance() * 1000)}`])
  else if (roll < 0.2) fragment.delete(id!)
  else if (roll < 0.3) text.setAttribute('order', `a${Math.floor(chance() * 1000)}`)
  else if (roll < 0.4) text.setAttribute('kind', chance() < 0.5 ? 'text' : 'item')
  else if (roll < 0.5) text.format(0, Math.min(3, text.length), { emphasis: true })
  else if (roll < 0.7 && text.length > 2) text.delete(1, 1)
  else text.insert(Math.floor(chance() * text.length), 'x')
}
