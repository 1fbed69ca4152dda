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
  /** A collected struct of 2^50 clocks in another's name would silence that person for ever. */
  collectedLength: 100_000,
}

const bad = (what: string) => refuse('invalid-update', `The edit could not be read: ${what}. It was not taken over.`)

/** Total: whatever the bytes are, the answer is an outcome. */
export function inspectUpdate(update: Uint8Array): Outcome<InspectedUpdate> {
  const decoded = decodeWhole(update)
  if (decoded === null) return bad('the bytes are no Yjs update')
  const { structs, ds } = decoded
  if (structs.length > LIMITS.structs) return bad('it has too many parts')
  if (structs.some((struct) => struct instanceof Y.Skip)) return bad('it has holes')
  if (structs.some((struct) => struct instanceof Y.GC && struct.length > LIMITS.collectedLength))
    return bad('a removed part is too long')
  const brings = rangesOf(structs)
  if (brings === null) return bad('it has holes')
  if (brings.length > LIMITS.clients) return bad('it speaks for too many devices')
  const deletes = deleteRanges(ds)
  if (deletes.length > LIMITS.deleteRanges) return bad('it deletes in too many places')
  return accept({ items: structs.filter((struct) => struct instanceof Y.Item), brings, deletes })
}

type Decoded = ReturnType<typeof Y.decodeUpdateV2>

/** Null unless the bytes are an update from first to last. */
function decodeWhole(update: Uint8Array): Decoded | null {
  let rest: { pos: number; arr: Uint8Array } | null = null
  class Decoder extends Y.UpdateDecoderV1 {
    constructor(decoder: ConstructorParameters<typeof Y.UpdateDecoderV1>[0]) {
      super(decoder)
      rest = decoder as unknown as { pos: number; arr: Uint8Array }
    }
  }
  try {
    const decoded = Y.decodeUpdateV2(update, Decoder)
    const end = rest as { pos: number; arr: Uint8Array } | null
    return end !== null && end.pos === end.arr.length ? decoded : null
  } catch {
    return null
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
