/** The servers side by side, each with how a client reaches a document of its. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { ResponseOf } from '../../../shared/protocol/api.ts'
import { cookieOf } from '../typing/proposal.ts'
import { hocuspocus, ours, plain, type Dialect } from './dialects.ts'
import { Line, type Address } from './line.ts'
import { sampleImport, sampleUpdate } from './sample-document.ts'
import { pathOf, ServerUnderTest, type Program } from './server-under-test.ts'

export type Contestant = {
  readonly name: Name
  readonly server: ServerUnderTest
  /** Survives a restart. */
  readonly isPersistent: boolean
  /** A document with the sample text; answers its name. */
  readonly newDocument: () => Promise<string>
  /** Where the n-th client of it comes in; `stock`: as one that knows nothing of our frames. */
  readonly address: (document: string, client: number, as?: 'own' | 'stock') => Address
}

const PEERS = '../peers/node_modules'
export const arePeersInstalled = () => existsSync(pathOf(`${PEERS}/@hocuspocus/server/package.json`))

export const NAMES = ['ours', 'y-websocket, memory', 'y-websocket, leveldb', 'hocuspocus, sqlite'] as const
export type Name = (typeof NAMES)[number]

const UNLIMITED = String(1e9)

const PROGRAMS: Record<Name, Program> = {
  ours: {
    command: () => [pathOf('../../support/server-entry.ts')],
    settings: (port, folder) => ({
      PORT: String(port),
      DATA_DIR: `${folder}/data`,
      DEMO: '1',
      MAX_CONNECTIONS: UNLIMITED,
      MAX_FRAMES_PER_SECOND: UNLIMITED,
      MAX_REQUESTS_PER_MINUTE: UNLIMITED,
      MAX_STRANGERS: UNLIMITED,
      MAX_ARRIVALS_PER_MINUTE: UNLIMITED,
      MAX_QUESTIONS_WAITING: UNLIMITED,
      MAX_STRANGERS_PER_ADDRESS: UNLIMITED,
      MAX_BODY_BYTES: '50000000',
      KEEP_TEXTS_SECONDS: '60',
    }),
    ready: /ready at/,
  },
  'y-websocket, memory': yWebsocket(() => ({})),
  'y-websocket, leveldb': yWebsocket((folder) => ({ YPERSISTENCE: `${folder}/leveldb` })),
  'hocuspocus, sqlite': {
    command: (port, folder) => [pathOf('../peers/hocuspocus.mjs'), String(port), `${folder}/documents.sqlite`],
    settings: () => ({}),
    ready: /running/,
  },
}

function yWebsocket(persistence: (folder: string) => Record<string, string>): Program {
  return {
    command: () => [pathOf(`${PEERS}/@y/websocket-server/src/server.js`)],
    settings: (port, folder) => ({ HOST: '127.0.0.1', PORT: String(port), ...persistence(folder) }),
    ready: /running at/,
  }
}

export async function contestant(name: Name, nodeOptions: readonly string[] = []): Promise<Contestant> {
  const server = await ServerUnderTest.of(PROGRAMS[name], nodeOptions)
  if (name === 'ours') return ourContestant(server)
  const dialect = name === 'hocuspocus, sqlite' ? hocuspocus : plain
  return peer(name, server, dialect)
}

function peer(name: Name, server: ServerUnderTest, dialect: Dialect): Contestant {
  const sample = sampleUpdate()
  const address = (document: string): Address => ({
    url: `ws://127.0.0.1:${server.port}${dialect === hocuspocus ? '' : `/${document}`}`,
    document,
    dialect,
    protocols: [],
    headers: {},
  })
  const newDocument = async () => {
    const document = randomUUID()
    do {
      const line = new Line(address(document))
      await line.joined()
      line.edit(sample, 1)
      await wait(200)
      await line.close()
      await wait(100)
    } while (!(await isThere(address(document))))
    return document
  }
  return { name, server, isPersistent: name !== 'y-websocket, memory', newDocument, address }
}

/** y-websocket may have forgotten what it was given when its giver left while it was still being stored. */
async function isThere(address: Address): Promise<boolean> {
  const line = new Line(address)
  const isHere = await Promise.race([line.synced().then(() => true), line.joined().then(() => wait(1_000, false))])
  await line.close()
  return isHere
}

/** Those who may write: 26 heads of delegation, 8 delegates and the coordinator. Each client is one of them, signed in. */
async function ourContestant(server: ServerUnderTest): Promise<Contestant> {
  const site = `http://127.0.0.1:${server.port}`
  const { demonstrationPeople } = await json<ResponseOf<'session'>>(fetch(`${site}/api/session`))
  const writers = demonstrationPeople
    .map(({ id }) => id)
    .filter((id) => /^demo-(delegate|head-of-delegation)-/.test(id))
  const inForum = writers.filter((id) => !/-(eri|syc)$/.test(id))
  const cookies = await Promise.all(inForum.map((id) => cookieOf(site, id)))
  const coordinator = await cookieOf(site, 'demo-coordinator-nga')
  const post = <T>(path: string, body: object) =>
    json<T>(
      fetch(site + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: coordinator },
        body: JSON.stringify(body),
      }),
    )
  const { text } = await post<ResponseOf<'acceptImport'>>('/api/texts', sampleImport())
  const newDocument = async () => {
    const start = { title: 'Measured', operator: 'MOD', summary: '', reasons: 'Measured.', acceptSuperseded: true }
    const body = { ...start, base: text.id, commandId: randomUUID() }
    return (await post<ResponseOf<'startProposal'>>('/api/forums/rto-atu-wtdc-29/proposals', body)).id
  }
  return {
    name: 'ours',
    server,
    isPersistent: true,
    newDocument,
    address: (document, client, as = 'own') => ({
      url: `ws://127.0.0.1:${server.port}/sync/${document}`,
      document,
      dialect: as === 'own' ? ours : plain,
      protocols: as === 'own' ? ['cp2', 'cp1'] : [],
      headers: { cookie: cookies[client % cookies.length]! },
    }),
  }
}

async function json<T>(response: Promise<Response>): Promise<T> {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
