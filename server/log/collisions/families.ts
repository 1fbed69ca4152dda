/**
 * Characters that are one and the same to those who read: one was written, the others are what carrying (a split, a join) and undoing
 * made of it. Each copy is followed back to the one that was written, and from there to all that became of it.
 */
import type { Paths } from './paths.ts'
import { Returns } from './returns.ts'
import { isAlive, type Char, type TextEntry, type TextHistory } from './text-history.ts'
import { isNamedBy } from './transfers.ts'

/** What was carried away longer ago, and again now, is not looked for. */
const MOST_ENTRIES_BACK = 2_000

export class Families {
  private readonly history: TextHistory
  private readonly paths: Paths
  private readonly returns: Returns
  /** By the Yjs client of what they say is deleted. */
  private readonly namers = new Map<number, TextEntry[]>()

  /** `seq`: of the edit at hand. */
  constructor(history: TextHistory, paths: Paths, seq: number) {
    this.history = history
    this.paths = paths
    this.returns = new Returns(history)
    for (const entry of history.entriesFrom(seq - MOST_ENTRIES_BACK))
      for (const client of entry.named.keys()) this.namers.set(client, [...(this.namers.get(client) ?? []), entry])
  }

  rootOf(char: Char): Char {
    const seen = new Set<string>()
    let at = char
    for (;;) {
      seen.add(at.key)
      const source = this.paths.sourceOf(at) ?? this.returns.sourceOf(at)
      if (!source || seen.has(source.key)) return at
      at = source
    }
  }

  /** These, and all that became of them. */
  descendantsOf(chars: readonly Char[]): readonly Char[] {
    const found = new Map(chars.map((char) => [char.key, char]))
    for (const char of found.values())
      for (const copy of this.copiesOf(char)) if (!found.has(copy.key)) found.set(copy.key, copy)
    return [...found.values()]
  }

  /** Edits that say of a character that it is deleted. */
  namersOf = (char: Char): readonly TextEntry[] =>
    (this.namers.get(char.client) ?? []).filter((entry) => isNamedBy(entry, char))

  isBroughtBack = (char: Char): boolean => this.returns.sourceOf(char) !== undefined

  isStanding = (char: Char): boolean => this.history.deletedBy(char) === null && isAlive(char.text)

  private copiesOf(char: Char): readonly Char[] {
    const by = this.history.deletedBy(char)
    if (by === null) return []
    const carrying = this.namersOf(char).filter(({ seq, put }) => seq > by && put.length > 0)
    const steps = [by, ...carrying.map(({ seq }) => seq)].flatMap((seq) => this.paths.step(char, seq) ?? [])
    return [...steps, ...this.returns.copiesOf(char)]
  }
}
