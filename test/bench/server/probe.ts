/**
 * Loaded into every measured server before its own code (`--import`), in each of its threads: answers what it costs. The servers
 * themselves are run as they are.
 */
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

export type Measured = {
  /** Microseconds of processor time, all threads. */
  readonly cpu: number
  /** The part of it that the system spent. */
  readonly system: number
  /** Bytes after a collection: objects and buffers of all threads. Null where it was not asked for. */
  readonly heap: number | null
  readonly resident: number
}
export type Question = { readonly id: number; readonly probe: 'cpu' | 'heap' }
export type Answer = Measured & Pick<Question, 'id'>

/** On a loaded machine a thread may be late, and its memory would be missing. */
const WAIT_FOR_THREADS_MS = 3_000

const channel = new BroadcastChannel('bench-probe')
// oxlint-disable-next-line typescript/no-unsafe-call
channel.unref()
if (isMainThread) process.on('message', (question: Question) => void answer(question))
// Whoever started it is gone.
if (isMainThread) process.on('disconnect', () => process.exit())
if (!isMainThread) onWord((word) => word === 'ask' && channel.postMessage(ownHeap()))

async function answer({ id, probe }: Question): Promise<void> {
  const heap = probe === 'heap' ? await wholeHeap() : null
  const { user, system } = process.cpuUsage()
  process.send?.({ id, cpu: user + system, system, heap, resident: process.memoryUsage.rss() } satisfies Answer)
}

async function wholeHeap(): Promise<number> {
  let sum = 0
  onWord((word) => {
    if (typeof word === 'number') sum += word
  })
  channel.postMessage('ask')
  await new Promise((done) => setTimeout(done, WAIT_FOR_THREADS_MS))
  return sum + ownHeap()
}

function onWord(hear: (word: unknown) => void): void {
  channel.addEventListener('message', (event) => hear((event as { data?: unknown }).data))
}

function ownHeap(): number {
  for (let round = 0; round < 2; round++) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
