/** The server as a process of its own, to be killed, starved and asked for its exit code. */
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Where clean-up work is left: for the end of the test, or of the file. */
type Later = (work: () => void) => void

const ENTRY = fileURLToPath(new URL('./server-entry.ts', import.meta.url))

export type ServerProcess = {
  readonly child: ChildProcess
  readonly address: string
  /** All that it has printed so far. */
  readonly printed: () => string
  readonly kill: (signal?: NodeJS.Signals) => Promise<number | null>
}

export type Ended = { readonly code: number | null; readonly printed: string }

function spawned(
  settings: Record<string, string>,
  later: Later = onTestFinished,
  program: readonly string[] = [ENTRY],
) {
  const env = { PATH: process.env['PATH'] ?? '', PORT: '0', NODE_NO_WARNINGS: '1', ...settings }
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  later(() => void child.kill('SIGKILL'))
  return { child, ended, printed: () => printed }
}

/**
 * Rejects with what was printed where the server does not get ready. `later` takes the clean-up work; `program`, what Node is started
 * with.
 */
export async function spawnServer(
  settings: Record<string, string>,
  later?: Later,
  program?: readonly string[],
): Promise<ServerProcess> {
  const { child, ended, printed } = spawned(settings, later, program)
  const address = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /ready at (\S+)/.exec(printed())?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', look)
    void ended.then(() => reject(new Error(printed())))
  })
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal)
    return ended
  }
  return { child, address, printed, kill }
}

/** For a server that is expected to give up. */
export async function spawnUntilEnd(settings: Record<string, string>): Promise<Ended> {
  const { ended, printed } = spawned(settings)
  return { code: await ended, printed: printed() }
}
