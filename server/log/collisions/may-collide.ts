/**
 * Whether an edit may have met another that its author did not know. Asked of every edit before it is applied, so it is cheap, and
 * rather too careful: a yes costs a look at the whole log.
 */
import * as Y from 'yjs'
import type { ClockRange, InspectedUpdate } from '../inspect-update.ts'

/** `namesOnlySeen`: what it deletes stood on its author's screen. Not so for a stock client that comes back: it names all it knows. */
export function mayCollide({ items, deletes }: InspectedUpdate, doc: Y.Doc, namesOnlySeen: boolean): boolean {
  if (items.some((item) => isBesideGone(item, doc) || takesThePlaceOf(item, doc) || comesBack(item, doc))) return true
  const named = deletes.flatMap((range) => structsIn(doc, range))
  if (namesOnlySeen && named.some(isGone)) return true
  const isNamed = (id: Y.ID) =>
    deletes.some(({ client, from, to }) => client === id.client && from <= id.clock && id.clock < to)
  if (named.some((struct) => takesUnseenAway(struct, isNamed))) return true
  return items.some(({ content }) => content instanceof Y.ContentType) && leavesUnseen(named, isNamed)
}

type Struct = Y.Item | Y.GC

/** Words behind something that is gone, at the start of something that may be, or in it. */
function isBesideGone({ origin, rightOrigin, parent, content }: Y.Item, doc: Y.Doc): boolean {
  if (!content.isCountable() || content instanceof Y.ContentType) return false
  const neighbour = origin ?? rightOrigin ?? ((parent as unknown) instanceof Y.ID ? (parent as unknown as Y.ID) : null)
  const struct = neighbour && structAt(doc, neighbour)
  return struct !== null && isGone(struct)
}

/** An undo puts words before those that they were, and a block where one was. */
function comesBack({ origin, rightOrigin, length, content }: Y.Item, doc: Y.Doc): boolean {
  if (content instanceof Y.ContentType) return origin !== null
  const right = length > 1 && rightOrigin ? structAt(doc, rightOrigin) : null
  return right !== null && isGone(right)
}

/** A block comes in the place of one that stands under the same id: an undo brings it back while somebody else has. */
function takesThePlaceOf({ origin, parent, parentSub, content }: Y.Item, doc: Y.Doc): boolean {
  if (!(content instanceof Y.ContentType)) return false
  const before = origin && structAt(doc, origin)
  if (before !== null) return before instanceof Y.Item && !before.deleted
  const root: unknown = parent
  return typeof root === 'string' && parentSub !== null && doc.getMap(root).has(parentSub)
}

const isGone = (struct: Struct) => struct instanceof Y.GC || struct.deleted

function structAt(doc: Y.Doc, id: Y.ID): Struct | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null
  // Typed as an item; what was collected is none.
  const struct: Struct = Y.getItem(doc.store, id)
  return struct
}

function structsIn(doc: Y.Doc, { client, from, to }: ClockRange): readonly Struct[] {
  const structs: Struct[] = []
  for (let clock = from; clock < to;) {
    const struct = structAt(doc, Y.createID(client, clock))
    if (!struct) break
    structs.push(struct)
    clock = struct.id.clock + struct.length
  }
  return structs
}

type IsNamed = (id: Y.ID) => boolean

/** A block goes, with words in it that the edit does not name. */
function takesUnseenAway(struct: Struct, isNamed: IsNamed): boolean {
  if (struct instanceof Y.GC || !(struct.content instanceof Y.ContentType)) return false
  return !struct.deleted && hasUnseen((struct.content.type as Y.Text)._start, isNamed)
}

/** A new block, and words left behind what was taken out for it. */
function leavesUnseen(named: readonly Struct[], isNamed: IsNamed): boolean {
  const starts = new Map<unknown, Y.Item>()
  for (const struct of named)
    if (struct instanceof Y.Item && struct.parentSub === null && !starts.has(struct.parent))
      starts.set(struct.parent, struct)
  return [...starts.keys()].some((parent) => {
    let first = (parent as Y.Text)._start
    while (first !== null && !isNamed(first.lastId)) first = first.right
    return hasUnseen(first, isNamed)
  })
}

function hasUnseen(start: Y.Item | null, isNamed: IsNamed): boolean {
  for (let item = start; item !== null; item = item.right)
    if (!item.deleted && item.countable && !(isNamed(item.id) && isNamed(item.lastId))) return true
  return false
}
