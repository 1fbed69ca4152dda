/** Questions to PostgreSQL from a thread that waits for each answer. */
import { join } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'

export type Question = {
  readonly text: string
  readonly values?: readonly unknown[]
  readonly name?: string
  /** Part of a transaction that was begun: on another connection it would stand alone, so there it is not asked. */
  readonly isInTransaction?: boolean
}
export type Answer =
  | {
      readonly ok: true
      readonly rows: readonly Record<string, unknown>[]
      readonly changes: number
      /** "COMMIT", and "ROLLBACK" where that was asked but the transaction had failed before. */
      readonly command: string
    }
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

/** A server that says nothing for so long is taken for lost. Longer than it waits for a lock itself. */
const PATIENCE_MS = 25_000

export class PostgresLine {
  private readonly url: string
  /** Milliseconds for each answer. */
  patience: number
  /** Each thread has its own: a late one wakes nobody. */
  private signal = new Int32Array(new SharedArrayBuffer(4))
  private thread: Thread
  private isClosed = false

  constructor(url: string, patience = PATIENCE_MS) {
    this.url = url
    this.patience = patience
    this.thread = this.begun()
  }

  /**
   * Waits no longer than `atMost` ms.
   * @throws {PostgresError}
   */
  ask(question: Question, atMost = Infinity): Extract<Answer, { ok: true }> {
    // Work that was left for later may come after the end: nobody is there to answer it.
    if (this.isClosed) throw new PostgresError('The line to PostgreSQL is closed.', 'CLOSED', false)
    Atomics.store(this.signal, 0, 0)
    this.thread.port.postMessage(question)
    if (Atomics.wait(this.signal, 0, 0, Math.min(this.patience, atMost)) === 'timed-out') {
      this.beginAnew()
      throw new PostgresError('PostgreSQL does not answer.', 'TIMEOUT', true)
    }
    const answer = receiveMessageOnPort(this.thread.port)?.message as Answer
    if (answer.ok) return answer
    throw new PostgresError(answer.message, answer.code, !answer.connected || isLineError(answer.code))
  }

  close(): void {
    this.isClosed = true
    this.letGo()
  }

  private letGo(): void {
    this.thread.port.close()
    void this.thread.worker.terminate()
  }

  /** An answer that comes too late must never be taken for that to the next question: it goes down with its thread. */
  private beginAnew(): void {
    this.letGo()
    this.thread = this.begun()
  }

  private begun(): Thread {
    const { port1, port2 } = new MessageChannel()
    const signal = (this.signal = new Int32Array(new SharedArrayBuffer(4)))
    const worker = new Worker(join(import.meta.dirname, 'postgres-worker.ts'), {
      workerData: { url: this.url, port: port2, signal },
      transferList: [port2],
    })
    worker.unref()
    return { port: port1, worker }
  }
}

type Thread = { readonly port: MessagePort; readonly worker: Worker }

/** The code of a write to a database that is a standby by now. */
export const READ_ONLY = '25006'

/** Connection exceptions, shutdowns, transactions that sat idle, and errors of the line itself, which have no SQLSTATE of five signs. */
const isLineError = (code: string) =>
  code === READ_ONLY || /^(08|57P0|25P0[34])/.test(code) || !/^[0-9A-Z]{5}$/.test(code)
