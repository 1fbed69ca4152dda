/** Frames that this server puts on the wire itself, read by a client of the `ws` package. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { SocketCarrier } from '../../../server/sync/socket-carrier.ts'

async function pair() {
  const server = createServer().listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const accepted = new Promise<SocketCarrier>((resolve) => {
    sockets.on('connection', (live, request) => resolve(new SocketCarrier(live, request.socket)))
  })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const heard: Buffer[] = []
  client.on('message', (data: Buffer, isBinary) => void (isBinary && heard.push(data)))
  onTestFinished(() => {
    client.terminate()
    sockets.close()
    server.close()
  })
  const carrier = await accepted
  return { carrier, client, heard }
}

const LENGTHS = [0, 1, 125, 126, 127, 16_384, 16_385, 65_535, 65_536, 300_000]

it('frames of every length arrive whole, in order, and as often as they are sent', async () => {
  const { carrier, client, heard } = await pair()
  const frames = LENGTHS.map((length) => new Uint8Array(length).map((_, at) => (at * 7 + length) % 256))
  for (const frame of [...frames, ...frames.toReversed()]) carrier.send(frame)
  carrier.close(4400, 'enough')
  const [code] = (await once(client, 'close')) as [number]
  expect(code).toBe(4400)
  expect(heard.map((frame) => frame.length)).toEqual([...LENGTHS, ...LENGTHS.toReversed()])
  expect(heard.every((frame, at) => frame.equals([...frames, ...frames.toReversed()][at]!))).toBe(true)
})

it('nothing is sent after the closing has begun', async () => {
  const { carrier, client, heard } = await pair()
  carrier.send(new Uint8Array([1]))
  carrier.close(4400, 'enough')
  carrier.send(new Uint8Array([2]))
  await once(client, 'close')
  expect(heard.map((frame) => [...frame])).toEqual([[1]])
})
