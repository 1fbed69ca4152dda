/** Three server processes on one real PostgreSQL, each with its own people. */
import { onTestFinished } from 'vitest'
import { Client } from 'pg'
import { signedIn, startedBy, type Caller, type LaterAsync } from '../support/server-app.ts'
import { spawnServer, type ServerProcess } from '../support/server-process.ts'

export type Node = {
  readonly address: () => string
  readonly process: () => ServerProcess
  readonly pause: () => void
  readonly goOn: () => void
  /** kill -9, and a new process in its place, on a port of its own. */
  readonly replace: () => Promise<void>
}
export type Cluster = {
  readonly url: string
  readonly nodes: readonly Node[]
  readonly sql: Client
  readonly startProposal: () => Promise<string>
  readonly signIn: (person: string, node?: number) => Promise<Caller>
}

let databases = 0
/** A database of its own on the PostgreSQL of the run. */
export async function freshDatabase(
  server: string,
  later: LaterAsync = onTestFinished,
): Promise<{ url: string; sql: Client }> {
  const name = `d_${process.pid}_${++databases}`
  const first = new Client({ connectionString: server })
  await first.connect()
  await first.query(`CREATE DATABASE ${name}`)
  await first.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  const sql = new Client({ connectionString: url.href })
  sql.on('error', () => {})
  await sql.connect()
  later(() => sql.end().catch(() => {}))
  return { url: url.href, sql }
}

type Way = {
  /** By which address the nodes reach the database. */
  readonly by?: (url: string) => string | Promise<string>
  /** Takes the clean-up work: by default it is done at the end of the test. */
  readonly later?: LaterAsync
  /** How many nodes. */
  readonly count?: number
}

export async function startCluster(
  server: string,
  settings: Record<string, string> = {},
  { by = (url) => url, later = onTestFinished, count = 3 }: Way = {},
): Promise<Cluster> {
  const { url, sql } = await freshDatabase(server, later)
  const DATABASE_URL = await by(url)
  const spawn = () =>
    spawnServer({ DATABASE_URL, DEMO: '1', MAX_CONNECTIONS: '50', MAX_FRAMES_PER_SECOND: '1000', ...settings }, later)
  // At once: they agree which of them makes the tables.
  const nodes = (await Promise.all(Array.from({ length: count }, spawn))).map((first) => nodeOf(first, spawn))
  const signIn = (person: string, node = 0) => signedIn(nodes[node]!.address(), person)
  return { url, nodes, sql, signIn, startProposal: async () => startedBy(await signIn('demo-coordinator-nga')) }
}

function nodeOf(first: ServerProcess, spawn: () => Promise<ServerProcess>): Node {
  let running = first
  return {
    address: () => running.address,
    process: () => running,
    pause: () => void running.child.kill('SIGSTOP'),
    goOn: () => void running.child.kill('SIGCONT'),
    replace: async () => {
      running.child.kill('SIGCONT')
      await running.kill('SIGKILL')
      running = await spawn()
    },
  }
}
