/**
 * While an input method composes, nobody may touch the words around it, or the composition is cut off and its beginning stays
 * behind. So what others write into that block waits, and what is composed waits with it. `places` remembers where each
 * character that the editor shows has gone to in the document meanwhile.
 */
import type { Delta } from './words-from-yjs.ts'

export type Held = {
  readonly id: string
  /** For each position of the block as the editor showed it, its position in the document, null where it is gone. */
  readonly places: readonly (number | null)[]
}

export const hold = (id: string, size: number): Held => ({ id, places: Array.from({ length: size }, (_, at) => at) })

export function follow({ id, places }: Held, delta: Delta): Held {
  let now = places
  let at = 0
  for (const { insert, delete: gone, retain } of delta) {
    const length = insert === undefined ? 0 : typeof insert === 'string' ? insert.length : 1
    if (length > 0) now = shift(now, at, length)
    if (gone !== undefined) now = shift(without(now, at, at + gone), at, -gone)
    at += length + (retain ?? 0)
  }
  return { id, places: now }
}

const shift = (places: readonly (number | null)[], from: number, by: number) =>
  places.map((place) => (place !== null && place >= from ? place + by : place))

const without = (places: readonly (number | null)[], from: number, to: number) =>
  places.map((place) => (place !== null && place >= from && place < to ? null : place))

/** Where in the document something goes that the user put before position `at`: behind what still stands before it. */
export function placeBefore({ places }: Held, at: number): number {
  const before = places.slice(0, at).findLast((place) => place !== null)
  return before === undefined || before === null ? 0 : before + 1
}
