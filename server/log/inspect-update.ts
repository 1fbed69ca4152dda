/** A Yjs update taken apart without applying it. */
import * as Y from 'yjs'
import { refuse, accept, type Outcome } from '../../shared/outcome.ts'

export type ClockRange = { readonly client: number; readonly from: number; readonly to: number }

export type InspectedUpdate = {
  readonly items: readonly Y.Item[]
  /** What the update brings, per client, in order and without holes (a hole is refused). */
  readonly brings: readonly ClockRange[]
  readonly deletes: readonly ClockRange[]
}

export const LIMITS = {
  structs: 20_000,
  clients: 64,
  deleteRanges: 20_000,
  /** Characters of one removed part: its length is only a number, which costs its author nothing. */
  removedLength: 1_000_000,
  /** Yjs makes client ids of 32 bits. A clock near 2^53 could be written once, and then read by nobody any more. */
  client: 2 ** 32 - 1,
  clock: 2 ** 32,
}

const bad = (what: string) => refuse('invalid-update', `The edit could not be read: ${what}. It was not taken over.`)

/** Total: whatever the bytes are, the answer is an outcome. */
export function inspectUpdate(update: Uint8Array): Outcome<InspectedUpdate> {
  const decoded = decodeWhole(update)
  if (decoded === null) return bad('the bytes are no Yjs update')
  const { structs, ds } = decoded
  if (structs.length > LIMITS.structs) return bad('it has too many parts')
  if (structs.some((struct) => struct instanceof Y.Skip)) return bad('it has holes')
  if (structs.some(isRemovedTooLong)) return bad('a removed part is too long')
  const brings = rangesOf(structs)
  if (brings === null) return bad('it has holes')
  if (hasTwice(decoded.sections)) return bad('it names a device twice')
  if (brings.some(({ client, to }) => client > LIMITS.client || to > LIMITS.clock))
    return bad('its numbers are too high')
  if (brings.length > LIMITS.clients) return bad('it speaks for too many devices')
  const deletes = deleteRanges(ds)
  if (deletes.length > LIMITS.deleteRanges) return bad('it deletes in too many places')
  // Yjs would keep a deletion of nothing waiting at the end of a client's parts.
  if (deletes.some(({ from, to }) => to <= from)) return bad('it deletes nothing')
  return accept({ items: structs.filter((struct) => struct instanceof Y.Item), brings, deletes })
}

export type News = { readonly update: Uint8Array; readonly inspected: InspectedUpdate }

/**
 * What an update tells beyond what the document knows. A stock client repeats much after a time away; and a repetition may tell
 * known parts otherwise than they are, which Yjs would follow to places and roots that are not there.
 */
export function newsIn(update: Uint8Array, doc: Y.Doc): Outcome<News> {
  const inspected = inspectUpdate(update)
  if (!inspected.ok) return inspected
  const repeats = inspected.value.brings.some(({ client, from }) => from < Y.getState(doc.store, client))
  if (!repeats) return accept({ update, inspected: inspected.value })
  const news = Y.diffUpdate(update, Y.encodeStateVector(doc))
  const again = inspectUpdate(news)
  return again.ok ? accept({ update: news, inspected: again.value }) : again
}

/** What Yjs itself throws away: where reading ended, and which clients have a section. Of the update that is being read. */
type Watched = {
  readonly rest: { readonly pos: number; readonly arr: Uint8Array }
  readonly sections: readonly number[]
}
let watched: Watched | null = null

class WatchedDecoder extends Y.UpdateDecoderV1 {
  private readonly sections: number[] = []

  /** Called by Yjs, which keeps it to itself. */
  constructor(decoder: ConstructorParameters<typeof Y.UpdateDecoderV1>[0]) {
    super(decoder)
    watched = { rest: decoder, sections: this.sections }
  }

  /** Yjs reads a client id so at the head of each section, and nowhere else. */
  override readClient(): number {
    const client = super.readClient()
    this.sections.push(client)
    return client
  }
}

type Decoded = ReturnType<typeof Y.decodeUpdateV2> & Pick<Watched, 'sections'>

const isRemovedTooLong = (struct: Decoded['structs'][number]) =>
  struct.length > LIMITS.removedLength &&
  (struct instanceof Y.GC || (struct instanceof Y.Item && struct.content instanceof Y.ContentDeleted))

/** Of two sections of one client Yjs takes over the second alone, which then waits for the first. */
const hasTwice = (sections: readonly number[]) => new Set(sections).size < sections.length

/** Null unless the bytes are an update from first to last. */
function decodeWhole(update: Uint8Array): Decoded | null {
  try {
    const { structs, ds } = Y.decodeUpdateV2(update, WatchedDecoder)
    const { rest, sections } = watched!
    return rest.pos === rest.arr.length ? { structs, ds, sections } : null
  } catch {
    return null
  } finally {
    watched = null
  }
}

function rangesOf(structs: Decoded['structs']): readonly ClockRange[] | null {
  const ranges = new Map<number, { from: number; to: number }>()
  for (const { id, length } of structs) {
    if (!isClock(id.clock) || !isClock(length) || length === 0) return null
    const range = ranges.get(id.client)
    if (range && range.to !== id.clock) return null
    ranges.set(id.client, { from: range?.from ?? id.clock, to: id.clock + length })
  }
  return [...ranges].map(([client, range]) => ({ client, ...range }))
}

const isClock = (value: number) => Number.isSafeInteger(value) && value >= 0

const deleteRanges = (ds: Decoded['ds']): readonly ClockRange[] =>
  [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  )
