/** What a joiner is sent is the text of the log, and no text is kept in memory for one who only joins. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { Engine } from '../../../server/store/engine.ts'
import { watchedDatabase } from '../../support/watched-database.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import type { ProposalId } from '../../../shared/ids.ts'
import { foldAll } from '../../../shared/proposal/fold.ts'
import { EntryTable, logEntryOf } from '../../../server/log/entry-table.ts'
import { isTextKind } from '../../../shared/log/chain.ts'
import type { Db } from '../../../server/store/db.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import {
  ATU,
  commandItem,
  KNOWS_NOTHING,
  openEngine,
  PEOPLE,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

const MINUTE = 60_000
const NEVER = new Int32Array(new SharedArrayBuffer(4))

/** A clock that is put forward by hand. */
function begin(folder = temporaryFolder()) {
  const time = { now: 1_800_000_000_000 }
  const opened = openEngine({ folder, clock: () => time.now })
  const later = (minutes: number) => {
    time.now += minutes * MINUTE
    opened.engine.tidy()
  }
  return { ...opened, folder, time, later }
}

const write = (engine: Engine, proposal: ProposalId, words: string) => {
  const writer = writerOf(engine, proposal)
  textsOf(writer.doc, 'item')[0]!.insert(0, words)
  engine.append(writer.take().map((edit) => textItem(proposal, PEOPLE.kenya, edit)))
}

function textOf(updates: readonly (Uint8Array | null | undefined)[], doc = new Y.Doc()) {
  for (const update of updates) if (update) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
  return readDocument(doc)
}

/** From its first entry. */
function replayed(db: Db, proposal: ProposalId) {
  const rows = new EntryTable(db).rows(proposal, 0)
  const doc = new Y.Doc()
  for (const { kind, payload } of rows) if (isTextKind(kind)) Y.applyUpdate(doc, payload)
  return { document: readDocument(doc), state: foldAll(rows.map(logEntryOf)), rows }
}

const sent = (engine: Engine, proposal: ProposalId, vector = KNOWS_NOTHING) => {
  const text = engine.proposals.textFor(proposal, vector, null)!
  return [text.base?.update, text.after]
}

function since(engine: Engine, proposal: ProposalId, reached: { seq: number; time: number }) {
  const joining = engine.proposals.joining(PEOPLE.kenya, proposal, { reached, has: null })
  if (!joining.ok || joining.value.start.kind !== 'resumed') throw new Error('it does not go on from there')
  return joining.value.start.after
}

/** Two people write, strike and mark at random; now and then something else happens, or the text is let go. */
function play(chance: Chance, { engine, later }: ReturnType<typeof begin>, proposal: ProposalId) {
  const people = [PEOPLE.kenya, PEOPLE.senegal].map((person) => ({ person, ...writerOf(engine, proposal) }))
  const copies: { doc: Y.Doc; head: number }[] = []
  for (let step = 0; step < 60; step++) {
    const one = chance.one(people)
    if (chance.is(0.3)) one.catchUp()
    const text = chance.one(textsOf(one.doc))
    const at = chance.number(text.length + 1)
    if (chance.is(0.65)) text.insert(at, 'some words '.slice(chance.number(9)))
    else text.delete(Math.min(at, Math.max(0, text.length - 1)), Math.min(3, text.length))
    if (chance.is(0.6)) engine.append(one.take().map((edit) => textItem(proposal, one.person, edit)))
    if (chance.is(0.05))
      engine.append([commandItem(proposal, PEOPLE.coordinator, { type: 'rename', title: `${step}` })])
    if (chance.is(0.1)) later(chance.number(8))
    if (chance.is(0.1)) copies.push(copyOf(engine, proposal))
  }
  for (const { person, take } of people) engine.append(take().map((edit) => textItem(proposal, person, edit)))
  return copies
}

function copyOf(engine: Engine, proposal: ProposalId) {
  const { update, head } = engine.proposals.missing(proposal, KNOWS_NOTHING)!
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return { doc, head }
}

describe('the text that a joiner is sent', () => {
  it.each(playedSeeds({ usual: 4 }))(
    'is that of the log, whichever way they join, from a snapshot or from memory (seed %i)',
    (seed) => {
      const chance = chanceOf(seed)
      const world = begin()
      const { engine, db, folder, later } = world
      const proposal = startProposal(engine)
      const copies = play(chance, world, proposal)
      const { document, state, rows } = replayed(db, proposal)
      const check = (where: Engine) => {
        expect(textOf(sent(where, proposal))).toEqual(document)
        for (const { doc, head } of copies) {
          const vector = Y.encodeStateVector(doc)
          expect(textOf([...sent(where, proposal, vector)], copied(doc))).toEqual(document)
          expect(textOf([since(where, proposal, rows[head - 1]!)], copied(doc))).toEqual(document)
        }
        expect(where.proposals.welcome(PEOPLE.kenya, proposal)!.state).toEqual(state)
      }
      check(engine)
      later(10)
      expect(engine.loaded).toBe(0)
      check(engine)
      check(openEngine({ folder }).engine)
      db.exec('DELETE FROM snapshot')
      check(openEngine({ folder }).engine)
      db.exec('UPDATE proposal SET fold_version = 0')
      check(openEngine({ folder }).engine)
    },
  )

  it('holds what another node wrote', () => {
    const { engine, db, folder } = begin()
    const proposal = startProposal(engine)
    write(engine, proposal, 'here ')
    engine.proposals.missing(proposal, KNOWS_NOTHING)
    const other = openEngine({ folder }).engine
    write(other, proposal, 'there ')
    expect(textOf(sent(engine, proposal))).toEqual(replayed(db, proposal).document)
    write(engine, proposal, 'here again ')
    for (const node of [engine, other]) expect(textOf(sent(node, proposal))).toEqual(replayed(db, proposal).document)
  })

  it('begins with the base that they have, which is not given again', () => {
    const { engine, later } = begin()
    const proposal = startProposal(engine)
    write(engine, proposal, 'before ')
    later(10)
    write(engine, proposal, 'after ')
    const first = engine.proposals.textFor(proposal, KNOWS_NOTHING, null)!
    expect(first.base!.update!.length).toBeGreaterThan(first.after!.length)
    const next = engine.proposals.textFor(proposal, KNOWS_NOTHING, { seq: first.base!.seq, lineage: first.lineage })!
    expect(next.base).toBeNull()
    expect(textOf([first.base!.update, next.after])).toEqual(textOf([first.base!.update, first.after]))
  })

  it('is refused to whoever sends what is no state vector', () => {
    const { engine } = begin()
    const proposal = startProposal(engine)
    expect(() => engine.proposals.textFor(proposal, new Uint8Array([9, 200]), null)).toThrow()
  })
})

const copied = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** One look does no more than others may wait for. */
function tidyUntil(isTidy: () => boolean, engine: Engine): void {
  for (let looks = 0; !isTidy() && looks < 100; looks++) engine.tidy()
}

describe('a text in memory', () => {
  it('is let go of a few at a time, where to save them takes long: others wait meanwhile', () => {
    const { db, time } = begin()
    const slow = watchedDatabase(db, 'snapshot', () => void Atomics.wait(NEVER, 0, 0, 20))
    const engine = new Engine(slow, () => time.now)
    const proposals = Array.from({ length: 12 }, () => startProposal(engine))
    for (const proposal of proposals) write(engine, proposal, 'words ')
    time.now += 10 * MINUTE
    engine.tidy()
    expect(engine.loaded).toBeGreaterThanOrEqual(10)
    tidyUntil(() => engine.loaded === 0, engine)
    expect(engine.loaded).toBe(0)
  })

  it('is let go of one at each look at least, however slow the machine', () => {
    const { engine, time } = begin()
    const proposals = Array.from({ length: 3 }, () => startProposal(engine))
    for (const proposal of proposals) write(engine, proposal, 'words ')
    time.now += 10 * MINUTE
    let moment = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (moment += 1_000))
    onTestFinished(() => clock.mockRestore())
    const left = proposals.map(() => {
      engine.tidy()
      return engine.loaded
    })
    expect(left).toEqual([2, 1, 0])
  })

  it('is not saved while somebody waits for a list', () => {
    const { db, engine: before, time } = begin()
    const proposals = Array.from({ length: 70 }, () => startProposal(before))
    let saved = 0
    const engine = new Engine(
      watchedDatabase(db, 'snapshot', () => void saved++),
      () => time.now,
    )
    expect(engine.proposals.summaries(engine.accounts.person(PEOPLE.kenya)!, ATU)).toHaveLength(proposals.length)
    expect(saved).toBe(0)
  })

  it('is there for none who joins, probes, looks at a list or opens the page', () => {
    const { folder, engine: before, close } = begin()
    const proposal = startProposal(before)
    write(before, proposal, 'words ')
    before.rest()
    const digest = before.proposals.digestAt(proposal, before.proposals.welcome(PEOPLE.kenya, proposal)!.state.textSeq)!
    const begun = begin(folder)
    const { engine } = begun
    begun.later(1)
    const kenya = engine.accounts.person(PEOPLE.kenya)!
    before.tidy()
    const { state } = engine.proposals.welcome(PEOPLE.kenya, proposal)!
    engine.proposals.joining(PEOPLE.kenya, proposal)
    engine.proposals.missing(proposal, KNOWS_NOTHING)
    engine.proposals.news(proposal, 1, [PEOPLE.kenya])
    expect(engine.proposals.parkedDrafts(kenya, proposal)).toEqual({ ok: true, value: [] })
    expect(engine.loaded).toBe(0)
    // The digest is kept with the snapshot that is taken for it.
    expect(engine.proposals.digestAt(proposal, state.textSeq)).toBe(digest)
    begun.later(1)
    expect(engine.loaded).toBe(0)
    const again = begin(folder).engine
    expect(again.proposals.digestAt(proposal, state.textSeq)).toBe(digest)
    expect(again.proposals.view(kenya, proposal)).toMatchObject({ ok: true, value: { digest } })
    expect(again.proposals.summaries(kenya, state.forum).map((each) => each.digest)).toContain(digest)
    expect(again.loaded).toBe(0)
    close()
  })

  it('stays for some minutes after the last edit, and is then on disk as it was', () => {
    const { engine, db, later } = begin()
    const proposal = startProposal(engine)
    write(engine, proposal, 'words ')
    later(4)
    expect(engine.loaded).toBe(1)
    later(2)
    expect(engine.loaded).toBe(0)
    const head = engine.proposals.welcome(PEOPLE.kenya, proposal)!.head
    expect(db.prepare<[], { seq: number }>('SELECT MAX(seq) AS seq FROM snapshot').get()!.seq).toBe(head)
    write(engine, proposal, 'more ')
    expect(textOf(sent(engine, proposal))).toEqual(replayed(db, proposal).document)
  })

  it('is one of at most 64, however many are written to', () => {
    const { engine, later } = begin()
    const proposals = Array.from({ length: 70 }, () => startProposal(engine))
    for (const proposal of proposals) write(engine, proposal, 'words ')
    tidyUntil(() => engine.loaded <= 64, engine)
    expect(engine.loaded).toBe(64)
    later(10)
    tidyUntil(() => engine.loaded === 0, engine)
    expect(engine.loaded).toBe(0)
  })
})
