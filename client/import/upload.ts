/** Sends the bytes of a file as they are, and tells how far it has come: the server judges them, not the browser's guess of them. */
import { LARGEST_IMPORT, importPath } from '../../shared/protocol/imports.ts'
import type { UnderstoodFile } from '../../shared/import/understood-file.ts'
import type { RefusalBody } from '../../shared/protocol/api.ts'
import { HTTP_STATUS, type RefusalCode } from '../../shared/refusals.ts'
import { RefusedCall } from '../api.ts'

/** From 0 to 1; 1 when the server has the file and reads it. */
export type OnProgress = (share: number) => void

/** @throws RefusedCall, and nothing else. Nothing is stored. */
export function understandFile(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<UnderstoodFile> {
  if (file.size > LARGEST_IMPORT)
    return Promise.reject(
      new RefusedCall('too-large', 'This file is too large. A Word file may have 20 MB, a plain text 2 MB.', 0),
    )
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', importPath(file.name))
    request.responseType = 'text'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.upload.addEventListener('load', () => onProgress(1))
    request.addEventListener('error', () => reject(lost()))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status === 200 && body !== null) resolve(body as UnderstoodFile)
      else reject(refusalIn(body, request.status))
    })
    signal.addEventListener('abort', () => request.abort())
    // The content type keeps the browser from naming its guess.
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

const lost = () => new RefusedCall('no-line', 'The server cannot be reached. Check the connection and try again.', 0)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusalIn(body: unknown, status: number): RefusedCall {
  const { code, reason } = (body ?? {}) as Partial<RefusalBody>
  return code !== undefined && reason !== undefined && Object.hasOwn(HTTP_STATUS, code)
    ? new RefusedCall(code as RefusalCode, reason, status)
    : new RefusedCall('internal-error', `The server could not answer (${status}).`, status)
}
