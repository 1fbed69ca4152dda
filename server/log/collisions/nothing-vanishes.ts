/**
 * Nothing that stood, or that an edit brings, is gone after it unless somebody meant it (`meant-gone.ts`). A net under the rules of
 * `collisions.ts`: before the server takes a copy out, and after all is written.
 */
import { Families } from './families.ts'
import { isMeantGone } from './meant-gone.ts'
import type { Paths } from './paths.ts'
import type { Char, TextEntry, TextHistory } from './text-history.ts'
import { isNamedBy } from './transfers.ts'
import type { Lost } from './what-met.ts'

type Past = { readonly history: TextHistory; readonly paths: Paths; readonly entry: TextEntry }
export type Doomed = { readonly char: Char; readonly by: number }

/** Without those that would be the last of their kind while nobody meant them to go. */
export function withoutTheLast({ history, paths, entry }: Past, doomed: readonly Doomed[]): readonly Doomed[] {
  if (doomed.length === 0) return doomed
  const families = new Families(history, paths, entry.seq)
  const keys = new Set(doomed.map(({ char }) => char.key))
  const groups = Map.groupBy(doomed, ({ char }) => families.rootOf(char).key)
  return [...groups.values()].flatMap((group) => {
    const root = families.rootOf(group[0]!.char)
    const staysOne = families.descendantsOf([root]).some((char) => families.isStanding(char) && !keys.has(char.key))
    return staysOne || isMeantGone(history, families, root) ? group : group.slice(1)
  })
}

/** `held`: keys of what a flag holds already. `history` goes on to what the server wrote on account of the edit. */
export function vanished({ history, paths, entry }: Past, held: ReadonlySet<string>): readonly Lost[] {
  const gone = goneSince(history, entry).filter((char) => paths.standing(char) === null)
  if (gone.length === 0) return []
  const families = new Families(history, paths, entry.seq)
  const seen = new Set<string>()
  const last = gone.filter((char) => {
    const root = families.rootOf(char)
    if (seen.has(root.key)) return false
    seen.add(root.key)
    const all = families.descendantsOf([root])
    if (all.some((each) => families.isStanding(each) || held.has(each.key))) return false
    return !isMeantGone(history, families, root)
  })
  const groups = Map.groupBy(
    last,
    (char) => `${char.text._item!.id.client}:${char.text._item!.id.clock} ${history.insertedBy(char)}`,
  )
  return [...groups.values()].map((words) => ({
    words,
    from: words[0]!.text,
    structural: history.deletedBy(words[0]!)!,
  }))
}

/** What stood before the edit or came with it, and does not stand any more; not what it put in and took out itself. */
function goneSince(history: TextHistory, entry: TextEntry): readonly Char[] {
  const texts = new Set([...history.entriesFrom(entry.seq)].flatMap((each) => history.textsTouchedBy(each)))
  return [...texts].flatMap((text) =>
    history.charsOf(text).filter((char) => {
      const by = history.deletedBy(char)
      return by !== null && by >= entry.seq && !(history.insertedBy(char) === entry.seq && isNamedBy(entry, char))
    }),
  )
}
