/** The characters of a block at a moment, each with the id that it has in Yjs. */
import * as Y from 'yjs'
import { blockId, type BlockId } from '../ids.ts'

export type CharacterId = { readonly client: number; readonly clock: number }

/** Characters that stand together, of one client with rising clocks, and that share all facts. An atom is one character. */
export type Stretch = CharacterId & {
  readonly length: number
  /** The entries that set the marks that hold here, or took away marks before it in its block. */
  readonly marks: readonly number[]
}

export type BlockCharacters = {
  /** The block itself, as an entry of its fragment. */
  readonly holder: CharacterId
  readonly stretches: readonly Stretch[]
  /** The entry that set the attribute's present value. */
  readonly attributes: ReadonlyMap<string, number>
}

/** What is known of characters: `Attribution`. */
export type Seen = {
  readonly broughtBy: (id: CharacterId) => number | null
  readonly takenBy: (id: CharacterId) => number | null
  readonly stood: (id: CharacterId, seq: number) => boolean
  readonly cutAt: (client: number, from: number, to: number) => readonly number[]
}

/** Of every block that stood after an entry; `fragment` is one of a document that keeps what was deleted. */
export function charactersOf(fragment: Y.Map<unknown>, seen: Seen, seq: number): ReadonlyMap<BlockId, BlockCharacters> {
  const blocks = new Map<BlockId, BlockCharacters>()
  for (const [key, last] of fragment._map) {
    const item = standingIn(last, seen, seq)
    const text = item && textIn(item)
    if (item && text) blocks.set(blockId(key), readCharacters(item, text, seen, seq))
  }
  return blocks
}

export const textIn = ({ content }: Y.Item): Y.Text | null =>
  content instanceof Y.ContentType && content.type instanceof Y.Text ? content.type : null

/** The value of a key at a moment: the newest that stood then. Older values are to its left. */
function standingIn(last: Y.Item, seen: Seen, seq: number): Y.Item | null {
  for (let item: Y.Item | null = last; item !== null; item = item.left) if (seen.stood(lastOf(item), seq)) return item
  return null
}

const lastOf = ({ id, length }: Y.Item): CharacterId => ({ client: id.client, clock: id.clock + length - 1 })

function readCharacters(holder: Y.Item, text: Y.Text, seen: Seen, seq: number): BlockCharacters {
  const stretches: Stretch[] = []
  const marks = new Marks(seen, seq)
  for (let item = text._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentFormat) marks.pass(item, item.content)
    else if (item.content.isCountable()) stretches.push(...standing(item, seen, seq, marks))
  return { holder: holder.id, stretches, attributes: attributesOf(text, seen, seq) }
}

function standing({ id, length }: Y.Item, seen: Seen, seq: number, marks: Marks): readonly Stretch[] {
  const end = id.clock + length
  const starts = seen.cutAt(id.client, id.clock, end)
  return starts
    .map((clock, at) => ({ client: id.client, clock, length: (starts[at + 1] ?? end) - clock, marks: marks.now() }))
    .filter((stretch) => seen.stood(stretch, seq))
}

/** The entries behind the marks that hold at a place of a block. */
class Marks {
  readonly #seen: Seen
  readonly #seq: number
  readonly #by = new Map<string, number>()

  constructor(seen: Seen, seq: number) {
    this.#seen = seen
    this.#seq = seq
  }

  pass({ id }: Y.Item, { key }: Y.ContentFormat): void {
    const brought = this.#seen.broughtBy(id)
    const taken = this.#seen.takenBy(id)
    if (brought === null || brought > this.#seq) return
    this.#by.set(key, taken === null || taken > this.#seq ? brought : Math.max(taken, this.#by.get(key) ?? 0))
  }

  now = (): readonly number[] => [...this.#by.values()]
}

function attributesOf(text: Y.Text, seen: Seen, seq: number): ReadonlyMap<string, number> {
  const entries = [...text._map].flatMap(([name, last]) => {
    const item = standingIn(last, seen, seq)
    const by = item && seen.broughtBy(lastOf(item))
    return by === null ? [] : [[name, by] as const]
  })
  return new Map(entries)
}
