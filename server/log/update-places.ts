/** Where the parts of an update go, found without putting them in. */
import * as Y from 'yjs'

/** `list` names the one sequence of parts that this place is; whoever stands between two neighbours stands in one list. */
export type Place =
  | { readonly at: 'entry'; readonly list: string; readonly root: string; readonly key: string }
  | { readonly at: 'attribute'; readonly list: string; readonly name: string }
  | { readonly at: 'words'; readonly list: string }
  /** In something that was removed and collected: Yjs collects the part too. */
  | { readonly at: 'nowhere' }
  | { readonly at: 'unknown'; readonly what: string }

export class UpdatePlaces {
  private readonly found = new Map<Y.Item, Place>()
  private readonly ranks = new Map<Y.Item, number>()
  private readonly items: readonly Y.Item[]
  /** By client; made when one refers to another. */
  private grouped: Map<number, readonly Y.Item[]> | null = null
  private readonly doc: Y.Doc

  constructor(items: readonly Y.Item[], doc: Y.Doc) {
    this.doc = doc
    this.items = items
  }

  of(item: Y.Item): Place {
    const place = this.follow(item)
    const [left, right] = [this.listAt(item.origin), this.listAt(item.rightOrigin)]
    const list = listOf(place) ?? left ?? right
    if ((left ?? list) !== list || (right ?? list) !== list) return unknown('words in two places at once')
    return this.isBetween(item) ? place : unknown('words before and after at once')
  }

  /** The clause in which words stand, and how many characters it has in the document; null for words that stand nowhere. */
  clauseOf(item: Y.Item): { readonly list: string; readonly length: number } | null {
    const place = this.follow(item)
    if (place.at !== 'words') return null
    const [client, clock] = place.list.split(':').map(Number) as [number, number]
    const id = Y.createID(client, clock)
    const holder = this.isKnown(id) ? this.lookUp(id) : null
    const length = holder?.content instanceof Y.ContentType ? holder.content.type._length : 0
    return { list: place.list, length }
  }

  private listAt(id: Y.ID | null): string | undefined {
    const neighbour = this.lookUp(id)
    return neighbour ? listOf(this.follow(neighbour)) : undefined
  }

  /**
   * Known neighbours stand in the order in which they are told. Yjs puts words after their left neighbour even where the right
   * one comes first; but then copies of the text come out differently.
   */
  private isBetween({ origin, rightOrigin }: Y.Item): boolean {
    if (!origin || !rightOrigin || !this.isKnown(origin) || !this.isKnown(rightOrigin)) return true
    const [left, right] = [this.lookUp(origin), this.lookUp(rightOrigin)]
    if (left === null || right === null) return true
    if (left === right) return origin.clock < rightOrigin.clock
    if (left.right === right) return true
    return this.rankOf(left) < this.rankOf(right)
  }

  /** Where a known part stands among its fellows; each list is counted once, whatever the update refers to. */
  private rankOf(item: Y.Item): number {
    const known = this.ranks.get(item)
    if (known !== undefined) return known
    let first = item
    while (first.left !== null) first = first.left
    let rank = 0
    for (let at: Y.Item | null = first; at !== null; at = at.right) this.ranks.set(at, rank++)
    return this.ranks.get(item)!
  }

  /** Goes from neighbour to neighbour until one says where it is. */
  private follow(item: Y.Item): Place {
    const trail = new Set<Y.Item>()
    let at: Y.Item = item
    let place: Place | undefined
    while (!(place = this.found.get(at) ?? this.direct(at))) {
      trail.add(at)
      const neighbour = this.lookUp(at.origin ?? at.rightOrigin)
      if (!neighbour) place = NOWHERE
      else if (trail.has(neighbour)) place = unknown('a circle')
      else {
        at = neighbour
        continue
      }
      break
    }
    for (const each of [...trail, at]) this.found.set(each, place)
    return place
  }

  /** As decoded, `parent` is the name of a root, the id of a type, or null: then the place is the neighbour's. */
  private direct(item: Y.Item): Place | undefined {
    const parent: unknown = item.parent
    if (parent === null || parent === undefined) return undefined
    if (typeof parent === 'string') return entryOf(parent, item.parentSub)
    if (parent instanceof Y.ID) return this.inside(this.lookUp(parent), item.parentSub)
    return this.integrated(item)
  }

  /** A part of the document itself, where `parent` is the type. */
  private integrated(item: Y.Item): Place {
    const parent = item.parent as Y.AbstractType<unknown>
    const holder = parent._item
    if (holder === null) return entryOf(Y.findRootTypeKey(parent), item.parentSub)
    return this.inside(holder, item.parentSub)
  }

  private inside(holder: Y.Item | null, key: string | null): Place {
    if (holder === null) return NOWHERE
    if (!(holder.content instanceof Y.ContentType)) return isGone(holder) ? NOWHERE : unknown('a parent without words')
    if (this.follow(holder).at !== 'entry') return unknown('a type inside a block')
    const list = `${holder.id.client}:${holder.id.clock}`
    return key === null ? { at: 'words', list } : { at: 'attribute', list: `${list}/${key}`, name: key }
  }

  private isKnown({ client, clock }: Y.ID): boolean {
    return clock < Y.getState(this.doc.store, client)
  }

  private itemsOf(client: number): readonly Y.Item[] {
    this.grouped ??= Map.groupBy(this.items, ({ id }) => id.client)
    return this.grouped.get(client) ?? []
  }

  /** Null for what has been collected: whatever refers to it is collected too. */
  private lookUp(id: Y.ID | null): Y.Item | null {
    if (id === null) return null
    if (!this.isKnown(id)) return itemAt(this.itemsOf(id.client), id.clock) ?? null
    const struct: unknown = Y.getItem(this.doc.store, id)
    return struct instanceof Y.Item ? struct : null
  }
}

const listOf = (place: Place): string | undefined => ('list' in place ? place.list : undefined)

const NOWHERE: Place = { at: 'nowhere' }
const unknown = (what: string): Place => ({ at: 'unknown', what })

const isGone = (item: Y.Item) => item.deleted || item.content instanceof Y.ContentDeleted

const entryOf = (root: string, key: string | null): Place =>
  key === null
    ? unknown(`a list at the root "${root.slice(0, 40)}"`)
    : { at: 'entry', list: `${root}/${key}`, root, key }

/** The items are in the order of their clocks, as an update holds them. */
function itemAt(items: readonly Y.Item[], clock: number): Y.Item | undefined {
  let low = 0
  let high = items.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const { id, length } = items[middle]!
    if (clock < id.clock) high = middle - 1
    else if (clock >= id.clock + length) low = middle + 1
    else return items[middle]
  }
  return undefined
}
