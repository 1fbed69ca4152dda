/** A measured server: a process of its own on the first core, stopped and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Measured, Question } from './probe.ts'

const PROBE = new URL('./probe.ts', import.meta.url).href
/** The servers have one core, the load has the other. */
export const CORE = { server: '0', load: '1' }

export type Program = {
  /** What Node runs. */
  readonly command: (port: number, folder: string) => readonly string[]
  readonly settings: (port: number, folder: string) => Readonly<Record<string, string>>
  /** A line that it prints when it is ready. */
  readonly ready: RegExp
}

export class ServerUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'common-proposals-bench-'))
  readonly port: number
  private readonly program: Program
  private readonly nodeOptions: readonly string[]
  private child: ChildProcess | null = null
  private asked = 0

  static async of(program: Program, nodeOptions: readonly string[] = []): Promise<ServerUnderTest> {
    const server = new ServerUnderTest(program, await freePort(), nodeOptions)
    await server.start()
    return server
  }

  private constructor(program: Program, port: number, nodeOptions: readonly string[]) {
    this.program = program
    this.port = port
    this.nodeOptions = nodeOptions
  }

  async start(): Promise<void> {
    const options = ['--expose-gc', '--no-warnings', '--import', PROBE, ...this.nodeOptions]
    const command = this.program.command(this.port, this.folder)
    this.child = spawn('taskset', ['-c', CORE.server, process.execPath, ...options, ...command], {
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        ...this.program.settings(this.port, this.folder),
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.child.setMaxListeners(0)
    const lines = createInterface(this.child.stdout!)
    await Promise.race([
      new Promise<void>((ready) => lines.on('line', (line) => void (this.program.ready.test(line) && ready()))),
      once(this.child, 'exit').then(() => {
        throw new Error(`${command[0]} ended before it was ready`)
      }),
    ])
  }

  async stop(): Promise<void> {
    const { child } = this
    this.child = null
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(patience)
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  measure(probe: Question['probe'] = 'cpu'): Promise<Measured> {
    const child = this.child!
    const id = ++this.asked
    return new Promise((resolve) => {
      const hear = (answer: Answer) => {
        if (answer.id !== id) return
        child.off('message', hear)
        resolve(answer)
      }
      child.on('message', hear)
      child.send({ id, probe } satisfies Question)
    })
  }

  /** Until it has nothing to do any more; answers what it costs by then. */
  async quiet(since?: Measured): Promise<Measured> {
    const before = since ?? (await this.measure())
    await wait(250)
    const now = await this.measure()
    return now.cpu - before.cpu < 8_000 ? now : this.quiet(now)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
