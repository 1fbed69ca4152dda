/** Chance that can be played again: the same seed, the same run. */
export type Chance = {
  /** From 0 up to and without `below`. */
  readonly number: (below: number) => number
  readonly one: <T>(from: readonly T[]) => T
  readonly is: (probability: number) => boolean
}

/** mulberry32 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const number = (below: number) => Math.floor(next() * below)
  return { number, one: (from) => from[number(from.length)]!, is: (probability) => next() < probability }
}
