/**
 * Which words of a clause were kept and which replaced, as a person would have marked them (editor-spikes.md §2).
 *
 * The shortest edit is not the readable one: it keeps stray commas and articles between replaced words. So what is kept
 * between two changes is absorbed when it is lighter than what it separates, and a clause of which little is left is shown
 * struck and new as a whole.
 */
import { diffArrays } from 'diff'
import { slideAll } from './word-slide.ts'
import { joined, merge, weigh, type Stretch } from './word-stretches.ts'
import { isBarrier, type Token } from './word-tokens.ts'

/** The old sides of all stretches together are the old tokens, the new sides the new ones. */
export function diffWords(old: readonly Token[], next: readonly Token[]): readonly Stretch[] {
  const absorbed = absorb(shortestEdit(old, next)).flatMap(giveBack)
  const stretches = slideAll(joined(absorbed))
  return tooBusy(stretches) ? replacedWhole(old, next) : stretches
}

/** Beyond this many changed words the clause is another one; the comparison would also take too long. */
const LONGEST_EDIT = 2_000

const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key)

function shortestEdit(old: readonly Token[], next: readonly Token[]): readonly Stretch[] {
  const changes = diffArrays(keys(old), keys(next), { maxEditLength: LONGEST_EDIT })
  if (!changes) return replacedWhole(old, next)
  let atOld = 0
  let atNew = 0
  const stretches = changes.map(({ added, removed, count }) => ({
    kept: !added && !removed,
    old: added ? [] : old.slice(atOld, (atOld += count)),
    new: removed ? [] : next.slice(atNew, (atNew += count)),
  }))
  return joined(stretches)
}

/** To a fixed point: an absorbed stretch makes its neighbour heavier, which may absorb the next. */
function absorb(stretches: readonly Stretch[]): readonly Stretch[] {
  const result = [...stretches]
  let at = 1
  while (at < result.length) {
    if (!absorbable(result[at - 1], result[at]!, result[at + 1])) at += 1
    else {
      result.splice(at - 1, 3, merge(...result.slice(at - 1, at + 2)))
      at = Math.max(1, at - 2)
    }
  }
  return result
}

function absorbable(before: Stretch | undefined, between: Stretch, after: Stretch | undefined): boolean {
  if (!between.kept || !before || !after) return false
  if (between.old.some(isBarrier) || !balanced(between.old) || sameDirection(before, after)) return false
  const kept = weigh(between.old)
  const lighter = Math.min(weight(before), weight(after))
  if (kept === 0) return !between.old.some(isStop) || (isReplacement(before) && isReplacement(after))
  if (kept < 1) return true
  return (kept === 1 && lighter >= 1) || (kept <= lighter / 2 && kept < 4)
}

/** Half a pair of parentheses stays, so that the change lies wholly inside or outside of it. */
function balanced(tokens: readonly Token[]): boolean {
  const count = (sign: string) => tokens.filter(({ key }) => key === sign).length
  return count('(') === count(')')
}

/** Two pure insertions, or two pure deletions, read well with the kept words between them. */
const sameDirection = (a: Stretch, b: Stretch) =>
  (a.old.length === 0 && b.old.length === 0) || (a.new.length === 0 && b.new.length === 0)

const isReplacement = (stretch: Stretch) => weigh(stretch.old) > 0 && weigh(stretch.new) > 0

const isStop = ({ key }: Token) => key === ';' || key === ':' || key === '.'

const weight = (stretch: Stretch) => Math.max(weigh(stretch.old), weigh(stretch.new))

/** What both sides of a merged change begin or end with was kept after all. */
function giveBack(stretch: Stretch): readonly Stretch[] {
  if (stretch.kept) return [stretch]
  const shorter = Math.min(stretch.old.length, stretch.new.length)
  let head = 0
  while (head < shorter && stretch.old[head]!.key === stretch.new[head]!.key) head += 1
  let tail = 0
  while (tail < shorter - head && stretch.old.at(-1 - tail)!.key === stretch.new.at(-1 - tail)!.key) tail += 1
  return [
    { ...part(stretch, 0, head, head), kept: true },
    part(stretch, head, stretch.old.length - tail, stretch.new.length - tail),
    {
      ...part(stretch, stretch.old.length - tail, stretch.old.length, stretch.new.length, stretch.new.length - tail),
      kept: true,
    },
  ]
}

const part = (stretch: Stretch, from: number, oldTo: number, newTo: number, newFrom = from): Stretch => ({
  kept: false,
  old: stretch.old.slice(from, oldTo),
  new: stretch.new.slice(newFrom, newTo),
})

/** When two words in three changed, a word-by-word view is slower to read than two whole sentences (redline-judged.test.ts). */
const LEAST_KEPT = 1 / 3
const LEAST_KEPT_WHEN_BROKEN = 0.45
const BROKEN = 4

/** Against the lighter side: a long insertion into a short clause leaves the clause standing. */
function tooBusy(stretches: readonly Stretch[]): boolean {
  const hunks = stretches.filter(({ kept }) => !kept)
  const kept = weigh(stretches.filter((stretch) => stretch.kept).flatMap((stretch) => stretch.old))
  const whole = Math.min(weigh(stretches.flatMap((s) => s.old)), weigh(stretches.flatMap((s) => s.new)))
  if (hunks.length === 0 || whole === 0) return false
  return kept < whole * LEAST_KEPT || (kept < whole * LEAST_KEPT_WHEN_BROKEN && hunks.length >= BROKEN)
}

/** The token at the end has no characters and stays. */
const replacedWhole = (old: readonly Token[], next: readonly Token[]): readonly Stretch[] =>
  joined([
    { kept: false, old: old.slice(0, -1), new: next.slice(0, -1) },
    { kept: true, old: old.slice(-1), new: next.slice(-1) },
  ])
