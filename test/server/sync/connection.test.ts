/** A live connection to the real server: what is acknowledged, what is refused, who may come in, who is seen. */
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { startServer, type Caller, type TestServer } from '../../support/server-app.ts'
import { textsOf } from '../../support/server-engine.ts'
import { change, openLine, type Line } from '../../support/server-line.ts'
import { stockClient } from '../../support/server-stock.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'
/** Their roles change here, so nobody else uses them. */
const SOUTH_AFRICA = 'demo-delegate-zaf'
const ALGERIA = 'demo-delegate-dza'
const COORDINATOR = 'demo-coordinator-nga'

let shared: TestServer
const cleanUps: (() => Promise<void> | void)[] = []
beforeAll(async () => {
  shared = await startServer({}, (work) => cleanUps.push(work))
})
afterAll(async () => {
  for (const work of cleanUps.toReversed()) await work()
})

/** A proposal of its own for each test; a server of its own where it asks for settings. */
async function begin(settings?: Record<string, string>) {
  const server = settings ? await startServer(settings) : shared
  return { server, proposal: await server.startProposal() }
}

async function join(server: TestServer, proposal: string, person: string | Caller, more: { isPlain?: boolean } = {}) {
  const { cookie } = typeof person === 'string' ? await server.signIn(person) : person
  const line = openLine({ address: server.address, proposal, cookie, ...more })
  await until(() => line.heard.isSynced || line.heard.close)
  return line
}

const firstItem = ({ doc }: { doc: Y.Doc }) => textsOf(doc, 'item')[0]!
const type = (line: Line, words: string) => line.send(change(line.doc, () => firstItem(line).insert(0, words)))
const wordsOf = (client: { doc: Y.Doc }) => firstItem(client).toJSON()

/** An administrator by hand in the file: the demonstration has none. */
function makeAdministrator({ folder }: TestServer, person: string): void {
  const db = new Database(`${folder}/common-proposals.sqlite`)
  db.prepare('UPDATE account SET is_administrator = 1 WHERE id = ?').run(person)
  db.close()
}

describe('stock y-websocket clients', () => {
  it('converge, see each other by the names that the server knows, and leave', async () => {
    const { server, proposal } = await begin()
    const [kenya, senegal] = await Promise.all(
      [KENYA, SENEGAL].map(async (person) =>
        stockClient({ address: server.address, proposal, cookie: (await server.signIn(person)).cookie }),
      ),
    )
    await until(() => kenya!.provider.synced && senegal!.provider.synced)
    kenya!.provider.awareness.setLocalStateField('user', { name: 'The Secretary-General', symbol: 'ITU' })
    firstItem(kenya!).insert(0, 'Kenya ')
    firstItem(senegal!).insert(0, 'Senegal ')
    await until(() => wordsOf(kenya!) === wordsOf(senegal!) && /Kenya .*|Senegal /.test(wordsOf(kenya!)))
    const seen = () => senegal!.provider.awareness.getStates().get(kenya!.doc.clientID)?.['user'] as unknown
    await until(seen)
    expect(seen()).toEqual({ name: 'Delegate, Kenya', administration: 'KEN', symbol: 'KEN' })
    kenya!.provider.destroy()
    await until(() => !senegal!.provider.awareness.getStates().has(kenya!.doc.clientID))
  })

  it('are closed for good with 4423 when they write in a locked text, and the words are kept', async () => {
    const { server, proposal } = await begin()
    const caller = await server.signIn(KENYA)
    const kenya = stockClient({ address: server.address, proposal, cookie: caller.cookie })
    await until(() => kenya.provider.synced)
    await server.lock(proposal)
    firstItem(kenya).insert(0, 'late ')
    await until(() => kenya.closes.includes(CLOSE.locked))
    expect(JSON.stringify(await caller.parked(proposal))).toContain('late ')
  })
})

describe('an acknowledgement', () => {
  it('comes only after the edit is on the disk', async () => {
    const { server, proposal } = await begin()
    const line = await join(server, proposal, KENYA)
    const db = new Database(`${server.folder}/common-proposals.sqlite`, { readonly: true })
    const payloads = db.prepare<[string], { payload: Uint8Array }>(
      `SELECT payload FROM entry WHERE proposal = ? AND kind = 'text/2' AND author = '${KENYA}'`,
    )
    const own = line.doc.clientID
    const lettersOnDisk = () =>
      Math.max(0, ...payloads.all(proposal).map(({ payload }) => Y.parseUpdateMeta(payload).to.get(own) ?? 0))
    const onDisk: { acked: number; letters: number }[] = []
    line.listeners.onAck = (acked) => onDisk.push({ acked, letters: lettersOnDisk() })
    for (let burst = 0; burst < 8; burst++) {
      let last = 0
      for (let index = 0; index < 5; index++) last = type(line, `${burst} `)
      // oxlint-disable-next-line no-await-in-loop -- each burst is answered by commits of its own
      await line.until(({ acked }) => acked === last)
    }
    db.close()
    const acked = onDisk.map((each) => each.acked)
    expect(acked.at(-1)).toBe(40)
    expect(acked.length).toBeGreaterThanOrEqual(8)
    expect(acked).toEqual([...new Set(acked)].toSorted((a, b) => a - b))
    for (const { acked, letters } of onDisk) expect(letters).toBeGreaterThanOrEqual('0 '.length * acked)
  })

  it('is also given for what adds nothing', async () => {
    const { server, proposal } = await begin()
    const line = await join(server, proposal, KENYA)
    line.send(Y.encodeStateAsUpdate(line.doc), 1)
    await line.until(({ acked }) => acked === 1)
    expect(line.heard.nacks).toEqual([])
  })

  it('is not given to a plain client, which is sent only what y-websocket knows', async () => {
    const { server, proposal } = await begin()
    const [plain, other] = [
      await join(server, proposal, KENYA, { isPlain: true }),
      await join(server, proposal, SENEGAL),
    ]
    type(plain, 'plain ')
    await until(() => wordsOf(other).startsWith('plain '))
    expect(plain.heard.types.filter((frame) => frame >= FRAME.ack)).toEqual([])
  })
})

describe('a connection', () => {
  it('begins with the state of the proposal, and hears each entry after it once, in order', async () => {
    const { server, proposal } = await begin()
    const line = await join(server, proposal, KENYA)
    expect(line.heard.types[0]).toBe(FRAME.state)
    expect(line.heard.states[0]).toMatchObject({
      stage: 'review',
      head: 3,
      rights: ['read', 'edit-text', 'hold-alternative'],
    })
    const first = type(line, 'a ')
    // What comes in one turn may be one entry.
    await line.until(({ acked }) => acked === first)
    type(line, 'b ')
    await line.until(({ entries }) => entries.at(-1)?.seq === 5)
    expect(line.heard.entries.map(({ seq }) => seq).filter((seq) => seq > 3)).toEqual([4, 5])
  })

  it('hears of text entries in short, and of acts in full', async () => {
    const { server, proposal } = await begin()
    const line = await join(server, proposal, KENYA)
    type(line, 'a ')
    await line.until(({ entries }) => entries.at(-1)?.seq === 4)
    expect(line.heard.types).not.toContain(FRAME.acts)
    expect(line.heard.entries.at(-1)).toMatchObject({ seq: 4, author: KENYA, kind: 'text' })
    const coordinator = await server.signIn(COORDINATOR)
    await coordinator.command(proposal, { type: 'rename', title: 'Another' })
    await line.until(({ entries }) => entries.at(-1)?.seq === 5)
    expect(line.heard.types).toContain(FRAME.acts)
    expect(line.heard.entries.at(-1)).toMatchObject({ kind: 'act', act: { type: 'renamed', title: 'Another' } })
  })

  it.each([
    ['without a session', async () => ({}), 'notSignedIn'],
    ['with a session that is none', async () => ({ cookie: 'cp_session=guessed' }), 'notSignedIn'],
    ['of somebody of another forum', (server: TestServer) => server.signIn('demo-delegate-eri'), 'notFound'],
    ['of an observer who was not invited', (server: TestServer) => server.signIn('demo-observer-cept'), 'notFound'],
  ] as const)('%s is closed with the reason', async (_, caller, reason) => {
    const { server, proposal } = await begin()
    const { cookie } = (await caller(server)) as { cookie?: string }
    const line = openLine({ address: server.address, proposal, ...(cookie && { cookie }) })
    expect(await line.closed()).toEqual({ code: CLOSE[reason], reason })
    expect(line.heard.types).toEqual([])
  })

  it('to a proposal that does not exist is closed with 4404', async () => {
    const { server } = await begin()
    const line = await join(server, '00000000000000000000', KENYA)
    expect(line.heard.close?.code).toBe(CLOSE.notFound)
  })

  it('from a page of another site is turned away before it opens', async () => {
    const { server, proposal } = await begin()
    const { cookie } = await server.signIn(KENYA)
    const line = openLine({ address: server.address, proposal, cookie, origin: 'https://evil.example' })
    await line.until(({ refused }) => refused === 403)
    const own = openLine({ address: server.address, proposal, cookie, origin: server.address })
    await own.synced()
  })

  it.each([
    ['no bytes', new Uint8Array()],
    ['an unknown type', new Uint8Array([9, 1, 2])],
    ['a frame of the server', new Uint8Array([FRAME.ack, 1, 1])],
    ['a cut-off update', new Uint8Array([0, 2, 50, 1])],
    ['bytes after the end', new Uint8Array([0, 2, 2, 0, 0, 7])],
    ['a state vector that is none', new Uint8Array([0, 0, 1, 200])],
    ['a presence that is none', new Uint8Array([1, 2, 5, 5])],
    [
      'a presence with a clock at the end of numbers',
      new Uint8Array([1, 12, 1, 1, 255, 255, 255, 255, 255, 255, 255, 15, 1, 49]),
    ],
  ])('that sends %s is closed with 4422', async (_, bytes) => {
    const { server, proposal } = await begin()
    const line = await join(server, proposal, KENYA)
    line.sendBytes(bytes)
    expect((await line.closed()).code).toBe(CLOSE.invalid)
  })

  it('that sends a frame over the limit is closed with 4413, over twice the limit with 1009', async () => {
    const { server, proposal } = await begin({ MAX_FRAME_BYTES: '20000' })
    const kenya = await server.signIn(KENYA)
    for (const [size, code] of [
      [20_001, CLOSE.tooLarge],
      [50_000, 1009],
    ] as const) {
      const line = await join(server, proposal, kenya)
      line.sendBytes(new Uint8Array(size))
      expect((await line.closed()).code).toBe(code)
    }
  })

  it('whose edit builds on one that never came is closed with 4510, and goes on after it has sent all', async () => {
    const { server, proposal } = await begin()
    const kenya = await server.signIn(KENYA)
    const line = await join(server, proposal, kenya)
    change(line.doc, () => firstItem(line).insert(0, 'lost '))
    type(line, 'second ')
    expect((await line.closed()).code).toBe(CLOSE.gap)
    const again = openLine({ address: server.address, proposal, cookie: kenya.cookie, doc: line.doc })
    await again.synced()
    again.send(Y.encodeStateAsUpdate(again.doc), 1)
    await again.until(({ acked }) => acked === 1)
    const fresh = await join(server, proposal, SENEGAL)
    expect(wordsOf(fresh)).toMatch(/^second lost /)
  })

  it('is one of at most so many of one person, also when they come at once', async () => {
    const { server, proposal } = await begin({ MAX_CONNECTIONS: '3' })
    const { cookie } = await server.signIn(KENYA)
    const lines = Array.from({ length: 8 }, () => openLine({ address: server.address, proposal, cookie }))
    await until(() => lines.every(({ heard }) => heard.isSynced || heard.close))
    expect(lines.filter(({ heard }) => heard.isSynced && !heard.close)).toHaveLength(3)
    for (const { heard } of lines) if (heard.close) expect(heard.close.code).toBe(CLOSE.overloaded)
    await join(server, proposal, SENEGAL)
  })

  it('that is broken off in the middle of a refusal takes nothing down', async () => {
    const { server, proposal } = await begin()
    const { hostname, port } = new URL(server.address)
    for (const [path, origin] of [
      ['/nowhere', ''],
      [`/sync/${proposal}`, 'Origin: https://evil.example\r\n'],
    ])
      for (let count = 0; count < 20; count++) {
        const socket = connect(Number(port), hostname)
        socket.on('error', () => {})
        const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${key}${origin}\r\n`,
        )
        setTimeout(() => socket.resetAndDestroy(), count % 5)
      }
    await new Promise((resolve) => void setTimeout(resolve, 60))
    expect((await fetch(`${server.address}/api/session`)).status).toBe(200)
  })
})

describe('an edit in a locked text', () => {
  it('is refused, kept for its author alone, and thrown away when the author says so', async () => {
    const { server, proposal } = await begin()
    const [kenya, senegal] = [await server.signIn(KENYA), await server.signIn(SENEGAL)]
    const line = await join(server, proposal, kenya)
    await server.lock(proposal)
    await line.until(({ states }) => states.at(-1)!.stage === 'locked')
    expect(line.heard.states.at(-1)!.rights).toEqual(['read'])
    type(line, 'late ')
    await line.until(({ nacks }) => nacks.length === 1)
    expect(line.heard.nacks[0]).toMatchObject({
      frame: 1,
      nack: { code: 'wrong-stage', parked: expect.any(String) as string },
    })
    const [draft] = await kenya.parked(proposal)
    expect(JSON.stringify(draft!.text)).toContain('late ')
    expect(JSON.stringify(draft!.against)).not.toContain('late ')
    expect(await senegal.parked(proposal)).toEqual([])
    const path = `/api/proposals/${proposal}/parked/${draft!.id}`
    await senegal.call('DELETE', path, {})
    expect(await kenya.parked(proposal)).toHaveLength(1)
    expect((await kenya.call('DELETE', path, {})).status).toBe(200)
    expect(await kenya.parked(proposal)).toEqual([])
    expect(wordsOf(await join(server, proposal, senegal))).not.toContain('late ')
  })
})

const rtoRoles = (...roles: string[]) => ({ memberships: [{ forum: 'rto-atu-wtdc-29', roles }] })

describe('somebody whose role changes while the line is open', () => {
  it('reads only, at once, and what comes late is refused and kept', async () => {
    const { server, proposal } = await begin()
    makeAdministrator(server, COORDINATOR)
    const line = await join(server, proposal, SOUTH_AFRICA)
    const administrator = await server.signIn(COORDINATOR)
    await administrator.call('POST', `/api/people/${SOUTH_AFRICA}/memberships`, rtoRoles('sector-member'))
    await line.until(({ states }) => states.at(-1)!.rights.join() === 'read')
    type(line, 'late ')
    await line.until(({ nacks }) => nacks.length === 1)
    expect(line.heard.nacks[0]!.nack).toMatchObject({ code: 'not-permitted', parked: expect.any(String) as string })
  })

  it('is out at once where nothing is left, and a frame on its way is kept, not taken over', async () => {
    const { server, proposal } = await begin()
    makeAdministrator(server, COORDINATOR)
    const kenya = await server.signIn(ALGERIA)
    const line = await join(server, proposal, kenya)
    const other = await join(server, proposal, SENEGAL)
    type(line, 'in time ')
    await line.until(({ acked }) => acked === 1)
    const administrator = await server.signIn(COORDINATOR)
    const change = administrator.call('POST', `/api/people/${ALGERIA}/memberships`, { memberships: [] })
    while (line.heard.close === null) {
      type(line, 'x')
      await new Promise((resolve) => void setTimeout(resolve, 1))
    }
    await change
    expect(line.heard.close.code).toBe(CLOSE.notPermitted)
    await administrator.call('POST', `/api/people/${ALGERIA}/memberships`, rtoRoles('delegate'))
    const fresh = await join(server, proposal, kenya)
    expect(wordsOf(fresh)).toBe(wordsOf(other))
  })

  it('is out when signed out, with this session and no other', async () => {
    const { server, proposal } = await begin()
    const [here, there] = [await server.signIn(KENYA), await server.signIn(KENYA)]
    const [line, other] = [await join(server, proposal, here), await join(server, proposal, there)]
    await here.call('POST', '/api/sign-out', {})
    expect((await line.closed()).code).toBe(CLOSE.notSignedIn)
    type(other, 'still here ')
    await other.until(({ acked }) => acked === 1)
  })

  it('an observer comes in while observers may read, cannot write, and is out when they may no longer', async () => {
    const { server, proposal } = await begin()
    const coordinator = await server.signIn(COORDINATOR)
    await coordinator.command(proposal, { type: 'admit-observers', may: true })
    const line = await join(server, proposal, 'demo-observer-cept')
    expect(line.heard.states[0]!.rights).toEqual(['read'])
    type(line, 'observed ')
    await line.until(({ nacks }) => nacks.length === 1)
    await coordinator.command(proposal, { type: 'admit-observers', may: false })
    expect((await line.closed()).code).toBe(CLOSE.notPermitted)
  })
})

describe('presence', () => {
  it('is stamped by the server, and nobody speaks for another', async () => {
    const { server, proposal } = await begin()
    const [kenya, senegal, watcher] = await Promise.all(
      [KENYA, SENEGAL, 'demo-delegate-gha'].map((each) => join(server, proposal, each)),
    )
    kenya!.sendPresence({ client: 1, clock: 1, state: { user: { name: 'Somebody else' }, caret: 3 } })
    await watcher!.until(({ present }) => present.has(1))
    const before = watcher!.heard.present.get(1)
    expect(before?.state).toEqual({ user: { name: 'Delegate, Kenya', administration: 'KEN', symbol: 'KEN' }, caret: 3 })
    senegal!.sendPresence({ client: 1, clock: 9, state: { caret: 99 } })
    senegal!.sendPresence({ client: 1, clock: 10, state: null })
    senegal!.sendPresence({ client: 2, clock: 1, state: { caret: 1 } }, { client: 1, clock: 11, state: null })
    senegal!.sendPresence({ client: 2, clock: 2, state: { caret: 2 } })
    await watcher!.until(({ present }) => present.has(2))
    expect(watcher!.heard.present.get(1)).toEqual(before)
    kenya!.terminate()
    await watcher!.until(({ present }) => !present.has(1))
  })
})
