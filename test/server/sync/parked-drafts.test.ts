/** Edits made away, a lock and an unlock, in every order: each word is in the text once, and nothing of it is lost on the way. */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { asideDraft } from '../../../client/sync/aside-draft.ts'
import type { ProposalSession } from '../../../client/sync/proposal-session.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { memoryOutboxStore } from '../../client/sync/memory-outbox-store.ts'
import { sessionAt, type Sockets } from '../../support/client-environment.ts'
import { gatedLine } from '../../support/client-gate.ts'
import { startServer, type Answer } from '../../support/server-app.ts'
import { isSaved, textIn, textOnServer, type } from '../../support/live-text.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const CHAIR = 'demo-chair-tza'

async function table(sockets: Sockets = 'WebSockets') {
  const server = await startServer()
  const proposal = await server.startProposal()
  const [kenya, chair] = [await server.signIn(KENYA), await server.signIn(CHAIR)]
  const memory = memoryOutboxStore()
  const gate = gatedLine(kenya.cookie, sockets)
  const open = () =>
    sessionAt(
      { address: server.address, cookie: kenya.cookie, proposal, person: KENYA },
      { ...gate.line, store: memory.store },
    )
  const applyAll = async (): Promise<readonly Answer[]> => {
    const answers: Answer[] = []
    for (const { id } of await kenya.parked(proposal)) {
      const path = `/api/proposals/${proposal}/parked/${id}/apply`
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      answers.push(await kenya.call('POST', path, { commandId: randomUUID() }))
    }
    return answers
  }
  return {
    server,
    proposal,
    kenya,
    chair,
    memory,
    gate,
    open,
    applyAll,
    lock: () => server.lock(proposal),
    unlock: () => chair.command(proposal, { type: 'unlock', reason: 'a late comment' }),
    timesOnServer: async (words: string) => times(await textOnServer(chair, proposal), words),
  }
}

const times = (text: string, words: string) => text.split(words).length - 1
const isAllSaved = (session: ProposalSession) => isSaved(session) && session.snapshot().isClean
function isReadOnly(session: ProposalSession): boolean {
  const { isClean, synced, save } = session.snapshot()
  return isClean && synced && save.state === 'read-only'
}
const isAway = (session: ProposalSession) => session.snapshot().connection === 'offline'

type Table = Pick<Awaited<ReturnType<typeof table>>, 'gate' | 'open'>

/** A session whose line is cut, and in which these words were typed since, key by key, as from a keyboard. */
async function typedAway({ gate, open }: Table, words: string): Promise<ProposalSession> {
  const session = open()
  await until(() => isAllSaved(session))
  await typeAway({ gate }, session, words)
  return session
}

async function typeAway({ gate }: Pick<Table, 'gate'>, session: ProposalSession, words: string): Promise<void> {
  gate.cut()
  await until(() => isAway(session))
  typeKeys(session, words)
}

function typeKeys(session: ProposalSession, words: string): void {
  for (const letter of words) type(session, letter)
}

describe.each(['WebSockets', 'blocked'] as const)('edits made away (%s)', (sockets) => {
  it('then a lock, the line, an unlock: parked, applied, in the text once', async () => {
    const { gate, open, lock, unlock, applyAll, timesOnServer, memory, kenya, proposal } = await table(sockets)
    const session = await typedAway({ gate, open }, ' from the train')
    await lock()
    gate.mend()
    await until(() => session.snapshot().parked !== null && isReadOnly(session))
    expect(textIn(session)).not.toContain('from the train')
    await until(() => memory.rows().length === 0)
    await unlock()
    await until(() => isAllSaved(session))
    expect(await timesOnServer('from the train')).toBe(0)
    expect(await applyAll()).toMatchObject([{ status: 200 }])
    await until(() => times(textIn(session), ' from the train') === 1)
    expect(await timesOnServer('from the train')).toBe(1)
    expect(await kenya.parked(proposal)).toEqual([])
    typeKeys(session, ' and on')
    await until(() => isAllSaved(session))
    expect(await timesOnServer('from the train and on')).toBe(1)
  })

  it('then a lock, an unlock, the line: in the text once, nothing parked', async () => {
    const { gate, open, lock, unlock, timesOnServer, kenya, proposal } = await table(sockets)
    const session = await typedAway({ gate, open }, ' from the train')
    await lock()
    await unlock()
    gate.mend()
    await until(() => isAllSaved(session))
    expect(await timesOnServer('from the train')).toBe(1)
    expect(await kenya.parked(proposal)).toEqual([])
    expect(session.snapshot()).toMatchObject({ parked: null, epoch: 0 })
  })

  it('then a lock, a line that breaks before each answer, an unlock: in the text once, and no draft of it is left', async () => {
    const { gate, open, lock, unlock, timesOnServer, kenya, proposal } = await table(sockets)
    const session = await typedAway({ gate, open }, ' from the train')
    await lock()
    gate.breakAtAnswers(true)
    gate.mend()
    await until(async () => (await kenya.parked(proposal)).length > 0)
    expect(session.snapshot().isClean).toBe(false)
    gate.cut()
    await until(() => isAway(session))
    await unlock()
    gate.breakAtAnswers(false)
    gate.mend()
    await until(() => isAllSaved(session))
    expect(await timesOnServer('from the train')).toBe(1)
    expect(await kenya.parked(proposal)).toEqual([])
  })

  it('then a reload, a lock, the line, another reload, an unlock: parked, applied, in the text once', async () => {
    const { gate, open, lock, unlock, applyAll, timesOnServer } = await table(sockets)
    const first = await typedAway({ gate, open }, ' from the train')
    first.close()
    await lock()
    gate.mend()
    const second = open()
    await until(() => second.snapshot().parked !== null && isReadOnly(second))
    second.close()
    await unlock()
    const third = open()
    await until(() => isAllSaved(third))
    expect(textIn(third)).not.toContain('from the train')
    await applyAll()
    await until(() => times(textIn(third), ' from the train') === 1)
    expect(await timesOnServer('from the train')).toBe(1)
  })

  it('and again between a draft and its application: both are in the text once', async () => {
    const { gate, open, lock, unlock, applyAll, timesOnServer } = await table(sockets)
    const session = await typedAway({ gate, open }, ' Alpha')
    await lock()
    gate.mend()
    await until(() => session.snapshot().parked !== null && isReadOnly(session))
    await unlock()
    await until(() => isAllSaved(session))
    await typeAway({ gate }, session, ' Omega')
    await applyAll()
    gate.mend()
    await until(() => isAllSaved(session) && times(textIn(session), ' Alpha') === 1)
    expect([await timesOnServer(' Alpha'), await timesOnServer(' Omega')]).toEqual([1, 1])
  })
})

describe('an edit for which there is no room among the parked ones', () => {
  it('stays on the device, over a reload, and its author can read and copy it there', async () => {
    const { server, gate, open, lock, proposal } = await table()
    const session = await typedAway({ gate, open }, ' no room')
    await lock()
    fillParked(server.folder, proposal)
    gate.mend()
    await until(() => session.snapshot().aside.edits.length > 0 && session.snapshot().aside.isStored)
    expect(session.snapshot().parked?.reason).toContain('stays on your device only')
    expect(session.snapshot().save.state).not.toBe('saved')
    session.close()
    const next = open()
    await until(() => next.snapshot().aside.edits.length > 0 && next.snapshot().synced)
    const { aside, document } = next.snapshot()
    const { joined, words } = asideDraft(next.doc, document, aside.edits)
    expect(words).toBe('')
    expect(joined?.text.text.map(plainText).join()).toContain(' no room')
    expect(joined?.against.text.map(plainText).join()).not.toContain(' no room')
    next.discardAside(aside.edits)
    expect(next.snapshot().aside.edits).toEqual([])
  })
})

/** With what was discarded long ago, which takes room on the disk all the same. */
function fillParked(folder: string, proposal: string): void {
  const db = new Database(`${folder}/common-proposals.sqlite`)
  const fill = db.prepare(
    `INSERT INTO parked (id, proposal, author, time, text_seq, reason, edit, discarded_at) VALUES (?, ?, ?, 0, 2, '', ?, 0)`,
  )
  db.transaction(() => {
    for (let count = 0; count < 10_000; count++) fill.run(`p${count}`, proposal, KENYA, Buffer.alloc(2))
  })()
  db.close()
}
