/**
 * What an update must be before it may enter the log. Yjs itself trusts its peers; here they are checked:
 *
 *   1 size, number of parts, and every byte read                      (inspect-update.ts)
 *   2 new parts only in the name of client ids that belong to this person; a new id starts at clock 0 and is theirs from then on
 *   3 no gaps: nothing may wait for something that is not there yet, or it would appear later without having been checked
 *   4 no deletion of what does not exist yet
 *   6 only the roots, attributes, marks and embeds of the document schema
 *
 * Source: sync-engine §3.5. This is sanity, attribution and defence among signed-in writers, not a right per clause.
 */
import * as Y from 'yjs'
import { FRAGMENTS, KINDS, type Kind } from '../../shared/document/blocks.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { InspectedUpdate } from './inspect-update.ts'

export type Ownership = {
  /** Whose client id this is; undefined where nobody has used it. */
  readonly ownerOf: (client: number) => string | undefined
  readonly person: string
}

/** The client ids that become this person's when the update is taken over. */
export type Binding = readonly number[]

/** Total: an update made to exhaust the checks is refused like any other bad one. */
export function validateUpdate(update: InspectedUpdate, doc: Y.Doc, ownership: Ownership): Outcome<Binding> {
  try {
    return validate(update, doc, ownership)
  } catch (error) {
    if (error instanceof RangeError) return refuse('invalid-update', 'The edit is nested too deeply.')
    throw error
  }
}

function validate(update: InspectedUpdate, doc: Y.Doc, ownership: Ownership): Outcome<Binding> {
  const known = (client: number) => Y.getState(doc.store, client)
  const fresh = update.brings.filter(({ client, to }) => to > known(client))
  const stranger = fresh.find(({ client }) => !isOwn(ownership, client))
  if (stranger) return refuse('invalid-update', 'The edit speaks in the name of somebody else’s device.')
  const late = fresh.find(({ client, from }) => from > known(client))
  if (late) return gap()
  const after = (client: number) => Math.max(known(client), fresh.find((each) => each.client === client)?.to ?? 0)
  const freshItems = update.items.filter((item) => item.id.clock + item.length > known(item.id.client))
  if (!freshItems.every((item) => referencesOf(item).every(({ client, clock }) => clock < after(client)))) return gap()
  if (!update.deletes.every(({ client, to }) => to <= after(client)))
    return refuse('invalid-update', 'The edit deletes something that does not exist yet.')
  const unknown = firstUnknown(freshItems, update.items, doc)
  if (unknown) return refuse('invalid-update', `The edit holds something that a text cannot hold (${unknown}).`)
  return accept(fresh.map(({ client }) => client).filter((client) => ownership.ownerOf(client) === undefined))
}

const gap = () =>
  refuse('gap-in-updates', 'The edit builds on one that has not arrived. The page will send both again by itself.')

function isOwn({ ownerOf, person }: Ownership, client: number): boolean {
  const owner = ownerOf(client)
  return owner === undefined || owner === person
}

const referencesOf = (item: Y.Item): readonly Y.ID[] =>
  [item.origin, item.rightOrigin, parentIdOf(item)].filter((id): id is Y.ID => id !== null)

/** As decoded, `parent` is the name of a root, the id of a type, or null (then it is the neighbour's). */
function parentIdOf(item: Y.Item): Y.ID | null {
  const parent: unknown = item.parent
  return parent instanceof Y.ID ? parent : null
}

/** Where an item goes: an entry of a root map, an attribute of a block, or among a block's words. */
type Place =
  | { readonly at: 'entry'; readonly root: string; readonly key: string }
  | { readonly at: 'attribute'; readonly name: string }
  | { readonly at: 'words' }
  | { readonly at: 'nowhere' }
  | { readonly at: 'unknown'; readonly what: string }

function firstUnknown(fresh: readonly Y.Item[], all: readonly Y.Item[], doc: Y.Doc): string | undefined {
  const places = new PlaceFinder(all, doc)
  for (const item of fresh) {
    const problem = problemWith(item, places.of(item))
    if (problem) return problem
  }
  return undefined
}

/** Follows parents and neighbours, in the update first and then in the document. */
class PlaceFinder {
  private readonly found = new Map<Y.Item, Place>()
  private readonly inUpdate = new Map<number, Y.Item[]>()
  private readonly doc: Y.Doc

  constructor(items: readonly Y.Item[], doc: Y.Doc) {
    this.doc = doc
    for (const item of items) {
      const own = this.inUpdate.get(item.id.client)
      if (own) own.push(item)
      else this.inUpdate.set(item.id.client, [item])
    }
  }

  of(item: Y.Item): Place {
    const known = this.found.get(item)
    if (known) return known
    const trail = new Set<Y.Item>()
    let at: Y.Item = item
    let place: Place | undefined
    while (!place) {
      place = this.found.get(at) ?? this.direct(at)
      if (place) break
      trail.add(at)
      const neighbour = this.lookUp(at.origin ?? at.rightOrigin)
      if (!neighbour) place = { at: 'nowhere' }
      else if (trail.has(neighbour)) place = { at: 'unknown', what: 'a circle' }
      else at = neighbour
    }
    for (const each of [...trail, at]) this.found.set(each, place)
    return place
  }

  /** Undefined where the place is the neighbour's. */
  private direct(item: Y.Item): Place | undefined {
    const parent: unknown = item.parent
    if (parent === null || parent === undefined) return undefined
    if (typeof parent === 'string') return entryOf(parent, item.parentSub)
    if (parent instanceof Y.ID) return this.inside(this.lookUp(parent), item.parentSub)
    return this.integrated(item)
  }

  /** An item of the document itself, where `parent` is the type. */
  private integrated(item: Y.Item): Place {
    const parent = item.parent as Y.AbstractType<unknown>
    const holder = parent._item
    if (holder === null) return entryOf(Y.findRootTypeKey(parent), item.parentSub)
    return this.inside(holder, item.parentSub)
  }

  private inside(holder: Y.Item | null, key: string | null): Place {
    if (holder === null) return { at: 'nowhere' }
    if (!(holder.content instanceof Y.ContentType))
      return holder.deleted ? { at: 'nowhere' } : unknown('a parent without words')
    if (this.of(holder).at !== 'entry') return unknown('a type inside a block')
    return key === null ? { at: 'words' } : { at: 'attribute', name: key }
  }

  /** Null for what has been collected: whatever refers to it is collected too. */
  private lookUp(id: Y.ID | null): Y.Item | null {
    if (id === null) return null
    const own = itemAt(this.inUpdate.get(id.client) ?? [], id.clock)
    if (own) return own
    if (Y.getState(this.doc.store, id.client) <= id.clock) return null
    const struct: unknown = Y.getItem(this.doc.store, id)
    return struct instanceof Y.Item ? struct : null
  }
}

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

const unknown = (what: string): Place => ({ at: 'unknown', what })

const entryOf = (root: string, key: string | null): Place =>
  key === null ? unknown(`a list at the root "${root}"`) : { at: 'entry', root, key }

const BLOCK_ID = /^[0-9a-z]{1,32}$/
const ORDER_KEY = /^[0-9A-Za-z]{0,511}[1-9A-Za-z]$/

function problemWith(item: Y.Item, place: Place): string | undefined {
  if (place.at === 'unknown') return place.what
  if (item.content instanceof Y.ContentDeleted || place.at === 'nowhere') return undefined
  if (place.at === 'entry') return entryProblem(item, place)
  if (place.at === 'attribute') return attributeProblem(item, place.name)
  return wordsProblem(item)
}

function entryProblem({ content }: Y.Item, { root, key }: { root: string; key: string }): string | undefined {
  if (!(FRAGMENTS as readonly string[]).includes(root)) return `the root "${root.slice(0, 40)}"`
  if (!BLOCK_ID.test(key)) return 'a block id of another form'
  return content instanceof Y.ContentType && content.type instanceof Y.Text && !(content.type instanceof Y.XmlText)
    ? undefined
    : 'a block that is no Y.Text'
}

const ATTRIBUTES: Record<string, (value: unknown) => boolean> = {
  kind: (value) => KINDS.includes(value as Kind),
  level: (value) => value === 0 || value === 1 || value === 2,
  origin: (value) => value === null || (typeof value === 'string' && BLOCK_ID.test(value)),
  order: (value) => typeof value === 'string' && ORDER_KEY.test(value),
}

function attributeProblem({ content }: Y.Item, name: string): string | undefined {
  const allows = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined
  if (!allows) return `the attribute "${name.slice(0, 40)}"`
  if (!(content instanceof Y.ContentAny)) return `the attribute "${name}" with a content of another kind`
  return content.arr.every(allows) ? undefined : `the attribute "${name}" with an unknown value`
}

function wordsProblem({ content }: Y.Item): string | undefined {
  if (content instanceof Y.ContentString) return content.str.isWellFormed() ? undefined : 'half a character'
  if (content instanceof Y.ContentFormat) return formatProblem(content)
  if (content instanceof Y.ContentEmbed)
    return isFootnoteRef(content.embed) ? undefined : 'an unknown object in the words'
  return 'a content of another kind among the words'
}

function formatProblem({ key, value }: Y.ContentFormat): string | undefined {
  if (key !== 'emphasis') return `the mark "${key.slice(0, 40)}"`
  return value === null || (value as unknown) === true ? undefined : 'the mark "emphasis" with an unknown value'
}

function isFootnoteRef(embed: object | null): boolean {
  if (embed === null || typeof embed !== 'object' || Array.isArray(embed)) return false
  const { type, to, ...others } = embed as Record<string, unknown>
  return type === 'footnoteRef' && typeof to === 'string' && BLOCK_ID.test(to) && Object.keys(others).length === 0
}
