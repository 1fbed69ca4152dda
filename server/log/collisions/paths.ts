/** Where characters have gone: an entry may have carried them to another block, and a later one further. */
import { isAlive, type Char, type TextEntry, type TextHistory } from './text-history.ts'
import { isWrittenByServer, transfersIn, type Transfer } from './transfers.ts'

export class Paths {
  private readonly found = new Map<number, readonly Transfer[]>()
  private readonly pairs = new Map<number, ReadonlyMap<string, Char>>()
  /** From the key of a copy, for the entries that were asked. */
  private readonly sources = new Map<string, Char>()
  private readonly history: TextHistory
  private readonly isOwn: (client: number) => boolean

  constructor(history: TextHistory, isOwn: (client: number) => boolean) {
    this.history = history
    this.isOwn = isOwn
  }

  transfersOf(seq: number): readonly Transfer[] {
    const known = this.found.get(seq)
    if (known) return known
    const entry = this.history.entries.get(seq)
    const transfers = entry ? transfersIn(this.history, entry, this.isOwn) : []
    this.found.set(seq, transfers)
    this.pairs.set(seq, new Map(transfers.flatMap(({ pairs }) => pairs.map(([from, to]) => [from.key, to] as const))))
    for (const { pairs } of transfers) for (const [from, to] of pairs) this.sources.set(to.key, from)
    return transfers
  }

  /** Where a character was carried from; undefined where nobody carried it. */
  sourceOf(char: Char): Char | undefined {
    const transfers = this.transfersOf(this.history.insertedBy(char))
    return transfers.length === 0 ? undefined : this.sources.get(char.key)
  }

  /** Where an entry carried a character, or the server right after it; undefined where neither did. */
  step({ key }: Pick<Char, 'key'>, seq: number): Char | undefined {
    this.transfersOf(seq)
    const next = this.pairs.get(seq)!.get(key)
    const after = next ? null : this.history.entryAfter(seq)
    return (
      next ?? (after && isWrittenByServer(this.history, after, this.isOwn) ? this.step({ key }, after.seq) : undefined)
    )
  }

  /** The edit itself, or where the server wrote it, the edit before. */
  causeOf(seq: number): TextEntry {
    let cause = this.history.entries.get(seq)!
    while (isWrittenByServer(this.history, cause, this.isOwn)) cause = this.history.entryBefore(cause.seq) ?? cause
    return cause
  }

  /** The last place of a character; itself where nobody carried it. It may be deleted there. */
  end(char: Char): Char {
    const seen = new Set<string>()
    let at = char
    for (;;) {
      seen.add(at.key)
      const by = this.history.deletedBy(at)
      const next = by === null ? undefined : this.step(at, by)
      if (!next || seen.has(next.key)) return at
      at = next
    }
  }

  /** The last place of a character in a block out of which it was carried and to which it came back. */
  stationIn(char: Char, text: Char['text']): Char | null {
    const end = this.end(char)
    return end.text === text && end.key !== char.key ? end : null
  }

  /** The same character where it can be read now; null where it was deleted. */
  standing(char: Char): Char | null {
    const end = this.end(char)
    return this.history.deletedBy(end) === null && isAlive(end.text) ? end : null
  }
}
