/** Event streams on real sockets: what they hold for whoever does not read, and for how long. */
import { createServer, get } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { EventStream } from '../../../server/sync/event-stream.ts'
import { until } from '../../support/until.ts'

const STALLED_MS = 500
const A_LONG_TIME_MS = 600_000

async function serve(stalledMs = STALLED_MS) {
  const streams: EventStream[] = []
  const server = createServer((_, response) => void streams.push(new EventStream(response, stalledMs)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { streams, port: (server.address() as AddressInfo).port }
}

/** Asks, and reads nothing of the answer. */
function deafReader(port: number) {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n'))
  socket.pause()
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
}

/** No two parts of it are the same. */
const frameOf = (length: number, first = 0) =>
  Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8) + first) % 251)
const held = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed

it('frames of any length come whole and in order, and what is said at the end comes last', async () => {
  const { streams, port } = await serve()
  const heard = new Promise<string>((resolve) => {
    get({ port, host: '127.0.0.1' }, (response) => {
      let text = ''
      response.setEncoding('latin1').on('data', (piece: string) => (text += piece))
      response.on('end', () => resolve(text))
    })
  })
  await until(() => streams.length === 1)
  const frames = [0, 1, 2, 3, 12_287, 12_288, 12_289, 24_576, 1_000_001, 5].map((length, at) => frameOf(length, at))
  for (const frame of frames) streams[0]!.send(frame)
  streams[0]!.end()
  const events = (await heard).split('\n\n')
  expect(events.pop()).toBe('')
  expect(events).toEqual(frames.map((frame) => `data: ${Buffer.from(frame).toString('base64')}`))
})

/** Until the network takes no more for them: what each has to wait for does not change any more. */
async function areStuck(streams: readonly EventStream[]): Promise<void> {
  let last: readonly number[] = []
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const before = last
    last = streams.map(({ bufferedAmount }) => bufferedAmount)
    return last.every((bytes, at) => bytes === before[at])
  })
}

it('forty who read nothing hold one long text, not forty', async () => {
  const { streams, port } = await serve(A_LONG_TIME_MS)
  for (let i = 0; i < 40; i++) deafReader(port)
  await until(() => streams.length === 40)
  const frame = frameOf(20_000_000)
  const before = held()
  for (const stream of streams) stream.send(frame)
  await areStuck(streams)
  expect(held() - before).toBeLessThan(100_000_000)
  expect(streams.every(({ bufferedAmount }) => bufferedAmount > 8_000_000)).toBe(true)
})

it('whoever reads nothing is cut off after a time, and nothing is held for them', async () => {
  const { streams, port } = await serve()
  for (let i = 0; i < 3; i++) deafReader(port)
  await until(() => streams.length === 3)
  for (const stream of streams) stream.send(frameOf(20_000_000))
  await until(() => streams.every(({ readyState, OPEN }) => readyState !== OPEN))
  expect(streams[0]!.bufferedAmount).toBeLessThan(1_000_000)
})

it('whoever has read all that was sent is not cut off, however long nothing is said', async () => {
  const { streams, port } = await serve()
  get({ port, host: '127.0.0.1' }, (response) => void response.resume()).on('error', () => {})
  await until(() => streams.length === 1)
  streams[0]!.send(frameOf(500_000))
  await until(() => streams[0]!.bufferedAmount === 0)
  await new Promise((resolve) => setTimeout(resolve, 2 * STALLED_MS))
  expect(streams[0]!.readyState).toBe(streams[0]!.OPEN)
})
