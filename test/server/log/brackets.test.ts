import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import type { Engine } from '../../../server/store/engine.ts'
import { alternativeOf } from '../../../shared/document/alternative.ts'
import { bracketsIn } from '../../../shared/document/brackets.ts'
import { readFragment, fragmentOf } from '../../../shared/document/ydoc.ts'
import { writtenText } from '../../../shared/document/written.ts'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import type { Command } from '../../../shared/proposal/commands.ts'
import {
  PEOPLE,
  appendOne,
  commandItem,
  openEngine,
  serverText,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { textAt } from '../../support/whole-log.ts'

const BOTH = [
  { number: 0, words: 'shall' },
  { number: 1, words: 'should' },
]

/** A proposal one clause of which reads "[shall][should]". */
function disputed() {
  const { engine, db } = openEngine()
  const proposal = startProposal(engine)
  const writer = writerOf(engine, proposal)
  const clause = textsOf(writer.doc, 'item')[0]!
  writer.doc.transact(() => {
    clause.delete(0, clause.length)
    clause.insert(0, 'shall', { alternative: alternativeOf('k', 0) })
    clause.insert(5, 'should', { alternative: alternativeOf('k', 1) })
  })
  write(engine, proposal, writer.take())
  return { engine, db, proposal, writer, clause }
}

const write = (engine: Engine, proposal: ProposalId, edits: readonly Uint8Array[], who: PersonId = PEOPLE.kenya) =>
  edits.map((edit) => appendOne(engine, textItem(proposal, who, edit)))

const ask = (engine: Engine, proposal: ProposalId, who: PersonId, command: Command) =>
  appendOne(engine, commandItem(proposal, who, command))

const bracketsOf = (doc: Y.Doc) => bracketsIn(readFragment(fragmentOf(doc, 'text')))
const stateOf = (engine: Engine, proposal: ProposalId) => engine.proposals.welcome(PEOPLE.kenya, proposal)!.state
const SETTLE = { type: 'settle-bracket', bracket: 'k', alternatives: BOTH, keep: 1, reason: 'Agreed.' } as const

describe('an alternative in brackets', () => {
  it('is held by an administration, one of each bracket, on the words that were read', () => {
    const { engine, proposal } = disputed()
    const hold = (alternative: number, words: string) =>
      ask(engine, proposal, PEOPLE.kenya, { type: 'hold-alternative', bracket: 'k', alternative, words })
    expect(hold(0, 'shall').ok).toBe(true)
    expect(hold(1, 'should').ok).toBe(true)
    expect(hold(1, 'ought to')).toMatchObject({ refusal: { code: 'text-changed' } })
    expect(stateOf(engine, proposal).holdings).toMatchObject([
      { administration: 'KEN', bracket: 'k', alternative: 1, words: 'should', by: PEOPLE.kenya },
    ])
  })

  it('is let go of', () => {
    const { engine, proposal } = disputed()
    ask(engine, proposal, PEOPLE.kenya, { type: 'hold-alternative', bracket: 'k', alternative: 0, words: 'shall' })
    const release = () => ask(engine, proposal, PEOPLE.kenya, { type: 'release-alternative', bracket: 'k' })
    expect(release().ok).toBe(true)
    expect(release()).toMatchObject({ refusal: { code: 'already-done' } })
    expect(stateOf(engine, proposal).holdings).toEqual([])
  })
})

describe('settling a bracket', () => {
  it('is an act and a text change under one name, with no entry between them', () => {
    const { engine, proposal } = disputed()
    const { head } = stateOf(engine, proposal)
    const { commits } = engine.append([commandItem(proposal, PEOPLE.kenya, SETTLE)])
    expect(commits[0]!.entries.map(({ seq, kind, author }) => [seq, kind, author])).toEqual([
      [head + 1, 'act', PEOPLE.kenya],
      [head + 2, 'text', PEOPLE.kenya],
    ])
    expect(textsOf(serverText(engine, proposal), 'item').map(String)).toContain('should')
    expect(bracketsOf(serverText(engine, proposal))).toEqual([])
  })

  it('reaches those who write, who go on writing', () => {
    const { engine, proposal, writer, clause } = disputed()
    ask(engine, proposal, PEOPLE.kenya, SETTLE)
    writer.catchUp()
    clause.insert(clause.length, ' report')
    expect(write(engine, proposal, writer.take())).toMatchObject([{ ok: true }])
    expect(readFragment(fragmentOf(serverText(engine, proposal), 'text')).map(writtenText)).toContain('should report')
  })

  it('is refused when its words are others than those on the screen', () => {
    const { engine, proposal, writer, clause } = disputed()
    clause.insert(2, 'XX')
    write(engine, proposal, writer.take())
    expect(ask(engine, proposal, PEOPLE.kenya, SETTLE)).toMatchObject({ refusal: { code: 'text-changed' } })
  })

  it('is done once', () => {
    const { engine, proposal } = disputed()
    expect(ask(engine, proposal, PEOPLE.kenya, SETTLE).ok).toBe(true)
    expect(ask(engine, proposal, PEOPLE.ghana, SETTLE)).toMatchObject({ refusal: { code: 'already-done' } })
  })

  it('is nothing for those who only read or chair', () => {
    const { engine, proposal } = disputed()
    expect(ask(engine, proposal, PEOPLE.chair, SETTLE)).toMatchObject({ refusal: { code: 'not-permitted' } })
  })

  it('writes under a client id that belongs to nobody', () => {
    const { engine, db, proposal } = disputed()
    ask(engine, proposal, PEOPLE.kenya, SETTLE)
    const rows = db.prepare<[string], { owner: string }>('SELECT DISTINCT owner FROM yjs_client WHERE proposal = ?')
    expect(
      rows
        .all(proposal)
        .map(({ owner }) => owner)
        .toSorted(),
    ).toEqual([PEOPLE.kenya, 'system'].toSorted())
  })

  it('forgets who wanted what, and is replayed from the log as it was', () => {
    const { engine, proposal } = disputed()
    ask(engine, proposal, PEOPLE.kenya, { type: 'hold-alternative', bracket: 'k', alternative: 0, words: 'shall' })
    ask(engine, proposal, PEOPLE.kenya, SETTLE)
    const { holdings, textSeq } = stateOf(engine, proposal)
    expect(holdings).toEqual([])
    expect(bracketsIn(textAt(engine, proposal, textSeq).text)).toEqual([])
  })
})
