/**
 * The positions of one longest strictly increasing subsequence. What lies outside it has to move; the rest can stay.
 */
export function longestIncreasingRun<T>(values: readonly T[], before: (a: T, b: T) => boolean): ReadonlySet<number> {
  const tails: number[] = []
  const previous: number[] = []
  values.forEach((value, at) => {
    const length = lengthBefore(tails, (tail) => before(values[tail]!, value))
    previous[at] = length > 0 ? tails[length - 1]! : -1
    tails[length] = at
  })
  return new Set(chain(previous, tails.at(-1) ?? -1))
}

/** How many tails come before: they are sorted, so halving finds it. */
function lengthBefore(tails: readonly number[], isBefore: (tail: number) => boolean): number {
  let low = 0
  let high = tails.length
  while (low < high) {
    const half = (low + high) >> 1
    if (isBefore(tails[half]!)) low = half + 1
    else high = half
  }
  return low
}

function chain(previous: readonly number[], last: number): readonly number[] {
  const run: number[] = []
  for (let at = last; at >= 0; at = previous[at]!) run.push(at)
  return run
}
