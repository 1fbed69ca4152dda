/**
 * A pure insertion or deletion next to repeated words has several places that give the same texts. It goes where it reads
 * best: as a whole phrase between commas, or from its "and" on.
 */
import { joined, type Stretch } from './word-stretches.ts'
import { isFunctionWord } from './word-tokens.ts'

/** Moves each pure insertion and deletion to the edge where it reads best, among those that give the same texts. */
export function slideAll(stretches: readonly Stretch[]): readonly Stretch[] {
  const result = [...stretches]
  for (let at = 1; at < result.length - 1; at++) {
    const [before, hunk, after] = result.slice(at - 1, at + 2) as [Stretch, Stretch, Stretch]
    if (!hunk.kept && (hunk.old.length === 0 || hunk.new.length === 0))
      result.splice(at - 1, 3, ...slide(before, hunk, after))
  }
  return joined(result)
}

type Place = readonly [before: Stretch, hunk: Stretch, after: Stretch]

function slide(...start: Place): Place {
  let best = start
  for (const place of [...places(start, toTheLeft), ...places(start, toTheRight)])
    if (readability(place) > readability(best)) best = place
  return best
}

function places(start: Place, step: (place: Place) => Place | undefined): readonly Place[] {
  const next = step(start)
  return next ? [next, ...places(next, step)] : []
}

/** A kept stretch is never emptied: it is what keeps two changes apart. */
function toTheLeft([before, hunk, after]: Place): Place | undefined {
  const side = hunk.old.length ? 'old' : 'new'
  const last = hunk[side].at(-1)!
  const joining = before[side].at(-1)!
  if (before.old.length < 2 || joining.key !== last.key) return undefined
  const other = side === 'old' ? before.new.at(-1)! : before.old.at(-1)!
  return [
    { ...before, old: before.old.slice(0, -1), new: before.new.slice(0, -1) },
    { ...hunk, [side]: [joining, ...hunk[side].slice(0, -1)] },
    side === 'old'
      ? { ...after, old: [last, ...after.old], new: [other, ...after.new] }
      : { ...after, old: [other, ...after.old], new: [last, ...after.new] },
  ]
}

function toTheRight([before, hunk, after]: Place): Place | undefined {
  const side = hunk.old.length ? 'old' : 'new'
  const first = hunk[side][0]!
  const joining = after[side][0]!
  if (after.old.length < 2 || joining.key !== first.key) return undefined
  const other = side === 'old' ? after.new[0]! : after.old[0]!
  return [
    side === 'old'
      ? { ...before, old: [...before.old, first], new: [...before.new, other] }
      : { ...before, old: [...before.old, other], new: [...before.new, first] },
    { ...hunk, [side]: [...hunk[side].slice(1), joining] },
    { ...after, old: after.old.slice(1), new: after.new.slice(1) },
  ]
}

const score = (holds: boolean, points = 1) => (holds ? points : 0)

function readability([before, hunk, after]: Place): number {
  const tokens = hunk.old.length ? hunk.old : hunk.new
  const [first, last] = [tokens[0]!, tokens.at(-1)!]
  return (
    score([',', ';', '('].includes(before.old.at(-1)!.key)) +
    score([',', ';', ':', ')'].includes(after.old[0]!.key)) +
    score(['and', 'or'].includes(first.key)) +
    score(first.key === '[' && last.key === ']', 2) -
    score(isFunctionWord(last))
  )
}
