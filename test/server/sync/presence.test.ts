/** Who is here, over real lines to the real server: our client and the stock one. */
import { expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import * as Y from 'yjs'
import type { SocketClass } from '../../../client/sync/environment.ts'
import type { ProposalSession } from '../../../client/sync/proposal-session.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import type { Caret, CaretEnd } from '../../../shared/protocol/presence.ts'
import { CARETS_SUBPROTOCOL, FRAME } from '../../../shared/protocol/sync.ts'
import { lineAs, sessionAt } from '../../support/client-environment.ts'
import { startServer, type TestServer } from '../../support/server-app.ts'
import { textsOf } from '../../support/server-engine.ts'
import { stockClient } from '../../support/server-stock.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'

/** The frames that came over a line. */
type Frames = { readonly type: number; readonly bytes: number }[]

function countedSocket(cookie: string, frames: Frames): SocketClass {
  class Counted extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } })
      this.on('message', (data: ArrayBuffer | Buffer) =>
        frames.push({ type: new Uint8Array(data)[0]!, bytes: data.byteLength }),
      )
    }
  }
  return Counted as unknown as SocketClass
}

async function openAs(server: TestServer, proposal: string, person: string, frames: Frames = []) {
  const { cookie } = await server.signIn(person)
  const session = sessionAt(
    { address: server.address, cookie, proposal, person },
    { WebSocket: countedSocket(cookie, frames) },
  )
  await until(() => session.snapshot().synced && session.snapshot().save.state === 'saved')
  return session
}

const firstItem = ({ doc }: { doc: Y.Doc }) => textsOf(doc, 'item')[0]!

/** Puts the session's caret into its first item. */
function putCaret(session: ProposalSession, index: number): void {
  const { item, type } = Y.createRelativePositionFromTypeIndex(firstItem(session), index)
  const end: CaretEnd = { place: item ? 'before' : 'end', client: (item ?? type)!.client, clock: (item ?? type)!.clock }
  const caret: Caret = { anchor: end, head: end }
  session.presence.caretPlace(() => caret).moved()
}

it('people see each other, whichever client they use, by the names that the server knows, and each other’s carets', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const ours = await openAs(server, proposal, KENYA)
  const stock = stockClient({ address: server.address, proposal, cookie: (await server.signIn(SENEGAL)).cookie })
  await until(() => stock.provider.synced)
  const place = Y.createRelativePositionFromTypeIndex(firstItem(stock), 3)
  stock.provider.awareness.setLocalStateField('user', { name: 'The Secretary-General' })
  stock.provider.awareness.setLocalStateField('cursor', { anchor: place, head: place })
  await until(() => ours.presence.others()[0]?.caret)
  const { clock, client } = place.item!
  expect(ours.presence.others()).toMatchObject([
    { name: 'Delegate, Senegal', administration: 'SEN', caret: { head: { place: 'before', client, clock } } },
  ])
  putCaret(ours, 5)
  const heard = () => [...stock.provider.awareness.getStates()].find(([id]) => id !== stock.doc.clientID)?.[1]
  await until(() => heard()?.['cursor'])
  expect(heard()!['user']).toEqual({ name: 'Delegate, Kenya', administration: 'KEN', symbol: 'KEN' })
  const head = Y.createRelativePositionFromJSON((heard()!['cursor'] as { head: unknown }).head)
  expect(Y.createAbsolutePositionFromRelativePosition(head, stock.doc)?.index).toBe(5)
  ours.close()
  await until(() => heard() === undefined)
  stock.provider.destroy()
})

it('a caret is told over HTTP too, where no WebSocket can be opened', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const ours = await openAs(server, proposal, KENYA)
  const { cookie } = await server.signIn(SENEGAL)
  const at = { address: server.address, cookie, proposal, person: SENEGAL }
  const blocked = sessionAt(at, lineAs(cookie, 'blocked'))
  await until(() => blocked.snapshot().isSlow && blocked.snapshot().present.length === 1)
  putCaret(blocked, 2)
  putCaret(ours, 4)
  await until(() => ours.presence.others()[0]?.caret && blocked.presence.others()[0]?.caret)
  expect(ours.presence.others()).toMatchObject([{ person: SENEGAL, administration: 'SEN' }])
  blocked.close()
  await until(() => ours.presence.others().length === 0)
})

it('a caret frame that is none ends the connection', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn(KENYA)
  for (const bytes of [[FRAME.caret], [FRAME.caret, 4], [FRAME.caret, 1, 7], [FRAME.caret, 1, 7, 7, 0]]) {
    const address = `${server.address.replace('http', 'ws')}/sync/${proposal}`
    const socket = new NodeSocket(address, [CARETS_SUBPROTOCOL], { headers: { cookie } })
    let code = 0
    socket.on('open', () => socket.send(Uint8Array.from(bytes)))
    socket.on('close', (closedWith) => (code = closedWith))
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    await until(() => code)
    expect(code).toBe(CLOSE.invalid)
  }
})

it('words are told in short, and not at all to the line that they came over; every log says the same of them', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const [toWriter, toReader]: [Frames, Frames] = [[], []]
  const writer = await openAs(server, proposal, KENYA, toWriter)
  const reader = await openAs(server, proposal, SENEGAL, toReader)
  await until(() => writer.snapshot().present.length === 1 && reader.snapshot().present.length === 1)
  const type = async (letter: string) => {
    firstItem(writer).insert(0, letter)
    await until(() => writer.snapshot().isClean && firstItem(reader).toJSON().startsWith(letter))
  }
  await type('a')
  const before = [toWriter.length, toReader.length]
  for (const letter of 'bcdefg') await type(letter)
  const [told, heard] = [toWriter.slice(before[0]), toReader.slice(before[1])]
  expect(new Set(told.map(({ type: each }) => each))).toEqual(new Set([FRAME.typed, FRAME.ack]))
  expect(new Set(heard.map(({ type: each }) => each))).toEqual(new Set([FRAME.typed]))
  for (const { bytes } of told) expect(bytes).toBeLessThan(12)
  for (const { bytes } of heard) expect(bytes).toBeLessThan(36)
  const later = await openAs(server, proposal, 'demo-delegate-gha')
  await until(() => reader.snapshot().textSeq === writer.snapshot().textSeq)
  for (const each of [writer, reader]) expect(each.snapshot().state).toEqual(later.snapshot().state)
  expect(reader.snapshot().state!.lastEdit.by).toBe(KENYA)
})

it('where one person writes in two windows, each window has the words of the other', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const [one, other] = [await openAs(server, proposal, KENYA), await openAs(server, proposal, KENYA)]
  for (let turn = 0; turn < 40; turn++) {
    const window = turn % 2 ? one : other
    firstItem(window).insert(0, String(turn % 10))
    if (turn % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await until(() => one.snapshot().isClean && other.snapshot().isClean)
  await until(() => firstItem(one).toJSON() === firstItem(other).toJSON())
  expect(firstItem(one).toJSON()).toMatch(/^\d{40}\D/)
})
