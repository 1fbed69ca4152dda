/** Questions to PostgreSQL from a thread that waits for each answer. */
import { join } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'

export type Question = { readonly text: string; readonly values?: readonly unknown[]; readonly name?: string }
export type Answer =
  | { readonly ok: true; readonly rows: readonly Record<string, unknown>[]; readonly changes: number }
  | {
      readonly ok: false
      /** SQLSTATE, or Node's code of a line that broke. */
      readonly code: string
      readonly message: string
      /** The line still stands. */
      readonly connected: boolean
    }

/** PostgreSQL answered with an error, or did not answer. */
export class PostgresError extends Error {
  readonly code: string
  readonly lineIsBroken: boolean

  constructor(message: string, code: string, lineIsBroken: boolean) {
    super(message)
    this.code = code
    this.lineIsBroken = lineIsBroken
  }
}

/** A server that says nothing for so long is taken for lost. */
const PATIENCE_MS = 60_000

export class PostgresLine {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4))
  private readonly port: MessagePort
  private readonly worker: Worker

  constructor(url: string) {
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    this.worker = new Worker(join(import.meta.dirname, 'postgres-worker.ts'), {
      workerData: { url, port: port2, signal: this.signal },
      transferList: [port2],
    })
    this.worker.unref()
  }

  /** @throws {PostgresError} */
  ask(question: Question): Extract<Answer, { ok: true }> {
    Atomics.store(this.signal, 0, 0)
    this.port.postMessage(question)
    if (Atomics.wait(this.signal, 0, 0, PATIENCE_MS) === 'timed-out')
      throw new PostgresError('PostgreSQL does not answer.', 'TIMEOUT', true)
    const answer = receiveMessageOnPort(this.port)?.message as Answer
    if (answer.ok) return answer
    throw new PostgresError(answer.message, answer.code, !answer.connected || isLineError(answer.code))
  }

  close(): void {
    this.port.close()
    void this.worker.terminate()
  }
}

/** Connection exceptions, shutdowns, and errors of the line itself, which have no SQLSTATE of five signs. */
const isLineError = (code: string) => /^(08|57P0)/.test(code) || !/^[0-9A-Z]{5}$/.test(code)
