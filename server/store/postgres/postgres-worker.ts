/** The thread that speaks with PostgreSQL, one question after the other; the storage thread waits for each answer. */
import { Client, types } from 'pg'
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { Answer, Question } from './postgres-line.ts'

const { url, port, signal } = workerData as { url: string; port: MessagePort; signal: Int32Array }

// Sequence numbers, times and counts are far below 2^53.
for (const type of [types.builtins.INT8, types.builtins.NUMERIC]) types.setTypeParser(type, Number)

let client: Client | null = null

port.on('message', (question: Question) => {
  void answerTo(question).then((answer) => {
    port.postMessage(answer)
    Atomics.store(signal, 0, 1)
    Atomics.notify(signal, 0)
  })
})

async function answerTo({ text, values, name }: Question): Promise<Answer> {
  try {
    client ??= await connected()
    const { rows, rowCount } = await client.query<Record<string, unknown>>({
      text,
      ...(values && { values: [...values] }),
      ...(name && { name }),
    })
    return { ok: true, rows: rows ?? [], changes: rowCount ?? 0 }
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
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
  await fresh.query('SET synchronous_commit = on; SET default_transaction_isolation = "read committed"')
  return fresh
}
