/** Facts about characters: a Yjs item id is a client and a clock, and neighbours share most facts, so they are kept as ranges. */

export type ItemRange<T> = { readonly from: number; readonly to: number; readonly value: T }

/** The first fact about a character stands: what was deleted twice was deleted by the first. */
export class ItemRanges<T> {
  readonly #clients = new Map<number, ItemRange<T>[]>()

  /** For `from ≤ clock < to`, where nothing is known yet. */
  add(client: number, from: number, to: number, value: T): void {
    const ranges = this.#rangesOf(client)
    if (from >= (ranges.at(-1)?.to ?? 0)) return append(ranges, { from, to, value })
    for (const gap of this.cut(client, from, to))
      if (gap.value === null)
        ranges.splice(firstEndingAfter(ranges, gap.from), 0, { from: gap.from, to: gap.to, value })
  }

  at(client: number, clock: number): T | null {
    const ranges = this.#clients.get(client)
    const range = ranges?.[firstEndingAfter(ranges, clock)]
    return range && range.from <= clock ? range.value : null
  }

  /** The stretch from one clock to another, in pieces of one value each; null where nothing is known. */
  cut(client: number, from: number, to: number): readonly ItemRange<T | null>[] {
    const ranges = this.#clients.get(client) ?? []
    const pieces: ItemRange<T | null>[] = []
    let reached = from
    for (let at = firstEndingAfter(ranges, from); reached < to && at < ranges.length; at++) {
      const range = ranges[at]!
      if (range.from >= to) break
      if (range.from > reached) pieces.push({ from: reached, to: range.from, value: null })
      pieces.push({ from: Math.max(range.from, reached), to: Math.min(range.to, to), value: range.value })
      reached = Math.min(range.to, to)
    }
    if (reached < to) pieces.push({ from: reached, to, value: null })
    return pieces
  }

  entries(): Iterable<readonly [client: number, ranges: readonly ItemRange<T>[]]> {
    return this.#clients.entries()
  }

  #rangesOf(client: number): ItemRange<T>[] {
    const known = this.#clients.get(client)
    if (known) return known
    const ranges: ItemRange<T>[] = []
    this.#clients.set(client, ranges)
    return ranges
  }
}

function append<T>(ranges: ItemRange<T>[], range: ItemRange<T>): void {
  const last = ranges.at(-1)
  if (last && last.to === range.from && last.value === range.value)
    ranges[ranges.length - 1] = { ...last, to: range.to }
  else ranges.push(range)
}

function firstEndingAfter<T>(ranges: readonly ItemRange<T>[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const half = (low + high) >> 1
    if (ranges[half]!.to <= clock) low = half + 1
    else high = half
  }
  return low
}
