/** What one person sends in one breath is one entry, wherever that tells the same as one after the other. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isIntact } from '../../../server/log/audit.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import type { AppendItem, TextItem } from '../../../server/log/proposal-log.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { orderedTexts, fragmentOf, readDocument } from '../../../shared/document/ydoc.ts'
import type { PersonId } from '../../../shared/ids.ts'
import {
  breakInsertsBy,
  commandItem,
  openEngine,
  PEOPLE,
  serverText,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

function begun() {
  const { engine, db } = openEngine()
  const proposal = startProposal(engine)
  const entries = () => new EntryTable(db).rows(proposal, 0)
  const { length } = entries()
  /** Somebody with the text before them; each change is one edit, which tells what its author had seen. */
  const writer = (person: PersonId) => {
    const { doc, take, catchUp } = writerOf(engine, proposal)
    const clause = textsOf(doc, 'item')[0]!
    const edits = (change: () => void): readonly TextItem[] => {
      change()
      return take().map((update) => ({ ...textItem(proposal, person, update), tells: true }))
    }
    return {
      doc,
      clause,
      catchUp,
      edits,
      types: (words: string) => edits(() => words.split('').forEach((letter) => clause.insert(clause.length, letter))),
    }
  }
  return {
    engine,
    db,
    proposal,
    writer,
    entries,
    /** What was written since the beginning. */
    written: () => entries().slice(length),
    append: (...items: readonly AppendItem[]) => engine.append(items),
    firstItem: () => textsOf(serverText(engine, proposal), 'item')[0]!.toJSON(),
  }
}

const seqsOf = ({ answers }: { answers: readonly unknown[] }) =>
  (answers as readonly { ok: boolean; seq?: number | null }[]).map((answer) => (answer.ok ? answer.seq : 'refused'))

describe('what one person types within one batch', () => {
  it('is one entry, and each edit is answered with it', () => {
    const { append, writer, written, entries, proposal } = begun()
    const appended = append(...writer(PEOPLE.kenya).types('five!'))
    expect(seqsOf(appended)).toEqual([3, 3, 3, 3, 3])
    expect(written()).toMatchObject([{ seq: 3, author: PEOPLE.kenya, administration: 'KEN' }])
    expect(appended.commits).toMatchObject([{ head: 3, entries: [{ seq: 3, kind: 'text' }] }])
    expect(isIntact(proposal, entries())).toBe(true)
  })

  it('stands in the log as it would have stood letter by letter', () => {
    const [joined, single] = [begun(), begun()]
    const kenya = joined.writer(PEOPLE.kenya)
    joined.append(...kenya.types('together'))
    for (const item of single.writer(PEOPLE.kenya).types('together')) single.append(item)
    expect(single.written()).toHaveLength('together'.length)
    expect(readDocument(serverText(joined.engine, joined.proposal)).text.map((block) => plainText(block))).toEqual(
      readDocument(serverText(single.engine, single.proposal)).text.map((block) => plainText(block)),
    )
    const replayed = new Y.Doc()
    for (const { kind, payload } of joined.entries()) if (kind !== 'act/1') Y.applyUpdate(replayed, payload)
    expect(Y.encodeStateAsUpdate(replayed)).toEqual(Y.encodeStateAsUpdate(serverText(joined.engine, joined.proposal)))
  })

  it('binds a device once, whichever of its edits comes first', () => {
    const { append, writer, written } = begun()
    const kenya = writer(PEOPLE.kenya)
    append(...kenya.types('mine'))
    const forged = kenya.types('!').map((item) => ({ ...item, person: PEOPLE.senegal }))
    expect(seqsOf(append(...forged))).toEqual(['refused'])
    expect(written()).toHaveLength(1)
  })

  it('is joined over what others type in between: one entry for each of them', () => {
    const { append, writer, written, firstItem } = begun()
    const [kenya, senegal] = [writer(PEOPLE.kenya), writer(PEOPLE.senegal)]
    const [ours, theirs] = [kenya.types('abc'), senegal.types('xyz')]
    const appended = append(...ours.flatMap((item, at) => [item, theirs[at]!]))
    expect(seqsOf(appended)).toEqual([3, 4, 3, 4, 3, 4])
    expect(written().map(({ author }) => author)).toEqual([PEOPLE.kenya, PEOPLE.senegal])
    expect(firstItem()).toMatch(/abcxyz$|xyzabc$/)
  })

  it('and that builds on what somebody else says in the same batch, waits for it', () => {
    const { append, writer, firstItem } = begun()
    const [kenya, senegal] = [writer(PEOPLE.kenya), writer(PEOPLE.senegal)]
    const [first, theirs] = [kenya.types('a'), senegal.types('✗')]
    // By another way than this server.
    for (const { update } of theirs) Y.applyUpdate(kenya.doc, update, 'server')
    const second = kenya.edits(() => kenya.clause.insert(kenya.clause.toJSON().indexOf('✗') + 1, 'b'))
    expect(seqsOf(append(...first, ...theirs, ...second))).toEqual([3, 4, 5])
    expect(firstItem()).toMatch(/a✗b$|✗ba$/)
  })
})

describe('an entry of its own', () => {
  it('is a deletion: an undo is known by what one entry took out', () => {
    const { append, writer, written, firstItem } = begun()
    const kenya = writer(PEOPLE.kenya)
    const typed = kenya.types('ab')
    const removed = kenya.edits(() => kenya.clause.delete(0, 1))
    expect(seqsOf(append(...typed, ...removed, ...kenya.types('cd')))).toEqual([3, 3, 4, 5, 5])
    expect(written()).toHaveLength(3)
    expect(firstItem()).toMatch(/abcd$/)
  })

  it('is an edit that makes a block, or moves one', () => {
    const { append, writer, written } = begun()
    const kenya = writer(PEOPLE.kenya)
    const first = kenya.types('ab')
    const moved = kenya.edits(() => kenya.clause.setAttribute('order', 'zz'))
    expect(seqsOf(append(...first, ...moved, ...kenya.types('cd')))).toEqual([3, 3, 4, 5, 5])
    expect(written()).toHaveLength(3)
  })

  it('is an edit that meets another which its author did not know', () => {
    const { append, writer, written, engine, proposal } = begun()
    const [kenya, senegal] = [writer(PEOPLE.kenya), writer(PEOPLE.senegal)]
    const whole = fragmentOf(senegal.doc, 'text')
    const [id] = orderedTexts(whole).find(([, text]) => text === senegal.clause)!
    append(...senegal.edits(() => whole.delete(id)))
    const before = written().length
    const appended = append(...kenya.types('☞kept'))
    expect(seqsOf(appended).every((seq) => typeof seq === 'number')).toBe(true)
    expect(new Set(seqsOf(appended)).size).toBe('☞kept'.length)
    expect(written().length).toBeGreaterThan(before)
    const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
    expect(JSON.stringify(view.ok && view.value.state.flags)).toContain('kept')
  })
})

describe('a lock in the middle of what one person types', () => {
  it('lets in what came before it, and keeps each of the rest for its author', () => {
    const { append, writer, written, engine, proposal, firstItem } = begun()
    append(commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))
    const kenya = writer(PEOPLE.kenya)
    const [before, after] = [kenya.types('ab'), kenya.types('cd')]
    const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
    const digest = view.ok ? view.value.digest : ''
    const lock = commandItem(proposal, PEOPLE.chair, { type: 'lock', digest, reason: 'the time is up' })
    // The digest is of the text before: so the lock comes first here, and again after the words it has not seen.
    const { answers } = append(lock, ...before, lock, ...after)
    expect(answers).toMatchObject([
      { ok: true },
      ...Array.from({ length: 2 }, () => ({ ok: false, refusal: { code: 'wrong-stage' }, parked: expect.any(String) })),
      { ok: true },
      ...Array.from({ length: 2 }, () => ({ ok: false, refusal: { code: 'wrong-stage' }, parked: expect.any(String) })),
    ])
    expect(written().map(({ kind }) => kind)).toEqual(['act/1', 'act/1'])
    expect(firstItem()).not.toMatch(/abcd$/)
  })
})

describe('a bad edit in the middle of what one person types', () => {
  it('is refused alone; what stands before and after it goes in', () => {
    const { append, writer, written, proposal, firstItem } = begun()
    const kenya = writer(PEOPLE.kenya)
    const bad = textItem(proposal, PEOPLE.kenya, new Uint8Array([1, 2, 3]))
    expect(seqsOf(append(...kenya.types('ab'), bad, ...kenya.types('cd')))).toEqual([3, 3, 'refused', 4, 4])
    expect(written()).toHaveLength(2)
    expect(firstItem()).toMatch(/abcd$/)
  })

  it('that misses one which never came is refused with all that build on it', () => {
    const { append, writer, firstItem } = begun()
    const kenya = writer(PEOPLE.kenya)
    const [a, , c, d] = kenya.types('abcd')
    expect(seqsOf(append(a!, c!, d!))).toEqual([3, 'refused', 'refused'])
    expect(firstItem()).toMatch(/a$/)
  })

  it('that breaks the transaction itself costs nobody else an edit', () => {
    const { append, writer, db, written, entries, proposal } = begun()
    breakInsertsBy(db, PEOPLE.ghana)
    const [kenya, ghana] = [writer(PEOPLE.kenya), writer(PEOPLE.ghana)]
    const answers = seqsOf(append(...kenya.types('ab'), ...ghana.types('x'), ...kenya.types('cd')))
    expect(answers.map((seq) => typeof seq)).toEqual(['number', 'number', 'string', 'number', 'number'])
    expect(written().every(({ author }) => author === PEOPLE.kenya)).toBe(true)
    expect(isIntact(proposal, entries())).toBe(true)
  })
})
