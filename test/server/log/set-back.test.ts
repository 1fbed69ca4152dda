/** A database that is set back while a node runs: restored from a backup, or failed over to an older copy. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isIntact } from '../../../server/log/audit.ts'
import { EntryTable } from '../../../server/log/entry-table.ts'
import { StateFrames } from '../../../server/sync/state-frames.ts'
import { TextFrames } from '../../../server/sync/text-frames.ts'
import { Engine } from '../../../server/store/engine.ts'
import type { Store } from '../../../server/store/engine-client.ts'
import type { Db } from '../../../server/store/db.ts'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import {
  appendOne,
  ATU,
  commandItem,
  KNOWS_NOTHING,
  openEngine,
  PEOPLE,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { entriesOf } from '../../support/whole-log.ts'

type Row = Readonly<Record<'head' | 'chain' | 'state' | 'fold_version', unknown>>

/** Of one proposal: as it is now, to be put back later. */
function copyOf(db: Db, proposal: ProposalId): () => void {
  const row = db.prepare<[string], Row>('SELECT * FROM proposal WHERE id = ?').get(proposal)!
  const clients = db.prepare<[string], { client: number }>('SELECT client FROM yjs_client WHERE proposal = ?')
  const before = clients.all(proposal).map(({ client }) => client)
  return () => {
    const { head, chain, state, fold_version: version } = row
    db.exec(`DROP TRIGGER ${db.engine === 'postgres' ? 'entry_is_never_changed ON entry' : 'entry_is_never_deleted'}`)
    db.prepare('DELETE FROM entry WHERE proposal = ? AND seq > ?').run(proposal, head)
    db.prepare('DELETE FROM snapshot WHERE proposal = ? AND seq > ?').run(proposal, head)
    const update = 'UPDATE proposal SET head = ?, chain = ?, state = ?, fold_version = ? WHERE id = ?'
    db.prepare(update).run(head, chain, state, version, proposal)
    for (const { client } of clients.all(proposal))
      if (!before.includes(client))
        db.prepare('DELETE FROM yjs_client WHERE proposal = ? AND client = ?').run(proposal, client)
  }
}

function write(engine: Engine, proposal: ProposalId, person: PersonId, words: string) {
  const writer = writerOf(engine, proposal)
  textsOf(writer.doc, 'item')[0]!.insert(0, words)
  return appendOne(engine, textItem(proposal, person, writer.take()[0]!))
}

const wordsIn = (updates: readonly (Uint8Array | null | undefined)[]) => {
  const doc = new Y.Doc()
  for (const update of updates) if (update) Y.applyUpdate(doc, update)
  return textsOf(doc, 'item')[0]!.toJSON()
}

const wordsAt = (engine: Engine, proposal: ProposalId) =>
  wordsIn([engine.proposals.missing(proposal, KNOWS_NOTHING)!.update])

const logOf = (db: Db, proposal: ProposalId) => new EntryTable(db).rows(proposal, 0)

const textSeqAt = (engine: Engine, proposal: ProposalId) =>
  engine.proposals.welcome(PEOPLE.kenya, proposal)!.state.textSeq

const digestInList = (engine: Engine, proposal: ProposalId) =>
  engine.proposals.summaries(engine.accounts.person(PEOPLE.kenya)!, ATU).find(({ id }) => id === proposal)!.digest

function vectorAt(engine: Engine, proposal: ProposalId) {
  const joining = engine.proposals.joining(PEOPLE.kenya, proposal)
  return joining.ok && joining.value.start.kind === 'exchange' && Y.decodeStateVector(joining.value.start.stateVector)
}

/** For whoever has reached the entry before the last. */
function wordsSince(engine: Engine, proposal: ProposalId) {
  const { seq, time } = entriesOf(engine, proposal).at(-2)!
  const joining = engine.proposals.joining(PEOPLE.kenya, proposal, { reached: { seq, time }, has: null })
  if (!joining.ok || joining.value.start.kind !== 'resumed') throw new Error('not resumed')
  return Buffer.from(joining.value.start.after!).toString('latin1')
}

/** What the front of a node keeps; asked for what newcomers are sent. */
function frontOf(engine: Engine) {
  const states = new StateFrames(Date.now)
  const store = {
    textFor: async (...asked: Parameters<Store['textFor']>) => engine.proposals.textFor(...asked),
  }
  const texts = new TextFrames(store, Date.now)
  return async (proposal: ProposalId) => {
    const held = states.held(proposal)
    const joining = engine.proposals.joining(PEOPLE.kenya, proposal, { reached: null, has: held })
    if (!joining.ok) throw new Error(joining.refusal.reason)
    texts.keepOnlyOf(proposal, joining.value.lineage)
    const state = states.frameFor(proposal, joining.value, held)
    const text = await texts.lacking(proposal, KNOWS_NOTHING, joining.value.greeting.head)
    return [state, ...text!.frames].map((frame) => Buffer.from(frame).toString('latin1')).join()
  }
}

/** What one node has in memory the database lost; another node wrote its own in that place. */
async function setBack(read: (engine: Engine, proposal: ProposalId) => unknown = () => {}) {
  const { engine, db } = openEngine()
  const proposal = startProposal(engine)
  const putBack = copyOf(db, proposal)
  write(engine, proposal, PEOPLE.kenya, 'LOST ')
  const before = await read(engine, proposal)
  putBack()
  const other = new Engine(db, Date.now)
  write(other, proposal, PEOPLE.senegal, 'OTHER ')
  return { engine, db, proposal, other, before }
}

describe('a database that is set back while a node runs', () => {
  it('keeps a chain that holds when that node writes on', async () => {
    const { engine, db, proposal } = await setBack()
    expect(write(engine, proposal, PEOPLE.ghana, 'NEXT ')).toMatchObject({ ok: true })
    expect(isIntact(proposal, logOf(db, proposal))).toBe(true)
    expect(wordsAt(engine, proposal)).toMatch(/^NEXT OTHER /)
  })

  it('keeps it too where the log has grown beyond what the node knew', async () => {
    const { engine, db, proposal, other } = await setBack()
    write(other, proposal, PEOPLE.senegal, 'MORE ')
    expect(appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))).toMatchObject({
      ok: true,
    })
    expect(isIntact(proposal, logOf(db, proposal))).toBe(true)
  })

  it.each([
    ['the whole text', (engine: Engine, id: ProposalId) => wordsAt(engine, id)],
    ['the digest', (engine: Engine, id: ProposalId) => engine.proposals.digestAt(id, textSeqAt(engine, id))],
    ['the list', (engine: Engine, id: ProposalId) => digestInList(engine, id)],
    ['the state vector', (engine: Engine, id: ProposalId) => vectorAt(engine, id)],
    ['what was written since', (engine: Engine, id: ProposalId) => wordsSince(engine, id)],
  ])('is read anew: %s', async (_, read) => {
    const { engine, proposal, other, before } = await setBack(read)
    expect(read(engine, proposal)).toEqual(read(other, proposal))
    expect(read(engine, proposal)).not.toEqual(before)
  })

  it('gives whoever joins that node nothing that was kept of the lost entries', async () => {
    const fronts = new WeakMap<Engine, ReturnType<typeof frontOf>>()
    const joining = (engine: Engine, id: ProposalId) => {
      const front = fronts.get(engine) ?? frontOf(engine)
      fronts.set(engine, front)
      return front(id)
    }
    const { engine, proposal, other, before } = await setBack(joining)
    expect(before).toContain('LOST')
    expect(await joining(engine, proposal)).toBe(await joining(other, proposal))
  })
})
