/**
 * Edits put together into updates that the server takes: none too large, none with a hole. A split, a join, an undo are known by what
 * one update takes out and puts in (`server/log/collisions`), so only edits that do nothing but put words in go together, or nothing
 * but take them out.
 */
import * as Y from 'yjs'
import { LARGEST_FRAME } from '../../shared/protocol/sync.ts'
import { withJoinedLetters } from './joined-letters.ts'
import type { Edit } from './outbox-store.ts'
import { editFrame } from './update-frames.ts'

/** The types and lengths around an update in its frame are fewer bytes than this. */
const WRAPPING = 32
const LARGEST_PARCEL = LARGEST_FRAME - WRAPPING
/** `Y.mergeUpdates` takes time by the square of their number. */
const MOST_EDITS = 200

export const isTooLarge = ({ update }: Pick<Edit, 'update'>): boolean =>
  update.length > LARGEST_PARCEL && editFrame(update).length > LARGEST_FRAME

export type Parcel = { readonly edits: readonly number[]; readonly update: Uint8Array }

/** In the order of the edits. None of them may be too large. */
export const parcelsOf = (edits: readonly Edit[]): readonly Parcel[] =>
  edits.reduce(packed, NOTHING).map((box) => ({
    edits: box.edits.map(({ n }) => n),
    update: withJoinedLetters(Y.mergeUpdates(box.edits.map(({ update }) => update))),
  }))

type Deed = 'puts' | 'takes' | 'both'
type Box = { readonly edits: Edit[]; readonly deed: Deed; size: number; readonly reached: Map<number, number> }
const NOTHING: readonly Box[] = []

function packed(boxes: readonly Box[], edit: Edit): readonly Box[] {
  const box = boxes.at(-1)
  const deed = deedOf(edit)
  if (!box || box.deed !== deed || !fits(edit, box))
    return [...boxes, put(edit, { edits: [], deed, size: 0, reached: new Map() })]
  put(edit, box)
  return boxes
}

function deedOf({ update }: Edit): Deed {
  const { structs, ds } = Y.decodeUpdate(update)
  if (structs.length === 0) return 'takes'
  return ds.clients.size === 0 && structs.every(isOfWords) ? 'puts' : 'both'
}

const isOfWords = (struct: Y.Item | Y.GC | Y.Skip): boolean =>
  struct instanceof Y.Item && (struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentEmbed)

function put(edit: Edit, box: Box): Box {
  box.edits.push(edit)
  box.size += edit.update.length
  Y.parseUpdateMeta(edit.update).to.forEach((clock, client) => box.reached.set(client, clock))
  return box
}

/** An edit between two others that the server answered before would leave a hole, which it does not take. */
function fits({ update }: Edit, { edits, deed, size, reached }: Box): boolean {
  if (deed === 'both') return false
  const isNext = [...Y.parseUpdateMeta(update).from].every(
    ([client, clock]) => (reached.get(client) ?? clock) === clock,
  )
  return isNext && edits.length < MOST_EDITS && size + update.length <= LARGEST_PARCEL
}
