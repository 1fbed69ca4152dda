/** What one durable write costs here and now: 4 KB and fdatasync in a thread, and the way there and back. Milliseconds. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { quantile } from './figures.ts'
import { CORE, pathOf } from './server-under-test.ts'

export type CommitCost = { readonly p50: number; readonly p99: number }

/** One after the other, or so many a second: a machine that rests between two of them takes longer over each. */
export async function measureCommit(writes: number, perSecond = Infinity): Promise<CommitCost> {
  const program = [
    process.execPath,
    '--no-warnings',
    pathOf('./commit-thread.ts'),
    String(writes),
    String(1000 / perSecond),
  ]
  const child = spawn('taskset', ['-c', CORE.server, ...program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [times] = (await once(child, 'message')) as [readonly number[]]
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
