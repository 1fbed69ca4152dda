/** The thread that reads one uploaded file and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { understandFile } from './understood-file.ts'

export type UnderstandJob = { readonly bytes: Uint8Array; readonly fileName: string }

const { bytes, fileName } = workerData as UnderstandJob
parentPort!.postMessage(understandFile(bytes, fileName))
