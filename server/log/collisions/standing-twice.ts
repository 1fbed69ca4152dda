/**
 * Words that stand twice after an edit, by whatever way they came there: each copy is followed back to the characters that were
 * written once, and from there to all that became of them. A net under the rules of `collisions.ts`, which know the usual ways.
 */
import type { Paths } from './paths.ts'
import { Returns } from './returns.ts'
import { isAlive, type Char, type TextEntry, type TextHistory } from './text-history.ts'
import { isNamedBy } from './transfers.ts'
import type { Twice } from './what-met.ts'

/** What was carried away longer ago, and again now, is not looked for. */
const MOST_ENTRIES_BACK = 2_000

type Double = { readonly first: Char; readonly second: Char }

/** `history` goes on to what the server wrote on account of the edit. `known`: keys of what is told or mended already. */
export function standingTwice(
  history: TextHistory,
  paths: Paths,
  entry: TextEntry,
  known: ReadonlySet<string>,
): readonly Twice[] {
  const family = new Family(history, paths, entry)
  const doubles = freshIn(history, entry).flatMap((second): Double[] => {
    const first = known.has(second.key) ? null : family.firstOf(second)
    return first && !known.has(first.key) ? [{ first, second }] : []
  })
  const groups = Map.groupBy(doubles, ({ second }) => second.text)
  return [...groups.values()].map((group) => ({
    first: group.map(({ first }) => first),
    second: group.map(({ second }) => second),
    from: group[0]!.first.text,
    structural: history.insertedBy(group[0]!.first),
  }))
}

/** What the edit and the server after it put in, as far as it stands. */
function freshIn(history: TextHistory, { seq }: TextEntry): readonly Char[] {
  const texts = new Set(
    [...history.entriesFrom(seq)].flatMap((each) => (each.put.length > 0 ? history.textsTouchedBy(each) : [])),
  )
  return [...texts]
    .filter(isAlive)
    .flatMap((text) => history.charsOf(text))
    .filter((char) => history.insertedBy(char) >= seq && history.deletedBy(char) === null)
}

class Family {
  private readonly history: TextHistory
  private readonly paths: Paths
  private readonly entry: TextEntry
  private readonly carriers: readonly TextEntry[]
  private readonly returns: Returns

  constructor(history: TextHistory, paths: Paths, entry: TextEntry) {
    this.history = history
    this.paths = paths
    this.entry = entry
    this.returns = new Returns(history)
    this.carriers = [...history.entriesFrom(entry.seq - MOST_ENTRIES_BACK)].filter(
      ({ put, named }) => put.length > 0 && named.size > 0,
    )
  }

  /** Another that is the same; null where there is none, or where as many stood before the edit. */
  firstOf(char: Char): Char | null {
    const root = this.rootOf(char)
    if (root.key === char.key) return null
    const all = this.descendantsOf(root)
    const standing = all.filter((each) => this.history.deletedBy(each) === null && isAlive(each.text))
    const before = all.filter((each) => this.stoodBefore(each))
    if (standing.length < 2 || standing.length <= before.length) return null
    return standing.find(({ key }) => key !== char.key && before.some((each) => each.key === key)) ?? null
  }

  private stoodBefore(char: Char): boolean {
    const { seq } = this.entry
    return this.history.insertedBy(char) < seq && (this.history.deletedBy(char) ?? Infinity) >= seq
  }

  private rootOf(char: Char): Char {
    const seen = new Set<string>()
    let at = char
    for (;;) {
      seen.add(at.key)
      const source = this.paths.sourceOf(at) ?? this.returns.sourceOf(at)
      if (!source || seen.has(source.key)) return at
      at = source
    }
  }

  private descendantsOf(root: Char): readonly Char[] {
    const found = new Map([[root.key, root]])
    for (const char of found.values())
      for (const copy of this.copiesOf(char)) if (!found.has(copy.key)) found.set(copy.key, copy)
    return [...found.values()]
  }

  private copiesOf(char: Char): readonly Char[] {
    const by = this.history.deletedBy(char)
    if (by === null) return []
    const carrying = this.carriers.filter((each) => each.seq > by && isNamedBy(each, char)).map(({ seq }) => seq)
    return [...[by, ...carrying].flatMap((seq) => this.paths.step(char, seq) ?? []), ...this.returns.copiesOf(char)]
  }
}
