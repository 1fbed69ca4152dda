/** An uploaded file read in a thread with limits of memory and time, so that no file can take the program down with it. */
import { Worker } from 'node:worker_threads'
import type { UnderstoodFile } from '../../shared/import/understood-file.ts'
import { refuse, type Outcome } from '../../shared/outcome.ts'
import type { UnderstandJob } from './understand-worker.ts'

/** Megabytes of objects; what is unpacked (at most 50 MB) comes on top. */
const MEMORY = 512
const MILLISECONDS = 30_000
/** Files read at the same time, and files that may wait for their turn. */
const AT_ONCE = 2
const MAY_WAIT = 20

const waiting: (() => void)[] = []
const running = new Set<Worker>()

/** Refuses as `understandFile` does, and with 'too-many-requests' where too many files wait already. */
export async function understandUpload(bytes: Uint8Array, fileName: string): Promise<Outcome<UnderstoodFile>> {
  if (waiting.length >= MAY_WAIT)
    return refuse('too-many-requests', 'Too many files are being read at present. Try again in a minute.')
  if (running.size >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve))
  return inThread({ bytes, fileName })
}

function inThread(job: UnderstandJob): Promise<Outcome<UnderstoodFile>> {
  const worker = new Worker(new URL('./understand-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  })
  running.add(worker)
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<UnderstoodFile>) => {
      clearTimeout(timer)
      void worker.terminate()
      if (running.delete(worker)) waiting.shift()?.()
      resolve(outcome)
    }
    const tooMuch = () =>
      settle(refuse('too-large', `“${job.fileName}” asks for more memory or time to read than is allowed.`))
    const timer = setTimeout(tooMuch, MILLISECONDS)
    worker.once('message', settle)
    worker.once('error', tooMuch)
    worker.once('exit', tooMuch)
  })
}
