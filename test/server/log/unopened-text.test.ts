/** What is told of an edit on a text as it is kept is what the whole text would tell; and where it cannot be told, the text is opened. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { behindStanding } from '../../../client/editor/binding/behind-standing.ts'
import { isJoinable } from '../../../server/log/collisions/joinable.ts'
import { mayCollide } from '../../../server/log/collisions/may-collide.ts'
import { newsIn } from '../../../server/log/inspect-update.ts'
import { LiveText } from '../../../server/log/live-text.ts'
import { PackedText } from '../../../server/log/packed-text.ts'
import { UnopenedText } from '../../../server/log/unopened-text.ts'
import { updateOfWords } from '../../../server/log/update-of-words.ts'
import { validateUpdate } from '../../../server/log/validate-update.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'

const NOBODYS = { person: 'somebody', ownerOf: () => undefined }
const BLOCKS = ['clause1', 'clause2', 'clause3']

function begun(gc = true): Y.Doc {
  const doc = new Y.Doc({ gc })
  for (const id of BLOCKS) putBlock(doc, id)
  return doc
}

function putBlock(doc: Y.Doc, id: string): Y.Text {
  const text = new Y.Text('some words to begin with 😀')
  doc.getMap('text').set(id, text)
  text.setAttribute('kind', 'item')
  text.setAttribute('order', 'a1')
  return text
}

const copyOf = (doc: Y.Doc, client: number) => {
  const copy = new Y.Doc()
  copy.clientID = client
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** What a change brings, each transaction for itself. */
function editsOf(doc: Y.Doc, change: () => void): readonly Uint8Array[] {
  const edits: Uint8Array[] = []
  const collect = (edit: Uint8Array) => void edits.push(edit)
  doc.on('update', collect)
  change()
  doc.off('update', collect)
  return edits
}

function changeSomething(doc: Y.Doc, chance: Chance): void {
  const texts = doc.getMap<Y.Text>('text')
  const id = chance.one([...BLOCKS, ...texts.keys()])
  const text = texts.get(id)
  if (!text) return void putBlock(doc, id)
  const at = chance.number(text.length + 1)
  const length = Math.min(chance.number(9), text.length - at)
  const type = () => text.insert(at, chance.one(['x', 'words ', 'ä', '😀', '']))
  const acts: readonly (() => unknown)[] = [
    type,
    type,
    () => behindStanding(type),
    () => behindStanding(type),
    () => text.insert(at, 'bold', { emphasis: true }),
    () => text.insertEmbed(at, { type: 'footnoteRef', to: id }),
    () => text.delete(at, length),
    () => text.format(at, length, { emphasis: chance.one([true, null]) }),
    () => text.setAttribute('order', chance.one(['a1', 'b2'])),
    () => (chance.is(0.2) ? texts.delete(id) : type()),
  ]
  chance.one(acts)()
}

/** As the whole text tells it: sound, and words among words. */
function isPlainIn(doc: Y.Doc, update: Uint8Array): boolean {
  const news = newsIn(update, doc)
  if (!news.ok) return false
  const { inspected } = news.value
  const isKnownWhole = news.value.update === update
  return (
    isKnownWhole &&
    validateUpdate(inspected, doc, NOBODYS).ok &&
    !mayCollide(inspected, doc, false) &&
    !mayCollide(inspected, doc, true) &&
    isJoinable(inspected)
  )
}

/** Hostile or broken: neighbours that are somewhere else, far away, or in the other order. */
function twisted(update: Uint8Array, doc: Y.Doc, chance: Chance): Uint8Array {
  const clients = [...doc.store.clients.keys()]
  const anywhere = () => {
    const client = chance.one(clients)
    return Y.createID(client, chance.number(Y.getState(doc.store, client) + 2))
  }
  const { structs } = Y.decodeUpdate(update)
  const item = structs[0]
  if (structs.length !== 1 || !(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return update
  const [origin, rightOrigin] = [
    chance.is(0.7) ? anywhere() : item.origin,
    chance.is(0.7) ? anywhere() : item.rightOrigin,
  ]
  const parent = origin === null && rightOrigin === null ? anywhere() : null
  const { id, content } = item
  // As decoded: the parent is an id.
  return updateOfWords([new Y.Item(id, null, origin, null, rightOrigin, parent as never, null, content)])
}

type Told = { plain: number; told: number; followed: number }

/** Edits of three people at random, each judged both ways; what the kept text tells is put beside it, all else makes it new. */
function play(chance: Chance): Told {
  // What is gone is kept or only told to be gone: it stands nowhere either way.
  const whole = begun(chance.is(0.5))
  for (let turn = 0; turn < 40; turn++) changeSomething(whole, chance)
  let [doc, live] = [copyOf(whole, 1), new LiveText(Y.encodeStateAsUpdate(whole))]
  const renew = () => {
    live = new LiveText(Y.encodeStateAsUpdate(doc))
    // As it would be read: Yjs may tidy up a text that it reads.
    doc = copyOf(doc, 1)
  }
  const people = [2, 3, 4].map((client) => ({ client, copy: copyOf(whole, client) }))
  const told: Told = { plain: 0, told: 0, followed: 0 }
  for (let turn = 0; turn < 150; turn++) {
    const one = chance.one(people)
    if (chance.is(0.5)) Y.applyUpdate(one.copy, Y.encodeStateAsUpdate(doc))
    for (const edit of editsOf(one.copy, () => changeSomething(one.copy, chance))) {
      const update = chance.is(0.2) ? twisted(edit, doc, chance) : edit
      const words = live.unopened!.wordsIn(update)
      const isPlain = isPlainIn(doc, update)
      if (isPlain) told.plain++
      if (words) {
        told.told++
        expect(isPlain).toBe(true)
        const put = live.putUnopened(words.items)
        expect([put]).toEqual(editsOf(doc, () => Y.applyUpdate(doc, update)))
        continue
      }
      const news = newsIn(update, doc)
      if (!news.ok || !validateUpdate(news.value.inspected, doc, NOBODYS).ok) continue
      const entries = editsOf(doc, () => Y.applyUpdate(doc, news.value.update))
      live.follow(entries.length > 0 ? [Y.mergeUpdates([...entries])] : [])
      if (live.unopened === null) renew()
      else if (entries.length > 0) told.followed++
    }
    // Whose edit was twisted or refused goes on with a new copy.
    if (chance.is(0.3)) one.copy = copyOf(doc, (one.client += 3))
  }
  expect(Y.encodeStateAsUpdate(live.doc)).toEqual(Y.encodeStateAsUpdate(doc))
  expect(readDocument(live.doc)).toEqual(readDocument(doc))
  return told
}

describe('a text that is not opened', () => {
  it.each(playedSeeds({ usual: 12 }))('tells of no edit what the whole text would not tell (seed %i)', (seed) => {
    play(chanceOf(seed))
  })

  it('tells of many edits, and takes note of many entries', () => {
    const games = [1, 2, 3, 4].map((seed) => play(chanceOf(seed)))
    const all = (of: keyof Told) => games.reduce((sum, game) => sum + game[of], 0)
    expect(all('followed')).toBeGreaterThan(40)
    expect(all('told')).toBeGreaterThan(40)
    expect(all('told') / all('plain')).toBeGreaterThan(0.2)
  })

  it('is not read where its bytes are cut off, or hold what our texts do not', () => {
    const update = Y.encodeStateAsUpdate(begun())
    expect(PackedText.of(update)).not.toBeNull()
    for (let end = 0; end < update.length; end++) expect(PackedText.of(update.slice(0, end))).toBeNull()
    const other = begun()
    other.getMap<Y.Text>('text').get(BLOCKS[0]!)!.insertEmbed(0, new Y.Map())
    expect(PackedText.of(Y.encodeStateAsUpdate(other))).toBeNull()
  })

  it('counts all words that it keeps, and those put beside it', () => {
    const text = new UnopenedText(PackedText.of(Y.encodeStateAsUpdate(begun()))!)
    const length = 'some words to begin with 😀'.length
    expect(text.characters).toBe(3 * length)
  })

  it.each([true, false])(
    'leaves words beside what is gone to the whole text, also where that is kept (collected: %s)',
    (gc) => {
      const doc = begun(gc)
      const seen = copyOf(doc, 2)
      doc.getMap<Y.Text>('text').get(BLOCKS[0]!)!.delete(3, 6)
      const text = new UnopenedText(PackedText.of(Y.encodeStateAsUpdate(doc))!)
      const typed = (at: number) =>
        editsOf(seen, () => seen.getMap<Y.Text>('text').get(BLOCKS[0]!)!.insert(at, 'x')).map((edit) =>
          text.wordsIn(edit),
        )
      expect(typed(6)).toEqual([null])
      expect(text.wordsIn(Y.encodeStateAsUpdate(new Y.Doc()))).toBeNull()
    },
  )
})
