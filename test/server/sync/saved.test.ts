/** "Saved" means that the server has it on disk, whatever lies between: tried with the browser's session on the real server. */
import { cpSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { ProposalSession } from '../../../client/sync/proposal-session.ts'
import { setUnwritten } from '../../../shared/document/unwritten.ts'
import { fragmentOf } from '../../../shared/document/ydoc.ts'
import { memoryOutboxStore } from '../../client/sync/memory-outbox-store.ts'
import { lineAs, sessionAt } from '../../support/client-environment.ts'
import { gatedLine } from '../../support/client-gate.ts'
import { startServer, type TestServer } from '../../support/server-app.ts'
import { temporaryFolder } from '../../support/server-engine.ts'
import { isSaved, textIn, textOnServer, type } from '../../support/live-text.ts'
import { ownPort } from '../../support/own-port.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'

async function table() {
  const server = await startServer()
  const proposal = await server.startProposal()
  return {
    server,
    proposal,
    kenya: await server.signIn(KENYA),
    at: { address: server.address, proposal, person: KENYA },
  }
}

it('is not said of an edit whose post was answered by something else than the server, also not when a later one is', async () => {
  const { proposal, kenya, at } = await table()
  const { fetch: direct, WebSocket } = lineAs(kenya.cookie, 'blocked')
  let swallowed = 0
  const portal: typeof fetch = async (input, init) => {
    if (init?.method !== 'POST' || swallowed > 0) return direct!(input, init)
    swallowed += 1
    return new Response('', { status: 200, headers: { 'content-type': 'text/event-stream' } })
  }
  const session = sessionAt({ ...at, cookie: kenya.cookie }, { WebSocket, fetch: portal })
  await until(() => isSaved(session))
  type(session, ' swallowed')
  await until(() => swallowed === 1)
  type(session, ' and on')
  await until(() => isSaved(session))
  expect(await textOnServer(kenya, proposal)).toContain(' swallowed and on')
})

it('is not said to a page whose browser is signed in as somebody else by now; its edits stay on the device, and are nobody else’s', async () => {
  const { server, proposal, kenya, at } = await table()
  const senegal = await server.signIn(SENEGAL)
  const memory = memoryOutboxStore()
  const gate = gatedLine(kenya.cookie, 'WebSockets')
  const session = sessionAt({ ...at, cookie: kenya.cookie }, { ...gate.line, store: memory.store })
  await until(() => isSaved(session))
  const { state } = await kenya.view(proposal)
  gate.cut()
  await until(() => session.snapshot().connection === 'offline')
  type(session, ' by Kenya')
  session.close()
  for (const sockets of ['WebSockets', 'blocked'] as const) {
    const other = sessionAt(
      { ...at, cookie: senegal.cookie },
      { ...lineAs(senegal.cookie, sockets), store: memory.store },
    )
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await until(() => other.snapshot().connection === 'refused')
    expect(other.snapshot().refusal?.reason).toBe('notSignedIn')
    expect(isSaved(other)).toBe(false)
    other.close()
  }
  expect((await kenya.view(proposal)).state.textSeq).toBe(state.textSeq)
  await until(() => memory.rows().length === 1)
  gate.mend()
  const again = sessionAt({ ...at, cookie: kenya.cookie }, { store: memory.store })
  await until(() => isSaved(again) && textIn(again).includes(' by Kenya'))
})

it('is not said of a post that is sent after the browser was signed in as somebody else', async () => {
  const { server, proposal, kenya, at } = await table()
  const senegal = await server.signIn(SENEGAL)
  const [before, after] = [lineAs(kenya.cookie, 'blocked'), lineAs(senegal.cookie, 'blocked')]
  let cookieOf = before
  const changing: typeof fetch = (input, init) => cookieOf.fetch!(input, init)
  const session = sessionAt({ ...at, cookie: kenya.cookie }, { WebSocket: before.WebSocket, fetch: changing })
  await until(() => isSaved(session))
  cookieOf = after
  type(session, ' Quagga')
  await until(() => session.snapshot().connection === 'refused')
  expect(isSaved(session)).toBe(false)
  expect(await textOnServer(kenya, proposal)).not.toContain(' Quagga')
})

it('is not said while another page of the same person left edits on the device: the one that is open sends them', async () => {
  const { proposal, kenya, at } = await table()
  const memory = memoryOutboxStore()
  const gates = [gatedLine(kenya.cookie, 'WebSockets'), gatedLine(kenya.cookie, 'WebSockets')] as const
  const [one, other] = gates.map((gate) =>
    sessionAt({ ...at, cookie: kenya.cookie }, { ...gate.line, store: memory.store }),
  ) as [ProposalSession, ProposalSession]
  await until(() => isSaved(one) && isSaved(other))
  gates[0].cut()
  await until(() => one.snapshot().connection === 'offline')
  type(one, ' left behind')
  await until(() => memory.rows().length === 1)
  one.close()
  gates[1].cut()
  await until(() => other.snapshot().connection === 'offline')
  gates[1].mend()
  await until(() => isSaved(other) && memory.rows().length === 0)
  expect(await textOnServer(kenya, proposal)).toContain(' left behind')
})

it('is not said of words that an input method holds back while somebody else writes beside them', async () => {
  const { kenya, at } = await table()
  const session = sessionAt({ ...at, cookie: kenya.cookie })
  await until(() => isSaved(session))
  const editor = {}
  setUnwritten(session.doc, editor, true)
  expect(session.snapshot().save.state).toBe('saving')
  setUnwritten(session.doc, editor, false)
  expect(session.snapshot().save.state).toBe('saved')
})

it('of what the device could not store outlives the page’s leaving the proposal: it is sent when the proposal is opened again', async () => {
  const { proposal, kenya, at } = await table()
  const memory = memoryOutboxStore()
  memory.device.isBroken = true
  const gate = gatedLine(kenya.cookie, 'WebSockets')
  const first = sessionAt({ ...at, cookie: kenya.cookie }, { ...gate.line, store: memory.store })
  await until(() => isSaved(first))
  gate.cut()
  await until(() => first.snapshot().connection === 'offline')
  type(first, ' in private')
  await until(() => first.snapshot().save.state === 'kept')
  expect(first.snapshot().save).toMatchObject({ keptOnDevice: false })
  first.close()
  gate.mend()
  const second = sessionAt({ ...at, cookie: kenya.cookie }, { ...gate.line, store: memory.store })
  await until(() => isSaved(second) && textIn(second).includes(' in private'))
  expect(await textOnServer(kenya, proposal)).toContain(' in private')
})

it.each(['with edits that wait', 'with none', 'with edits that wait, after others went on there'])(
  'holds on a server that was set back to an older copy: what was saved since is brought to it again (%s)',
  async (which) => {
    const copy = temporaryFolder()
    const port = String(await ownPort())
    const first = await startServer({ PORT: port })
    const proposal = await first.startProposal()
    const kenya = await first.signIn(KENYA)
    const gate = gatedLine(kenya.cookie, 'WebSockets')
    const session = sessionAt({ address: first.address, cookie: kenya.cookie, proposal, person: KENYA }, gate.line)
    await until(() => isSaved(session))
    type(session, ' before the copy')
    await until(() => isSaved(session))
    gate.cut()
    await first.stop()
    cpSync(first.folder, copy, { recursive: true })
    const second = await startServer({ DATA_DIR: first.folder, PORT: port })
    gate.mend()
    await until(() => isSaved(session))
    type(session, ' after the copy')
    await until(() => isSaved(session))
    gate.cut()
    await second.stop()
    rmSync(first.folder, { recursive: true })
    cpSync(copy, first.folder, { recursive: true })
    const hasWaiting = which !== 'with none'
    if (hasWaiting) type(session, ' and on')
    const third = await startServer({ DATA_DIR: first.folder, PORT: port })
    if (which.endsWith('there')) await senegalWrites(third, proposal)
    gate.mend()
    await until(() => session.snapshot().connection === 'online' && isSaved(session))
    const words = await textOnServer(kenya, proposal)
    expect(words).toContain(' before the copy after the copy')
    if (hasWaiting) expect(words).toContain(' and on')
    const { state, digest } = await kenya.view(proposal)
    await until(() => session.snapshot().digest === digest)
    expect(session.snapshot().state).toEqual(state)
    expect(session.snapshot().aside.edits).toEqual([])
  },
)

/** More entries than were lost. */
async function senegalWrites({ address, signIn }: TestServer, proposal: string): Promise<void> {
  const { cookie } = await signIn(SENEGAL)
  const session = sessionAt({ address, cookie, proposal, person: SENEGAL })
  await until(() => isSaved(session))
  for (let count = 0; count < 5; count++) {
    const reasons = fragmentOf(session.doc, 'reasons')
    reasons.get([...reasons.keys()][0]!)!.insert(0, 'more ')
    // oxlint-disable-next-line no-await-in-loop -- an entry each
    await until(() => isSaved(session))
  }
  session.close()
}
