/** The thread that speaks with PostgreSQL, one question after the other; the storage thread waits for each answer. */
import { types, type Client } from 'pg'
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { READ_ONLY, type Answer, type Question } from './postgres-line.ts'
import { connectToPrimary } from './primary.ts'

const { url, port, signal } = workerData as { url: string; port: MessagePort; signal: Int32Array }

// Sequence numbers, times and counts are far below 2^53.
for (const type of [types.builtins.INT8, types.builtins.NUMERIC]) types.setTypeParser(type, Number)

/** A node that is paused in the middle of a transaction lets go of what it holds: the others wait no longer than this. */
const SETTINGS = `
  SET synchronous_commit = on;
  SET default_transaction_isolation = "read committed";
  SET idle_in_transaction_session_timeout = '5s';
  SET lock_timeout = '10s'`

/**
 * A commit that waits for its standby can be told to wait no longer; or the server restarts in the middle of it. Then the entry is
 * there, and may be gone after a failover. What is seen on a new connection is on the standby: this commit comes after it and waits.
 */
const CONFIRM = `SELECT pg_logical_emit_message(true, 'common-proposals', 'confirmed')`
/** Where PostgreSQL says that it gave up waiting for a standby: its words are in the language of the server, this is not. */
const GAVE_UP_WAITING = 'SyncRepWaitForLSN'

const LOST = failed('LOST', 'The connection was lost in the middle of a transaction.', false)
const UNCONFIRMED = failed('UNCONFIRMED', 'PostgreSQL did not wait until the commit was on its standby.', false)

let client: Client | null = null
let isUnconfirmed = false

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
    isUnconfirmed = false
    const { rows, rowCount, command } = await client.query<Record<string, unknown>>({
      text,
      ...(values && { values: [...values] }),
      ...(name && { name }),
    })
    if (!isUnconfirmed) return { ok: true, rows: rows ?? [], changes: rowCount ?? 0, command }
    letGo()
    return UNCONFIRMED
  } catch (error) {
    const { code, message, severity } = error as { code?: string; message?: string; severity?: string }
    // The server hangs up after such a word, or is not the primary any more: the next question must not be lost on that line.
    if (severity === 'FATAL' || code === READ_ONLY) letGo()
    return failed(code ?? '', message ?? String(error), client !== null)
  }
}

function failed(code: string, message: string, isConnected: boolean): Answer {
  return { ok: false, code, message, connected: isConnected }
}

function letGo(): void {
  client?.end().catch(() => {})
  client = null
}

async function connected(): Promise<Client> {
  const settings = { keepAlive: true, application_name: 'common-proposals' }
  const fresh = await connectToPrimary(url, settings, listenTo)
  try {
    await fresh.query(SETTINGS)
    await confirm(fresh)
    return fresh
  } catch (error) {
    fresh.end().catch(() => {})
    throw error
  }
}

async function confirm(fresh: Client): Promise<void> {
  isUnconfirmed = false
  await fresh.query(CONFIRM)
  if (isUnconfirmed)
    throw Object.assign(new Error('PostgreSQL does not wait for its standby.'), { code: 'UNCONFIRMED' })
}

/** A line that dies while nobody asks: the next question finds no client and opens another. */
function listenTo(fresh: Client): void {
  const lost = () => {
    if (client === fresh) client = null
  }
  fresh.on('error', lost)
  fresh.on('end', lost)
  fresh.on('notice', ({ routine }) => {
    if (routine === GAVE_UP_WAITING) isUnconfirmed = true
  })
}
