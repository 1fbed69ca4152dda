/** The running server: storage, rooms, site and sockets put together. No effects on import. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Identity } from './auth/identity.ts'
import type { Config } from './config.ts'
import { askedInTurns, turnsOf } from './http/costly-questions.ts'
import { Health } from './http/health.ts'
import { siteOf } from './http/site.ts'
import { CommitQueue } from './log/commit-queue.ts'
import { LookingBack } from './log/looking-back.ts'
import { Nodes } from './nodes/nodes.ts'
import { sleep, stopServing } from './stopping.ts'
import { openStore } from './store/engine-client.ts'
import { NO_OTHER_NODES, Rooms } from './sync/rooms.ts'
import { StateFrames } from './sync/state-frames.ts'
import { TextFrames } from './sync/text-frames.ts'
import { serveSync } from './sync/upgrade.ts'

export type RunningApp = {
  /** "http://127.0.0.1:3000" */
  readonly address: string
  /** Printed once: the way in for the first administrator, or null. */
  readonly firstLink: string | null
  /** Anybody may sign in as a demonstration person. */
  readonly isDemonstration: boolean
  readonly close: () => Promise<void>
}

/** @throws {CannotStart} where the data folder cannot be used, and the system's own error where the port is taken. */
export async function startApp(config: Config, onFatal: (message: string) => void): Promise<RunningApp> {
  const store = await openStore(
    {
      folder: config.dataDir,
      databaseUrl: config.databaseUrl,
      demonstration: config.demonstration,
      keepTextsMs: config.keepTextsSeconds * 1000,
      limits: { textBytes: config.maxTextBytes, clauseLength: config.maxClauseLength },
    },
    onFatal,
  )
  const identity = new Identity(store, config)
  const nodes = config.databaseUrl ? new Nodes({ url: config.databaseUrl, hints: config.nodeHints }) : null
  const rooms = new Rooms(store, nodes ?? NO_OTHER_NODES)
  const queue = new CommitQueue(store, (commits) => rooms.tell(commits))
  const server = createServer()
  let listensAt = 0
  const port = () => listensAt
  const address = () =>
    config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port()}`
  const turns = turnsOf(config)
  const asked = askedInTurns(store, turns.asking)
  const lookingBack = new LookingBack(asked)
  const states = new StateFrames(Date.now)
  const texts = new TextFrames(store, Date.now)
  const services = { store, identity, queue, rooms, states, texts, config }
  const pages = { ...services, store: asked, turns, lookingBack, publicUrl: address }
  const health = new Health({ store, isFollowing: () => nodes?.isFollowing ?? true })
  server.on('request', siteOf({ ...pages, health }, port))
  const sync = serveSync(server, services)
  try {
    await nodes?.begin(rooms)
    listensAt = await listening(server, config)
  } catch (error) {
    sync.close()
    nodes?.close()
    await store.close()
    throw error
  }
  const link = await identity.firstAdministratorLink()
  return {
    address: address(),
    firstLink: link && address() + link,
    isDemonstration: await identity.isDemonstrationOpen(),
    close: async () => {
      health.leave()
      await sleep(config.drainSeconds * 1_000)
      await stopServing({ server, sync, queue, rooms })
      nodes?.close()
      await lookingBack.close()
      await store.close()
    },
  }
}

const listening = (server: ReturnType<typeof createServer>, { host, port }: Config) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
