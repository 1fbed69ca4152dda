/** The browser's session against the real server: real sockets, a real SQLite file, the real storage thread. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Environment } from '../../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../../client/sync/proposal-session.ts'
import { startApp, type RunningApp } from '../../../server/app.ts'
import { readConfig } from '../../../server/config.ts'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { personId } from '../../../shared/ids.ts'
import type { Command } from '../../../shared/proposal/commands.ts'
import type { ParkedDraft, ProposalView } from '../../../shared/protocol/views.ts'
import { lineAs, type Sockets } from '../../support/client-environment.ts'
import { isSaved, type } from '../../support/live-text.ts'
import { ownPort } from '../../support/own-port.ts'
import { until } from '../../support/until.ts'
import { memoryOutboxStore } from '../../client/sync/memory-outbox-store.ts'

const COORDINATOR = 'demo-coordinator-nga'
const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'
const CHAIR = 'demo-chair-tza'
const OBSERVER = 'demo-observer-cept'

let folder: string
let app: RunningApp
let sockets: Sockets = 'WebSockets'
let memory: ReturnType<typeof memoryOutboxStore>
let sessions: ProposalSession[]
let cookies: Map<string, string>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'common-proposals-'))
  memory = memoryOutboxStore()
  sessions = []
  cookies = new Map()
  app = await start()
})
afterEach(async () => {
  sessions.forEach((session) => session.close())
  await app.close()
  rmSync(folder, { recursive: true })
})

const start = async (port?: number) =>
  startApp(readConfig({ DEMO: '1', DATA_DIR: folder, PORT: String(port ?? (await ownPort())) }), (message) => {
    throw new Error(message)
  })

async function request<T>(person: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(app.address + path, {
    method,
    headers: { 'content-type': 'application/json', cookie: await cookieOf(person) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as T
  if (!response.ok) throw new Error(JSON.stringify(answer))
  return answer
}

async function cookieOf(person: string): Promise<string> {
  const known = cookies.get(person)
  if (known) return known
  const response = await fetch(`${app.address}/api/sign-in/demonstration`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
  cookies.set(person, cookie)
  return cookie
}

const startProposal = async () =>
  (
    await request<{ id: string }>(COORDINATOR, 'POST', '/api/forums/rto-atu-wtdc-29/proposals', {
      commandId: crypto.randomUUID(),
      title: 'Connecting schools',
      operator: 'ADD',
      base: null,
      summary: 'A summary.',
      reasons: 'Reasons',
      acceptSuperseded: false,
    })
  ).id

const command = (person: string, proposal: string, what: Command) =>
  request(person, 'POST', `/api/proposals/${proposal}/commands`, { commandId: crypto.randomUUID(), command: what })

const view = (person: string, proposal: string) => request<ProposalView>(person, 'GET', `/api/proposals/${proposal}`)

async function open(person: string, proposal: string): Promise<ProposalSession> {
  const session = openProposalSession(
    { proposal, person: personId(person) },
    await environmentOf(await cookieOf(person)),
  )
  sessions.push(session)
  return session
}

async function environmentOf(cookie: string): Promise<Environment> {
  return {
    ...lineAs(cookie, sockets),
    url: `${app.address.replace('http', 'ws')}/sync`,
    store: memory.store,
    now: Date.now,
    random: Math.random,
    leastWait: 20,
    mostWait: 200,
  }
}

const titleOf = (blocks: readonly Block[]) => blocks.filter(({ kind }) => kind === 'title').map(plainText)[0]
const titleIn = (session: ProposalSession) => titleOf(readDocument(session.doc).text)

async function openSaved(person: string, proposal: string): Promise<ProposalSession> {
  const session = await open(person, proposal)
  await until(() => isSaved(session) && session.snapshot().isClean)
  return session
}

const mayType = (session: ProposalSession) => session.snapshot().rights.includes('edit-text')
const lettersBeyond = (before: readonly Block[], after: readonly Block[]) =>
  titleOf(after)!.length - titleOf(before)!.length

/** The chair's lock and the letters race each other; where a letter wins, the chair looks again. Answers how many were typed. */
async function typeUntilLocked(session: ProposalSession, proposal: string): Promise<number> {
  let typed = 0
  for (let head = 1; mayType(session); head++) {
    await until(() => isSaved(session))
    const { digest } = await view(CHAIR, proposal)
    const race = { isOver: false }
    const locking = command(CHAIR, proposal, { type: 'lock', digest, reason: 'the time is up' })
      .catch(() => {})
      .finally(() => (race.isOver = true))
    await pause(head)
    for (; !race.isOver && mayType(session); typed++) {
      type(session, String(typed % 10))
      await pause(0)
    }
    await locking
    await pause(50)
  }
  return typed
}

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

describe.each(['WebSockets', 'blocked'] as const)('the browser’s session on the real server (%s)', (which) => {
  beforeAll(() => void (sockets = which))

  it('sees the words of another, who is told "Saved", and both have the digest of the server', async () => {
    const proposal = await startProposal()
    const [kenya, senegal] = [await openSaved(KENYA, proposal), await openSaved(SENEGAL, proposal)]
    for (const letter of ' of Kenya') type(kenya, letter)
    await until(() => isSaved(kenya) && titleIn(senegal) === ' of Kenya')
    const { digest, state } = await view(KENYA, proposal)
    await until(() =>
      [kenya, senegal].every((each) => each.snapshot().digest === digest && each.snapshot().textSeq === state.textSeq),
    )
    for (const each of [kenya, senegal])
      expect(each.snapshot()).toMatchObject({ digest, textSeq: state.textSeq, isClean: true })
    expect(kenya.snapshot().state).toEqual(state)
    await until(() => memory.rows().length === 0)
  })

  it('shows who is here, by the name that the server knows', async () => {
    const proposal = await startProposal()
    const [kenya, senegal] = [await openSaved(KENYA, proposal), await openSaved(SENEGAL, proposal)]
    await until(() => kenya.snapshot().present.length === 1 && senegal.snapshot().present.length === 1)
    expect(kenya.snapshot().present[0]).toMatchObject({ name: 'Delegate, Senegal', administration: 'SEN' })
    senegal.close()
    await until(() => kenya.snapshot().present.length === 0)
  })

  it('loses nothing to a lock: each edit is in the locked text or among its author’s parked drafts', async () => {
    const proposal = await startProposal()
    await command(COORDINATOR, proposal, { type: 'open-review' })
    const kenya = await openSaved(KENYA, proposal)
    const typed = await typeUntilLocked(kenya, proposal)
    await until(() => kenya.snapshot().isClean && kenya.snapshot().synced && !mayType(kenya))
    const drafts = await request<readonly ParkedDraft[]>(KENYA, 'GET', `/api/proposals/${proposal}/parked`)
    const parked = drafts.reduce((sum, draft) => sum + lettersBeyond(draft.against.text, draft.text.text), 0)
    const { state, digest } = await view(KENYA, proposal)
    expect(state.lock?.digest).toBe(digest)
    await until(() => kenya.snapshot().digest === digest)
    expect(titleIn(kenya)!.length + parked).toBe(typed)
    await until(() => memory.rows().length === 0)
  })

  it('parks what was typed while away when the text is locked meanwhile, also after a reload', async () => {
    const proposal = await startProposal()
    await command(COORDINATOR, proposal, { type: 'open-review' })
    const before = await openSaved(KENYA, proposal)
    const port = Number(new URL(app.address).port)
    await app.close()
    await until(() => before.snapshot().connection === 'offline')
    for (const letter of ' too late') type(before, letter)
    await until(() => memory.rows().length === 9)
    before.close()
    app = await start(port)
    const { digest } = await view(CHAIR, proposal)
    await command(CHAIR, proposal, { type: 'lock', digest, reason: 'the time is up' })
    const after = await open(KENYA, proposal)
    await until(() => after.snapshot().epoch === 1 && after.snapshot().synced && after.snapshot().isClean)
    expect(after.snapshot().parked).toMatchObject({ ids: [expect.any(String)] })
    expect(titleIn(after)).toBe('')
    const [draft] = await request<readonly ParkedDraft[]>(KENYA, 'GET', `/api/proposals/${proposal}/parked`)
    expect(titleOf(draft!.text.text)).toBe(' too late')
    await until(() => memory.rows().length === 0)
  })

  it('goes on over a restart of the server, and sends what was typed meanwhile', async () => {
    const proposal = await startProposal()
    const [kenya, senegal] = [await openSaved(KENYA, proposal), await openSaved(SENEGAL, proposal)]
    const port = Number(new URL(app.address).port)
    await app.close()
    await until(() => kenya.snapshot().connection === 'offline')
    for (const letter of ' in between') type(kenya, letter)
    expect(kenya.snapshot().save).toMatchObject({ state: 'kept', edits: 11 })
    app = await start(port)
    await until(() => isSaved(kenya) && titleIn(senegal) === ' in between')
    expect(kenya.snapshot()).toMatchObject({ epoch: 0, parked: null, isClean: true })
  })

  it('is refused, with the reason, where the person may not read, and when signed out', async () => {
    const proposal = await startProposal()
    const observer = await open(OBSERVER, proposal)
    await until(() => observer.snapshot().connection === 'refused')
    expect(observer.snapshot().refusal?.reason).toBe('notFound')
    const kenya = await openSaved(KENYA, proposal)
    await request(KENYA, 'POST', '/api/sign-out', {})
    await until(() => kenya.snapshot().connection === 'refused')
    expect(kenya.snapshot().refusal?.reason).toBe('notSignedIn')
  })

  it('only reads where the person may only read', async () => {
    const proposal = await startProposal()
    const chair = await open(CHAIR, proposal)
    await until(() => chair.snapshot().synced && chair.snapshot().isClean)
    expect(chair.snapshot().rights).not.toContain('edit-text')
    expect(chair.snapshot().save).toEqual({ state: 'read-only' })
  })

  it('loses the right to write at once when the role is removed', async () => {
    const proposal = await startProposal()
    const kenya = await openSaved(KENYA, proposal)
    expect(kenya.snapshot().isSlow).toBe(sockets === 'blocked')
    const db = new Database(`${folder}/common-proposals.sqlite`)
    db.prepare('UPDATE account SET is_administrator = 1 WHERE id = ?').run(COORDINATOR)
    db.close()
    const memberships = [{ forum: 'rto-atu-wtdc-29', roles: ['sector-member'] }]
    await request(COORDINATOR, 'POST', `/api/people/${KENYA}/memberships`, { memberships })
    await until(() => !mayType(kenya))
  })
})
