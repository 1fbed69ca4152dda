/** The thread that speaks with PostgreSQL, one question after the other; the storage thread waits for each answer. */
import { Client, types } from 'pg'
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { Answer, Question } from './postgres-line.ts'

const { url, port, signal } = workerData as { url: string; port: MessagePort; signal: Int32Array }

// Sequence numbers, times and counts are far below 2^53.
for (const type of [types.builtins.INT8, types.builtins.NUMERIC]) types.setTypeParser(type, Number)

/** A node that is paused in the middle of a transaction lets go of what it holds: the others wait no longer than this. */
const SETTINGS = `
  SET synchronous_commit = on;
  SET default_transaction_isolation = "read committed";
  SET idle_in_transaction_session_timeout = '5s';
  SET lock_timeout = '20s'`

const LOST: Answer = {
  ok: false,
  code: 'LOST',
  message: 'The connection was lost in the middle of a transaction.',
  connected: false,
}

let client: Client | null = null

port.on('message', (question: Question) => void reply(question))

async function reply(question: Question): Promise<void> {
  port.postMessage(await answerTo(question))
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
}

async function answerTo({ text, values, name, isInTransaction }: Question): Promise<Answer> {
  try {
    if (isInTransaction && !client) return LOST
    client ??= await connected()
    const { rows, rowCount, command } = await client.query<Record<string, unknown>>({
      text,
      ...(values && { values: [...values] }),
      ...(name && { name }),
    })
    return { ok: true, rows: rows ?? [], changes: rowCount ?? 0, command }
  } catch (error) {
    const { code, message, severity } = error as { code?: string; message?: string; severity?: string }
    // The server hangs up after such a word; the next question must not be lost on a line that is about to end.
    if (severity === 'FATAL') client = null
    return { ok: false, code: code ?? '', message: message ?? String(error), connected: client !== null }
  }
}

async function connected(): Promise<Client> {
  const fresh = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'common-proposals',
  })
  // A line that dies while nobody asks: the next question finds no client and opens another.
  fresh.on('error', () => {
    if (client === fresh) client = null
  })
  fresh.on('end', () => {
    if (client === fresh) client = null
  })
  await fresh.connect()
  await fresh.query(SETTINGS)
  return fresh
}
