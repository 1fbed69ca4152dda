/**
 * The text with everything that ever stood in it: replayed from the log without throwing anything away, and with the entry that
 * put each character in and the one that took it out. Built only where edits may have collided (`histories.ts`), because it costs
 * the whole log.
 */
import * as Y from 'yjs'
import { marksFrom } from '../../../shared/document/ydoc.ts'
import { appendRun, type FragmentName, type Marks, type Run } from '../../../shared/document/blocks.ts'
import { isUndoClient } from '../../../shared/document/undo-client.ts'
import { blockId } from '../../../shared/ids.ts'
import { isTextKind } from '../../../shared/log/chain.ts'
import type { EntryRow } from '../entry-table.ts'
import { ClockTable } from './clock-table.ts'

/** One position of a block's words: a UTF-16 unit or a footnote reference. `key` names it for ever. */
export type Char = {
  readonly key: string
  readonly client: number
  readonly clock: number
  readonly run: Run
  readonly text: Y.Text
  readonly item: Y.Item
}

type Range = { readonly client: number; readonly from: number; readonly to: number }
type Named = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>

export class TextEntry {
  readonly row: EntryRow
  /** What it brought that was not there, and what it took out that stood. */
  readonly put: Range[] = []
  readonly took: Range[] = []
  private decoded: Named | null = null

  constructor(row: EntryRow) {
    this.row = row
  }

  get seq(): number {
    return this.row.seq
  }

  /** What its update says is deleted, also where that was gone already. Few entries are asked, so it is decoded then. */
  get named(): Named {
    return (this.decoded ??= Y.decodeUpdate(this.row.payload).ds.clients)
  }
}

export class TextHistory {
  readonly entries = new Map<number, TextEntry>()
  private readonly doc = new Y.Doc({ gc: false })
  private readonly inserted = new ClockTable()
  private readonly deleted = new ClockTable()
  private seq = 0
  private last: EntryRow | null = null

  constructor() {
    this.doc.on('afterTransaction', (transaction) => this.note(transaction))
  }

  /** Of the last row; null where there is none. */
  get chain(): Uint8Array | null {
    return this.last && this.last.chain
  }

  get upTo(): number {
    return this.seq
  }

  add(row: EntryRow): void {
    this.seq = row.seq
    this.last = row
    if (!isTextKind(row.kind)) return
    this.entries.set(row.seq, new TextEntry(row))
    Y.applyUpdate(this.doc, row.payload)
  }

  /** With one more row that brings nothing and takes nothing out, while `work` runs. */
  supposing<Answer>(row: EntryRow, work: () => Answer): Answer {
    const { seq, last } = this
    this.add(row)
    try {
      return work()
    } finally {
      this.entries.delete(row.seq)
      this.seq = seq
      this.last = last
    }
  }

  destroy = (): void => this.doc.destroy()

  private note({ beforeState, afterState, deleteSet }: Y.Transaction): void {
    const entry = this.entries.get(this.seq)!
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0
      if (to > from) this.keep({ client, from, to }, entry.put, this.inserted)
    }
    for (const [client, ranges] of deleteSet.clients)
      for (const { clock, len } of ranges) this.keep({ client, from: clock, to: clock + len }, entry.took, this.deleted)
  }

  private keep(range: Range, ofEntry: Range[], table: ClockTable): void {
    ofEntry.push(range)
    table.add(range, this.seq)
  }

  insertedBy = (id: Y.ID): number => this.inserted.at(id) ?? 0
  /** The entry that took it out; null for what stands. */
  deletedBy = (id: Y.ID): number | null => this.deleted.at(id)

  /** Put in by an undo or redo of our editor. */
  isOfUndo = ({ client }: Y.ID): boolean => isUndoClient(client, (typing) => Y.getState(this.doc.store, typing) > 0)

  /** Right before an entry. */
  stoodBefore(id: Y.ID, seq: number): boolean {
    const by = this.deletedBy(id)
    return this.insertedBy(id) < seq && (by === null || by >= seq)
  }

  entryAfter = (seq: number): TextEntry | null => this.neighbour(seq, 1)
  entryBefore = (seq: number): TextEntry | null => this.neighbour(seq, -1)

  private neighbour(seq: number, step: 1 | -1): TextEntry | null {
    for (let at = seq + step; at >= 1 && at <= this.seq; at += step) {
      const entry = this.entries.get(at)
      if (entry) return entry
    }
    return null
  }

  /** Text entries of this number and later. */
  *entriesFrom(seq: number): Iterable<TextEntry> {
    for (let at = Math.max(1, seq); at <= this.seq; at++) {
      const entry = this.entries.get(at)
      if (entry) yield entry
    }
  }

  /** The Yjs clients in whose name an entry puts something in. */
  clientsOf(seq: number): readonly number[] {
    return this.entries.get(seq)?.put.map(({ client }) => client) ?? []
  }

  /** The blocks into which an entry put something, or out of which it took or says to take something. */
  textsTouchedBy({ put, took, named }: TextEntry): readonly Y.Text[] {
    const texts = new Set<Y.Text>()
    const add = (client: number, from: number, to: number) =>
      this.eachItem(client, from, to, (item) => addText(texts, item))
    for (const { client, from, to } of [...put, ...took]) add(client, from, to)
    for (const [client, list] of named) for (const { clock, len } of list) add(client, clock, clock + len)
    return [...texts]
  }

  /** All characters that a block ever had, in the order of the list. */
  charsOf(text: Y.Text): readonly Char[] {
    const chars: Char[] = []
    const isGone = text._item?.deleted === true
    let attributes: Record<string, unknown> = {}
    for (let item = text._start; item !== null; item = item.right) {
      const { content } = item
      if (content instanceof Y.ContentFormat) {
        if (!item.deleted || isGone) attributes = { ...attributes, [content.key]: content.value }
      } else chars.push(...charsIn(item, text, marksFrom(attributes)))
    }
    return chars
  }

  charAt(id: Y.ID): Char | null {
    const item = this.itemAt(id)
    if (!item || !(item.parent instanceof Y.Text) || !isOfChars(item)) return null
    return charIn(item, item.parent, id.clock - item.id.clock, {})
  }

  itemAt({ client, clock }: Y.ID): Y.Item | null {
    if (clock >= Y.getState(this.doc.store, client)) return null
    const struct: unknown = Y.getItem(this.doc.store, Y.createID(client, clock))
    return struct instanceof Y.Item ? struct : null
  }

  private eachItem(client: number, from: number, to: number, act: (item: Y.Item) => void): void {
    for (let clock = from; clock < to;) {
      const item = this.itemAt({ client, clock })
      if (item) act(item)
      clock = item ? item.id.clock + item.length : clock + 1
    }
  }
}

/** The block that an item is, or stands in. */
function addText(texts: Set<Y.Text>, item: Y.Item): void {
  const { parent, content } = item
  if (parent instanceof Y.Text) texts.add(parent)
  if (content instanceof Y.ContentType && content.type instanceof Y.Text) texts.add(content.type)
}

const charsIn = (item: Y.Item, text: Y.Text, marks: Marks): readonly Char[] =>
  isOfChars(item) ? Array.from({ length: item.length }, (_, at) => charIn(item, text, at, marks)) : []

const isOfChars = ({ content }: Y.Item) => content instanceof Y.ContentString || content instanceof Y.ContentEmbed

function charIn(item: Y.Item, text: Y.Text, at: number, marks: Marks): Char {
  const { client, clock } = item.id
  const char = { key: `${client}:${clock + at}`, client, clock: clock + at, text, item }
  if (item.content instanceof Y.ContentString) return { ...char, run: { text: item.content.str[at]!, ...marks } }
  const { to } = (item.content as Y.ContentEmbed).embed as { to?: unknown }
  const { alternative } = marks
  return { ...char, run: { footnote: blockId(String(to)), ...(alternative && { alternative }) } }
}

/** What stands for a character when texts are compared. */
export const unitOf = ({ run }: Char): string => ('footnote' in run ? `\n${run.footnote}` : run.text)

export function runsOf(chars: readonly Char[]): readonly Run[] {
  const runs: Run[] = []
  for (const { run } of chars) appendRun(runs, run)
  return runs
}

export type BlockName = { readonly fragment: FragmentName; readonly block: string }

export function nameOf(text: Y.Text): BlockName {
  const item = text._item!
  return { fragment: Y.findRootTypeKey(item.parent as Y.Map<Y.Text>) as FragmentName, block: item.parentSub! }
}

export const isAlive = (text: Y.Text): boolean => text._item?.deleted === false
