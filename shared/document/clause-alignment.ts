/**
 * Which clause of one text is which clause of the other, by identity alone: never guessed from the words.
 *
 * Clauses in the longest run that keeps its order stay in place; the others were moved. A clause that is gone is shown where
 * it stood, before what was inserted there.
 */
import type { Block } from './blocks.ts'
import type { BlockId } from '../ids.ts'

/** Positions in the two texts; null where the clause is not in that text. */
export type Alignment = {
  readonly side: 'both' | 'new' | 'old'
  readonly old: number | null
  readonly new: number | null
}

export function alignClauses(old: readonly Block[], next: readonly Block[]): readonly Alignment[] {
  const counterpart = counterpartsOf(old, next)
  const stays = longestIncreasing(counterpart)
  const movedTo = new Map(counterpart.flatMap((was, at) => (was === null ? [] : [[was, at] as const])))
  const gone = (from: number, to: number) =>
    range(from, to).map((at): Alignment => ({ side: 'old', old: at, new: movedTo.get(at) ?? null }))
  const rows: Alignment[] = []
  let inserted: Alignment[] = []
  let reached = 0
  for (const [at, was] of counterpart.entries()) {
    if (was === null || !stays.has(at)) inserted.push({ side: 'new', old: was, new: at })
    else {
      rows.push(...gone(reached, was), ...inserted, { side: 'both', old: was, new: at })
      inserted = []
      reached = was + 1
    }
  }
  return [...rows, ...gone(reached, old.length), ...inserted]
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

/**
 * For each new clause the position of its old one. The same id comes before `origin`, so that two moments of one proposal can
 * be compared; a clause of the old text is taken once, by the first that claims it.
 */
export function counterpartsOf(old: readonly Block[], next: readonly Block[]): readonly (number | null)[] {
  const free = new Map(old.map(({ id }, at) => [id, at]))
  const take = (id: BlockId | null) => {
    const at = id === null ? undefined : free.get(id)
    if (id !== null) free.delete(id)
    return at ?? null
  }
  const byId = next.map(({ id }) => take(id))
  return next.map(({ origin }, at) => byId[at] ?? take(origin))
}

/** The positions of a longest strictly increasing run (patience sorting), nulls left out. */
export function longestIncreasing(values: readonly (number | null)[]): ReadonlySet<number> {
  const tops: number[] = []
  const previous = new Map<number, number | undefined>()
  values.forEach((value, at) => {
    if (value === null) return
    const pile = firstNotBelow(tops, (top) => values[top]! >= value)
    previous.set(at, tops[pile - 1])
    tops[pile] = at
  })
  const run = new Set<number>()
  for (let at = tops.at(-1); at !== undefined; at = previous.get(at)) run.add(at)
  return run
}

function firstNotBelow(tops: readonly number[], holds: (top: number) => boolean): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const half = (low + high) >> 1
    if (holds(tops[half]!)) high = half
    else low = half + 1
  }
  return low
}
