/** How much one writer can put into a proposal: nobody makes it too long for those who join. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { TextAnswer } from '../../../server/log/proposal-log.ts'
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

const LIMITS = { textBytes: 60_000, clauseLength: 1_000 }

function begin(limits = LIMITS) {
  const time = { now: Date.now() }
  const { engine } = openEngine({ limits, clock: () => time.now })
  const proposal = startProposal(engine)
  const writer = writerOf(engine, proposal)
  const send = (update: Uint8Array): TextAnswer => appendOne(engine, textItem(proposal, PEOPLE.kenya, update))
  /** As a client whose edit is refused goes on: with a new copy. */
  const tried = (write: (doc: Y.Doc) => void) => {
    const { doc, take } = writerOf(engine, proposal)
    doc.transact(() => write(doc))
    return send(take()[0]!)
  }
  const sizeNow = () => Y.encodeStateAsUpdate(serverText(engine, proposal)).length
  return { engine, proposal, writer, send, tried, sizeNow, time }
}

const putClause = (doc: Y.Doc, ...words: readonly string[]) => {
  const clause = new Y.Text()
  doc.getMap('text').set('newclause', clause)
  for (const each of words) clause.insert(0, each)
}

const first = (doc: Y.Doc) => textsOf(doc, 'item')[0]!
const room = (doc: Y.Doc) => LIMITS.clauseLength - first(doc).length
const refused = {
  ok: false,
  parked: null,
  refusal: { code: 'too-large', reason: expect.stringMatching(/\.$/) as string },
}
const taken = { ok: true }

it('a clause takes words up to its limit and none beyond, and gives words away as ever', () => {
  const { tried } = begin()
  expect(tried((doc) => first(doc).insert(0, 'a'.repeat(room(doc) + 1)))).toMatchObject(refused)
  expect(tried((doc) => first(doc).insert(3, 'a'.repeat(room(doc))))).toMatchObject(taken)
  expect(tried((doc) => first(doc).insert(5, 'b'))).toMatchObject(refused)
  expect(tried((doc) => textsOf(doc, 'item')[1]!.insert(0, 'in another'))).toMatchObject(taken)
  expect(tried((doc) => first(doc).delete(0, 10))).toMatchObject(taken)
  expect(tried((doc) => first(doc).insert(5, 'b'.repeat(10)))).toMatchObject(taken)
  expect(tried((doc) => first(doc).insert(5, 'b'))).toMatchObject(refused)
})

it('a clause that is new with the edit is no way round the limit', () => {
  const { tried } = begin()
  expect(tried((doc) => putClause(doc, 'a'.repeat(600), 'b'.repeat(600)))).toMatchObject(refused)
  expect(tried((doc) => putClause(doc, 'a'.repeat(500), 'b'.repeat(500)))).toMatchObject(taken)
})

it('a full text takes nothing more until words are taken out of it', () => {
  const limits = { ...LIMITS, clauseLength: 100_000 }
  const { tried, sizeNow, time } = begin(limits)
  while (tried((doc) => first(doc).insert(0, 'words '.repeat(500))).ok) time.now += 10_000
  expect(sizeNow()).toBeLessThanOrEqual(limits.textBytes)
  expect(sizeNow()).toBeGreaterThan(limits.textBytes - 6_000)
  expect(tried((doc) => textsOf(doc, 'item')[1]!.insert(0, 'words '.repeat(500)))).toMatchObject(refused)
  expect(tried((doc) => first(doc).delete(0, 30_000))).toMatchObject(taken)
  time.now += 10_000
  expect(tried((doc) => textsOf(doc, 'item')[1]!.insert(0, 'words '.repeat(500)))).toMatchObject(taken)
})

it('edits that come at once are no way round the limit', () => {
  const { engine, proposal, writer, sizeNow } = begin({ ...LIMITS, clauseLength: 1_000_000 })
  const items = Array.from({ length: 30 }, () => {
    writer.doc.transact(() => first(writer.doc).insert(0, 'words '.repeat(500)))
    return textItem(proposal, PEOPLE.kenya, writer.take()[0]!)
  })
  const { answers } = engine.append(items)
  expect(answers[0]).toMatchObject(taken)
  expect(answers.at(-1)).toMatchObject({ ok: false })
  expect(sizeNow()).toBeLessThanOrEqual(LIMITS.textBytes)
})

it('what is repeated of a full text is no new edit', () => {
  const { writer, send, tried } = begin()
  first(writer.doc).insert(0, 'a')
  const [edit] = writer.take()
  send(edit!)
  while (tried((doc) => doc.getMap('text').set(`n${doc.getMap('text').size}`, new Y.Text('a'.repeat(900)))).ok);
  expect(send(edit!)).toEqual({ ok: true, seq: null })
  expect(send(Y.encodeStateAsUpdate(writer.doc))).toEqual({ ok: true, seq: null })
})
