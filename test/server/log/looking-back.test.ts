/** Comparisons on the server: rights, moments that are not, authors from the log. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { LookingBack } from '../../../server/log/looking-back.ts'
import { EntryTable, logEntryOf } from '../../../server/log/entry-table.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { proposalId, type PersonId, type ProposalId } from '../../../shared/ids.ts'
import type { ComparedRow, ComparedText } from '../../../shared/protocol/compare.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import {
  appendOne,
  commandItem,
  openEngine,
  PEOPLE,
  startProposal,
  takeLocksOff,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

function lookingBackOn(engine: Engine): LookingBack {
  const lookingBack = new LookingBack({
    view: async (person, id) => engine.proposals.view(person, id),
    recordPage: async (person, id, after) => engine.records.page(person, id, after),
  })
  onTestFinished(() => lookingBack.close())
  return lookingBack
}

const personOf = (engine: Engine, id: PersonId) => engine.accounts.person(id)!

function types(engine: Engine, proposal: ProposalId, person: PersonId, words: string): number {
  const writer = writerOf(engine, proposal)
  const item = textsOf(writer.doc, 'item')[0]!
  item.insert(item.length, words)
  const answer = appendOne(engine, textItem(proposal, person, writer.take()[0]!))
  if (!answer.ok || answer.seq === null) throw new Error('the edit was refused')
  return answer.seq
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

const changesIn = ({ parts, authors }: ComparedText) =>
  parts.text.flatMap((row: ComparedRow) =>
    row.pieces
      .filter(({ change }) => change !== 'kept')
      .map(({ change, run, by }) => [change, 'text' in run ? run.text : '', by === null ? null : authors[by]!.person]),
  )

describe('a comparison', () => {
  it('says who wrote what, with the administration for which they spoke', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    types(engine, proposal, PEOPLE.kenya, ' One')
    const last = types(engine, proposal, PEOPLE.senegal, ' Two')
    const compared = value(await lookingBackOn(engine).compare(personOf(engine, PEOPLE.ghana), proposal, 'base', last))
    expect(changesIn(compared)).toEqual([
      ['inserted', ' One', PEOPLE.kenya],
      ['inserted', ' Two', PEOPLE.senegal],
    ])
    expect(compared.authors.filter(({ isStart }) => !isStart).map(({ administration }) => administration)).toEqual([
      'KEN',
      'SEN',
    ])
  })

  it('between two entries shows what happened between them, and follows the log as it grows', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    const lookingBack = lookingBackOn(engine)
    const one = types(engine, proposal, PEOPLE.kenya, ' One')
    const reader = personOf(engine, PEOPLE.ghana)
    expect(changesIn(value(await lookingBack.compare(reader, proposal, one, one)))).toEqual([])
    const two = types(engine, proposal, PEOPLE.senegal, ' Two')
    expect(changesIn(value(await lookingBack.compare(reader, proposal, one, two)))).toEqual([
      ['inserted', ' Two', PEOPLE.senegal],
    ])
  })

  it('does not hold up one who asks at the same time', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    const last = types(engine, proposal, PEOPLE.kenya, ' One')
    const lookingBack = lookingBackOn(engine)
    const reader = personOf(engine, PEOPLE.ghana)
    const asked = [1, 2, 3].map(() => lookingBack.compare(reader, proposal, 'base', last))
    for (const answer of await Promise.all(asked)) expect(changesIn(value(answer))).toHaveLength(1)
  })

  it.each([
    ['base', 99, 'not-found', /has texts from entry 2 to 3/],
    [1, 3, 'not-found', /has texts from entry 2 to 3/],
    [3, 2, 'malformed-request', /first moment is later/],
  ] as const)('from %s to %s is refused in words', async (from, to, code, reason) => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    types(engine, proposal, PEOPLE.kenya, ' One')
    const answer = await lookingBackOn(engine).compare(personOf(engine, PEOPLE.kenya), proposal, from, to)
    expect(answer).toMatchObject({ ok: false, refusal: { code, reason: expect.stringMatching(reason) as string } })
  })

  it('and the moments are for those alone who may read the proposal', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    const lookingBack = lookingBackOn(engine)
    const outsider = personOf(engine, PEOPLE.eritrea)
    expect(await lookingBack.compare(outsider, proposal, 'base', 2)).toMatchObject({ ok: false })
    expect(await lookingBack.moments(outsider, proposal)).toMatchObject({ ok: false })
    expect(await lookingBack.moments(outsider, proposalId('nothing'))).toMatchObject({ ok: false })
    const observer = personOf(engine, PEOPLE.observer)
    expect(await lookingBack.compare(observer, proposal, 'base', 2)).toMatchObject({ ok: false })
    appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'admit-observers', may: true }))
    expect(await lookingBack.compare(observer, proposal, 'base', 2)).toMatchObject({ ok: true })
  })

  it('of moments names the decisions and the quiet points', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    types(engine, proposal, PEOPLE.kenya, ' One')
    types(engine, proposal, PEOPLE.senegal, ' Two')
    appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))
    const { moments, startSeq, head } = value(
      await lookingBackOn(engine).moments(personOf(engine, PEOPLE.kenya), proposal),
    )
    expect([startSeq, head]).toEqual([2, 5])
    expect(moments.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['decision', 1],
      ['quiet', 4],
      ['decision', 5],
    ])
    expect(moments[1]).toMatchObject({
      edits: 3,
      by: [{ edits: 1 }, { administration: 'KEN' }, { administration: 'SEN' }],
    })
  })
})

describe('the text at an entry', () => {
  it('is the text as it stood there, with its digest, for whoever may read; and none where the entry is an act', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    const lookingBack = lookingBackOn(engine)
    const reader = personOf(engine, PEOPLE.ghana)
    const one = types(engine, proposal, PEOPLE.kenya, ' One')
    const { digest } = value(engine.proposals.view(reader, proposal))
    types(engine, proposal, PEOPLE.senegal, ' Two')
    appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))
    const text = value(await lookingBack.textAt(reader, proposal, one))
    expect(text).toMatchObject({ textSeq: one, digest })
    expect(JSON.stringify(text.document)).toContain(' One')
    expect(JSON.stringify(text.document)).not.toContain(' Two')
    for (const none of [1, one + 2, 99])
      expect(await lookingBack.textAt(reader, proposal, none)).toMatchObject({ refusal: { code: 'not-found' } })
    const outsider = personOf(engine, PEOPLE.eritrea)
    expect(await lookingBack.textAt(outsider, proposal, one)).toMatchObject({ refusal: { code: 'not-found' } })
  })
})

describe('the history', () => {
  it('is read from the disk each time, with its authors, and says whether it was altered there', async () => {
    const { engine, db } = openEngine()
    const proposal = startProposal(engine)
    types(engine, proposal, PEOPLE.kenya, ' One')
    const lookingBack = lookingBackOn(engine)
    const reader = personOf(engine, PEOPLE.ghana)
    const history = value(await lookingBack.history(reader, proposal))
    expect(history.verified).toBe(true)
    expect(history.entries).toEqual(new EntryTable(db).rows(proposal, 0).map(logEntryOf))
    expect(history.people.map(({ id }) => id)).toEqual(expect.arrayContaining([PEOPLE.kenya, PEOPLE.coordinator]))
    takeLocksOff(db)
    db.exec(`UPDATE entry SET author = 'other' WHERE seq = 2`)
    expect(value(await lookingBack.history(reader, proposal)).verified).toBe(false)
    expect(value(await lookingBack.history(reader, proposal)).verified).toBe(false)
    expect(await lookingBack.history(personOf(engine, PEOPLE.eritrea), proposal)).toMatchObject({ ok: false })
  })

  it('says which entries took clauses away, and how many', async () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    types(engine, proposal, PEOPLE.kenya, ' One')
    const writer = writerOf(engine, proposal)
    const clauses = writer.doc.getMap('text')
    const ids = [...clauses.keys()].slice(0, 7)
    writer.doc.transact(() => ids.forEach((id) => clauses.delete(id)))
    const removal = appendOne(engine, textItem(proposal, PEOPLE.senegal, writer.take()[0]!))
    const lookingBack = lookingBackOn(engine)
    const history = value(await lookingBack.history(personOf(engine, PEOPLE.ghana), proposal))
    expect(history.removals).toEqual([{ seq: removal.ok && removal.seq, clauses: 7 }])
  })
})
