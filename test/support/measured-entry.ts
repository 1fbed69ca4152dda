/** The program as `server-entry.ts` starts it, which counts what it holds in memory when it is sent SIGUSR2. Needs --expose-gc. */
import { queryObjects } from 'node:v8'
import { WebSocket } from 'ws'
import { EventStream } from '../../server/sync/event-stream.ts'
import { Connection } from '../../server/sync/connection.ts'
import { Room } from '../../server/sync/room.ts'

const count = (kind: Parameters<typeof queryObjects>[0]): number => queryObjects(kind, { format: 'count' })

process.on('SIGUSR2', () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const held = {
    connections: count(Connection),
    streams: count(EventStream),
    sockets: count(WebSocket),
    rooms: count(Room),
  }
  console.log(`measured ${JSON.stringify({ heapUsed, rss, ...held })}`)
})

await import('./server-entry.ts')
