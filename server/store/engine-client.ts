/**
 * The storage thread, from the main thread's side: every operation as a promise. What is asked in one turn of the event loop goes over in
 * one message, and comes back in one: to wake a thread costs more than most answers. An append waits for nothing.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { packItems, unpackAppended, type PackedAppended } from './append-message.ts'
import { CannotStart } from './database.ts'
import type { Reply, Request, WorkerSettings } from './engine-worker.ts'
import type { Operations } from './operations.ts'

/** The disk did not take what it was given: nothing of the request was done, but where it is {@link NotKnown}. */
export class StorageFailed extends Error {}
/** Nobody could say whether it was done. Sent again it is not done twice. */
export class NotKnown extends StorageFailed {}

const REST_MS = 3_000

/** Questions that wait for an answer. Where there are more, the storage stands still: another one would only take memory. */
const MOST_WAITING = 10_000

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

export type Store = {
  readonly [Name in keyof Operations]: (...args: Parameters<Operations[Name]>) => Promise<ReturnType<Operations[Name]>>
} & { readonly close: () => Promise<void> }

/** @throws {CannotStart} where the data folder cannot be used. `onFatal` is called once, when nothing more can be written. */
export async function openStore(settings: WorkerSettings, onFatal: (message: string) => void): Promise<Store> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData: settings })
  const waiting = new Map<number, Waiting>()
  await started(worker)
  let closing = false
  worker.on('message', (reply: Reply | readonly Reply[]) => {
    for (const each of Array.isArray(reply) ? reply : [reply]) settle(each, waiting, onFatal)
  })
  worker.on('error', (error) => onFatal(String(error)))
  worker.on('exit', () => {
    if (!closing) onFatal('the storage thread ended')
  })
  let next = 0
  let asking: Request[] = []
  const send = (handedOver: readonly ArrayBuffer[] = []) => {
    const requests = asking
    asking = []
    try {
      if (requests.length > 0) worker.postMessage(requests, handedOver)
    } catch (error) {
      // Something that cannot be sent to a thread.
      for (const { id } of requests) waiting.get(id)?.reject(error as Error)
      for (const { id } of requests) waiting.delete(id)
    }
  }
  const ask = (request: Request, handedOver: readonly ArrayBuffer[]) => {
    const isFirst = asking.push(request) === 1
    // What was asked before goes with it, so that the order stays.
    if (request.name === 'append') send(handedOver)
    else if (isFirst) setImmediate(send)
  }
  const call = (name: string, args: readonly unknown[], handedOver: readonly ArrayBuffer[] = []) =>
    new Promise<unknown>((resolve, reject) => {
      if (waiting.size >= MOST_WAITING && name !== 'append')
        return reject(new StorageFailed('the storage is far behind'))
      waiting.set(++next, { resolve, reject })
      ask({ id: next, name, args }, handedOver)
    })
  const append: Store['append'] = async (items) => {
    const packed = packItems(items)
    const appended = unpackAppended((await call('append', [packed], [packed.bytes.buffer])) as PackedAppended)
    const { failure } = appended
    return failure ? { ...appended, failure: new StorageFailed(failure.message) } : appended
  }
  const close = async () => {
    closing = true
    // What it leaves undone costs the next start some time, and nothing else.
    await Promise.race([call('rest', []).catch(() => {}), pause(REST_MS, undefined, { ref: false })])
    await worker.terminate()
  }
  return new Proxy({} as Store, {
    get: (_, name: string) => {
      if (name === 'then') return undefined
      if (name === 'append') return append
      return name === 'close' ? close : (...args: readonly unknown[]) => call(name, args)
    },
  })
}

/** Other messages are not ours: under `--watch` Node itself tells the main thread which files a thread has loaded. */
const started = (worker: Worker) =>
  new Promise<void>((resolve, reject) => {
    const settleStart = (reply: Reply) => {
      if (reply.type !== 'ready' && reply.type !== 'cannot-start') return
      worker.off('error', reject).off('message', settleStart)
      if (reply.type === 'ready') resolve()
      else reject(new CannotStart(reply.message))
    }
    worker.once('error', reject)
    worker.on('message', settleStart)
  })

function settle(reply: Reply, waiting: Map<number, Waiting>, onFatal: (message: string) => void): void {
  if (reply.type === 'fatal') return onFatal(reply.message)
  if (reply.type !== 'answer' && reply.type !== 'failure') return
  const request = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.type === 'answer') return request?.resolve(reply.value)
  request?.reject(new ERROR[reply.kind](reply.message))
  if (reply.kind === 'fatal') onFatal(reply.message)
}

const ERROR = { bug: Error, storage: StorageFailed, fatal: StorageFailed, unknown: NotKnown } as const
