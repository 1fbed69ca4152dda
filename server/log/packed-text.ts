/**
 * A text as it is kept (a Yjs update, v1), in which single parts are looked up where they stand: to put all of a long text together
 * costs a tenth of a second, to find the parts of it a hundredth. Read only for what a text of ours holds; whatever else is in it, the
 * answer is that it cannot be read so. Format: `UpdateEncoderV1` and `Item.write` of Yjs 13.6.
 */
import * as decoding from 'lib0/decoding'

export type PartId = { readonly client: number; readonly clock: number }
export type Part = PartId & {
  readonly length: number
  readonly origin: PartId | null
  readonly rightOrigin: PartId | null
  /** The name of a root, or who holds the part; null where its neighbours tell that. */
  readonly parent: string | PartId | null
  /** Where the parent is told: the key under which the part stands in it; null for what stands in a row. */
  readonly key: string | null
  readonly holds: 'words' | 'text' | 'removed' | 'other'
}

type Section = { readonly clocks: readonly number[]; readonly places: readonly number[]; readonly end: number }
export type Range = { readonly from: number; readonly to: number }

export class PackedText {
  private readonly bytes: Uint8Array
  private readonly sections: ReadonlyMap<number, Section>
  private readonly removed: ReadonlyMap<number, readonly Range[]>
  /** All words in it, in UTF-16, those that are gone and still kept too. */
  readonly characters: number

  /** Null where something in it is not of ours. */
  static of(bytes: Uint8Array): PackedText | null {
    try {
      return new PackedText(bytes)
    } catch {
      return null
    }
  }

  private constructor(bytes: Uint8Array) {
    const decoder = decoding.createDecoder(bytes)
    const sections = new Map<number, Section>()
    let characters = 0
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const parts = decoding.readVarUint(decoder)
      const client = decoding.readVarUint(decoder)
      if (sections.has(client)) throw new Error('a client twice')
      const clocks: number[] = []
      const places: number[] = []
      let clock = decoding.readVarUint(decoder)
      if (clock !== 0) throw new Error('not from the beginning')
      for (let n = 0; n < parts; n++) {
        clocks.push(clock)
        places.push(decoder.pos)
        const kind = passHead(decoder)
        const length = passContent(decoder, kind)
        if (kind === KIND.words) characters += length
        clock += length
      }
      sections.set(client, { clocks, places, end: clock })
    }
    this.removed = rangesIn(decoder)
    if (decoder.pos !== bytes.length) throw new Error('more than an update')
    this.bytes = bytes
    this.sections = sections
    this.characters = characters
  }

  /** How many clocks of a client are there. */
  reach(client: number): number {
    return this.sections.get(client)?.end ?? 0
  }

  /** What holds a clock that is there; null where that was collected. */
  partAt({ client, clock }: PartId): Part | null {
    const { clocks, places, end } = this.sections.get(client)!
    const at = lastUpTo(clocks, clock)
    const part = readPart(decoding.createDecoder(this.bytes), places[at]!)
    if (part === null) return null
    return { ...part, client, clock: clocks[at]!, length: (clocks[at + 1] ?? end) - clocks[at]! }
  }

  isRemoved({ client, clock }: PartId): boolean {
    return isWithin(this.removed.get(client) ?? [], clock)
  }
}

/** @param ranges ascending, none over another */
export function isWithin(ranges: readonly Range[], clock: number): boolean {
  const range = ranges[lastUpTo(ranges, clock, ({ from }) => from)]
  return range !== undefined && clock < range.to
}

/** The numbers of the kinds of content. */
const KIND = { collected: 0, removed: 1, words: 4, embed: 5, mark: 6, type: 7, values: 8 }
/** A `Y.Text`, among the kinds of types. */
const TEXT = 2
const HAS = { origin: 128, rightOrigin: 64, key: 32 }
const KIND_BITS = 31

type Decoder = decoding.Decoder

/** Answers the kind of content that follows. */
function passHead(decoder: Decoder): number {
  const info = decoding.readUint8(decoder)
  const kind = info & KIND_BITS
  if (kind === KIND.collected) return kind
  if (info & HAS.origin) passId(decoder)
  if (info & HAS.rightOrigin) passId(decoder)
  if (info & (HAS.origin | HAS.rightOrigin)) return kind
  if (decoding.readVarUint(decoder) === 1) passString(decoder)
  else passId(decoder)
  if (info & HAS.key) passString(decoder)
  return kind
}

function passId(decoder: Decoder): void {
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
}

function passString(decoder: Decoder): void {
  const length = decoding.readVarUint(decoder)
  decoder.pos += length
}

/** Answers its length in clocks. */
function passContent(decoder: Decoder, kind: number): number {
  if (kind === KIND.words) return passWords(decoder)
  if (kind === KIND.removed || kind === KIND.collected) return decoding.readVarUint(decoder)
  if (kind === KIND.values) return passValues(decoder)
  if (kind === KIND.mark) passString(decoder)
  if (kind === KIND.mark || kind === KIND.embed) passString(decoder)
  else if (kind !== KIND.type || decoding.readVarUint(decoder) !== TEXT) throw new Error('a content of another kind')
  return 1
}

/** As UTF-8 they stand here, in UTF-16 they count. */
function passWords(decoder: Decoder): number {
  const { arr } = decoder
  const bytes = decoding.readVarUint(decoder)
  const end = decoder.pos + bytes
  let length = 0
  for (let at = decoder.pos; at < end; at++) {
    const byte = arr[at]!
    // The first byte of a character; two units for one of four bytes.
    if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1
  }
  decoder.pos = end
  return length
}

function passValues(decoder: Decoder): number {
  const length = decoding.readVarUint(decoder)
  for (let n = 0; n < length; n++) decoding.readAny(decoder)
  return length
}

function rangesIn(decoder: Decoder): ReadonlyMap<number, readonly Range[]> {
  const removed = new Map<number, readonly Range[]>()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    const ranges = Array.from({ length: decoding.readVarUint(decoder) }, () => {
      const from = decoding.readVarUint(decoder)
      return { from, to: from + decoding.readVarUint(decoder) }
    })
    if (removed.has(client) || !ranges.every(({ from }, n) => n === 0 || ranges[n - 1]!.to <= from))
      throw new Error('removals in another order')
    removed.set(client, ranges)
  }
  return removed
}

/** Where the last of ascending numbers is that is no higher; -1 where all are. */
function lastUpTo<Each>(all: readonly Each[], most: number, of: (each: Each) => number = Number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (of(all[middle]!) <= most) low = middle + 1
    else high = middle
  }
  return low - 1
}

function readPart(decoder: Decoder, place: number): Omit<Part, 'client' | 'clock' | 'length'> | null {
  decoder.pos = place
  const info = decoding.readUint8(decoder)
  const kind = info & KIND_BITS
  if (kind === KIND.collected) return null
  const origin = info & HAS.origin ? readId(decoder) : null
  const rightOrigin = info & HAS.rightOrigin ? readId(decoder) : null
  const isTold = origin === null && rightOrigin === null
  const parent = isTold ? readParent(decoder) : null
  const key = isTold && info & HAS.key ? decoding.readVarString(decoder) : null
  return { origin, rightOrigin, parent, key, holds: HOLDS.get(kind) ?? 'other' }
}

const HOLDS: ReadonlyMap<number, Part['holds']> = new Map([
  [KIND.words, 'words'],
  [KIND.embed, 'words'],
  [KIND.type, 'text'],
  [KIND.removed, 'removed'],
])

const readId = (decoder: Decoder): PartId => ({
  client: decoding.readVarUint(decoder),
  clock: decoding.readVarUint(decoder),
})

const readParent = (decoder: Decoder): string | PartId =>
  decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder)
