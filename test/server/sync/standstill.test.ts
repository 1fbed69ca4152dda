/** While the storage stands still, and before anybody is known, what comes from the network waits there and not in memory. */
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { Identity } from '../../../server/auth/identity.ts'
import { readConfig } from '../../../server/config.ts'
import { turnsOf } from '../../../server/http/costly-questions.ts'
import { siteOf } from '../../../server/http/site.ts'
import { CommitQueue } from '../../../server/log/commit-queue.ts'
import { LookingBack } from '../../../server/log/looking-back.ts'
import { openStore, StorageFailed, type Store } from '../../../server/store/engine-client.ts'
import { InboundRate } from '../../../server/sync/inbound-rate.ts'
import { Reading } from '../../../server/sync/reading.ts'
import { Rooms } from '../../../server/sync/rooms.ts'
import { StateFrames } from '../../../server/sync/state-frames.ts'
import { addressOf, Strangers } from '../../../server/sync/strangers.ts'
import { TextFrames } from '../../../server/sync/text-frames.ts'
import { serveSync } from '../../../server/sync/upgrade.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { startServer } from '../../support/server-app.ts'
import { temporaryFolder, textsOf } from '../../support/server-engine.ts'
import { change, openLine, type Line } from '../../support/server-line.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

/** The server over a storage of which one operation can be made to stand still. */
async function standing(
  operation: 'append' | 'admit',
  { most, settings }: { most?: number; settings?: Record<string, string> } = {},
) {
  const folder = temporaryFolder()
  const before = await startServer({ DATA_DIR: folder })
  const proposal = await before.startProposal()
  const { cookie } = await before.signIn(KENYA)
  await before.stop()
  const real = await openStore({ folder, databaseUrl: null, demonstration: true, keepTextsMs: 300_000 }, () => {})
  let stand: PromiseWithResolvers<void> | null = null
  const store = new Proxy(real, {
    get:
      (_, name: keyof Store) =>
      async (...args: never[]) => {
        if (name === operation) await stand?.promise
        return (real[name] as (...args: never[]) => unknown)(...args)
      },
  })
  const config = readConfig({ PORT: '0', DEMO: '1', MAX_FRAMES_PER_SECOND: '100000', DATA_DIR: folder, ...settings })
  const rooms = new Rooms(store)
  const queue = new CommitQueue(store, (commits) => rooms.tell(commits), most)
  const services = {
    store,
    queue,
    rooms,
    config,
    identity: new Identity(store, config),
    states: new StateFrames(Date.now),
    texts: new TextFrames(store, Date.now),
    lookingBack: new LookingBack(store),
    turns: turnsOf(config),
  }
  const server = createServer()
  const port = () => (server.address() as AddressInfo).port
  server.on('request', siteOf({ ...services, publicUrl: () => `http://127.0.0.1:${port()}` }, port))
  const sync = serveSync(server, services)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    stand?.resolve()
    sync.close()
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
    await real.close()
  })
  const address = `http://127.0.0.1:${port()}`
  return {
    address,
    proposal,
    cookie,
    queue,
    halt: () => void (stand = Promise.withResolvers()),
    goOn: () => stand?.resolve(),
  }
}

const type = (line: Line, words: string) =>
  line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, words)))

it('a socket is read no more when much waits to be written, and what it sent is written when the storage goes on', async () => {
  const { address, proposal, cookie, queue, halt, goOn } = await standing('append', { most: 30_000 })
  const line = openLine({ address, proposal, cookie })
  await line.synced()
  halt()
  let taken = 0
  const take = queue.take.bind(queue)
  queue.take = (...given) => {
    taken += given[0].update.length
    return take(...given)
  }
  for (let count = 0; count < 60; count++) type(line, `${count} `.padEnd(3_000, 'word '))
  await until(() => queue.isFull)
  await pause(300)
  // What was on its way between the network and the first look may come on top.
  expect(taken).toBeLessThan(140_000)
  goOn()
  await until(() => line.heard.acked === 60)
})

it('a post is put off while much waits to be written', async () => {
  const { address, proposal, cookie, queue, halt } = await standing('append', { most: 1_000 })
  const line = openLine({ address, proposal, cookie })
  await line.synced()
  halt()
  type(line, 'word '.repeat(400))
  await until(() => queue.isFull)
  const answer = await fetch(`${address}/sync/${proposal}?line=l&sent=0`, { method: 'POST', headers: { cookie } })
  expect(await answer.text()).toContain(
    Buffer.from([108, (CLOSE.overloaded % 128) + 128, CLOSE.overloaded >> 7]).toString('base64'),
  )
})

it('of somebody who is not known yet nothing is read, and all of it once they are', async () => {
  const { address, proposal, cookie, halt, goOn } = await standing('admit')
  halt()
  const line = openLine({ address, proposal, cookie })
  await until(() => line.socket.readyState === WebSocket.OPEN)
  // More than lies between: the sender keeps the rest.
  for (let count = 0; count < 20; count++) line.sendBytes(new Uint8Array(1_900_000))
  await pause(300)
  expect(line.heard.close).toBeNull()
  expect(line.socket.bufferedAmount).toBeGreaterThan(20_000_000)
  goOn()
  // None of these is a frame.
  expect((await line.closed()).code).toBe(CLOSE.invalid)
})

it('of those who are not known yet there may be so many at an address, and so many in all', async () => {
  const settings = { MAX_STRANGERS_PER_ADDRESS: '3' }
  const { address, proposal, halt, goOn, cookie } = await standing('admit', { settings })
  halt()
  const open = () => openLine({ address, proposal, cookie })
  const waiting = [open(), open(), open()]
  await until(() => waiting.every(({ socket }) => socket.readyState === WebSocket.OPEN))
  const late = open()
  await late.until(({ refused }) => refused === 503)
  const events = await fetch(`${address}/sync/${proposal}/events?line=l`, { headers: { cookie } })
  expect(await events.text()).toContain('data: ')
  // Hanging up does not end what the storage was asked.
  waiting[0]!.terminate()
  await pause(100)
  const again = open()
  await again.until(({ refused }) => refused === 503)
  goOn()
  await waiting[1]!.synced()
  await open().synced()
})

it('an upgrade that fails is not counted for ever', async () => {
  const { address, proposal, cookie } = await standing('admit', { settings: { MAX_STRANGERS_PER_ADDRESS: '2' } })
  const { hostname, port } = new URL(address)
  for (let count = 0; count < 6; count++) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.write(`GET /sync/${proposal} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await new Promise((resolve) => socket.on('close', resolve).resume())
  }
  await openLine({ address, proposal, cookie }).synced()
})

it('a storage that is far behind is asked no more, and answers what it was asked', async () => {
  const folder = temporaryFolder()
  const store = await openStore({ folder, databaseUrl: null, demonstration: true, keepTextsMs: 1_000 }, () => {})
  onTestFinished(() => store.close())
  const answers = await Promise.allSettled(Array.from({ length: 10_500 }, () => store.countAccounts()))
  const failed = answers.filter((each) => each.status === 'rejected')
  expect(failed).toHaveLength(500)
  expect(failed.every(({ reason }) => reason instanceof StorageFailed)).toBe(true)
  expect(await store.countAccounts()).toBeDefined()
})

it('strangers are counted by address and in all, and each leaves once', () => {
  const strangers = new Strangers({ maxStrangers: 3, maxStrangersPerAddress: 2 })
  const first = strangers.enter('a')!
  strangers.enter('a')
  expect(strangers.enter('a')).toBeNull()
  first()
  first()
  expect(strangers.enter('a')).not.toBeNull()
  expect(strangers.enter('a')).toBeNull()
  expect(strangers.enter('b')).not.toBeNull()
  expect(strangers.enter('c')).toBeNull()
})

const request = (forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage

it('an address is the one that the last trusted proxy names, and nothing that a stranger writes', () => {
  expect(addressOf(request('1.1.1.1, 2.2.2.2'), 0)).toBe('10.0.0.1')
  expect(addressOf(request('1.1.1.1, 2.2.2.2'), 1)).toBe('2.2.2.2')
  expect(addressOf(request('1.1.1.1, 2.2.2.2'), 2)).toBe('1.1.1.1')
  expect(addressOf(request(), 1)).toBe('10.0.0.1')
})

it('a socket that was paused for good is not read again because another rest is over', async () => {
  const socket = { isPaused: false, pause: () => (socket.isPaused = true), resume: () => (socket.isPaused = false) }
  const reading = new Reading(socket)
  const rate = new InboundRate(reading, 100)
  rate.take(1_650_000)
  expect(socket.isPaused).toBe(true)
  reading.rest('stopping')
  await until(() => !reading.isResting('rate'))
  expect(socket.isPaused).toBe(true)
})

it('an upgrade is answered while the storage stands still, and the greeting follows when it goes on', async () => {
  const { address, proposal, cookie, halt, goOn } = await standing('admit')
  halt()
  const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${proposal}`, { headers: { cookie } })
  onTestFinished(() => socket.terminate())
  let isGreeted = false
  const greeting = new Promise((resolve) => void socket.once('message', resolve)).then(() => (isGreeted = true))
  await new Promise((resolve) => void socket.once('open', resolve))
  expect(isGreeted).toBe(false)
  goOn()
  await greeting
})
