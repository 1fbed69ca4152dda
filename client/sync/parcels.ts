/** Edits put together into updates that the server takes: none too large, none with a hole. */
import * as Y from 'yjs'
import { LARGEST_FRAME } from '../../shared/protocol/sync.ts'
import type { Edit } from './outbox.ts'
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
    update: Y.mergeUpdates(box.edits.map(({ update }) => update)),
  }))

type Box = { readonly edits: Edit[]; size: number; readonly reached: Map<number, number> }
const NOTHING: readonly Box[] = []

function packed(boxes: readonly Box[], edit: Edit): readonly Box[] {
  const box = boxes.at(-1)
  if (!box || !fits(edit, box)) return [...boxes, put(edit, { edits: [], size: 0, reached: new Map() })]
  put(edit, box)
  return boxes
}

function put(edit: Edit, box: Box): Box {
  box.edits.push(edit)
  box.size += edit.update.length
  Y.parseUpdateMeta(edit.update).to.forEach((clock, client) => box.reached.set(client, clock))
  return box
}

/** An edit between two others that the server answered before would leave a hole, which it does not take. */
function fits({ update }: Edit, { edits, size, reached }: Box): boolean {
  const isNext = [...Y.parseUpdateMeta(update).from].every(
    ([client, clock]) => (reached.get(client) ?? clock) === clock,
  )
  return isNext && edits.length < MOST_EDITS && size + update.length <= LARGEST_PARCEL
}
