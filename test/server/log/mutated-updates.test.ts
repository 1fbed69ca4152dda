/** Updates with bytes changed at random: each is refused or harmless, none throws, none leaves anything waiting or unknown. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FRAGMENTS, KINDS } from '../../../shared/document/blocks.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { newsIn } from '../../../server/log/inspect-update.ts'
import { validateUpdate } from '../../../server/log/validate-update.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { stateOf } from '../../support/server-update-bytes.ts'

const SYSTEM = 1
const OWN = 2

/** A small text, so that a changed byte hits something that matters. */
function startingDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = SYSTEM
  for (const [at, name] of FRAGMENTS.entries()) {
    const text = new Y.Text('considering that')
    doc.getMap(name).set(`block${at}`, text)
    text.setAttribute('kind', 'item')
    text.setAttribute('order', 'a1')
  }
  return doc
}

function editsOn(start: Y.Doc): readonly Uint8Array[] {
  const doc = copyOf(start)
  doc.clientID = OWN
  const edits: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => edits.push(update))
  const text = doc.getMap<Y.Text>('text').get('block0')!
  text.insert(4, 'words 😀')
  text.format(0, 6, { emphasis: true })
  text.insertEmbed(2, { type: 'footnoteRef', to: 'block1' })
  text.delete(3, 5)
  text.setAttribute('level', 2)
  doc.getMap('text').set('new1', new Y.Text('a clause'))
  doc.getMap('reasons').delete('block1')
  return [...edits, Y.mergeUpdates(edits), Y.encodeStateAsUpdate(doc)]
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function mutated(update: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...update]
  for (let count = 1 + chance.number(4); count > 0; count--) {
    const at = chance.number(bytes.length)
    const change = chance.number(5)
    if (change === 0) bytes[at] = chance.number(256)
    else if (change === 1) bytes[at]! ^= 1 << chance.number(8)
    else if (change === 2) bytes.splice(at, 0, chance.number(256))
    else if (change === 3) bytes.splice(at, 1 + chance.number(3))
    else bytes[at] = chance.number(6)
  }
  return Uint8Array.from(bytes)
}

const ownership = { person: 'me', ownerOf: (client: number) => (client === SYSTEM ? 'system' : undefined) }

/** What the log would put in, or null. */
function judged(update: Uint8Array, doc: Y.Doc): Uint8Array | null {
  const news = newsIn(update, doc)
  return news.ok && validateUpdate(news.value.inspected, doc, ownership).ok ? news.value.update : null
}

function expectSound(doc: Y.Doc): void {
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
  for (const root of doc.share.keys()) expect(FRAGMENTS).toContain(root)
  for (const name of FRAGMENTS) for (const text of doc.getMap(name).values()) expectSoundBlock(text)
  Y.encodeStateVector(doc)
  const again = new Y.Doc()
  Y.applyUpdate(again, Y.encodeStateAsUpdate(doc))
  expect(readDocument(again)).toEqual(readDocument(doc))
}

function expectSoundBlock(text: unknown): void {
  expect(text).toBeInstanceOf(Y.Text)
  const { kind, order, level, origin, ...others } = (text as Y.Text).getAttributes() as Record<string, unknown>
  expect(others).toEqual({})
  expect([...KINDS, undefined]).toContain(kind)
  expect([0, 1, 2, undefined]).toContain(level)
  for (const value of [order, origin]) expect(['string', 'undefined', 'object']).toContain(typeof value)
  for (const { insert, attributes = {} } of (text as Y.Text).toDelta() as readonly {
    insert: unknown
    attributes?: object
  }[]) {
    expect(typeof insert === 'string' || (insert as { type: string }).type === 'footnoteRef').toBe(true)
    for (const [mark, value] of Object.entries(attributes)) expect([mark, value]).toEqual(['emphasis', true])
  }
}

describe('an update with changed bytes', () => {
  it.each(playedSeeds({ usual: 4, oneIn: 10 }))('seed %i: 3000 of them', (seed) => {
    const chance = chanceOf(seed)
    const start = startingDoc()
    const edits = editsOn(start)
    const before = stateOf(start)
    let accepted = 0
    for (let count = 0; count < 3_000; count++) {
      const update = judged(mutated(chance.one(edits), chance), start)
      if (!update) continue
      accepted++
      const doc = copyOf(start)
      Y.applyUpdate(doc, update)
      expectSound(doc)
    }
    expect(stateOf(start)).toBe(before)
    expect(accepted, 'some changes are harmless, or the checks refuse everything').toBeGreaterThan(20)
  })

  it('is harmless also where thousands of accepted ones meet in one text', () => {
    const chance = chanceOf(99)
    const start = startingDoc()
    const edits = editsOn(start)
    const doc = copyOf(start)
    for (let count = 0; count < 4_000; count++) {
      const update = judged(mutated(chance.one(edits), chance), doc)
      if (update) Y.applyUpdate(doc, update)
    }
    expectSound(doc)
  })
})
