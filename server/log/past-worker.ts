/** The thread that looks back: replaying a long log takes its time, and holds up neither a commit nor a reader. */
import { parentPort } from 'node:worker_threads'
import { Pasts } from './pasts.ts'

export type PastRequest = { readonly id: number; readonly name: PastOperation; readonly args: readonly unknown[] }
export type PastOperation = 'reached' | 'take' | 'moments' | 'compare' | 'textAt' | 'removals' | 'audit' | 'audited'
export type PastReply =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: string }

const pasts = new Pasts()
const port = parentPort!

port.on('message', ({ id, name, args }: PastRequest) => {
  try {
    const operation = pasts[name].bind(pasts) as (...args: readonly unknown[]) => unknown
    port.postMessage({ id, value: operation(...args) } satisfies PastReply)
  } catch (error) {
    port.postMessage({ id, failure: String(error instanceof Error ? error.stack : error) } satisfies PastReply)
  }
})
