/** Hears the frames that the provider knows nothing of, each by its number. */
import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'

export function onFrame<T>(
  { messageHandlers }: WebsocketProvider,
  type: number,
  read: (decoder: decoding.Decoder) => T,
  then: (value: T) => void,
): void {
  messageHandlers[type] = (_encoder, decoder) => then(read(decoder))
}

export const readNumber = (decoder: decoding.Decoder): number => decoding.readVarUint(decoder)

/** The server's own: both sides have its type from `shared/protocol`. */
export const readJson = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))
