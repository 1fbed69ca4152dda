/** The posts that stand in for a socket, where what lies between answers badly or not at all. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { httpSocket } from '../../../client/sync/http-socket.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'

const PATIENCE = { ms: 60, bytesPerSecond: 10_000 }
const EDIT = Uint8Array.of(FRAME.sync, 2, 2, 0, 0)
const BROKEN = 1006

const event = (frame: Uint8Array) => new TextEncoder().encode(`data: ${Buffer.from(frame).toString('base64')}\n\n`)

const openStream = (...frames: readonly Uint8Array[]) =>
  new Response(new ReadableStream({ start: (stream) => frames.forEach((frame) => stream.enqueue(event(frame))) }))

/** Until it is given up: as a post of which nothing more is heard. */
const never = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** What is not a matter of time: streams are read, promises are kept. */
async function whenever(condition: () => boolean): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one look after the other
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

/** A line that is open; posts are answered by `answer`. */
async function opened(answer: (init: RequestInit) => Promise<Response>) {
  const ask = vi.fn(async (_: unknown, init: RequestInit = {}) =>
    init.method === 'POST' ? answer(init) : openStream(Uint8Array.of(FRAME.seq, 1)),
  )
  const Socket = httpSocket(ask, () => Uint8Array.of(0), PATIENCE)
  const socket = new Socket('ws://here/sync/p')
  const closes: number[] = []
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the provider sets it so, and it has no other
  socket.onclose = ({ code }) => void closes.push(code)
  await whenever(() => socket.readyState === socket.OPEN)
  return { socket, closes }
}

it('a post that is never answered ends the line, so that its edits are sent again on the next', async () => {
  const { socket, closes } = await opened(({ signal }) => never(signal))
  socket.send(EDIT)
  vi.advanceTimersByTime(PATIENCE.ms + 10)
  await whenever(() => closes.length > 0)
  expect(closes).toEqual([BROKEN])
})

it('so does an answer that begins and does not end', async () => {
  const { socket, closes } = await opened(async ({ signal }) => {
    const { body } = openStream()
    signal?.addEventListener('abort', () => void reader.cancel())
    const reader = body!.getReader()
    return new Response(
      new ReadableStream({ pull: async (stream) => ((await reader.read()).done ? stream.close() : undefined) }),
    )
  })
  socket.send(EDIT)
  vi.advanceTimersByTime(PATIENCE.ms + 10)
  await whenever(() => closes.length > 0)
  expect(closes).toEqual([BROKEN])
})

it('a large one is given the time that its bytes take on a slow line', async () => {
  const { socket, closes } = await opened(({ signal }) => never(signal))
  socket.send(new Uint8Array(5_000).fill(FRAME.sync, 0, 1).fill(2, 1, 2))
  await vi.advanceTimersByTimeAsync(PATIENCE.ms + 490)
  expect(closes).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(50)
  await whenever(() => closes.length > 0)
})

it('a post that is answered in time leaves the line open', async () => {
  const { socket, closes } = await opened(async () => new Response(event(Uint8Array.of(FRAME.ack, 1, 2))))
  socket.send(EDIT)
  await whenever(() => vi.getTimerCount() === 0)
  await vi.advanceTimersByTimeAsync(10 * PATIENCE.ms)
  expect(closes).toHaveLength(0)
  expect(socket.readyState).toBe(socket.OPEN)
})
