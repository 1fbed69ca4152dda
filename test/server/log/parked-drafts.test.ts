/** What its author may do with a parked draft: keep it, discard it, and apply it when the text is open again. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { isIntact } from '../../../server/log/audit.ts'
import { LiveProposal } from '../../../server/log/live-proposal.ts'
import { watchedDatabase } from '../../support/watched-database.ts'
import { Engine } from '../../../server/store/engine.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import { SnapshotTable } from '../../../server/log/snapshot-table.ts'
import { isTextKind } from '../../../shared/log/chain.ts'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import {
  appendOne,
  ATU,
  breakInsertsBy,
  commandItem,
  openEngine,
  PEOPLE,
  serverText,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
  type OpenEngine,
} from '../../support/server-engine.ts'

type Table = OpenEngine & { readonly proposal: ProposalId }

function inReview(opened = openEngine()): Table {
  const proposal = startProposal(opened.engine)
  appendOne(opened.engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))
  return { ...opened, proposal }
}

const viewOf = ({ engine, proposal }: Table) => {
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
  if (!view.ok) throw new Error(view.refusal.reason)
  return view.value
}
const lock = (table: Table) =>
  appendOne(
    table.engine,
    commandItem(table.proposal, PEOPLE.chair, { type: 'lock', digest: viewOf(table).digest, reason: 'the time is up' }),
  )
const unlock = ({ engine, proposal }: Table) =>
  appendOne(engine, commandItem(proposal, PEOPLE.chair, { type: 'unlock', reason: 'a late comment' }))

const drafts = ({ engine, proposal }: Table, person: PersonId = PEOPLE.kenya): readonly ParkedDraft[] => {
  const outcome = engine.proposals.parkedDrafts(engine.accounts.person(person)!, proposal)
  return outcome.ok ? outcome.value : []
}
const apply = ({ engine, proposal }: Table, draft: string, commandId: string = randomUUID(), person = PEOPLE.kenya) =>
  engine.applyParked({ proposal, person, draft, commandId }).outcome
const preview = ({ engine, proposal }: Table, draft: string) => engine.previewParked(PEOPLE.kenya, proposal, draft)

const send = ({ engine, proposal }: Table, person: PersonId, updates: readonly Uint8Array[]) =>
  updates.map((update) => appendOne(engine, { ...textItem(proposal, person, update), tells: true }))

/** What Kenya writes is in its copy and not sent. */
function writesIn(table: Table, words = 'late words ', write?: (doc: Y.Doc) => void) {
  const writer = writerOf(table.engine, table.proposal)
  if (write) write(writer.doc)
  else textsOf(writer.doc, 'item')[0]!.insert(0, words)
  return { ...writer, edits: writer.take() }
}

/** Kenya's words come after the lock. */
function parked(table: Table, words?: string) {
  const writer = writesIn(table, words)
  lock(table)
  send(table, PEOPLE.kenya, writer.edits)
  return writer
}

const textIn = ({ engine, proposal }: Table) => textsOf(serverText(engine, proposal)).map((text) => text.toJSON())
const timesIn = (table: Table, words: string) => textIn(table).join('\n').split(words).length - 1
const rowsOf = ({ db, proposal }: Table) => new EntryTable(db).rows(proposal, 0)

describe('a parked draft, when the chair reopens the text', () => {
  it('goes into the text once, under its author’s name, and is no draft any more', () => {
    const table = inReview()
    parked(table)
    const [draft] = drafts(table)
    unlock(table)
    expect(draft).toMatchObject({ words: '', isJoinable: true })
    const answer = apply(table, draft!.id)
    const last = rowsOf(table).findLast(({ kind }) => isTextKind(kind))!
    expect(answer).toEqual({ ok: true, value: { seq: last.seq } })
    expect(last).toMatchObject({ author: PEOPLE.kenya, administration: 'KEN' })
    expect(timesIn(table, 'late words')).toBe(1)
    expect(drafts(table)).toEqual([])
    expect(isIntact(table.proposal, rowsOf(table))).toBe(true)
  })

  it('is refused and kept where the text was locked again in between', () => {
    const table = inReview()
    parked(table)
    const [draft] = drafts(table)
    unlock(table)
    lock(table)
    const before = rowsOf(table).length
    expect(apply(table, draft!.id)).toMatchObject({ ok: false, refusal: { code: 'wrong-stage' } })
    expect(drafts(table)).toEqual([draft])
    expect(rowsOf(table)).toHaveLength(before)
  })

  it('is one application however often the same command arrives, and no second command applies it again', () => {
    const table = inReview()
    parked(table)
    const [draft] = drafts(table)
    unlock(table)
    const first = apply(table, draft!.id, 'the-same')
    expect(apply(table, draft!.id, 'the-same')).toEqual(first)
    expect(apply(table, draft!.id)).toMatchObject({ ok: false, refusal: { code: 'already-done' } })
    expect(timesIn(table, 'late words')).toBe(1)
  })

  it('is not said to be applied where its command was that of another draft', () => {
    const table = inReview()
    parked(table)
    const [first] = drafts(table)
    unlock(table)
    expect(apply(table, first!.id, 'the-same')).toMatchObject({ ok: true })
    parked(table, 'other words ')
    const [second] = drafts(table)
    unlock(table)
    expect(apply(table, second!.id, 'the-same')).toMatchObject({ ok: false, refusal: { code: 'another-command' } })
    expect(drafts(table)).toEqual([second])
    expect(timesIn(table, 'other words')).toBe(0)
    expect(apply(table, first!.id, 'the-same')).toMatchObject({ ok: true })
    expect(apply(table, second!.id)).toMatchObject({ ok: true })
    expect(timesIn(table, 'other words')).toBe(1)
  })

  it('is neither applied nor lost where the transaction breaks', () => {
    const folder = temporaryFolder()
    const table = inReview(openEngine({ folder }))
    parked(table)
    const [draft] = drafts(table)
    unlock(table)
    breakInsertsBy(table.db, PEOPLE.kenya)
    expect(() => apply(table, draft!.id)).toThrow('a defect')
    expect(drafts(table)).toEqual([draft])
    expect(timesIn(table, 'late words')).toBe(0)
    table.db.exec(table.db.engine === 'postgres' ? 'DROP TRIGGER breaks ON entry' : 'DROP TRIGGER breaks')
    expect(apply(table, draft!.id)).toMatchObject({ ok: true })
    expect(timesIn(table, 'late words')).toBe(1)
  })

  it('is applied with all its parts at once: words, words that build on them, and what was deleted of both', () => {
    const table = inReview()
    const writer = writesIn(table, '', (doc) => {
      const [text] = textsOf(doc, 'item')
      text!.insert(0, 'late words ')
      text!.insert(5, 'and later ')
      text!.delete(0, 5)
    })
    lock(table)
    send(table, PEOPLE.kenya, writer.edits)
    expect(drafts(table)).toMatchObject([{ editIds: { length: 3 } }])
    unlock(table)
    apply(table, drafts(table)[0]!.id)
    expect(timesIn(table, 'and later words ')).toBe(1)
    expect(drafts(table)).toEqual([])
  })

  it('is not applied in part: where one part is refused, none is in the text and all are kept', () => {
    const table = inReview()
    const [one, other] = [writesIn(table, 'first-part '), writesIn(table, 'second-part ')]
    lock(table)
    send(table, PEOPLE.kenya, [...one.edits, ...other.edits])
    unlock(table)
    // The device of the second part became somebody else's.
    table.db
      .prepare('INSERT INTO yjs_client (proposal, client, owner) VALUES (?, ?, ?)')
      .run(table.proposal, other.doc.clientID, PEOPLE.senegal)
    const [draft] = drafts(table)
    const before = rowsOf(table)
    expect(apply(table, draft!.id)).toMatchObject({ ok: false, refusal: { code: 'invalid-update' } })
    expect(rowsOf(table)).toEqual(before)
    expect(drafts(table)).toEqual([draft])
    expect(timesIn(table, '-part ')).toBe(0)
  })

  it('holds what builds on it also where that was refused later, against a newer text', () => {
    const table = inReview()
    const writer = writesIn(table, 'first ')
    send(table, PEOPLE.kenya, writesIn(table, 'in time ').edits)
    table.engine.accounts.setMemberships(PEOPLE.kenya, [])
    send(table, PEOPLE.kenya, writer.edits)
    send(table, PEOPLE.senegal, writesIn(table, 'meanwhile ').edits)
    textsOf(writer.doc, 'item')[0]!.insert(6, 'second ')
    send(table, PEOPLE.kenya, writer.take())
    table.engine.accounts.setMemberships(PEOPLE.kenya, [{ forum: ATU, roles: ['delegate'] }])
    const [draft, ...others] = drafts(table)
    expect(others).toEqual([])
    expect(draft).toMatchObject({ editIds: { length: 2 }, words: '' })
    expect(apply(table, draft!.id)).toMatchObject({ ok: true })
    expect(timesIn(table, 'first second ')).toBe(1)
  })

  it('of which a part never arrived gives that part as bare words, and the rest to the text', () => {
    const table = inReview()
    const writer = writesIn(table, 'never sent ')
    textsOf(writer.doc, 'item')[0]!.insert(11, 'built on it ')
    const stuck = writer.take()
    const sound = writesIn(table, 'sound ').edits
    lock(table)
    send(table, PEOPLE.kenya, [...stuck, ...sound])
    expect(drafts(table)).toMatchObject([{ words: 'built on it ', isJoinable: true }])
    unlock(table)
    apply(table, drafts(table)[0]!.id)
    expect(timesIn(table, 'sound ')).toBe(1)
    const [rest] = drafts(table)
    expect(rest).toMatchObject({ words: 'built on it ', isJoinable: false, editIds: { length: 1 } })
    expect(apply(table, rest!.id)).toMatchObject({ ok: false, refusal: { code: 'gap-in-updates' } })
    expect(drafts(table)).toEqual([rest])
  })

  it('is known again by its command, also where its newest part could not be joined and was discarded since', () => {
    const table = inReview()
    const writer = writesIn(table, 'never sent ')
    textsOf(writer.doc, 'item')[0]!.insert(11, 'built on it ')
    const stuck = writer.take()
    const sound = writesIn(table, 'sound ').edits
    lock(table)
    send(table, PEOPLE.kenya, [...sound, ...stuck])
    const [draft] = drafts(table)
    unlock(table)
    const first = apply(table, draft!.id, 'the-same')
    expect(first).toMatchObject({ ok: true })
    expect(apply(table, draft!.id, 'the-same')).toEqual(first)
    table.engine.discardParked(PEOPLE.kenya, table.proposal, draft!.id)
    expect(drafts(table)).toEqual([])
    expect(apply(table, draft!.id, 'the-same')).toEqual(first)
  })

  it('that was kept twice, because its line broke before the answer, goes in once', () => {
    const table = inReview()
    const writer = parked(table)
    const again = send(table, PEOPLE.kenya, writer.edits)
    expect(again).toMatchObject([{ ok: false, parked: drafts(table)[0]!.editIds[0] }])
    expect(drafts(table)).toMatchObject([{ editIds: { length: 1 } }])
    unlock(table)
    apply(table, drafts(table)[0]!.id)
    expect(timesIn(table, 'late words')).toBe(1)
  })

  it('is none any more where the same edit came into the text by itself', () => {
    const table = inReview()
    const writer = parked(table)
    unlock(table)
    expect(drafts(table)).toHaveLength(1)
    expect(send(table, PEOPLE.kenya, writer.edits)).toMatchObject([{ ok: true }])
    expect(drafts(table)).toEqual([])
    expect(timesIn(table, 'late words')).toBe(1)
  })
})

describe('what applying a draft would do', () => {
  it('is shown on the text as it is now, not as it was when the edit was refused', () => {
    const table = inReview()
    parked(table)
    unlock(table)
    send(table, PEOPLE.senegal, writesIn(table, 'meanwhile ').edits)
    const shown = preview(table, drafts(table)[0]!.id)
    if (!shown.ok) throw new Error(shown.refusal.reason)
    expect(JSON.stringify(shown.value.against)).toContain('meanwhile ')
    expect(JSON.stringify(shown.value.against)).not.toContain('late words')
    expect(shown.value).toMatchObject({ flags: 0, isCertain: true, textSeq: viewOf(table).state.textSeq })
    apply(table, drafts(table)[0]!.id)
    expect(shown.value.text).toEqual(documentOf(table))
  })

  it('changes nothing', () => {
    const table = inReview()
    parked(table)
    unlock(table)
    const [rows, digest, kept] = [rowsOf(table), viewOf(table).digest, drafts(table)]
    preview(table, kept[0]!.id)
    expect(rowsOf(table)).toEqual(rows)
    expect(viewOf(table).digest).toBe(digest)
    expect(drafts(table)).toEqual(kept)
    expect(send(table, PEOPLE.senegal, writesIn(table, 'on with it ').edits)).toMatchObject([{ ok: true }])
    expect(isIntact(table.proposal, rowsOf(table))).toBe(true)
  })

  it('counts the review flag of words whose clause was deleted meanwhile; applying raises it', () => {
    const table = inReview()
    const writer = writesIn(table, '', (doc) => {
      const [text] = textsOf(doc, 'item')
      text!.insert(3, 'late words ')
    })
    lock(table)
    send(table, PEOPLE.kenya, writer.edits)
    unlock(table)
    const gone = writesIn(table, '', (doc) => {
      const [text] = textsOf(doc, 'item')
      doc.getMap('text').delete(text!._item!.parentSub!)
    })
    send(table, PEOPLE.senegal, gone.edits)
    const shown = preview(table, drafts(table)[0]!.id)
    expect(shown).toMatchObject({ ok: true, value: { flags: 1, isCertain: true } })
    apply(table, drafts(table)[0]!.id)
    expect(viewOf(table).state.flags).toHaveLength(1)
    if (shown.ok) expect(shown.value.text).toEqual(documentOf(table))
  })

  it('keeps words that were typed key by key into a clause that is emptied and then deleted', () => {
    const table = inReview()
    const writer = writesIn(table, '', (doc) => {
      const [text] = textsOf(doc, 'item')
      for (const letter of ' late') text!.insert(text!.length, letter)
    })
    lock(table)
    send(table, PEOPLE.kenya, writer.edits)
    unlock(table)
    const senegal = writesIn(table, '', (doc) => {
      const [text] = textsOf(doc, 'item')
      text!.delete(0, text!.length)
      doc.getMap('text').delete(text!._item!.parentSub!)
    })
    send(table, PEOPLE.senegal, senegal.edits)
    expect(preview(table, drafts(table)[0]!.id)).toMatchObject({ ok: true, value: { flags: 1 } })
    apply(table, drafts(table)[0]!.id)
    expect(JSON.stringify(viewOf(table).state.flags)).toContain(' late')
  })

  it('is not told while the text is closed', () => {
    const table = inReview()
    parked(table)
    expect(preview(table, drafts(table)[0]!.id)).toMatchObject({ ok: false, refusal: { code: 'wrong-stage' } })
  })
})

describe('a parked draft is its author’s', () => {
  it('nobody else sees, applies, looks at or discards it', () => {
    const table = inReview()
    parked(table)
    const [draft] = drafts(table)
    unlock(table)
    const { engine, proposal } = table
    expect(apply(table, draft!.id, randomUUID(), PEOPLE.senegal)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(engine.previewParked(PEOPLE.senegal, proposal, draft!.id)).toMatchObject({ refusal: { code: 'not-found' } })
    engine.discardParked(PEOPLE.senegal, proposal, draft!.id)
    expect(drafts(table)).toEqual([draft])
  })

  it('is there through the loss of the role and its return, and only then can be applied', () => {
    const table = inReview()
    parked(table)
    unlock(table)
    const { engine } = table
    engine.accounts.setMemberships(PEOPLE.kenya, [])
    const [draft] = drafts(table)
    expect(draft).toMatchObject({ editIds: { length: 1 } })
    expect(apply(table, draft!.id)).toMatchObject({ ok: false, refusal: { code: 'not-permitted' } })
    engine.accounts.setMemberships(PEOPLE.kenya, [{ forum: ATU, roles: ['delegate'] }])
    expect(apply(table, drafts(table)[0]!.id)).toMatchObject({ ok: true })
    expect(timesIn(table, 'late words')).toBe(1)
  })

  it('shows whoever lost the role no text beyond what was sent before', () => {
    const table = inReview()
    const { engine, proposal } = table
    send(table, PEOPLE.kenya, writesIn(table, 'in time ').edits)
    const late = writesIn(table, 'late ')
    const seen = viewOf(table).state.head
    engine.accounts.setMemberships(PEOPLE.kenya, [])
    send(table, PEOPLE.senegal, writesIn(table, 'not for Kenya ').edits)
    for (const edit of late.edits)
      appendOne(engine, { ...textItem(proposal, PEOPLE.kenya, edit), tells: true, mayHaveSeen: seen })
    expect(JSON.stringify(drafts(table))).toContain('late ')
    expect(JSON.stringify(drafts(table))).not.toContain('not for Kenya')
  })

  it('is discarded by its author, and is nothing to anybody else', () => {
    const table = inReview()
    parked(table)
    const [draft] = drafts(table)
    const { engine, proposal } = table
    const notFound = { ok: false, refusal: { code: 'not-found' } }
    expect(engine.discardParked(PEOPLE.ghana, proposal, draft!.id)).toMatchObject(notFound)
    expect(engine.discardParked(PEOPLE.kenya, proposal, 'nosuchdraft')).toMatchObject(notFound)
    expect(drafts(table)).toHaveLength(1)
    expect(engine.discardParked(PEOPLE.kenya, proposal, draft!.id)).toMatchObject({ ok: true })
    expect(drafts(table)).toEqual([])
    expect(engine.discardParked(PEOPLE.kenya, proposal, draft!.id)).toMatchObject({ ok: true })
  })

  it('is not discarded or applied with edits that its author has not seen in it', () => {
    const table = inReview()
    const writer = parked(table)
    const [draft] = drafts(table)
    textsOf(writer.doc, 'item')[0]!.insert(0, 'one more ')
    send(table, PEOPLE.kenya, writer.take())
    const { engine, proposal } = table
    expect(engine.discardParked(PEOPLE.kenya, proposal, draft!.id)).toMatchObject({ refusal: { code: 'text-changed' } })
    unlock(table)
    expect(apply(table, draft!.id)).toMatchObject({ refusal: { code: 'text-changed' } })
    expect(drafts(table)).toMatchObject([{ editIds: { length: 2 } }])
    expect(engine.discardParked(PEOPLE.kenya, proposal, drafts(table)[0]!.id)).toMatchObject({ ok: true })
    expect(drafts(table)).toEqual([])
    expect(engine.discardParked(PEOPLE.kenya, proposal, draft!.id)).toMatchObject({ ok: true })
  })

  it('survives a restart, kept or applied', () => {
    const folder = temporaryFolder()
    const first = inReview(openEngine({ folder }))
    parked(first)
    const kept = drafts(first)
    first.close()
    const second = { ...openEngine({ folder }), proposal: first.proposal }
    expect(drafts(second)).toEqual(kept)
    unlock(second)
    apply(second, kept[0]!.id, 'the-same')
    second.close()
    const third = { ...openEngine({ folder }), proposal: first.proposal }
    expect(drafts(third)).toEqual([])
    expect(apply(third, kept[0]!.id, 'the-same')).toMatchObject({ ok: true })
    expect(timesIn(third, 'late words')).toBe(1)
  })
})

const documentOf = ({ engine, proposal }: Table) => {
  const official = engine.proposals.official(engine.accounts.person(PEOPLE.chair)!, proposal)
  if (!official.ok) throw new Error(official.refusal.reason)
  return official.value.document
}

describe('a preview', () => {
  it('leaves the text in memory as it was, so that nobody’s next key waits until it is loaded', () => {
    const table = inReview()
    const { proposal, engine, db } = table
    parked(table)
    unlock(table)
    const before = drafts(table)[0]!
    const load = vi.spyOn(SnapshotTable.prototype, 'load')
    expect(preview(table, before.id)).toMatchObject({ ok: true })
    expect(send(table, PEOPLE.ghana, writesIn(table, 'a key ').edits)).toMatchObject([{ ok: true }])
    expect(load).not.toHaveBeenCalled()
    load.mockRestore()
    expect(textIn(table).join()).toContain('a key ')
    expect(textIn(table).join()).not.toContain('late words ')
    expect(isIntact(proposal, new EntryTable(db).rows(proposal, 0))).toBe(true)
    expect(engine.loaded).toBe(1)
  })
})

describe('late edits that are kept', () => {
  it('are told from what the text holds already without a copy of the text', () => {
    const table = inReview()
    const late = writesIn(table).edits
    const known = Y.encodeStateAsUpdate(serverText(table.engine, table.proposal))
    lock(table)
    const copy = vi.spyOn(LiveProposal.prototype, 'copy')
    expect(send(table, PEOPLE.kenya, late)).toMatchObject(late.map(() => ({ ok: false })))
    expect(send(table, PEOPLE.kenya, [known])).toEqual([{ ok: true, seq: null }])
    expect(copy).not.toHaveBeenCalled()
    copy.mockRestore()
  })

  it('go to the database alone, not with the batch that they came in', () => {
    const table = inReview()
    const late = writesIn(table).edits[0]!
    lock(table)
    const sizes: number[] = []
    const engine = new Engine(
      watchedDatabase(table.db, 'parked', ({ edit }: { edit: Uint8Array }) => void sizes.push(edit.buffer.byteLength)),
      Date.now,
    )
    const batch = new Uint8Array(1_000_000)
    batch.set(late, 500)
    const update = batch.subarray(500, 500 + late.length)
    expect(send({ ...table, engine }, PEOPLE.kenya, [update])).toMatchObject([{ parked: expect.any(String) as string }])
    expect(sizes).toEqual([late.length])
  })

  it('make room when their author discards them, up to a bound for all that was ever kept', () => {
    const table = inReview()
    const big = (words: string) => writesIn(table, words.padEnd(1_900_000, 'x')).edits
    const rounds = Array.from({ length: 6 }, (_, round) => [1, 2, 3, 4].flatMap((at) => big(`${round} ${at}`)))
    lock(table)
    const kept = rounds.map((updates) => {
      const ids = send(table, PEOPLE.kenya, updates).flatMap((answer) => (answer.ok ? [] : (answer.parked ?? [])))
      // Refused against the same text they are one draft, named by its newest.
      table.engine.discardParked(PEOPLE.kenya, table.proposal, ids.at(-1)!)
      return ids.length
    })
    expect(kept).toEqual([4, 4, 4, 4, 4, 1])
  })
})

it('of a person who was refused on many texts the oldest drafts are read, by one replay; the others when these are gone', () => {
  const table = inReview()
  const { engine, proposal } = table
  const writer = writerOf(engine, proposal)
  engine.accounts.setMemberships(PEOPLE.kenya, [{ forum: ATU, roles: ['observer'] }])
  appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'admit-observers', may: true }))
  for (let text = 0; text < 23; text++) {
    textsOf(writer.doc, 'item')[0]!.insert(0, '§')
    send(table, PEOPLE.ghana, writer.take())
    const other = writerOf(engine, proposal)
    textsOf(other.doc, 'item')[1]!.insert(0, `late ${text} `)
    send(table, PEOPLE.kenya, other.take())
  }
  const first = drafts(table)
  expect(first).toHaveLength(20)
  first.forEach(({ against, text }, at) => {
    expect(JSON.stringify(against)).toContain('§'.repeat(at + 1))
    expect(JSON.stringify(against)).not.toContain('§'.repeat(at + 2))
    expect(JSON.stringify(text)).toContain(`late ${at} `)
    expect(JSON.stringify(text)).not.toContain(`late ${at + 1} `)
  })
  for (const { id } of first) engine.discardParked(PEOPLE.kenya, proposal, id)
  expect(drafts(table)).toHaveLength(3)
})
