/**
 * How a node stops: what was read is written and answered, then everybody is told to come back elsewhere. Nothing that was
 * acknowledged depends on it; but nobody has to send again what was on its way.
 */
import type { Server } from 'node:http'
import type { CommitQueue } from './log/commit-queue.ts'
import type { Rooms } from './sync/rooms.ts'

/** A database that is gone must not hold up the end, nor a request that takes its time. */
const MOST_MS = { writing: 5_000, answering: 2_000 }

type Stopped = {
  readonly server: Server
  readonly sync: { readonly hush: () => void; readonly close: () => void }
  readonly queue: CommitQueue
  readonly rooms: Rooms
}

export async function stopServing({ server, sync, queue, rooms }: Stopped): Promise<void> {
  const closed = new Promise((resolve) => void server.close(resolve))
  sync.hush()
  await atMost(MOST_MS.writing, queue.idle())
  rooms.each((connection) => connection.close('restarting'))
  sync.close()
  await atMost(MOST_MS.answering, closed)
  server.closeAllConnections()
  await closed
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref())

const atMost = (ms: number, work: Promise<unknown>) => Promise.race([work, sleep(ms)])
