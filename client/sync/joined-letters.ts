/**
 * Letters that were typed one after the other, in one item, as their doc itself would write them. `Y.mergeUpdates` leaves each its
 * own, which is ten bytes a letter.
 */
import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded['structs'][number]

/** The same update, in fewer bytes where it can be. */
export function withJoinedLetters(update: Uint8Array): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update)
  const joined: Struct[] = []
  for (const struct of structs) if (!continues(joined.at(-1), struct)) joined.push(struct)
  return joined.length === structs.length ? update : written(joined, ds)
}

/** Takes it into the one before where Yjs would (`Item.mergeWith`). */
function continues(last: Struct | undefined, struct: Struct): boolean {
  if (!(last instanceof Y.Item) || !(struct instanceof Y.Item) || !follows(struct, last)) return false
  if (!(last.content instanceof Y.ContentString) || !(struct.content instanceof Y.ContentString)) return false
  last.content.mergeWith(struct.content)
  last.length += struct.length
  return true
}

const follows = ({ id, origin, rightOrigin }: Y.Item, last: Y.Item): boolean =>
  Y.compareIDs(id, Y.createID(last.id.client, last.id.clock + last.length)) &&
  Y.compareIDs(origin, last.lastId) &&
  Y.compareIDs(rightOrigin, last.rightOrigin)

function written(structs: readonly Struct[], ds: Decoded['ds']): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const write = (...numbers: readonly number[]) => numbers.forEach((each) => writeVarUint(encoder.restEncoder, each))
  const byClient = Map.groupBy(structs, ({ id }) => id.client)
  write(byClient.size)
  for (const [client, own] of byClient) {
    write(own.length, client, own[0]!.id.clock)
    for (const struct of own) struct.write(encoder, 0)
  }
  write(ds.clients.size)
  for (const [client, ranges] of ds.clients) {
    write(client, ranges.length)
    for (const { clock, len } of ranges) write(clock, len)
  }
  return encoder.toUint8Array()
}
