/**
 * I10: the heap is flat. People come and go in every way there is, and nothing of them stays in the server. RUNS is set by
 * `npm run fuzz`.
 */
import { readdirSync } from 'node:fs'
import { connect as connectRaw } from 'node:net'
import { fileURLToPath } from 'node:url'
import * as decoding from 'lib0/decoding'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { editFrame } from '../../../client/sync/update-frames.ts'
import { playedSeed, RUNS } from '../../support/played-seeds.ts'
import { signedIn, startedBy } from '../../support/server-app.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { temporaryFolder } from '../../support/server-engine.ts'
import { change } from '../../support/server-line.ts'
import { spawnServer, type ServerProcess } from '../../support/server-process.ts'
import { itemIn } from '../../support/typing-page.ts'
import { until } from '../../support/until.ts'

const SEED = playedSeed(20_295)
const CONNECTS = RUNS ? 10_000 : 240
const AT_ONCE = 8
/** Code that is compiled, and caches that fill once. */
const WARM_UP = Math.max(80, CONNECTS / 10)
const MEASURED = ['--expose-gc', fileURLToPath(new URL('../../support/measured-entry.ts', import.meta.url))] as const

type Measured = Record<'heapUsed' | 'rss' | 'connections' | 'streams' | 'sockets' | 'rooms', number>

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

async function measure({ child, printed }: ServerProcess): Promise<Measured & { readonly files: number }> {
  const lines = () => printed().match(/measured .*\n/g) ?? []
  const before = lines().length
  child.kill('SIGUSR2')
  // To count them all takes seconds on a busy machine.
  await until(() => lines().length > before)
  const files = readdirSync(`/proc/${child.pid}/fd`).length
  return { ...(JSON.parse(lines().at(-1)!.replace('measured ', '')) as Measured), files }
}

type Visit = { readonly address: string; readonly proposal: string; readonly cookie: string; readonly chance: Chance }

const socketTo = ({ address, proposal, cookie }: Visit, protocols: string[]) =>
  new WebSocket(`${address.replace('http', 'ws')}/sync/${proposal}`, protocols, { headers: { cookie } })

const closed = (socket: WebSocket) =>
  new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('error', () => {})
  })

const QUESTION = Uint8Array.of(0, 0, 1, 0)
const isText = (frame: Uint8Array) => frame[0] === 0 && frame[1] === 1

/** Reads the text, with or without a word of its own, and goes in good order or not. */
async function join(visit: Visit, protocols: string[]): Promise<void> {
  const socket = socketTo(visit, protocols)
  const gone = closed(socket)
  const doc = new Y.Doc()
  socket.on('open', () => socket.send(QUESTION))
  socket.on('message', (data: Buffer) => {
    if (isText(data)) Y.applyUpdate(doc, decodedText(data))
    if (!isText(data) || socket.readyState !== socket.OPEN) return
    if (visit.chance.is(0.3)) socket.send(editFrame(change(doc, () => itemIn(doc)!.setAttribute('level', 1))))
    if (visit.chance.is(0.5)) socket.close()
    else socket.terminate()
  })
  await gone
  doc.destroy()
}

function decodedText(data: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(data)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}

async function breakOff(visit: Visit): Promise<void> {
  const socket = socketTo(visit, ['cp3', 'cp2', 'cp1'])
  const gone = closed(socket)
  socket.on('message', () => socket.terminate())
  await Promise.race([gone, sleep(visit.chance.number(60)).then(() => socket.terminate())])
  await gone
}

async function talkNonsense(visit: Visit): Promise<void> {
  const socket = socketTo(visit, ['cp1'])
  const gone = closed(socket)
  socket.on('open', () =>
    socket.send(visit.chance.is(0.5) ? Uint8Array.of(200, 1, 99) : editFrame(Uint8Array.of(9, 9))),
  )
  await Promise.race([gone, sleep(300)])
  socket.terminate()
  await gone
}

/** An upgrade that is never finished, or the bytes of one that end too soon. */
async function halfAnUpgrade({ address, proposal, cookie, chance }: Visit): Promise<void> {
  const { port } = new URL(address)
  const asked = `GET /sync/${proposal} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${cookie}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
  await new Promise<void>((resolve) => {
    const socket = connectRaw(Number(port), '127.0.0.1', () => {
      socket.write(asked.slice(0, 1 + chance.number(asked.length)))
      setTimeout(() => socket.destroy(), chance.number(20))
    })
    socket.on('close', () => resolve())
    socket.on('error', () => {})
  })
}

async function overHttp({ address, proposal, cookie, chance }: Visit): Promise<void> {
  const gone = new AbortController()
  const line = `l${chance.number(1e9)}`
  const stream = await fetch(`${address}/sync/${proposal}/events?line=${line}`, {
    headers: { cookie },
    signal: gone.signal,
  })
  await stream.body!.getReader().read()
  const post = fetch(`${address}/sync/${proposal}?line=${line}&sent=0`, {
    method: 'POST',
    headers: { cookie },
    body: Uint8Array.of(5, 0, 2, 2, 0, 0),
    ...(chance.is(0.3) && { signal: gone.signal }),
  })
  const answered = post.then((answer) => answer.text()).catch(() => '')
  if (chance.is(0.5)) await answered
  gone.abort()
  await answered
}

const VISITS: readonly ((visit: Visit) => Promise<void>)[] = [
  (visit) => join(visit, ['cp1']),
  (visit) => join(visit, []),
  breakOff,
  talkNonsense,
  halfAnUpgrade,
  overHttp,
  (visit) => breakOff({ ...visit, cookie: 'cp_session=nobody' }),
  (visit) => breakOff({ ...visit, proposal: 'nosuchproposal' }),
]

it(
  `I10 the heap is flat: of ${CONNECTS} connections nothing stays (seed ${SEED})`,
  { timeout: 300_000 + CONNECTS * 200 },
  async () => {
    const chance = chanceOf(SEED)
    const settings = {
      DATA_DIR: temporaryFolder(),
      DEMO: '1',
      MAX_CONNECTIONS: '1000',
      MAX_FRAMES_PER_SECOND: '100000',
    }
    const server = await spawnServer(
      { ...settings, MAX_REQUESTS_PER_MINUTE: '1000000', MAX_ARRIVALS_PER_MINUTE: '1000000' },
      undefined,
      MEASURED,
    )
    const { address } = server
    const coordinator = await signedIn(address, 'demo-coordinator-nga')
    const proposals = [await startedBy(coordinator), await startedBy(coordinator)]
    const { cookie } = await signedIn(address, 'demo-delegate-ken')
    const visits = async (count: number) => {
      let left = count
      const visitor = async () => {
        while (left-- > 0) await chance.one(VISITS)({ address, proposal: chance.one(proposals), cookie, chance })
      }
      await Promise.all(Array.from({ length: AT_ONCE }, visitor))
    }
    await visits(WARM_UP)
    const warm = await measure(server)
    await visits(CONNECTS - WARM_UP)
    let now = warm
    await until(async () => {
      now = await measure(server)
      return now.connections + now.sockets + now.streams + now.rooms === 0
    })
    console.log(`after ${WARM_UP}: ${JSON.stringify(warm)}; after ${CONNECTS}: ${JSON.stringify(now)}`)
    expect(now).toMatchObject({ connections: 0, sockets: 0, streams: 0, rooms: 0 })
    expect(now.files).toBeLessThan(warm.files + 20)
    expect(now.heapUsed - warm.heapUsed).toBeLessThan(6_000_000)
    expect(server.child.exitCode).toBeNull()
    expect(server.printed()).not.toMatch(/could not be|went wrong|Error/)
  },
)
