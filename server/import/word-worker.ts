/** The thread that reads one Word file and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { readWordFile } from './word-file.ts'

export type WordJob = { readonly bytes: Uint8Array; readonly name: string }

const { bytes, name } = workerData as WordJob
parentPort!.postMessage(readWordFile(bytes, name))
