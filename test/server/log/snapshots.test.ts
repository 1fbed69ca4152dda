import { describe, expect, it } from 'vitest'
import type { Db } from '../../../server/store/database.ts'
import type { Engine } from '../../../server/store/engine.ts'
import type { ProposalId } from '../../../shared/ids.ts'
import {
  PEOPLE,
  openEngine,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

const ENTRIES = 1_100

/** A proposal with so many edits that snapshots were taken, and a way to open its folder again, cold. */
function busy() {
  const folder = temporaryFolder()
  const { engine, close } = openEngine({ folder })
  const proposal = startProposal(engine)
  type(engine, proposal, ENTRIES)
  const warm = factsOf(engine, proposal)
  close()
  return { proposal, warm, again: () => openEngine({ folder }) }
}

function type(engine: Engine, proposal: ProposalId, times: number): void {
  const writer = writerOf(engine, proposal)
  const clause = textsOf(writer.doc, 'item')[0]!
  for (let at = 0; at < times; at++) clause.insert(at, 'x')
  const items = writer.take().map((edit) => textItem(proposal, PEOPLE.kenya, edit))
  while (items.length > 0) engine.append(items.splice(0, 50))
}

function factsOf(engine: Engine, proposal: ProposalId) {
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.kenya)!, proposal)
  if (!view.ok) throw new Error(view.refusal.reason)
  const { state, head } = engine.proposals.welcome(PEOPLE.kenya, proposal)!
  return { state, head, words: textsOf(writerOf(engine, proposal).doc).map(String).toSorted() }
}

const snapshotsIn = (db: Db) => db.prepare<[], { seq: number }>('SELECT seq FROM snapshot ORDER BY seq').all()

describe('a snapshot', () => {
  it('is taken now and then, and only the last two are kept', () => {
    const { again } = busy()
    const taken = snapshotsIn(again().db).map(({ seq }) => seq)
    expect(taken).toHaveLength(2)
    expect(taken[1]! - taken[0]!).toBeLessThanOrEqual(500)
  })

  it('and the entries after it give what the whole log gives', () => {
    const { again, proposal, warm } = busy()
    const { engine, db } = again()
    expect(factsOf(engine, proposal)).toEqual(warm)
    db.exec('DELETE FROM snapshot')
    expect(factsOf(again().engine, proposal)).toEqual(warm)
  })

  it('spares a cold start the reading of what it holds', () => {
    const { again, proposal, warm } = busy()
    const { engine, db } = again()
    const [, last] = snapshotsIn(db)
    db.exec('DROP TRIGGER entry_is_never_changed')
    db.prepare(`UPDATE entry SET payload = x'ff' WHERE kind LIKE 'text/%' AND seq <= ?`).run(last!.seq)
    expect(factsOf(engine, proposal)).toEqual(warm)
  })

  it.each([
    ['of another text', `UPDATE snapshot SET digest = 'another'`],
    ['of another log', `UPDATE snapshot SET chain = x'00'`],
    ['that is damaged', `UPDATE snapshot SET doc = x'0102'`],
    ['with a state that cannot be read', `UPDATE snapshot SET state = '{'`],
    ['of another version of the fold', 'UPDATE snapshot SET version = version + 1'],
  ])('%s is not used', (_what, damage) => {
    const { again, proposal, warm } = busy()
    const { engine, db } = again()
    db.exec(damage)
    expect(factsOf(engine, proposal)).toEqual(warm)
  })

  it('stands behind an older text too', () => {
    const { again, proposal } = busy()
    const { engine, db } = again()
    const at = () => engine.proposals.textAt(engine.accounts.person(PEOPLE.kenya)!, proposal, ENTRIES)
    const quick = at()
    db.exec('DELETE FROM snapshot')
    expect(quick.ok).toBe(true)
    expect(at()).toEqual(quick)
  })

  it('that cannot be saved costs nobody an edit', () => {
    const { engine, db } = openEngine()
    const proposal = startProposal(engine)
    db.exec('DROP TABLE snapshot')
    type(engine, proposal, 600)
    expect(engine.proposals.welcome(PEOPLE.kenya, proposal)!.head).toBe(602)
  })
})
