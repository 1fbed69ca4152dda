/** An update with its letters joined is the same update in fewer bytes. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { withJoinedLetters } from '../../../client/sync/joined-letters.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'

const SEEDS = playedSeeds({ usual: 5 })

/** The updates of what is done to a text that holds some words already. */
function updatesOf(act: (text: Y.Text, doc: Y.Doc) => void): { base: Uint8Array; updates: Uint8Array[] } {
  const doc = new Y.Doc()
  const text = new Y.Text('some words')
  doc.getMap('text').set('x', text)
  const base = Y.encodeStateAsUpdate(doc)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, base)
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  act(copy.getMap<Y.Text>('text').get('x')!, copy)
  return { base, updates }
}

function stateOf(...updates: readonly Uint8Array[]) {
  const doc = new Y.Doc({ gc: false })
  for (const update of updates) Y.applyUpdate(doc, update)
  return { text: doc.getMap<Y.Text>('text').get('x')!.toDelta() as unknown, all: Y.encodeStateAsUpdate(doc) }
}

function actBy(chance: Chance, text: Y.Text): void {
  let at = chance.number(text.length + 1)
  for (let step = 0; step < 40; step++) {
    if (chance.is(0.15)) at = chance.number(text.length + 1)
    if (chance.is(0.1) && at < text.length) text.delete(at, 1)
    else if (chance.is(0.05)) text.insertEmbed(at++, { type: 'footnoteRef', to: 'n' })
    else if (chance.is(0.06)) text.insert(at, 'em', { emphasis: true })
    else text.insert(at++, chance.one(['a', 'b', 'ü', '語', '🙂'.slice(0, 2), 'word']))
    at = Math.min(at, text.length)
  }
}

it.each(SEEDS)('whatever is written, the text, and every item of it, is the same (seed %i)', (seed) => {
  const chance = chanceOf(seed)
  for (let round = 0; round < 100; round++) {
    const { base, updates } = updatesOf((text) => actBy(chance, text))
    const merged = Y.mergeUpdates(updates)
    const joined = withJoinedLetters(merged)
    expect(joined.length).toBeLessThanOrEqual(merged.length)
    expect(stateOf(base, joined)).toEqual(stateOf(base, merged))
    expect(stateOf(base, joined, merged)).toEqual(stateOf(base, merged))
    expect(Y.parseUpdateMeta(joined)).toEqual(Y.parseUpdateMeta(merged))
  }
})

it('ten letters typed on are one item, and some ten bytes more than one', () => {
  const { updates } = updatesOf((text) => 'abcdefghij'.split('').forEach((letter) => text.insert(text.length, letter)))
  const joined = withJoinedLetters(Y.mergeUpdates(updates))
  expect(Y.decodeUpdate(joined).structs.length).toBe(1)
  expect(joined.length - updates[0]!.length).toBeLessThan(12)
})

it('letters of two people, or with another’s letter between them, stay apart', () => {
  const { base, updates } = updatesOf((text, doc) => {
    text.insert(4, 'a')
    doc.clientID += 1
    text.insert(5, 'b')
    doc.clientID -= 1
    text.insert(4, 'c')
    text.insert(6, 'd')
  })
  const merged = Y.mergeUpdates(updates)
  expect(withJoinedLetters(merged)).toBe(merged)
  expect(stateOf(base, merged).text).toEqual([{ insert: 'somecadb words' }])
})
