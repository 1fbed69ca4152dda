/**
 * One server process, as far as it is a process: the real site, rooms, queue and storage engine, on streams in place of sockets and with
 * the storage thread's answers late by as much as chance has it. It can be killed between any two of its steps.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Identity } from '../../server/auth/identity.ts'
import { readConfig } from '../../server/config.ts'
import { turnsOf } from '../../server/http/costly-questions.ts'
import { siteOf } from '../../server/http/site.ts'
import { CommitQueue } from '../../server/log/commit-queue.ts'
import type { LookingBack } from '../../server/log/looking-back.ts'
import type { Db } from '../../server/store/db.ts'
import { Engine } from '../../server/store/engine.ts'
import { StorageFailed, type Store } from '../../server/store/engine-client.ts'
import { operationsOf } from '../../server/store/operations.ts'
import { isStorageFailure } from '../../server/store/storage-failure.ts'
import { Rooms, type OtherNodes } from '../../server/sync/rooms.ts'
import { StateFrames } from '../../server/sync/state-frames.ts'
import { TextFrames } from '../../server/sync/text-frames.ts'
import { serveSync } from '../../server/sync/upgrade.ts'
import type { Chance } from '../support/server-chance.ts'
import type { Link } from './network.ts'

/** What the storage of a node is up to. */
export type Disk = {
  /** Nothing can be written. */
  isFull: boolean
  /** Milliseconds that a request takes at most, to be carried out and to be answered. */
  slowness: number
}

export type SimulatedNode = {
  readonly db: Db
  readonly engine: Engine
  readonly store: Store
  readonly queue: CommitQueue
  readonly rooms: Rooms
  readonly server: Server
  readonly disk: Disk
  readonly links: Set<Link>
  readonly isAlive: () => boolean
  /** As by kill -9: nothing more is carried out, said or written. */
  readonly kill: () => void
}

const CONFIG = readConfig({
  DEMO: '1',
  PORT: '0',
  MAX_FRAMES_PER_SECOND: '100000',
  MAX_REQUESTS_PER_MINUTE: '1000000',
  MAX_ARRIVALS_PER_MINUTE: '1000000',
  MAX_CONNECTIONS: '50',
})
const PORT = 3000
/** No history is asked for. */
const NO_LOOKING_BACK = null as unknown as LookingBack

export function startNode(db: Db, chance: Chance, others: OtherNodes): SimulatedNode {
  let isAlive = true
  const disk: Disk = { isFull: false, slowness: 3 }
  const engine = new Engine(db, Date.now)
  const store = simulatedStore(engine, { chance, disk, isAlive: () => isAlive })
  const identity = new Identity(store, CONFIG)
  const rooms = new Rooms(store, others)
  const queue = new CommitQueue(store, (commits) => rooms.tell(commits))
  const server = createServer()
  server.address = () => ({ port: PORT, address: '127.0.0.1', family: 'IPv4' }) satisfies AddressInfo
  const [states, texts] = [new StateFrames(Date.now), new TextFrames(store, Date.now)]
  const services = { store, identity, queue, rooms, states, texts, config: CONFIG }
  server.on(
    'request',
    siteOf(
      { ...services, turns: turnsOf(CONFIG), lookingBack: NO_LOOKING_BACK, publicUrl: () => 'http://127.0.0.1:3000' },
      () => PORT,
    ),
  )
  const sync = serveSync(server, services)
  const links = new Set<Link>()
  const kill = () => {
    isAlive = false
    for (const link of links) link.dropServer()
    links.clear()
    sync.close()
    db.close()
  }
  return { db, engine, store, queue, rooms, server, disk, links, isAlive: () => isAlive, kill }
}

type Storing = { readonly chance: Chance; readonly disk: Disk; readonly isAlive: () => boolean }

/** As `openStore` answers: one request after the other, each as a promise; what a dead process asked is never answered. */
function simulatedStore(engine: Engine, { chance, disk, isAlive }: Storing): Store {
  const operations = operationsOf(engine, Date.now) as Record<string, (...args: readonly unknown[]) => unknown>
  let [readyAt, answeredAt] = [0, 0]
  const later = (at: number, work: () => void) =>
    setTimeout(() => isAlive() && work(), Math.max(0, at - performance.now()))
  const call = (name: string, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const copy = structuredClone(args)
      readyAt = Math.max(readyAt, performance.now() + chance.number(disk.slowness))
      later(readyAt, () => {
        const answer = carriedOut(() => (disk.isFull && name === 'append' ? full() : operations[name]!(...copy)))
        answeredAt = Math.max(answeredAt, performance.now() + chance.number(disk.slowness))
        later(answeredAt, () => ('value' in answer ? resolve(structuredClone(answer.value)) : reject(answer.error)))
      })
    })
  return new Proxy({} as Store, {
    get: (_, name: string) => (name === 'then' ? undefined : (...args: readonly unknown[]) => call(name, args)),
  })
}

const full = (): never => {
  throw new StorageFailed('the disk is full')
}

function carriedOut(work: () => unknown): { readonly value: unknown } | { readonly error: Error } {
  try {
    return { value: work() }
  } catch (error) {
    const { message } = error as Error
    return {
      error: isStorageFailure(error) || error instanceof StorageFailed ? new StorageFailed(message) : (error as Error),
    }
  }
}
