/**
 * Whether somebody who had a character on the screen took it away. The measure of all that the server does about collisions: what nobody
 * meant to be gone stands, or is held in a flag.
 */
import type { Families } from './families.ts'
import type { Char, TextEntry, TextHistory } from './text-history.ts'
import { isNamedBy } from './transfers.ts'

/** `root`: the character as it was written first; what is asked is meant of it and of all that became of it. */
export function isMeantGone(history: TextHistory, families: Families, root: Char): boolean {
  const all = families.descendantsOf([root])
  const namers = new Set(all.flatMap(families.namersOf))
  return [...namers].some(
    (entry) => takesAway(history, families, all, entry) && !isTakenBack(history, families, all, entry),
  )
}

/** It names what stood, puts the same in nowhere, and leaves no other copy but what became of those unseen. */
function takesAway(history: TextHistory, families: Families, all: readonly Char[], entry: TextEntry): boolean {
  const isOwn = (char: Char) => history.insertedBy(char) === entry.seq
  const named = all.filter((char) => isNamedBy(entry, char) && !isOwn(char))
  if (named.length === 0 || all.some((char) => isOwn(char) && !isNamedBy(entry, char))) return false
  const meant = new Set(families.descendantsOf(named).map(({ key }) => key))
  return all.every((char) => meant.has(char.key) || !history.stoodBefore(char, entry.seq))
}

/** Its author brought it back since, by an undo. */
function isTakenBack(history: TextHistory, families: Families, all: readonly Char[], { seq, row }: TextEntry): boolean {
  return all.some((char) => {
    const by = history.entries.get(history.insertedBy(char))
    if (!by || by.seq <= seq || by.row.author !== row.author) return false
    return families.isBroughtBack(char) && !all.some((each) => isNamedBy(by, each))
  })
}
