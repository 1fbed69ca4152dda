/** Whoever comes back with some words to a text that nobody has read since the start does not make the server put it together. */
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { behindStanding } from '../../../client/editor/binding/behind-standing.ts'
import { isIntact } from '../../../server/log/audit.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import { LiveText } from '../../../server/log/live-text.ts'
import type { TextLimits } from '../../../server/log/text-limits.ts'
import { isTextKind } from '../../../shared/log/chain.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import type { PersonId } from '../../../shared/ids.ts'
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

/** A text that was let go, with a snapshot; everybody has a copy of it from before. */
function begun(limits?: TextLimits) {
  const time = { now: 1_800_000_000_000 }
  const { engine, db } = openEngine({ clock: () => time.now, ...(limits && { limits }) })
  const proposal = startProposal(engine)
  const writers = [PEOPLE.kenya, PEOPLE.senegal].map((person) => ({ person, ...writerOf(engine, proposal) }))
  const opened = vi.spyOn(LiveText.prototype as unknown as { open: () => Y.Doc }, 'open')
  const letGo = () => {
    time.now += 10 * 60_000
    engine.tidy()
    opened.mockClear()
  }
  letGo()
  const send = (person: PersonId, ...updates: readonly Uint8Array[]) =>
    engine.append(updates.map((update) => textItem(proposal, person, update))).answers
  const rows = () => new EntryTable(db).rows(proposal, 0)
  const replayed = () => {
    const doc = new Y.Doc()
    for (const { kind, payload } of rows()) if (isTextKind(kind)) Y.applyUpdate(doc, payload)
    return readDocument(doc)
  }
  return { engine, proposal, kenya: writers[0]!, senegal: writers[1]!, send, rows, replayed, opened, letGo }
}

const first = (doc: Y.Doc) => textsOf(doc, 'item')[0]!

describe('words put among the words of a text that was let go', () => {
  it('are in the log, and the text is not put together for them, nor when somebody joins', () => {
    const { engine, proposal, kenya, senegal, send, rows, replayed, opened } = begun()
    first(kenya.doc).insert(3, 'from Kenya ')
    first(senegal.doc).insert(first(senegal.doc).length, ' from Senegal')
    expect(send(PEOPLE.kenya, ...kenya.take())).toMatchObject([{ ok: true, seq: 3 }])
    expect(send(PEOPLE.senegal, ...senegal.take())).toMatchObject([{ ok: true, seq: 4 }])
    const sent = readDocument(serverText(engine, proposal))
    expect(opened).not.toHaveBeenCalled()
    expect(sent).toEqual(replayed())
    expect(sent.text.map((block) => plainText(block)).join('\n')).toMatch(/from Kenya [^]* from Senegal/)
    expect(isIntact(proposal, rows())).toBe(true)
  })

  it('are one entry where one person sent them in one breath, and each builds on those before it', () => {
    const { kenya, send, rows, replayed, opened } = begun()
    for (const letter of 'abc') first(kenya.doc).insert(2, letter)
    for (const letter of 'def') first(kenya.doc).insert(first(kenya.doc).length, letter)
    expect(send(PEOPLE.kenya, ...kenya.take())).toMatchObject(Array.from({ length: 6 }, () => ({ ok: true, seq: 3 })))
    expect(rows()).toHaveLength(3)
    expect(opened).not.toHaveBeenCalled()
    expect(replayed()).toEqual(readDocument(kenya.doc))
  })

  it('right behind the last that stand, before others that are gone, too', () => {
    const { engine, proposal, kenya, send, replayed, opened, letGo } = begun()
    const clause = first(kenya.doc)
    clause.delete(clause.length - 4, 4)
    send(PEOPLE.kenya, ...kenya.take())
    letGo()
    const other = writerOf(engine, proposal)
    letGo()
    behindStanding(() => first(other.doc).insert(first(other.doc).length, '!'))
    expect(send(PEOPLE.senegal, ...other.take())).toMatchObject([{ ok: true }])
    expect(opened).not.toHaveBeenCalled()
    expect(replayed()).toEqual(readDocument(other.doc))
  })
})

describe('the text is put together', () => {
  it('for what takes words away, and holds what was put beside it until then', () => {
    const { engine, proposal, kenya, send, replayed, opened } = begun()
    first(kenya.doc).insert(3, 'some words ')
    const [typed] = kenya.take()
    first(kenya.doc).delete(4, 5)
    const [removed] = kenya.take()
    expect(send(PEOPLE.kenya, typed!, removed!)).toMatchObject([
      { ok: true, seq: 3 },
      { ok: true, seq: 4 },
    ])
    expect(opened).toHaveBeenCalledTimes(1)
    expect(readDocument(serverText(engine, proposal))).toEqual(readDocument(kenya.doc))
    expect(replayed()).toEqual(readDocument(kenya.doc))
  })

  it('for its digest, which is that of the log', () => {
    const { engine, proposal, kenya, send, opened, letGo } = begun()
    first(kenya.doc).insert(3, 'some words ')
    send(PEOPLE.kenya, ...kenya.take())
    const digest = () => {
      const view = engine.proposals.view(engine.accounts.person(PEOPLE.kenya)!, proposal)
      return view.ok ? view.value.digest : null
    }
    const asWritten = digest()
    expect(opened).toHaveBeenCalledTimes(1)
    letGo()
    expect(digest()).toBe(asWritten)
  })

  it('for a device of somebody else, which is refused', () => {
    const { kenya, senegal, send } = begun()
    first(kenya.doc).insert(3, 'mine ')
    send(PEOPLE.kenya, ...kenya.take())
    Y.applyUpdate(senegal.doc, Y.encodeStateAsUpdate(kenya.doc), 'server')
    senegal.doc.clientID = kenya.doc.clientID
    first(senegal.doc).insert(0, 'stolen ')
    expect(send(PEOPLE.senegal, ...senegal.take())).toMatchObject([{ ok: false, refusal: { code: 'invalid-update' } }])
  })

  it('where a clause may be full, and it is as full as ever', () => {
    const { kenya, send } = begun({ textBytes: 60_000, clauseLength: 1_000 })
    const room = 1_000 - first(kenya.doc).length
    first(kenya.doc).insert(3, 'a'.repeat(room))
    expect(send(PEOPLE.kenya, ...kenya.take())).toMatchObject([{ ok: true }])
    first(kenya.doc).insert(3, 'b')
    expect(send(PEOPLE.kenya, ...kenya.take())).toMatchObject([{ ok: false, refusal: { code: 'too-large' } }])
  })

  it('not for an edit that comes twice: it adds nothing', () => {
    const { kenya, engine, proposal, letGo } = begun()
    first(kenya.doc).insert(3, 'once ')
    const [edit] = kenya.take()
    letGo()
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, edit!))).toEqual({ ok: true, seq: 3 })
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, edit!))).toEqual({ ok: true, seq: null })
  })
})
