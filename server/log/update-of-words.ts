/** Parts that were read out of an update and not put in, as an update. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Of one client, in the order of their clocks: as Yjs would tell them when they are in. */
export function updateOfWords(items: readonly Y.Item[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { client, clock } = items[0]!.id
  encoding.writeVarUint(encoder.restEncoder, 1)
  encoding.writeVarUint(encoder.restEncoder, items.length)
  encoder.writeClient(client)
  encoding.writeVarUint(encoder.restEncoder, clock)
  for (const item of items) item.write(encoder, 0)
  encoding.writeVarUint(encoder.restEncoder, 0)
  return encoder.toUint8Array()
}
