import { describe, expect, it, vi } from 'vitest'
import type { Db } from '../../../server/store/db.ts'
import { Engine } from '../../../server/store/engine.ts'
import { storageError, watchedDatabase } from '../../support/watched-database.ts'
import type { ProposalId } from '../../../shared/ids.ts'
import {
  breakInserts,
  serverText,
  takeLocksOff,
  PEOPLE,
  openEngine,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import { LiveProposals } from '../../../server/log/live-proposals.ts'
import { SnapshotTable } from '../../../server/log/snapshot-table.ts'
import { textAt } from '../../support/whole-log.ts'

/** Each is so many letters. Those of one batch become one entry. */
const EDITS = 1_000
const LETTERS = 400
const IN_A_BATCH = 50

/** A proposal with so many edits that snapshots were taken, and a way to open its folder again, cold. */
function busy() {
  const folder = temporaryFolder()
  const { engine, close } = openEngine({ folder })
  const proposal = startProposal(engine)
  type(engine, proposal, EDITS)
  const warm = factsOf(engine, proposal)
  close()
  return { proposal, warm, again: () => openEngine({ folder }) }
}

function type(engine: Engine, proposal: ProposalId, times: number): void {
  const writer = writerOf(engine, proposal)
  const clause = textsOf(writer.doc, 'item')[0]!
  for (let at = 0; at < times; at++) clause.insert(at, 'x'.repeat(LETTERS))
  const items = writer.take().map((edit) => textItem(proposal, PEOPLE.kenya, edit))
  while (items.length > 0) {
    engine.append(items.splice(0, IN_A_BATCH))
    engine.tidy()
  }
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
    expect(taken[1]! - taken[0]!).toBeLessThanOrEqual(8)
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
    takeLocksOff(db)
    const damage = db.prepare(`UPDATE entry SET payload = ? WHERE kind LIKE 'text/%' AND seq <= ?`)
    damage.run(Buffer.from('damaged'), last!.seq)
    expect(factsOf(engine, proposal)).toEqual(warm)
  })

  it.each([
    ['of another text', 'digest', 'another'],
    ['of another log', 'chain', Buffer.alloc(1)],
    ['that is damaged', 'doc', Buffer.from('damaged')],
    ['with a state that cannot be read', 'state', '{'],
    ['of another version of the fold', 'version', 1_000],
  ])('%s is not used', (_what, column, value) => {
    const { again, proposal, warm } = busy()
    const { engine, db } = again()
    db.prepare(`UPDATE snapshot SET ${column} = ? WHERE seq = (SELECT MAX(seq) FROM snapshot)`).run(value)
    expect(factsOf(engine, proposal)).toEqual(warm)
  })

  it('stands behind an older text too', () => {
    const { again, proposal, warm } = busy()
    const { engine, db } = again()
    const tables = { entries: new EntryTable(db), snapshots: new SnapshotTable(db) }
    const at = () => new LiveProposals(db, tables, Date.now).documentAt(proposal, warm.head - 3)
    const quick = at()
    db.exec('DELETE FROM snapshot')
    expect(quick).toEqual(textAt(engine, proposal, warm.head - 3))
    expect(at()).toEqual(quick)
  })

  it('that cannot be saved costs nobody an edit', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { engine, db } = openEngine()
    const proposal = startProposal(engine)
    breakInserts(db, 'snapshot')
    const before = textsOf(serverText(engine, proposal), 'item')[0]!.length
    type(engine, proposal, EDITS)
    expect(textsOf(serverText(engine, proposal), 'item')[0]!.length).toBe(before + EDITS * LETTERS)
    expect(told.mock.calls.flat().join()).toMatch(/A snapshot could not be saved/)
    told.mockRestore()
  })
})

describe('a disk that fails while a snapshot is saved', () => {
  it('is not taken for a snapshot that is merely missing', () => {
    const { engine: first, db } = openEngine()
    const proposal = startProposal(first)
    const failing = watchedDatabase(db, 'snapshot', () => {
      throw storageError('SQLITE_IOERR_FSYNC')
    })
    const engine = new Engine(failing, Date.now)
    const writer = writerOf(engine, proposal)
    textsOf(writer.doc, 'item')[0]!.insert(0, 'x'.repeat(200_000))
    engine.append(writer.take().map((edit) => textItem(proposal, PEOPLE.kenya, edit)))
    expect(() => engine.tidy()).toThrow('SQLITE_IOERR')
  })
})
