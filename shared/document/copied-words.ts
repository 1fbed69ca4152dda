/**
 * Words that an entry wrote anew though somebody had written them before. Yjs knows no split, join or undo: each takes words away
 * and brings copies. A copy is recognized only where the log proves it:
 *
 *   - an undo puts a stretch right before the very characters that it brings back;
 *   - a restored block has the id of the one that was deleted, and its words;
 *   - a split or a join brings, in one entry, into one block the whole of a stretch that it takes from another.
 *
 * Anything else (words retyped by hand, an edit that met a concurrent one half way) counts as written by who brought it.
 */
import * as Y from 'yjs'
import { textIn, type CharacterId, type Seen } from './characters.ts'

/** Where the source of a copied range stands: its client, and how far its clocks are from those of the copy. */
export type Copied = { readonly client: number; readonly shift: number }

export type Copy = { readonly client: number; readonly from: number; readonly to: number; readonly source: CharacterId }

type Entry = {
  readonly seq: number
  readonly structs: readonly Y.AbstractStruct[]
  readonly ds: { readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]> }
}

/** A shorter stretch than this may stand in another by accident. */
const SHORTEST = 3
/** Of one entry; a larger one is a paste or an import, and no split. */
const LONGEST = 100_000

/** `doc` holds the entry already, and keeps what was deleted. */
export function copiesIn(entry: Entry, doc: Y.Doc, seen: Seen): readonly Copy[] {
  const brought = entry.structs.filter(isWords)
  if (brought.length === 0) return []
  const undone = brought.flatMap((item) => restoredBefore(item, entry.seq, doc, seen))
  const known = new Set(undone.map(({ client, from }) => `${client}:${from}`))
  const rest = brought.filter(({ id }) => !known.has(`${id.client}:${id.clock}`))
  return rest.length === 0 ? undone : [...undone, ...carried(rest, entry, doc, seen)]
}

type Words = Y.Item & { readonly content: Y.ContentString }

const isWords = (struct: Y.AbstractStruct): struct is Words =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

/** An undo: the stretch stands right before what it restores, and says the same. */
function restoredBefore(item: Words, seq: number, doc: Y.Doc, seen: Seen): readonly Copy[] {
  const source = item.rightOrigin
  if (source === null || !isKnown(doc, source)) return []
  const taken = seen.takenBy(source)
  if (taken === null || taken > seq || seen.broughtBy(source) === seq) return []
  return wordsAt(doc, source, item.length) === item.content.str ? [copy(item.id, item.length, source)] : []
}

const copy = ({ client, clock }: CharacterId, length: number, source: CharacterId): Copy => ({
  client,
  from: clock,
  to: clock + length,
  source: { client: source.client, clock: source.clock },
})

const isKnown = (doc: Y.Doc, { client, clock }: Y.ID) => clock < Y.getState(doc.store, client)

/** The words of characters with rising clocks; null where they are not all words. */
function wordsAt(doc: Y.Doc, { client, clock }: CharacterId, length: number): string | null {
  let words = ''
  while (words.length < length) {
    const id = Y.createID(client, clock + words.length)
    const item: unknown = isKnown(doc, id) ? Y.getItem(doc.store, id) : null
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return null
    words += item.content.str.slice(id.clock - item.id.clock)
  }
  return words.slice(0, length)
}

/** Words with the id of each of their characters; an atom is U+FFFC. */
type Carrier = { readonly words: string; readonly ids: readonly CharacterId[] }

/** A split, a join, or a deleted block that came back. */
function carried(brought: readonly Words[], { seq, ds }: Entry, doc: Y.Doc, seen: Seen): readonly Copy[] {
  const into = new Set(brought.flatMap(({ id }) => holdingText(doc, id) ?? []))
  const takenFrom = textsOf(ds, doc)
  const wasTaken = (id: CharacterId) => seen.takenBy(id) === seq && seen.stood(id, seq - 1)
  return [...into].flatMap((text) => {
    const others = [...takenFrom].filter((other) => other !== text)
    const sources = [
      ...others.flatMap((other) => stretchesIn(other, wasTaken, standsIn(seen, seq))),
      ...earlierOf(text, seq, seen),
    ]
    // Mostly somebody types: nothing is walked through then.
    if (sources.length === 0) return []
    const targets = stretchesIn(text, (id) => seen.broughtBy(id) === seq, standsIn(seen, seq))
    return targets.flatMap((target) => matches(target, sources))
  })
}

function holdingText(doc: Y.Doc, id: Y.ID): Y.Text | null {
  const item: unknown = Y.getItem(doc.store, id)
  return item instanceof Y.Item && item.parent instanceof Y.Text ? item.parent : null
}

/** The texts that something was taken from, those of deleted blocks included. */
function textsOf(ds: Entry['ds'], doc: Y.Doc): ReadonlySet<Y.Text> {
  const texts = new Set<Y.Text>()
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges)
      for (const item of itemsIn(doc, client, clock, clock + len)) {
        const text = item.parent instanceof Y.Text ? item.parent : textIn(item)
        if (text) texts.add(text)
      }
  return texts
}

function* itemsIn(doc: Y.Doc, client: number, from: number, to: number): Iterable<Y.Item> {
  for (let clock = from; clock < to;) {
    const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
    if (item instanceof Y.Item) yield item
    clock = item instanceof Y.AbstractStruct ? item.id.clock + item.length : to
  }
}

/** What the block of the same id said when it was deleted before this entry. */
function earlierOf(text: Y.Text, seq: number, seen: Seen): readonly Carrier[] {
  const holder = text._item
  if (!holder || seen.broughtBy(holder.id) !== seq) return []
  const before = goneBefore(holder, seq, seen)
  const earlier = before && textIn(before)
  if (!before || !earlier) return []
  const gone = seen.takenBy(before.id)!
  const stood = (id: CharacterId) => seen.stood(id, gone - 1)
  return stretchesIn(earlier, stood, stood)
}

/** To the left may also stand what came later: two people brought the block back at once. */
function goneBefore(holder: Y.Item, seq: number, seen: Seen): Y.Item | null {
  for (let item = holder.left; item !== null; item = item.left) {
    const brought = seen.broughtBy(item.id)
    const taken = seen.takenBy(item.id)
    if (brought !== null && brought < seq && taken !== null && taken <= seq) return item
  }
  return null
}

const standsIn = (seen: Seen, seq: number) => (id: CharacterId) => seen.stood(id, seq)

/** Unbroken stretches of wanted characters; one that stands and is not wanted breaks, one that is not there does not. */
function stretchesIn(
  text: Y.Text,
  wanted: (id: CharacterId) => boolean,
  stands: (id: CharacterId) => boolean,
): readonly Carrier[] {
  const found: { words: string; ids: CharacterId[] }[] = []
  let open = false
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.content.isCountable()) continue
    for (let offset = 0; offset < item.length; offset++) {
      const id = { client: item.id.client, clock: item.id.clock + offset }
      if (wanted(id)) {
        if (!open) found.push({ words: '', ids: [] })
        open = true
        found.at(-1)!.words += item.content instanceof Y.ContentString ? item.content.str[offset] : '\uFFFC'
        found.at(-1)!.ids.push(id)
      } else if (stands(id)) open = false
    }
  }
  return found.filter(({ words }) => words.length <= LONGEST)
}

/** The whole of one stands in the other, in the order of the text. */
function matches(target: Carrier, sources: readonly Carrier[]): readonly Copy[] {
  const copies: Copy[] = []
  let reached = 0
  for (const source of sources) {
    const at = target.words.indexOf(source.words, reached)
    if (Math.min(source.words.length, target.words.length) < SHORTEST && source.words !== target.words) continue
    if (at >= 0) {
      copies.push(...paired(target, at, source, 0, source.ids.length))
      reached = at + source.ids.length
    } else if (source.words.includes(target.words) && reached === 0)
      return paired(target, 0, source, source.words.indexOf(target.words), target.ids.length)
  }
  return copies
}

function paired(target: Carrier, at: number, source: Carrier, from: number, length: number): readonly Copy[] {
  const copies: Copy[] = []
  for (let offset = 0; offset < length; offset++) {
    const id = target.ids[at + offset]!
    const was = source.ids[from + offset]!
    const last = copies.at(-1)
    if (last && last.client === id.client && last.to === id.clock && follows(last, was))
      copies[copies.length - 1] = { ...last, to: id.clock + 1 }
    else copies.push(copy(id, 1, was))
  }
  return copies
}

const follows = ({ from, to, source }: Copy, next: CharacterId) =>
  source.client === next.client && source.clock + (to - from) === next.clock
