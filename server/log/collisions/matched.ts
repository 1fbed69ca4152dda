/** Characters of two texts that are the same, in order. */
import { unitOf, type Char } from './text-history.ts'

export type Pairs = readonly (readonly [Char, Char])[]

/** Characters of the one times characters of the other: some tens of milliseconds. */
const MOST_COMPARED = 4_000_000

/** As many as can be; of those, as many `preferred` ones of the first text as can be. None where the texts are too long to compare. */
export function matched(from: readonly Char[], to: readonly Char[], preferred: (char: Char) => boolean): Pairs {
  if (from.length * to.length > MOST_COMPARED) return []
  const worth = Float64Array.from(from, (char) => to.length + (preferred(char) ? 2 : 1))
  const best = scores(from, to, worth)
  const pairs: (readonly [Char, Char])[] = []
  for (let [at, row] = [0, 0]; at < from.length && row < to.length;) {
    const here = best[row]![at]!
    if (here === best[row]![at + 1]!) at++
    else if (here === best[row + 1]![at]!) row++
    else pairs.push([from[at++]!, to[row++]!])
  }
  return pairs
}

/** Of a place in the second text and one in the first: what the best match of all that comes from there on is worth. */
function scores(from: readonly Char[], to: readonly Char[], worth: Float64Array): readonly Float64Array[] {
  const [units, wanted] = [from.map(unitOf), to.map(unitOf)]
  const rows = Array.from({ length: to.length + 1 }, () => new Float64Array(from.length + 1))
  for (let row = to.length - 1; row >= 0; row--)
    for (let at = from.length - 1; at >= 0; at--) {
      const here = wanted[row] === units[at] ? worth[at]! + rows[row + 1]![at + 1]! : 0
      rows[row]![at] = Math.max(here, rows[row]![at + 1]!, rows[row + 1]![at]!)
    }
  return rows
}
