/**
 * Which clause of the amended text is which clause of the text in force, told by the paragraphs of the one file that both were
 * read from: never guessed from the words.
 */
import type { BlockId } from '../ids.ts'
import type { ReadBlock } from './accounted.ts'

/** Paragraphs are named by their place in the file, from 1. */
export type SharedParagraphs = {
  /** How many characters of a paragraph stand in both readings. */
  readonly kept: Readonly<Record<number, number>>
  /** What a paragraph of the reading consists of: a paragraph whose mark is gone runs on into the next one. */
  readonly reject: Readonly<Record<number, readonly number[]>>
  readonly accept: Readonly<Record<number, readonly number[]>>
}

type Read = Pick<ReadBlock, 'id' | 'from'>

/**
 * The origin of each block of `next` that has one in `base`. The pair with the most shared characters comes first; each block
 * is taken once. A paragraph that was wholly rewritten is still itself: its mark stayed.
 */
export function originsBySource(
  base: readonly Read[],
  next: readonly Read[],
  shared: SharedParagraphs,
): ReadonlyMap<BlockId, BlockId> {
  const old = base.map((block) => ({ block, sides: sidesOf(block.from, shared.reject) }))
  const pairs = next.flatMap((block, at) => {
    const sides = sidesOf(block.from, shared.accept)
    return old.flatMap((other, was) => {
      const weight = weightOf(other.sides, sides, shared.kept)
      return weight > 0 ? [{ base: other.block.id, next: block.id, weight, distance: Math.abs(at - was) }] : []
    })
  })
  return takenOnce(pairs.toSorted((a, b) => b.weight - a.weight || a.distance - b.distance))
}

type Pair = { readonly base: BlockId; readonly next: BlockId }

function takenOnce(pairs: readonly Pair[]): ReadonlyMap<BlockId, BlockId> {
  const origins = new Map<BlockId, BlockId>()
  const taken = new Set<BlockId>()
  for (const { base, next } of pairs) {
    if (taken.has(base) || origins.has(next)) continue
    taken.add(base)
    origins.set(next, base)
  }
  return origins
}

type Sides = { readonly keys: ReadonlySet<string>; readonly parts: ReadonlySet<number> }

/** Keys of notes name the note itself; others the paragraph of the reading by its place. */
function sidesOf(from: readonly string[], runsOn: SharedParagraphs['reject']): Sides {
  return { keys: new Set(from), parts: new Set(from.flatMap((key) => runsOn[Number(key)] ?? [])) }
}

function weightOf(a: Sides, b: Sides, kept: SharedParagraphs['kept']): number {
  const shared = [...b.parts].reduce((sum, part) => sum + (a.parts.has(part) ? (kept[part] ?? 0) : 0), 0)
  const sameMark = [...b.keys].some((key) => a.keys.has(key))
  return shared + (sameMark ? 0.5 : 0)
}
