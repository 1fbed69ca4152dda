/**
 * Whether an edit puts words among words, told of a text that nobody has put together yet. A yes says the same as
 * `validateUpdate`, `mayCollide` and `isJoinable` would of the whole text; whatever is not plain, or may be refused, is left to them:
 *
 *   1 the edit is of one device, goes on where that left off, and takes nothing away;
 *   2 its neighbours are words (the right one may be gone, beside a single character), in one clause that stands;
 *   3 the left neighbour comes before the right: both are in one part, or the one was put beside the other.
 */
import * as Y from 'yjs'
import { problemWith } from './allowed-content.ts'
import { isJoinable } from './collisions/joinable.ts'
import { inspectUpdate, type ClockRange, type InspectedUpdate } from './inspect-update.ts'
import { isWithin, type PackedText, type Part, type PartId, type Range } from './packed-text.ts'

/** What was put in since, of one client: the parts in the order of their clocks. */
type Added = { end: number; readonly parts: Part[] }
type Lookup = (id: PartId) => Part | null

/** From neighbour to neighbour: further it is left to the whole text, which knows the order. */
const MOST_STEPS = 8

export class UnopenedText {
  private readonly packed: PackedText
  private readonly added = new Map<number, Added>()
  private addedLength = 0
  /** By client; what one entry took out after the other. */
  private readonly takenOut: ReadonlyMap<number, readonly Range[]>[] = []
  /** The clause of each part that was asked for. */
  private readonly clauses = new Map<string, string | null>()

  constructor(packed: PackedText) {
    this.packed = packed
  }

  /** No clause has more, and all of them together neither. UTF-16. */
  get characters(): number {
    return this.packed.characters + this.addedLength
  }

  /** Null where the whole text is needed to tell. */
  wordsIn(update: Uint8Array): InspectedUpdate | null {
    const inspected = inspectUpdate(update)
    return inspected.ok && isJoinable(inspected.value) && this.takes(inspected.value) ? inspected.value : null
  }

  /** What `wordsIn` found to be plain. */
  put(items: readonly Y.Item[]): void {
    for (const item of items) {
      const { client } = item.id
      const added = this.added.get(client) ?? { end: item.id.clock, parts: [] }
      added.parts.push(partOf(item))
      added.end += item.length
      this.added.set(client, added)
      this.addedLength += item.length
    }
  }

  /**
   * An entry of the log; false where the whole text is needed to tell what became of it: blocks, attributes and marks that come or go
   * take others with them. Whether words were put among words does not matter any more, but which clause they are in.
   */
  follow(update: Uint8Array): boolean {
    const inspected = inspectUpdate(update)
    if (!inspected.ok || inspected.value.brings.length > 1) return false
    const { items, brings, deletes } = inspected.value
    if (brings.length === 1 && !(isJoinable({ items, brings, deletes: [] }) && this.puts(items, brings[0]!)))
      return false
    this.put(items)
    if (!deletes.every((range) => this.isOfWords(range))) return false
    const ranges = Map.groupBy(deletes, ({ client }) => client)
    if (deletes.length > 0) this.takenOut.push(ranges)
    return [...ranges.values()].every(areInOrder)
  }

  private puts(items: readonly Y.Item[], { client, from }: ClockRange): boolean {
    if (from !== this.reach(client)) return false
    const own = items.map(partOf)
    const lookUp: Lookup = (id) => (id.client === client && id.clock >= from ? partIn(own, id.clock) : this.partAt(id))
    return own.every((part) => isAfterOwn(part) && this.clauseOf(part, lookUp) !== null)
  }

  private isOfWords({ client, from, to }: ClockRange): boolean {
    for (let clock = from; clock < to;) {
      const part = this.partAt({ client, clock })
      if (part === null || !isOfWords(part)) return false
      clock = part.clock + part.length
    }
    return true
  }

  private isRemoved(id: PartId): boolean {
    return this.packed.isRemoved(id) || this.takenOut.some((ranges) => isWithin(ranges.get(id.client) ?? [], id.clock))
  }

  private takes({ items, brings }: InspectedUpdate): boolean {
    const { client, from } = brings[0]!
    if (from !== this.reach(client)) return false
    const own = items.map(partOf)
    const lookUp: Lookup = (id) => (id.client === client && id.clock >= from ? partIn(own, id.clock) : this.partAt(id))
    return own.every((part, n) => isAfterOwn(part) && this.isPlain(items[n]!, part, lookUp))
  }

  private isPlain(item: Y.Item, part: Part, lookUp: Lookup): boolean {
    const { origin, rightOrigin } = part
    const [left, right] = [origin && lookUp(origin), rightOrigin && lookUp(rightOrigin)]
    if ((origin && !left) || (rightOrigin && !right)) return false
    if (left && !this.stands(left, origin!)) return false
    if (right && !this.stands(right, rightOrigin!) && !(left && item.length === 1 && isOfWords(right))) return false
    const clause = this.clauseOf(part, lookUp)
    if (clause === null || [left, right].some((each) => each && this.clauseOf(each, lookUp) !== clause)) return false
    if (left && right && !this.isBefore(left, right, part)) return false
    return problemWith(item, { at: 'words', list: clause }) === undefined
  }

  private stands(part: Part, id: PartId): boolean {
    return part.holds === 'words' && !this.isRemoved(id)
  }

  /** What the edit itself brings stands where it puts it. */
  private isBefore(left: Part, right: Part, { origin, rightOrigin }: Part): boolean {
    if (!this.isThere(left) || !this.isThere(right)) return true
    if (isSame(left, right)) return origin!.clock < rightOrigin!.clock
    if (left.rightOrigin && isIn(left.rightOrigin, right) && left.rightOrigin.clock <= rightOrigin!.clock) return true
    let at: Part | null = right
    for (let steps = 0; at?.origin && steps < MOST_STEPS; steps++) {
      if (isIn(at.origin, left) && at.origin.clock >= origin!.clock) return true
      at = this.partAt(at.origin)
    }
    return false
  }

  /** The clause in whose words a part is, named by its id; null where it is not in the words of a clause that stands. */
  private clauseOf(part: Part, lookUp: Lookup): string | null {
    const trail: string[] = []
    let [at, clause]: [Part | null, string | null | undefined] = [part, undefined]
    while (at !== null && (clause = this.clauses.get(nameOf(at))) === undefined && at.parent === null) {
      trail.push(nameOf(at))
      at = lookUp((at.origin ?? at.rightOrigin)!)
    }
    clause ??= at && this.clauseHolding(at)
    // An edit that is not taken over may come again with other neighbours.
    for (const name of this.isThere(part) ? trail : []) this.clauses.set(name, clause)
    return clause
  }

  private clauseHolding({ parent, key }: Part): string | null {
    if (parent === null || typeof parent === 'string' || key !== null) return null
    const holder = this.partAt(parent)
    if (holder === null || holder.holds !== 'text' || this.packed.isRemoved(parent)) return null
    return typeof holder.parent === 'string' && holder.key !== null ? nameOf(holder) : null
  }

  private isThere({ client, clock }: PartId): boolean {
    return clock < this.reach(client)
  }

  private reach(client: number): number {
    return this.added.get(client)?.end ?? this.packed.reach(client)
  }

  private partAt(id: PartId): Part | null {
    if (!this.isThere(id)) return null
    if (id.clock < this.packed.reach(id.client)) return this.packed.partAt(id)
    return partIn(this.added.get(id.client)!.parts, id.clock)
  }
}

const areInOrder = (ranges: readonly Range[]) => ranges.every(({ from }, n) => n === 0 || ranges[n - 1]!.to <= from)

const nameOf = ({ client, clock }: PartId) => `${client}:${clock}`

const isSame = (one: Part, other: Part) => one.client === other.client && one.clock === other.clock

const isIn = (id: PartId, { client, clock, length }: Part) =>
  id.client === client && clock <= id.clock && id.clock < clock + length

const isOfWords = ({ holds }: Part) => holds === 'words' || holds === 'removed'

const isAfterOwn = ({ client, clock, origin, rightOrigin, parent }: Part): boolean =>
  [origin, rightOrigin, typeof parent === 'string' ? null : parent].every(
    (named) => named?.client !== client || named.clock < clock,
  )

/** Of words that are not put in yet: as decoded, their parent is a name, an id or null. */
function partOf({ id: { client, clock }, length, origin, rightOrigin, parent, parentSub }: Y.Item): Part {
  const told = parent as unknown as string | PartId | null
  return { client, clock, length, origin, rightOrigin, parent: told, key: parentSub, holds: 'words' }
}

function partIn(parts: readonly Part[], clock: number): Part | null {
  const at = parts.findLastIndex((part) => part.clock <= clock)
  return at === -1 || !isIn({ client: parts[at]!.client, clock }, parts[at]!) ? null : parts[at]!
}
