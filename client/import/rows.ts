/** The source beside the structure: paragraphs that went into one block stand in one row with it. */
import type { Omission, ReadBlock, SourceParagraph } from '../../shared/import/accounted.ts'

export type Row = {
  readonly paragraphs: readonly SourceParagraph[]
  /** The blocks that begin in these paragraphs. */
  readonly blocks: readonly ReadBlock[]
  readonly leftOut: readonly Omission[]
  /** Where no block begins here and nothing is left out: the block that these words went into. */
  readonly partOf: ReadBlock | null
}

/** In the order of the source. Every paragraph is in exactly one row, and so is every block. */
export function rowsOf(
  source: readonly SourceParagraph[],
  blocks: readonly ReadBlock[],
  leftOut: readonly Omission[],
): readonly Row[] {
  const order = new Map(source.map(({ key }, at) => [key, at]))
  const holding = blocksByKey(blocks)
  const beginning = new Map<string, ReadBlock[]>()
  for (const block of blocks) {
    const first = block.from.toSorted((a, b) => order.get(a)! - order.get(b)!)[0] ?? source[0]!.key
    beginning.set(first, [...(beginning.get(first) ?? []), block])
  }
  const omitted = Map.groupBy(leftOut, ({ at }) => at)
  return groupsOf(source, holding).map((paragraphs) => {
    const keys = paragraphs.map(({ key }) => key)
    const here = keys.flatMap((key) => beginning.get(key) ?? [])
    const omissions = keys.flatMap((key) => omitted.get(key) ?? [])
    const elsewhere = here.length === 0 && !omissions.some(({ whole }) => whole)
    return {
      paragraphs,
      blocks: here,
      leftOut: omissions,
      partOf: elsewhere ? (holding.get(keys[0]!)?.[0] ?? null) : null,
    }
  })
}

function blocksByKey(blocks: readonly ReadBlock[]): ReadonlyMap<string, readonly ReadBlock[]> {
  const holding = new Map<string, ReadBlock[]>()
  for (const block of blocks) for (const key of block.from) holding.set(key, [...(holding.get(key) ?? []), block])
  return holding
}

/** Neighbours that went into one block stand together. */
function groupsOf(source: readonly SourceParagraph[], holding: ReadonlyMap<string, readonly ReadBlock[]>) {
  const groups: SourceParagraph[][] = []
  for (const paragraph of source) {
    const last = groups.at(-1)
    const own = holding.get(paragraph.key) ?? []
    const isJoined = last?.some(({ key }) => holding.get(key)?.some((block) => own.includes(block)) ?? false) ?? false
    if (last && isJoined) last.push(paragraph)
    else groups.push([paragraph])
  }
  return groups
}
