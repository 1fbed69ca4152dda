/** The log: numbered without gaps, chained, written once, and the same again when it is read from the file. */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { isIntact } from '../../../server/log/audit.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import type { AppendItem } from '../../../server/log/proposal-log.ts'
import type { Db } from '../../../server/store/db.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import type { Command } from '../../../shared/proposal/commands.ts'
import type { ProposalState } from '../../../shared/proposal/fold.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf } from '../../support/server-chance.ts'
import {
  breakInsertsBy,
  isOnPostgres,
  takeLocksOff,
  appendOne,
  commandItem,
  openEngine,
  PEOPLE,
  RPM,
  serverText,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { isLogIntact } from '../../support/whole-log.ts'

const rowsOf = (db: Db, proposal: ProposalId) => new EntryTable(db).rows(proposal, 0)

function viewOf(engine: Engine, proposal: ProposalId): { state: ProposalState; digest: string } {
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
  if (!view.ok) throw new Error(view.refusal.reason)
  return view.value
}

function expectSoundLog(db: Db, proposal: ProposalId): void {
  const rows = rowsOf(db, proposal)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(isIntact(proposal, rows)).toBe(true)
  expect(rows.every(({ time }, index) => index === 0 || time >= rows[index - 1]!.time)).toBe(true)
}

/** Brings a proposal to review and answers the digest that a chair sees. */
function inReview(engine: Engine): { proposal: ProposalId; digest: string } {
  const proposal = startProposal(engine)
  expect(appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))).toMatchObject({
    ok: true,
  })
  return { proposal, digest: viewOf(engine, proposal).digest }
}

const lockOf = (proposal: ProposalId, person: PersonId, digest: string) =>
  commandItem(proposal, person, { type: 'lock', digest, reason: 'the time is up' })

function wordsOf(engine: Engine, proposal: ProposalId, words: string): Uint8Array {
  const writer = writerOf(engine, proposal)
  textsOf(writer.doc, 'item')[0]!.insert(0, words)
  return writer.take()[0]!
}

describe('the log', () => {
  it.each(playedSeeds({ usual: 2, from: 11, oneIn: 10 }))(
    'is numbered without gaps and chained after hundreds of mixed items, and reads back the same (seed %i)',
    (seed) => {
      const folder = temporaryFolder()
      const { engine, db } = openEngine({ folder })
      const chance = chanceOf(seed)
      const proposals = [startProposal(engine), startProposal(engine)]
      const writers = [PEOPLE.kenya, PEOPLE.senegal, PEOPLE.ghana].flatMap((person) =>
        proposals.map((proposal) => ({ person, proposal, ...writerOf(engine, proposal) })),
      )
      const something = (): AppendItem => {
        const writer = chance.one(writers)
        if (chance.is(0.8)) {
          const text = chance.one(textsOf(writer.doc))
          if (text.length > 40 && chance.is(0.3)) text.delete(3, 10)
          else text.insert(chance.number(text.length + 1), `${chance.number(1000)} `)
          return textItem(writer.proposal, writer.person, writer.take()[0]!)
        }
        const { proposal } = writer
        const { digest, state } = viewOf(engine, proposal)
        return chance.one<AppendItem>([
          commandItem(proposal, PEOPLE.coordinator, { type: 'rename', title: `Title ${chance.number(99)}` }),
          commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }),
          commandItem(proposal, PEOPLE.headOfKenya, {
            type: 'take-position',
            position: 'supports',
            digest,
            textSeq: state.textSeq,
          }),
          commandItem(proposal, PEOPLE.chair, { type: 'lock', digest, reason: 'now' }),
          commandItem(proposal, PEOPLE.chair, { type: 'unlock', reason: 'not yet' }),
          commandItem(proposal, PEOPLE.coordinator, { type: 'admit-observers', may: chance.is(0.5) }),
        ])
      }
      let added = 0
      for (let batch = 0; batch < 60; batch++) {
        const items = Array.from({ length: 1 + chance.number(10) }, something)
        const { answers, commits } = engine.append(items)
        expect(answers).toHaveLength(items.length)
        for (const { entries } of commits) added += entries.length
        if (chance.is(0.3)) writers.forEach((writer) => writer.catchUp())
      }
      // Some three hundred, and fewer the longer the chair happens to hold the locks: 94 were the fewest of ten fresh seeds.
      expect(added).toBeGreaterThan(50)
      for (const proposal of proposals) expectSoundLog(db, proposal)
      const again = openEngine({ folder }).engine
      for (const proposal of proposals) {
        const [before, after] = [viewOf(engine, proposal), viewOf(again, proposal)]
        expect(after.state).toEqual(before.state)
        expect(after.digest).toBe(before.digest)
        expect(readDocument(serverText(again, proposal))).toEqual(readDocument(serverText(engine, proposal)))
      }
    },
  )

  it('holds no text entry between a lock and its unlock, whatever stands in one batch', () => {
    const { engine, db } = openEngine()
    const { proposal, digest } = inReview(engine)
    const [one, other] = [wordsOf(engine, proposal, 'in '), wordsOf(engine, proposal, 'late ')]
    const { answers } = engine.append([
      lockOf(proposal, PEOPLE.chair, digest),
      textItem(proposal, PEOPLE.kenya, other),
      commandItem(proposal, PEOPLE.chair, { type: 'unlock', reason: 'go on' }),
      textItem(proposal, PEOPLE.senegal, one),
    ])
    expect(answers[1]).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-stage' },
      parked: expect.any(String) as string,
    })
    expect(answers[3]).toMatchObject({ ok: true })
    expect(rowsOf(db, proposal).map(({ kind }) => kind)).toEqual([
      'act/1',
      'text/2',
      'act/1',
      'act/1',
      'act/1',
      'text/2',
    ])
    expectSoundLog(db, proposal)
  })

  it('is never older than the entry before, even where the clock is set back', () => {
    let now = 2_000_000
    const { engine, db } = openEngine({ clock: () => now })
    const { proposal } = inReview(engine)
    now = 1_000_000
    appendOne(engine, textItem(proposal, PEOPLE.kenya, wordsOf(engine, proposal, 'earlier ')))
    expectSoundLog(db, proposal)
  })

  it('cannot be changed or removed from, not even by hand', () => {
    const { engine, db } = openEngine()
    startProposal(engine)
    expect(() => db.exec(`UPDATE entry SET author = 'other'`)).toThrow('append-only')
    expect(() => db.exec('DELETE FROM entry')).toThrow('append-only')
  })

  it('shows an alteration by somebody who took the locks off', () => {
    const { engine, db } = openEngine()
    const { proposal } = inReview(engine)
    expect(isLogIntact(engine, proposal)).toBe(true)
    takeLocksOff(db)
    db.exec(`UPDATE entry SET author = 'other' WHERE seq = 2`)
    expect(isLogIntact(engine, proposal)).toBe(false)
  })
})

describe('a command', () => {
  it('sent twice is one act', () => {
    const { engine, db } = openEngine()
    const { proposal, digest } = inReview(engine)
    const lock = lockOf(proposal, PEOPLE.chair, digest)
    expect(engine.append([lock, lock]).answers).toEqual([
      { ok: true, value: { seq: 4 } },
      { ok: true, value: { seq: 4 } },
    ])
    expect(appendOne(engine, lock)).toEqual({ ok: true, value: { seq: 4 } })
    expect(rowsOf(db, proposal)).toHaveLength(4)
  })

  it('is not carried out under the id of somebody else’s', () => {
    const { engine } = openEngine()
    const { proposal } = inReview(engine)
    const rename = commandItem(proposal, PEOPLE.coordinator, { type: 'rename', title: 'New' })
    appendOne(engine, rename)
    expect(appendOne(engine, { ...rename, person: PEOPLE.chair })).toMatchObject({ refusal: { code: 'already-done' } })
  })

  it('under the id of another command is refused, and not said to be done; the one that was done is still answered', () => {
    const { engine, db } = openEngine()
    const { proposal } = inReview(engine)
    const rename = commandItem(proposal, PEOPLE.coordinator, { type: 'rename', title: 'New' })
    const first = appendOne(engine, rename)
    const reused = (command: Command) => appendOne(engine, { ...rename, command })
    expect(reused({ type: 'rename', title: 'Newer' })).toMatchObject({ refusal: { code: 'another-command' } })
    expect(reused({ type: 'back-to-drafting' })).toMatchObject({ refusal: { code: 'another-command' } })
    expect(viewOf(engine, proposal).state).toMatchObject({ title: 'New', stage: 'review' })
    appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'withdraw', reason: 'merged' }))
    expect(appendOne(engine, rename)).toEqual(first)
    expect(rowsOf(db, proposal)).toHaveLength(5)
  })

  it('to take a position, sent again after the text moved on, is answered with the act that it was', () => {
    const { engine } = openEngine()
    const { proposal, digest } = inReview(engine)
    const { textSeq } = viewOf(engine, proposal).state
    const command = { type: 'take-position', position: 'supports', digest, textSeq } as const
    const item = commandItem(proposal, PEOPLE.headOfKenya, command)
    const first = appendOne(engine, item)
    const writer = writerOf(engine, proposal)
    textsOf(writer.doc, 'item')[0]!.insert(0, 'more ')
    appendOne(engine, textItem(proposal, PEOPLE.kenya, writer.take()[0]!))
    expect(first).toMatchObject({ ok: true })
    expect(appendOne(engine, item)).toEqual(first)
  })

  it('to lock, by the chair and the vice-chair at once, is one act; the other is told', () => {
    const { engine, db } = openEngine()
    const { proposal, digest } = inReview(engine)
    const { answers } = engine.append([
      lockOf(proposal, PEOPLE.viceChair, digest),
      lockOf(proposal, PEOPLE.chair, digest),
    ])
    expect(answers).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'already-done' } }])
    expect(viewOf(engine, proposal).state.lock?.by).toBe(PEOPLE.viceChair)
    expect(rowsOf(db, proposal)).toHaveLength(4)
  })

  it('to start a proposal, sent twice, starts one', () => {
    const { engine, db } = openEngine()
    const commandId = randomUUID()
    expect(startProposal(engine, { commandId })).toBe(startProposal(engine, { commandId }))
    expect(db.prepare('SELECT COUNT(*) AS n FROM proposal').get()).toEqual({ n: 1 })
  })

  it('to start a proposal is known again when it was renamed since; another start under its id is refused', () => {
    const { engine } = openEngine()
    const commandId = randomUUID()
    const proposal = startProposal(engine, { commandId })
    appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'rename', title: 'Other' }))
    expect(startProposal(engine, { commandId })).toBe(proposal)
    expect(() => startProposal(engine, { commandId, title: 'Other' })).toThrow('something else was carried out')
    expect(() => startProposal(engine, { commandId, id: RPM })).toThrow('something else was carried out')
  })
})

describe('a batch with one bad item', () => {
  it('loses nothing of anybody else’s', () => {
    const { engine, db } = openEngine()
    const proposal = startProposal(engine)
    const [one, other] = [wordsOf(engine, proposal, 'one '), wordsOf(engine, proposal, 'other ')]
    const { answers } = engine.append([
      textItem(proposal, PEOPLE.kenya, one),
      textItem(proposal, PEOPLE.ghana, new Uint8Array([1, 2, 3])),
      textItem(proposal, PEOPLE.senegal, other),
    ])
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(rowsOf(db, proposal)).toHaveLength(4)
  })

  it('that breaks the transaction itself: it alone is refused, and memory is as the file says', () => {
    const { engine, db } = openEngine()
    const proposal = startProposal(engine)
    breakInsertsBy(db, PEOPLE.ghana)
    const edits = ['one ', 'bad ', 'other '].map((words) => wordsOf(engine, proposal, words))
    const people = [PEOPLE.kenya, PEOPLE.ghana, PEOPLE.senegal]
    const { answers, commits } = engine.append(edits.map((edit, at) => textItem(proposal, people[at]!, edit)))
    expect(answers).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'internal-error' } }, { ok: true }])
    expect(commits.flatMap(({ entries }) => entries.map(({ author }) => author))).toEqual([
      PEOPLE.kenya,
      PEOPLE.senegal,
    ])
    expect(appendOne(engine, textItem(proposal, PEOPLE.ghana, edits[1]!))).toMatchObject({ ok: false })
    const words = JSON.stringify(readDocument(serverText(engine, proposal)))
    expect(words).toContain('one ')
    expect(words).not.toContain('bad ')
    expectSoundLog(db, proposal)
  })
})

describe('what comes too late', () => {
  it('is kept for its author: words, and the deletion of one of those words', () => {
    const { engine } = openEngine()
    const { proposal, digest } = inReview(engine)
    const kenya = writerOf(engine, proposal)
    appendOne(engine, lockOf(proposal, PEOPLE.chair, digest))
    const [text] = textsOf(kenya.doc, 'item')
    text!.insert(0, 'late words ')
    text!.delete(0, 5)
    for (const edit of kenya.take())
      expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, edit))).toMatchObject({
        parked: expect.any(String) as string,
      })
    const drafts = engine.proposals.parkedDrafts(engine.accounts.person(PEOPLE.kenya)!, proposal)
    expect(drafts).toMatchObject({ ok: true, value: [{ editIds: [expect.any(String), expect.any(String)] }] })
    expect(JSON.stringify(drafts)).toContain('words ')
    expect(JSON.stringify(drafts)).not.toContain('late words ')
    const others = engine.proposals.parkedDrafts(engine.accounts.person(PEOPLE.senegal)!, proposal)
    expect(others).toEqual({ ok: true, value: [] })
  })

  it('is not kept where it is bad, or says nothing', () => {
    const { engine } = openEngine()
    const { proposal, digest } = inReview(engine)
    appendOne(engine, lockOf(proposal, PEOPLE.chair, digest))
    const nothing = new Uint8Array([0, 0])
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, nothing))).toEqual({ ok: true, seq: null })
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, new Uint8Array([9])))).toMatchObject({ parked: null })
  })

  it('of somebody whose role was taken away is kept; a stranger is not told that there is a proposal', () => {
    const { engine } = openEngine()
    const proposal = startProposal(engine)
    const [first, late] = [wordsOf(engine, proposal, 'first '), wordsOf(engine, proposal, 'late ')]
    appendOne(engine, textItem(proposal, PEOPLE.kenya, first))
    engine.accounts.setMemberships(PEOPLE.kenya, [])
    const answer = appendOne(engine, textItem(proposal, PEOPLE.kenya, late))
    expect(answer).toMatchObject({ refusal: { code: 'not-permitted' }, parked: expect.any(String) as string })
    expect(appendOne(engine, textItem(proposal, PEOPLE.eritrea, late))).toMatchObject({
      refusal: { code: 'not-found' },
      parked: null,
    })
  })

  it('is refused without a promise once the author’s room for drafts is used up', () => {
    const { engine, db } = openEngine()
    const { proposal, digest } = inReview(engine)
    const late = wordsOf(engine, proposal, 'late ')
    appendOne(engine, lockOf(proposal, PEOPLE.chair, digest))
    const fill = db.prepare(
      `INSERT INTO parked (id, proposal, author, time, text_seq, reason, edit) VALUES (?, ?, ?, 0, 2, '', ?)`,
    )
    for (let count = 0; count < 2_000; count++) fill.run(`p${count}`, proposal, PEOPLE.kenya, Buffer.alloc(2))
    const answer = appendOne(engine, textItem(proposal, PEOPLE.kenya, late))
    expect(answer).toMatchObject({ ok: false, parked: null })
    expect(answer.ok || answer.refusal.reason).not.toContain('is kept')
  })
})

describe.skipIf(isOnPostgres)('the file', () => {
  it('can be read by another program while the server writes', () => {
    const folder = temporaryFolder()
    const { engine } = openEngine({ folder })
    const proposal = startProposal(engine)
    const reader = new Database(`${folder}/common-proposals.sqlite`, { readonly: true })
    expect(reader.prepare('SELECT COUNT(*) AS n FROM entry WHERE proposal = ?').get(proposal)).toEqual({ n: 2 })
    reader.close()
  })
})
