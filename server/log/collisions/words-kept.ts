/** Words that come into a clause which somebody took away meanwhile: Yjs itself keeps the place of them and no letter. */
import * as Y from 'yjs'

/** Something that was sent with its content was brought into the text without. */
export function isLeftOut(sent: Uint8Array, brought: Uint8Array): boolean {
  const empty = Y.decodeUpdate(brought).structs.filter((struct) => struct instanceof Y.GC)
  if (empty.length === 0) return false
  return Y.decodeUpdate(sent).structs.some((struct) => hasContent(struct) && empty.some((gap) => isWithin(struct, gap)))
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

const hasContent = (struct: Struct) => struct instanceof Y.Item && !(struct.content instanceof Y.ContentDeleted)

const isWithin = ({ id }: Struct, gap: Struct) =>
  id.client === gap.id.client && id.clock >= gap.id.clock && id.clock < gap.id.clock + gap.length
