/** The real server in this process, over the real storage thread, of which every question is watched. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { Identity } from '../../server/auth/identity.ts'
import { readConfig } from '../../server/config.ts'
import { askedInTurns, turnsOf } from '../../server/http/costly-questions.ts'
import { siteOf } from '../../server/http/site.ts'
import { CommitQueue } from '../../server/log/commit-queue.ts'
import { LookingBack } from '../../server/log/looking-back.ts'
import { openStore, type Store } from '../../server/store/engine-client.ts'
import { Rooms } from '../../server/sync/rooms.ts'
import { StateFrames } from '../../server/sync/state-frames.ts'
import { TextFrames } from '../../server/sync/text-frames.ts'
import { serveSync } from '../../server/sync/upgrade.ts'
import { temporaryFolder } from './server-engine.ts'

/** Stands between the server and its storage thread: `ask` puts the question. */
export type Watch = (name: keyof Store, ask: () => Promise<unknown>, args: readonly unknown[]) => Promise<unknown>

export async function watchedServer(watch: Watch, settings: Record<string, string> = {}): Promise<string> {
  const folder = temporaryFolder()
  const config = readConfig({ PORT: '0', DEMO: '1', DATA_DIR: folder, ...settings })
  const real = await openStore({ folder, databaseUrl: null, demonstration: true, keepTextsMs: 300_000 }, () => {})
  const store = watched(real, watch)
  const rooms = new Rooms(store)
  const queue = new CommitQueue(store, (commits) => rooms.tell(commits))
  const identity = new Identity(store, config)
  const [states, texts] = [new StateFrames(Date.now), new TextFrames(store, Date.now)]
  const services = { store, queue, rooms, config, identity, states, texts }
  const turns = turnsOf(config)
  const asked = askedInTurns(store, turns.asking)
  const lookingBack = new LookingBack(asked)
  const server = createServer()
  const port = () => (server.address() as AddressInfo).port
  const address = () => `http://127.0.0.1:${port()}`
  server.on('request', siteOf({ ...services, store: asked, turns, lookingBack, publicUrl: address }, port))
  const sync = serveSync(server, services)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    sync.close()
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
    await lookingBack.close()
    await real.close()
  })
  return address()
}

const watched = (store: Store, watch: Watch): Store =>
  new Proxy(store, {
    get:
      (_, name: keyof Store) =>
      (...args: readonly unknown[]) =>
        watch(name, () => (store[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args), args),
  })
