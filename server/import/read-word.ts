/** A Word file read in a thread with limits of memory and time, so that no file can take the program down with it. */
import { Worker } from 'node:worker_threads'
import { refuse, type Outcome } from '../../shared/outcome.ts'
import type { WordTexts } from './word-source.ts'
import type { WordJob } from './word-worker.ts'

export type { WordReading } from './word-runs.ts'

/** Megabytes of objects; what is unpacked (at most 50 MB) comes on top. */
const MEMORY = 512
const MILLISECONDS = 30_000

/** Both readings of the file. Refuses with 'wrong-format' or 'too-large'; `name` is only named in the sentences. */
export function readWord(bytes: Uint8Array, name: string): Promise<Outcome<WordTexts>> {
  const worker = new Worker(new URL('./word-worker.ts', import.meta.url), {
    workerData: { bytes, name } satisfies WordJob,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  })
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<WordTexts>) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(outcome)
    }
    const tooMuch = () => settle(refuse('too-large', `“${name}” asks for more memory or time to read than is allowed.`))
    const timer = setTimeout(tooMuch, MILLISECONDS)
    worker.once('message', settle)
    worker.once('error', tooMuch)
    worker.once('exit', tooMuch)
  })
}
