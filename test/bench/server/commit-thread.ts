/** The process behind `commit.ts`: a thread that writes and syncs, one that asks it and keeps the time. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const WRITES = 300

if (isMainThread) await measure()
else serve(workerData as string)

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-commit-'))
  const worker = new Worker(new URL(import.meta.url), { workerData: join(folder, 'file') })
  const times: number[] = []
  for (let write = 0; write < WRITES; write++) {
    const startedAt = performance.now()
    worker.postMessage(new Uint8Array(20))
    // oxlint-disable-next-line no-await-in-loop
    await once(worker, 'message')
    times.push(performance.now() - startedAt)
  }
  await worker.terminate()
  rmSync(folder, { recursive: true })
  process.send?.(times.slice(WRITES / 10), () => process.exit(0))
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
