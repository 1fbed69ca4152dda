/** The thread that looks back, from the main thread's side. It starts when it is first asked, and anew after it broke down. */
import { Worker } from 'node:worker_threads'
import type { Pasts } from './pasts.ts'
import type { PastOperation, PastReply, PastRequest } from './past-worker.ts'

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** A log too long for this ends the thread and nothing else. */
const MEGABYTES = 1024

export class PastThread {
  #worker: Worker | null = null
  #waiting = new Map<number, Waiting>()
  #next = 0

  /** @throws where the operation does, or the thread ends. */
  ask<Name extends PastOperation>(name: Name, ...args: Parameters<Pasts[Name]>): Promise<ReturnType<Pasts[Name]>> {
    const worker = (this.#worker ??= this.#started())
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#next, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ id: this.#next, name, args } satisfies PastRequest)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #started(): Worker {
    const worker = new Worker(new URL('./past-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    worker.unref()
    worker.on('message', (reply: PastReply) => this.#settle(reply))
    worker.on('error', (error) => this.#ended(worker, error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', () => this.#ended(worker, new Error('the thread that looks back ended')))
    return worker
  }

  #settle(reply: PastReply): void {
    // Under `--watch` Node itself writes to the port; such a message has no number.
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('failure' in reply) waiting?.reject(new Error(reply.failure))
    else waiting?.resolve(reply.value)
  }

  #ended(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    for (const { reject } of waiting) reject(error)
  }
}
