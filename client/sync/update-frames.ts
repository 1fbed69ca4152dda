/** Frames that carry a Yjs update, seen on their way out: the provider tells nobody what it sends. */
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { FRAME } from '../../shared/protocol/sync.ts'
import type { SocketClass } from './environment.ts'

export type UpdateFrame = 'exchange' | 'edit'

/** `exchange` answers the server's question what we hold that it does not; `edit` is one change as it is made. */
export function updateFrameOf(data: unknown): UpdateFrame | null {
  if (!(data instanceof Uint8Array) || data[0] !== FRAME.sync) return null
  if (data[1] === messageYjsSyncStep2) return 'exchange'
  return data[1] === messageYjsUpdate ? 'edit' : null
}

/** Asks `maySend` before each update frame; what it declines is not sent. */
export function watchedSocket(Base: SocketClass, maySend: (frame: UpdateFrame) => boolean): SocketClass {
  return class extends Base {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const frame = updateFrameOf(data)
      if (frame === null || maySend(frame)) super.send(data)
    }
  }
}

/**
 * An `exchange` frame with everything that `doc` holds from the first of these updates on. Made from the doc and not by merging the
 * updates, because `Y.mergeUpdates` takes time by the square of their number.
 */
export function exchangeFrame(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.sync)
  encoding.writeVarUint(encoder, messageYjsSyncStep2)
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(stateBefore(doc, updates))))
  return Uint8Array.from(encoding.toUint8Array(encoder))
}

function stateBefore(doc: Y.Doc, updates: readonly Uint8Array[]): Map<number, number> {
  const state = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const update of updates)
    for (const [client, clock] of Y.parseUpdateMeta(update).from)
      state.set(client, Math.min(clock, state.get(client) ?? clock))
  return state
}
