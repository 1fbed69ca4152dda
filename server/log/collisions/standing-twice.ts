/** Words that stand twice after an edit, by whatever way they came there: a net under the rules of `collisions.ts`, which know the usual ways. */
import { Families } from './families.ts'
import type { Paths } from './paths.ts'
import { isAlive, type Char, type TextEntry, type TextHistory } from './text-history.ts'
import type { Twice } from './what-met.ts'

type Double = { readonly first: Char; readonly second: Char }

/** `history` goes on to what the server wrote on account of the edit. `known`: keys of what is told or mended already. */
export function standingTwice(
  history: TextHistory,
  paths: Paths,
  entry: TextEntry,
  known: ReadonlySet<string>,
): readonly Twice[] {
  const families = new Families(history, paths, entry.seq)
  const doubles = freshIn(history, entry).flatMap((second): Double[] => {
    const first = known.has(second.key) ? null : firstOf(history, families, entry, second)
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

/** Another that is the same, rather one that stood before; null where there is none, or where as many stood before the edit. */
function firstOf(history: TextHistory, families: Families, { seq }: TextEntry, char: Char): Char | null {
  const root = families.rootOf(char)
  if (root.key === char.key) return null
  const all = families.descendantsOf([root])
  const standing = all.filter(families.isStanding)
  const before = all.filter((each) => history.stoodBefore(each, seq))
  if (standing.length < 2 || standing.length <= before.length) return null
  const stayed = standing.find(({ key }) => before.some((each) => each.key === key)) ?? standing[0]!
  return stayed.key === char.key ? null : stayed
}
