/** Words typed into a clause that was taken away meanwhile, by a client that does not tell what its writer had seen. */
import { expect, it } from 'vitest'
import { fragmentOf } from '../../../shared/document/ydoc.ts'
import { LogReading } from '../../fuzz/log-reading.ts'
import {
  appendOne,
  openEngine,
  PEOPLE,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

it.each([true, false])('are in the log, letter by letter, and held in a flag (the client tells: %s)', (tells) => {
  const { engine, db } = openEngine()
  const proposal = startProposal(engine)
  const [kenya, senegal] = [writerOf(engine, proposal), writerOf(engine, proposal)]
  const text = textsOf(senegal.doc, 'item')[0]!
  const id = [...fragmentOf(senegal.doc, 'text')].find(([, each]) => each === text)![0]
  fragmentOf(kenya.doc, 'text').delete(id)
  text.insert(3, 'late words')
  for (const edit of kenya.take()) appendOne(engine, textItem(proposal, PEOPLE.kenya, edit))
  for (const edit of senegal.take())
    expect(appendOne(engine, { ...textItem(proposal, PEOPLE.senegal, edit), tells, mayHaveSeen: 2 }).ok).toBe(true)
  expect(new LogReading(db, proposal).readOn().has('late words')).toBe(true)
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
  expect(view.ok && JSON.stringify(view.value.state.flags)).toContain('late words')
})
