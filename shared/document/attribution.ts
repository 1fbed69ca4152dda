/**
 * Who brought each character of a text, and who took it away, from the log's text entries alone: server truth. What a client
 * says of itself (a name in its presence, a claim in a document) is never read.
 *
 * An entry is a Yjs update. Its parts say which characters (client id and clock) it brought, its delete set which it took away.
 * What stood in a block that an entry took away went with it, also words that its author had not seen; and words that came for a
 * block already gone never stood. The document kept here never collects what was deleted, so the text at every moment is a view
 * of it and nothing is replayed twice.
 */
import * as Y from 'yjs'
import { charactersOf, type BlockCharacters, type CharacterId, type Seen } from './characters.ts'
import { copiesIn, type Copied, type Copy } from './copied-words.ts'
import { FRAGMENTS, type Document, type FragmentName } from './blocks.ts'
import { ItemRanges } from './item-ranges.ts'
import { readDocument } from './ydoc.ts'
import type { BlockId } from '../ids.ts'

export type TextEntry = { readonly seq: number; readonly update: Uint8Array }

/** A text as it stood after an entry. */
export type Moment = {
  readonly seq: number
  readonly document: Document
  readonly characters: { readonly [Name in FragmentName]: ReadonlyMap<BlockId, BlockCharacters> }
}

export class Attribution implements Seen {
  readonly #doc = new Y.Doc({ gc: false })
  readonly #brought = new ItemRanges<number>()
  readonly #taken = new ItemRanges<number>()
  readonly #copied = new ItemRanges<Copied>()
  readonly #clausesTaken = new Map<number, number>()

  /** Entries in the order of the log, after all that were taken before. @throws where an update is none. */
  take(entries: readonly TextEntry[]): void {
    const decoded = entries.map(({ seq, update }) => ({ seq, ...Y.decodeUpdate(update) }))
    for (const { seq, structs } of decoded)
      for (const { id, length } of structs) this.#brought.add(id.client, id.clock, id.clock + length, seq)
    // One transaction: one by one costs three times as much.
    this.#doc.transact(() => {
      for (const { update } of entries) Y.applyUpdate(this.#doc, update)
    })
    for (const { seq, structs, ds } of decoded) {
      for (const [client, ranges] of ds.clients)
        for (const { clock, len } of ranges) this.#takeRange(client, clock, clock + len, seq)
      for (const { id, length } of structs) this.#takeWithBlock(id, length, seq)
    }
    for (const entry of decoded) for (const copy of copiesIn(entry, this.#doc, this)) this.#takeCopy(copy)
  }

  /** With all that stood in the blocks among them. */
  #takeRange(client: number, from: number, to: number, seq: number): void {
    this.#taken.add(client, from, to, seq)
    for (let clock = from; clock < to;) {
      const { id, length, content } = Y.getItem(this.#doc.store, Y.createID(client, clock))
      if (content instanceof Y.ContentType) {
        this.#takeWordsOf(content.type, seq)
        this.#clausesTaken.set(seq, (this.#clausesTaken.get(seq) ?? 0) + 1)
      }
      clock = id.clock + length
    }
  }

  #takeWordsOf(block: Y.AbstractType<unknown>, seq: number): void {
    for (let item = block._start; item !== null; item = item.right)
      for (const { from, to, value } of this.#brought.cut(item.id.client, item.id.clock, item.id.clock + item.length))
        if (value !== null && value <= seq) this.#taken.add(item.id.client, from, to, seq)
  }

  /** What an entry brings into a block that was gone. */
  #takeWithBlock(id: Y.ID, length: number, seq: number): void {
    const { parent } = Y.getItem(this.#doc.store, id)
    const block = parent instanceof Y.AbstractType ? parent._item : null
    if (block === null) return
    const gone = this.takenBy(block.id)
    if (gone !== null && gone <= seq) this.#taken.add(id.client, id.clock, id.clock + length, seq)
  }

  /** Cut where the facts of the source change, so that the facts of a copy are those of all its characters. */
  #takeCopy({ client, from, to, source }: Copy): void {
    const shift = source.clock - from
    const starts = this.cutAt(source.client, source.clock, to + shift)
    starts.forEach((start, at) => {
      const end = starts[at + 1] ?? to + shift
      this.#copied.add(client, start - shift, end - shift, { client: source.client, shift })
    })
  }

  /** How many clauses each entry took away, of those that took any. */
  get clausesTaken(): ReadonlyMap<number, number> {
    return this.#clausesTaken
  }

  /** The entry that brought a character. */
  broughtBy = ({ client, clock }: CharacterId): number | null => this.#brought.at(client, clock)

  /** The entry that took it away; null where it still stands. */
  takenBy = ({ client, clock }: CharacterId): number | null => this.#taken.at(client, clock)

  /**
   * The character that this one is a copy of: a split, a join, and an undo write words anew that somebody else may have written.
   * Null where it is no copy as far as the log tells.
   */
  copyOf({ client, clock }: CharacterId): CharacterId | null {
    const copied = this.#copied.at(client, clock)
    return copied && { client: copied.client, clock: clock + copied.shift }
  }

  /** Where the facts change within a stretch of characters of one client. */
  cutAt(client: number, from: number, to: number): readonly number[] {
    const starts = [this.#brought, this.#taken, this.#copied].flatMap((ranges) =>
      ranges.cut(client, from, to).map((range) => range.from),
    )
    return [...new Set(starts)].sort((a, b) => a - b)
  }

  /** Whether a character stood in its list after an entry. */
  stood(id: CharacterId, seq: number): boolean {
    const brought = this.broughtBy(id)
    if (brought === null || brought > seq) return false
    const taken = this.takenBy(id)
    return taken === null || taken > seq
  }

  momentAt(seq: number): Moment {
    const document = readDocument(Y.createDocFromSnapshot(this.#doc, this.#snapshotAt(seq)))
    const of = (name: FragmentName) => charactersOf(this.#doc.getMap(name), this, seq)
    const [text, reasons, summary] = FRAGMENTS.map(of)
    return { seq, document, characters: { text: text!, reasons: reasons!, summary: summary! } }
  }

  #snapshotAt(seq: number): Y.Snapshot {
    const reached = new Map<number, number>()
    for (const [client, ranges] of this.#brought.entries()) {
      const end = ranges.findLast(({ value }) => value <= seq)?.to
      if (end !== undefined) reached.set(client, end)
    }
    const deleted = Y.createDeleteSet()
    for (const [client, ranges] of this.#taken.entries()) {
      const until = ranges.filter(({ value }) => value <= seq)
      if (until.length > 0)
        deleted.clients.set(
          client,
          until.map(({ from, to }) => ({ clock: from, len: to - from })),
        )
    }
    return Y.createSnapshot(deleted, reached)
  }
}
