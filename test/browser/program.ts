/** A program of its own, for stories in which it is stopped, killed or started empty. The client has been built for the others. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export type Program = {
  readonly address: string
  /** What it printed before it was ready. */
  readonly said: readonly string[]
  /** No chance to put anything in order. */
  readonly kill: () => Promise<void>
  /** Again, on the same port and the same data. */
  readonly startAgain: () => Promise<void>
}

export async function startProgram(settings: Readonly<Record<string, string>>): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-own-'))
  let { child, address, said } = await run({ ...settings, DATA_DIR: folder, PORT: '0' })
  return {
    address,
    said,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    startAgain: async () => {
      ;({ child, address, said } = await run({ ...settings, DATA_DIR: folder, PORT: new URL(address).port }))
    },
  }
}

type Running = { readonly child: ChildProcess; readonly address: string; readonly said: readonly string[] }

async function run(settings: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, [MAIN, '--without-build'], {
    env: { ...process.env, DEMO: '', PUBLIC_URL: '', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    const address = /ready at (\S+)/.exec(line)?.[1]
    if (address) return { child, address, said }
    said.push(line)
  }
  throw new Error(`The program ended before it was ready: ${said.join(' ')}`)
}
