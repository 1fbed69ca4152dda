/**
 * The process behind `commit.ts`: a thread that writes and syncs, one that asks it and keeps the time. `argv[2]`: how many times,
 * `argv[3]`: ms between two of them.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

if (isMainThread) await measure(Number(process.argv[2]), Number(process.argv[3]))
else serve(workerData as string)

async function measure(writes: number, pauseMs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-commit-'))
  const worker = new Worker(new URL(import.meta.url), { workerData: join(folder, 'file') })
  const times: number[] = []
  for (let write = 0; write < writes; write++) {
    /* oxlint-disable no-await-in-loop -- one after the other */
    if (pauseMs > 0) await wait(pauseMs)
    const startedAt = performance.now()
    worker.postMessage(new Uint8Array(20))
    await once(worker, 'message')
    /* oxlint-enable no-await-in-loop */
    times.push(performance.now() - startedAt)
  }
  await worker.terminate()
  rmSync(folder, { recursive: true })
  process.send?.(times.slice(writes / 10), () => process.exit(0))
}

function serve(path: string): void {
  const file = openSync(path, 'w')
  const page = new Uint8Array(4096)
  parentPort!.on('message', () => {
    writeSync(file, page)
    fdatasyncSync(file)
    parentPort!.postMessage('written')
  })
  parentPort!.on('close', () => closeSync(file))
}
