/** The storage thread, from the main thread's side: every operation as a promise. */
import { Worker } from 'node:worker_threads'
import { CannotStart } from './database.ts'
import type { Reply, Request, WorkerSettings } from './engine-worker.ts'
import type { Operations } from './operations.ts'

/** The disk did not take what it was given: nothing of the request was done. */
export class StorageFailed extends Error {}

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
  worker.on('message', (reply: Reply) => settle(reply, waiting, onFatal))
  worker.on('error', (error) => onFatal(String(error)))
  worker.on('exit', () => {
    if (!closing) onFatal('the storage thread ended')
  })
  let next = 0
  const call = (name: string, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++next, { resolve, reject })
      worker.postMessage({ id: next, name, args } satisfies Request)
    })
  const close = async () => {
    closing = true
    await worker.terminate()
  }
  return new Proxy({} as Store, {
    get: (_, name: string) => {
      if (name === 'then') return undefined
      return name === 'close' ? close : (...args: readonly unknown[]) => call(name, args)
    },
  })
}

const started = (worker: Worker) =>
  new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (reply: Reply) => {
      worker.off('error', reject)
      if (reply.type === 'ready') return resolve()
      return reject(new CannotStart(reply.type === 'cannot-start' ? reply.message : 'the storage thread did not start'))
    })
  })

function settle(reply: Reply, waiting: Map<number, Waiting>, onFatal: (message: string) => void): void {
  if (reply.type !== 'answer' && reply.type !== 'failure') return
  const request = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.type === 'answer') return request?.resolve(reply.value)
  request?.reject(reply.kind === 'bug' ? new Error(reply.message) : new StorageFailed(reply.message))
  if (reply.kind === 'fatal') onFatal(reply.message)
}
