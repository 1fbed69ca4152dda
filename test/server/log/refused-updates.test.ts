/** What no update may do to a text. After every refusal the text is as it was, and nothing waits in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import type { TextAnswer } from '../../../server/log/proposal-log.ts'
import { inspectUpdate, LIMITS } from '../../../server/log/inspect-update.ts'
import type { Engine } from '../../../server/store/engine.ts'
import {
  appendOne,
  openEngine,
  PEOPLE,
  serverText,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { CONTENT, encodeUpdate, stateOf, TYPE, type Part } from '../../support/server-update-bytes.ts'

const NEW = 4_000_000_001
const OTHER_NEW = 4_000_000_002
const BLOCK = 'newblock00001'

type World = {
  readonly engine: Engine
  readonly proposal: ProposalId
  /** Of a clause in the text: the ids of its type, of its attribute "kind" and of its first word. */
  readonly block: readonly [number, number]
  readonly attribute: readonly [number, number]
  readonly word: readonly [number, number]
  readonly otherWord: readonly [number, number]
  /** The client id in whose name Senegal has written. */
  readonly senegal: number
}

let world: World
const idOf = ({ id }: Y.Item) => [id.client, id.clock] as const
const cleanUps: (() => void)[] = []
afterAll(() => cleanUps.toReversed().forEach((work) => work()))
beforeAll(() => {
  const { engine } = openEngine({ later: (work) => cleanUps.push(work) })
  const proposal = startProposal(engine)
  const senegal = writerOf(engine, proposal)
  textsOf(senegal.doc, 'item')[0]!.insert(0, 'Senegal ')
  for (const edit of senegal.take()) appendOne(engine, textItem(proposal, PEOPLE.senegal, edit))
  const [one, other] = textsOf(serverText(engine, proposal), 'item').slice(1) as [Y.Text, Y.Text]
  world = {
    engine,
    proposal,
    block: idOf(one._item!),
    attribute: idOf(one._map.get('kind')!),
    word: idOf(one._start!),
    otherWord: idOf(other._start!),
    senegal: senegal.doc.clientID,
  }
})

const send = (update: Uint8Array, person: PersonId = PEOPLE.kenya): TextAnswer =>
  appendOne(world.engine, textItem(world.proposal, person, update))

/** Sends as Kenya; the answer is the refusal's code, after it is certain that nothing has changed. */
function refusalOf(update: Uint8Array, person?: PersonId): string {
  const { engine, proposal } = world
  const before = { text: stateOf(serverText(engine, proposal)), entries: entriesOf() }
  const answer = send(update, person)
  expect({ text: stateOf(serverText(engine, proposal)), entries: entriesOf() }).toEqual(before)
  expectNothingWaits(serverText(engine, proposal))
  return answer.ok ? 'accepted' : answer.refusal.code
}

const entriesOf = () => world.engine.proposals.welcome(PEOPLE.kenya, world.proposal)!.head

function expectNothingWaits({ store }: Y.Doc): void {
  expect(store.pendingStructs).toBeNull()
  expect(store.pendingDs).toBeNull()
}

const own = (...parts: readonly Part[]) => encodeUpdate([{ client: NEW, clock: 0, parts }])
const inBlock = (content: ReturnType<typeof CONTENT.words>) => own({ origin: world.word, content })
const attribute = (key: string, ...values: readonly unknown[]) =>
  own({ parent: world.block, key, content: CONTENT.any(...values) })
const between = (origin: readonly [number, number], right: readonly [number, number]) =>
  own({ origin, right, content: CONTENT.words('a') })
const beside = (right: readonly [number, number]): Part => ({ origin: world.word, right, content: CONTENT.words('a') })
const newBlock = (key = BLOCK): Part => ({ parent: 'text', key, content: CONTENT.type(TYPE.text) })

describe('bytes that are no update', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['one byte', new Uint8Array([1])],
    ['0xff a hundred times', new Uint8Array(100).fill(0xff)],
    ['a text', new TextEncoder().encode('considering that')],
    ['an update with a byte after its end', new Uint8Array([0, 0, 0])],
    ['2^40 sections', new Uint8Array([0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 1, 0])],
  ])('%s', (_, bytes) => {
    expect(refusalOf(bytes)).toBe('invalid-update')
  })

  it('an update cut off at any length', () => {
    const { doc } = writerOf(world.engine, world.proposal)
    textsOf(doc)[0]!.insert(0, 'words')
    const whole = Y.encodeStateAsUpdate(doc)
    for (let length = 0; length < whole.length; length += length < 300 ? 1 : 37)
      expect(inspectUpdate(whole.subarray(0, length)).ok, `${length} of ${whole.length} bytes`).toBe(false)
  })
})

describe('what is not one’s own', () => {
  it('words in the name of another’s device', () => {
    const clock = Y.getState(serverText(world.engine, world.proposal).store, world.senegal)
    const parts = [{ origin: world.word, content: CONTENT.words('never said') }]
    expect(refusalOf(encodeUpdate([{ client: world.senegal, clock, parts }]))).toBe('invalid-update')
  })

  it('words in the name of the starting text', () => {
    const [client] = world.block
    const clock = Y.getState(serverText(world.engine, world.proposal).store, client)
    const parts = [{ origin: world.word, content: CONTENT.words('never said') }]
    for (const person of [PEOPLE.kenya, PEOPLE.coordinator])
      expect(refusalOf(encodeUpdate([{ client, clock, parts }]), person)).toBe('invalid-update')
  })

  it('a removed part of 2^50 characters in another’s name, or in one’s own', () => {
    for (const client of [world.senegal, NEW])
      for (const part of [{ collected: 2 ** 50 }, { parent: 'text', key: BLOCK, content: CONTENT.deleted(2 ** 50) }])
        expect(refusalOf(encodeUpdate([{ client, clock: 0, parts: [part] }]))).toBe('invalid-update')
  })

  it('a device number that Yjs never makes', () => {
    expect(refusalOf(encodeUpdate([{ client: 2 ** 40, clock: 0, parts: [newBlock()] }]))).toBe('invalid-update')
  })
})

describe('what would wait for something', () => {
  it('a device that does not start at its beginning', () => {
    expect(refusalOf(encodeUpdate([{ client: NEW, clock: 3, parts: [newBlock()] }]))).toBe('gap-in-updates')
  })

  it('words beside words that have not arrived', () => {
    const nowhere = [NEW, 99] as const
    expect(refusalOf(own({ origin: nowhere, content: CONTENT.words('a') }))).toBe('gap-in-updates')
    expect(refusalOf(own({ origin: world.word, right: nowhere, content: CONTENT.words('a') }))).toBe('gap-in-updates')
    expect(refusalOf(own({ parent: nowhere, content: CONTENT.words('a') }))).toBe('gap-in-updates')
    expect(refusalOf(own({ origin: [OTHER_NEW, 0], content: CONTENT.words('a') }))).toBe('gap-in-updates')
  })

  it('words beside words that come later in the same update', () => {
    const later = [newBlock(), { parent: [NEW, 0] as const, content: CONTENT.words('abc') }]
    expect(refusalOf(own({ origin: [NEW, 3], content: CONTENT.words('a') }, ...later))).not.toBe('accepted')
    expect(refusalOf(own({ parent: [NEW, 1], content: CONTENT.words('a') }, ...later))).not.toBe('accepted')
  })

  it('two devices of one person that wait for each other', () => {
    const sections = [
      { client: NEW, clock: 0, parts: [beside([OTHER_NEW, 0])] },
      { client: OTHER_NEW, clock: 0, parts: [beside([NEW, 0])] },
    ]
    expect(refusalOf(encodeUpdate(sections))).not.toBe('accepted')
  })

  it('one device in two sections, of which Yjs would read the second only', () => {
    const sections = [
      { client: NEW, clock: 0, parts: [newBlock()] },
      { client: NEW, clock: 1, parts: [{ parent: [NEW, 0] as const, content: CONTENT.words('a') }] },
    ]
    expect(refusalOf(encodeUpdate(sections))).toBe('invalid-update')
  })

  it('a hole', () => {
    expect(refusalOf(own({ skipped: 4 }, newBlock()))).toBe('invalid-update')
    expect(refusalOf(own(newBlock(), { skipped: 4 }, newBlock('newblock00002')))).toBe('invalid-update')
  })

  it('a deletion of what another has not written yet', () => {
    const { store } = serverText(world.engine, world.proposal)
    const clock = Y.getState(store, world.senegal)
    const ranges = [[clock, 100]] as const
    expect(refusalOf(encodeUpdate([], [{ client: world.senegal, ranges }]))).toBe('invalid-update')
    expect(refusalOf(encodeUpdate([], [{ client: world.senegal, ranges: [[0, clock + 1]] }]))).toBe('invalid-update')
    expect(refusalOf(encodeUpdate([], [{ client: NEW, ranges: [[0, 5]] }]))).toBe('gap-in-updates')
  })

  it('a deletion of nothing, which Yjs would keep waiting', () => {
    expect(refusalOf(encodeUpdate([], [{ client: NEW, ranges: [[0, 0]] }]))).toBe('invalid-update')
    const clock = Y.getState(serverText(world.engine, world.proposal).store, world.senegal)
    expect(refusalOf(encodeUpdate([], [{ client: world.senegal, ranges: [[clock, 0]] }]))).toBe('invalid-update')
  })
})

describe('what a text cannot hold', () => {
  it('another root', () => {
    expect(refusalOf(own({ parent: 'evil', key: BLOCK, content: CONTENT.type(TYPE.text) }))).toBe('invalid-update')
    expect(refusalOf(own({ parent: '__proto__', key: BLOCK, content: CONTENT.type(TYPE.text) }))).toBe('invalid-update')
    expect(refusalOf(own({ parent: 'evil', key: BLOCK, content: CONTENT.deleted(1) }))).toBe('invalid-update')
    expect(refusalOf(own({ parent: 'evil', content: CONTENT.words('a') }))).toBe('invalid-update')
  })

  it('words directly in a root', () => {
    expect(refusalOf(own({ parent: 'text', content: CONTENT.words('a') }))).toBe('invalid-update')
  })

  it('a block id of another form', () => {
    for (const key of ['', 'UPPER', 'a b', 'x'.repeat(33), 'ä', '../x'])
      expect(refusalOf(own(newBlock(key))), key).toBe('invalid-update')
  })

  it('a block that is no text', () => {
    for (const [type, name] of [
      [TYPE.array],
      [TYPE.map],
      [TYPE.xmlElement, 'p'],
      [TYPE.xmlFragment],
      [TYPE.xmlHook, 'h'],
      [TYPE.xmlText],
    ] as const)
      expect(refusalOf(own({ parent: 'text', key: BLOCK, content: CONTENT.type(type, name) }))).toBe('invalid-update')
    for (const content of [CONTENT.words('a'), CONTENT.any('a'), CONTENT.embed({}), CONTENT.doc('guid')])
      expect(refusalOf(own({ parent: 'text', key: BLOCK, content }))).toBe('invalid-update')
  })

  it('a type inside a block', () => {
    for (const type of [TYPE.text, TYPE.map, TYPE.array])
      expect(refusalOf(inBlock(CONTENT.type(type)))).toBe('invalid-update')
    const nested = own(
      { parent: world.block, key: 'kind', content: CONTENT.type(TYPE.text) },
      { parent: [NEW, 0], content: CONTENT.words('a') },
    )
    expect(refusalOf(nested)).toBe('invalid-update')
  })

  it('an unknown attribute, or an unknown value of a known one', () => {
    for (const [name, value] of [
      ['colour', 'red'],
      ['constructor', 'x'],
      ['kind', 'chapter'],
      ['kind', null],
      ['kind', ['item']],
      ['level', 3],
      ['level', '1'],
      ['level', 0.5],
      ['origin', 'NOT AN ID'],
      ['origin', 7],
      ['order', ''],
      ['order', 'a0'],
      ['order', 'x'.repeat(9_000)],
      ['order', { toString: 'x' }],
    ] as const)
      expect(refusalOf(attribute(name, value)), `${name}=${JSON.stringify(value)}`).toBe('invalid-update')
    expect(refusalOf(attribute('level', 1, 7))).toBe('invalid-update')
    expect(refusalOf(own({ parent: world.block, key: 'kind', content: CONTENT.words('item') }))).toBe('invalid-update')
    expect(refusalOf(own({ parent: world.block, key: 'colour', content: CONTENT.deleted(1) }))).toBe('invalid-update')
  })

  it('an unknown mark, or an unknown value of emphasis', () => {
    for (const [name, value] of [
      ['bold', true],
      ['emphasis', 'yes'],
      ['emphasis', 1],
      ['emphasis', { a: 1 }],
    ] as const)
      expect(refusalOf(inBlock(CONTENT.format(name, value))), name).toBe('invalid-update')
  })

  it('an unknown object among the words', () => {
    for (const embed of [
      null,
      {},
      [],
      'text',
      { type: 'image', src: 'x' },
      { type: 'footnoteRef' },
      { type: 'footnoteRef', to: 'NOT AN ID' },
      { type: 'footnoteRef', to: BLOCK, more: 1 },
    ])
      expect(refusalOf(inBlock(CONTENT.embed(embed))), JSON.stringify(embed)).toBe('invalid-update')
  })

  it('half a character, or bytes that are no characters', () => {
    const half = new Uint8Array([0xed, 0xa0, 0x80])
    expect(refusalOf(inBlock(CONTENT.rawWords(half)))).toBe('invalid-update')
    expect(refusalOf(inBlock(CONTENT.rawWords(new Uint8Array([0xc3]))))).toBe('invalid-update')
    expect(refusalOf(inBlock(CONTENT.embed({ type: 'footnoteRef', to: '\ud800' })))).toBe('invalid-update')
  })

  it('U+0000', () => {
    expect(refusalOf(inBlock(CONTENT.rawWords(new Uint8Array([0x61, 0, 0x62]))))).toBe('invalid-update')
  })

  it('another kind of content among the words', () => {
    for (const content of [
      CONTENT.json({ a: 1 }),
      CONTENT.binary(new Uint8Array([1, 2])),
      CONTENT.any('words'),
      CONTENT.doc('guid'),
    ])
      expect(refusalOf(inBlock(content))).toBe('invalid-update')
  })
})

describe('what lies about where it stands', () => {
  it('words that claim two neighbours in different places', () => {
    expect(refusalOf(between(world.word, world.otherWord))).toBe('invalid-update')
    expect(refusalOf(between(world.word, world.attribute))).toBe('invalid-update')
    expect(refusalOf(between(world.attribute, world.word))).toBe('invalid-update')
  })

  it('words that claim to stand before and after another at once', () => {
    const [client, clock] = world.word
    expect(refusalOf(between([client, clock + 5], [client, clock + 2]))).toBe('invalid-update')
    expect(refusalOf(between([client, clock + 5], [client, clock + 5]))).toBe('invalid-update')
  })

  it('a known part told once more, with another place, to pass off an attribute as words', () => {
    const [client, clock] = world.attribute
    const sections = [
      { client: NEW, clock: 0, parts: [{ origin: world.attribute, content: CONTENT.words('x') }] },
      { client, clock, parts: [{ parent: world.block, content: CONTENT.words('y') }] },
    ]
    expect(refusalOf(encodeUpdate(sections))).toBe('invalid-update')
  })

  it('a known part told once more as a block, to pass off its inside as attributes and words', () => {
    const [client, clock] = world.attribute
    const sections = [
      { client: NEW, clock: 0, parts: [{ parent: world.attribute, content: CONTENT.words('x') }] },
      { client, clock, parts: [newBlock()] },
    ]
    expect(refusalOf(encodeUpdate(sections))).toBe('invalid-update')
  })

  it('a part that goes on from known words as if they were somewhere else: it goes on where they are', () => {
    const kenya = writerOf(world.engine, world.proposal)
    textsOf(kenya.doc, 'title')[0]!.insert(0, 'abc')
    for (const edit of kenya.take()) expect(send(edit).ok).toBe(true)
    const parts = [{ origin: world.attribute, content: CONTENT.words('abcdef') }]
    expect(send(encodeUpdate([{ client: kenya.doc.clientID, clock: 0, parts }])).ok).toBe(true)
    expect(textsOf(serverText(world.engine, world.proposal), 'title')[0]!.toJSON()).toMatch(/^abcdef/)
  })
})

describe('what the text knows already, told once more', () => {
  it('is not even looked at: it opens no root and waits for nothing', () => {
    const [client, clock] = world.word
    for (const part of [
      { parent: 'evil', key: 'x', content: CONTENT.words('a') },
      { origin: [77, 5], content: CONTENT.words('a') },
    ] as const)
      expect(refusalOf(encodeUpdate([{ client, clock, parts: [part] }]))).toBe('accepted')
    expect([...serverText(world.engine, world.proposal).share.keys()]).not.toContain('evil')
  })
})

describe('too much', () => {
  it('too many devices, parts and deletions', () => {
    const devices = Array.from({ length: LIMITS.clients + 1 }, (_, at) => ({
      client: NEW + at,
      clock: 0,
      parts: [newBlock(`block${at}`)],
    }))
    expect(refusalOf(encodeUpdate(devices))).toBe('invalid-update')
    const parts = Array.from({ length: LIMITS.structs + 1 }, (_, at) => newBlock(`b${at}`))
    expect(refusalOf(own(...parts))).toBe('invalid-update')
    const ranges = Array.from({ length: LIMITS.deleteRanges + 1 }, (_, at) => [at * 2, 1] as const)
    expect(refusalOf(encodeUpdate([], [{ client: world.block[0], ranges }]))).toBe('invalid-update')
  })

  it('values nested ten thousand deep', () => {
    const nested = '['.repeat(10_000) + ']'.repeat(10_000)
    expect(refusalOf(own({ origin: world.word, content: CONTENT.embedJson(nested) }))).toBe('invalid-update')
    const chain = Array.from({ length: 5_000 }, (_, at): Part =>
      at === 0 ? newBlock() : { parent: [NEW, at - 1], key: 'kind', content: CONTENT.type(TYPE.text) },
    )
    expect(refusalOf(own(...chain))).toBe('invalid-update')
  })
})

describe('the checks themselves', () => {
  it('let the same update through once it is whole', () => {
    expect(send(own(newBlock(), { parent: [NEW, 0], content: CONTENT.words('words') })).ok).toBe(true)
    expect(textsOf(serverText(world.engine, world.proposal)).map(String)).toContain('words')
  })
})
