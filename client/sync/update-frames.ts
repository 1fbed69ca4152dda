/** Frames that carry a Yjs update, seen on their way out: the provider tells nobody what it sends. */
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { FRAME } from '../../shared/protocol/sync.ts'
import type { SocketClass } from './environment.ts'

export type UpdateFrame = 'exchange' | 'edit'
/** `question`: what do you hold that we do not? */
export type SyncFrame = UpdateFrame | 'question'

/** `exchange` answers the server's question what we hold that it does not; `edit` is one change as it is made. */
export function updateFrameOf(data: unknown): UpdateFrame | null {
  if (!(data instanceof Uint8Array) || data[0] !== FRAME.sync) return null
  if (data[1] === messageYjsSyncStep2) return 'exchange'
  return data[1] === messageYjsUpdate ? 'edit' : null
}

export const isQuestion = (data: unknown): boolean =>
  data instanceof Uint8Array && data[0] === FRAME.sync && data[1] === messageYjsSyncStep1

/** Asks `maySend` before each of these frames, with its size in bytes; what it declines is not sent. */
export function watchedSocket(Base: SocketClass, maySend: (frame: SyncFrame, size: number) => boolean): SocketClass {
  return class extends Base {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const frame = isQuestion(data) ? 'question' : updateFrameOf(data)
      if (frame === null || maySend(frame, (data as Uint8Array).length)) super.send(data)
    }
  }
}

/**
 * An `exchange` frame with everything that `doc` holds from the first of these updates on. Made from the doc and not by merging the
 * updates, because `Y.mergeUpdates` takes time by the square of their number.
 */
export const exchangeFrame = (doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  frameOf(messageYjsSyncStep2, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(stateBefore(doc, updates))))

export const questionFrame = (doc: Y.Doc): Uint8Array<ArrayBuffer> =>
  frameOf(messageYjsSyncStep1, Y.encodeStateVector(doc))

export const editFrame = (update: Uint8Array): Uint8Array<ArrayBuffer> => frameOf(messageYjsUpdate, update)

/** What is here at a text entry. @param digest 64 hexadecimal digits */
export const probeFrame = (seq: number, digest: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, FRAME.probe)
      encoding.writeVarUint(encoder, seq)
      encoding.writeUint8Array(
        encoder,
        Uint8Array.from({ length: 32 }, (_, at) => parseInt(digest.slice(2 * at, 2 * at + 2), 16)),
      )
    }),
  )

const frameOf = (step: number, update: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, FRAME.sync)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, update)
    }),
  )

function stateBefore(doc: Y.Doc, updates: readonly Uint8Array[]): Map<number, number> {
  const state = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const update of updates)
    for (const [client, clock] of Y.parseUpdateMeta(update).from)
      state.set(client, Math.min(clock, state.get(client) ?? clock))
  return state
}
