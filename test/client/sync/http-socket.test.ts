/** The posts that stand in for a socket, where what lies between answers badly or not at all. */
import { expect, it, vi } from 'vitest'
import { httpSocket } from '../../../client/sync/http-socket.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { until } from '../../support/until.ts'

const PATIENCE = { ms: 60, bytesPerSecond: 10_000 }
const EDIT = Uint8Array.of(FRAME.sync, 2, 2, 0, 0)
const BROKEN = 1006

const event = (frame: Uint8Array) => new TextEncoder().encode(`data: ${Buffer.from(frame).toString('base64')}\n\n`)

const openStream = (...frames: readonly Uint8Array[]) =>
  new Response(new ReadableStream({ start: (stream) => frames.forEach((frame) => stream.enqueue(event(frame))) }))

/** Until it is given up: as a post of which nothing more is heard. */
const never = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

/** A line that is open; posts are answered by `answer`. */
async function opened(answer: (init: RequestInit) => Promise<Response>) {
  const ask = vi.fn(async (_: unknown, init: RequestInit = {}) =>
    init.method === 'POST' ? answer(init) : openStream(Uint8Array.of(FRAME.seq, 1)),
  )
  const Socket = httpSocket(ask, () => Uint8Array.of(0), PATIENCE)
  const socket = new Socket('ws://here/sync/p')
  const closes: { code: number; at: number }[] = []
  const began = performance.now()
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the provider sets it so, and it has no other
  socket.onclose = ({ code }) => void closes.push({ code, at: performance.now() - began })
  await until(() => socket.readyState === socket.OPEN)
  return { socket, closes }
}

it('a post that is never answered ends the line, so that its edits are sent again on the next', async () => {
  const { socket, closes } = await opened(({ signal }) => never(signal))
  socket.send(EDIT)
  await until(() => closes.length > 0)
  expect(closes[0]!.code).toBe(BROKEN)
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
  await until(() => closes.length > 0)
  expect(closes[0]!.code).toBe(BROKEN)
})

it('a large one is given the time that its bytes take on a slow line', async () => {
  const { socket, closes } = await opened(({ signal }) => never(signal))
  socket.send(new Uint8Array(5_000).fill(FRAME.sync, 0, 1).fill(2, 1, 2))
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(closes).toHaveLength(0)
  await until(() => closes.length > 0)
})

it('a post that is answered in time leaves the line open', async () => {
  const { socket, closes } = await opened(async () => new Response(event(Uint8Array.of(FRAME.ack, 1, 2))))
  socket.send(EDIT)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(closes).toHaveLength(0)
})
