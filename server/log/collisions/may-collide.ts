/**
 * Whether an edit may have met another that its author did not know. Asked of every edit before it is applied, so it is cheap, and
 * rather too careful: a yes costs a look at the whole log.
 */
import * as Y from 'yjs'
import type { ClockRange, InspectedUpdate } from '../inspect-update.ts'

/** `namesOnlySeen`: what it deletes stood on its author's screen. Not so for a stock client that comes back: it names all it knows. */
export function mayCollide({ items, deletes }: InspectedUpdate, doc: Y.Doc, namesOnlySeen: boolean): boolean {
  if (items.some((item) => takesThePlaceOf(item, doc) || comesBack(item, doc))) return true
  if (items.some(isWord) && items.some((item) => isBesideGone(item, doc))) return true
  const named = deletes.flatMap((range) => structsIn(doc, range))
  if (namesOnlySeen && named.some(isGone)) return true
  if (named.some((struct) => takesUnseenAway(struct, deletes))) return true
  return items.some(({ content }) => content instanceof Y.ContentType) && leavesUnseen(named, deletes)
}

type Struct = Y.Item | Y.GC

const isWord = ({ content }: Y.Item): boolean => content instanceof Y.ContentString || content instanceof Y.ContentEmbed

/**
 * Words behind something that is gone, at the start of something that may be, or in it. Words with a mark stand behind the mark, so what
 * stands beside the mark is asked as well.
 */
function isBesideGone({ origin, rightOrigin, parent, content }: Y.Item, doc: Y.Doc): boolean {
  if (content instanceof Y.ContentType || content instanceof Y.ContentAny) return false
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

type Named = readonly ClockRange[]

/** A block goes, with words in it that the edit does not name. */
function takesUnseenAway(struct: Struct, named: Named): boolean {
  if (struct instanceof Y.GC || !(struct.content instanceof Y.ContentType)) return false
  return !struct.deleted && hasUnseen((struct.content.type as Y.Text)._start, named)
}

/** A new block, and words left behind what was taken out for it. */
function leavesUnseen(structs: readonly Struct[], named: Named): boolean {
  const parents = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.parentSub === null ? [struct.parent as Y.Text] : [],
  )
  return [...new Set(parents)].some((parent) => {
    let first = parent._start
    while (first !== null && firstNamed(first, named) === null) first = first.right
    // The first may be named from its middle on: the text is not cut there yet.
    if (first === null || !isNamedFrom(firstNamed(first, named)!, first, named)) return first !== null
    return hasUnseen(first.right, named)
  })
}

function hasUnseen(start: Y.Item | null, named: Named): boolean {
  for (let item = start; item !== null; item = item.right)
    if (!item.deleted && item.countable && !isNamedFrom(item.id.clock, item, named)) return true
  return false
}

function firstNamed({ id, length }: Y.Item, named: Named): number | null {
  const inside = named.filter(
    ({ client, from, to }) => client === id.client && from < id.clock + length && id.clock < to,
  )
  return inside.length > 0 ? Math.max(id.clock, Math.min(...inside.map(({ from }) => from))) : null
}

/** Every position of an item, from a clock to its end. */
function isNamedFrom(clock: number, { id, length }: Y.Item, named: Named): boolean {
  const end = id.clock + length
  let at = clock
  while (at < end) {
    const range = named.find(({ client, from, to }) => client === id.client && from <= at && at < to)
    if (!range) return false
    at = range.to
  }
  return true
}
