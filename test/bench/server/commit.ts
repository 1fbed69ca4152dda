/** What one durable write costs here and now: 4 KB and fdatasync in a thread, and the way there and back. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { quantile } from './figures.ts'
import { CORE, pathOf } from './server-under-test.ts'

export async function measureCommit(): Promise<{ readonly p50: number; readonly p99: number }> {
  const child = spawn('taskset', ['-c', CORE.server, process.execPath, '--no-warnings', pathOf('./commit-thread.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [times] = (await once(child, 'message')) as [readonly number[]]
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
