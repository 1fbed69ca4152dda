/**
 * The text with everything that ever stood in it: replayed from the log without throwing anything away, and with the entry that
 * put each character in and the one that took it out. Built only where edits may have collided, because it costs the whole log.
 */
import * as Y from 'yjs'
import { marksFrom } from '../../../shared/document/ydoc.ts'
import { appendRun, type FragmentName, type Marks, type Run } from '../../../shared/document/blocks.ts'
import { blockId } from '../../../shared/ids.ts'
import { isTextKind } from '../../../shared/log/chain.ts'
import type { EntryRow } from '../entry-table.ts'

/** One position of a block's words: a UTF-16 unit or a footnote reference. `key` names it for ever. */
export type Char = {
  readonly key: string
  readonly client: number
  readonly clock: number
  readonly run: Run
  readonly text: Y.Text
  readonly item: Y.Item
}

type Range = { readonly from: number; readonly to: number; readonly seq: number }
type Ranges = Map<number, Range[]>

export type TextEntry = {
  readonly seq: number
  readonly row: EntryRow
  /** What its update says is deleted, also where that was gone already. */
  readonly named: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
}

export class TextHistory {
  readonly entries = new Map<number, TextEntry>()
  private readonly doc = new Y.Doc({ gc: false })
  private readonly inserted: Ranges = new Map()
  private readonly deleted: Ranges = new Map()
  private seq = 0

  constructor() {
    this.doc.on('afterTransaction', (transaction) => this.note(transaction))
  }

  get upTo(): number {
    return this.seq
  }

  add(row: EntryRow): void {
    this.seq = row.seq
    if (!isTextKind(row.kind)) return
    const { ds } = Y.decodeUpdate(row.payload)
    this.entries.set(row.seq, { seq: row.seq, row, named: ds.clients })
    Y.applyUpdate(this.doc, row.payload)
  }

  private note({ beforeState, afterState, deleteSet }: Y.Transaction): void {
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0
      if (to > from) push(this.inserted, client, { from, to, seq: this.seq })
    }
    for (const [client, ranges] of deleteSet.clients)
      for (const { clock, len } of ranges) push(this.deleted, client, { from: clock, to: clock + len, seq: this.seq })
  }

  insertedBy = (id: Y.ID): number => find(this.inserted, id) ?? 0
  /** The entry that took it out; null for what stands. */
  deletedBy = (id: Y.ID): number | null => find(this.deleted, id)

  entryAfter = (seq: number): TextEntry | null => this.neighbour(seq, 1)
  entryBefore = (seq: number): TextEntry | null => this.neighbour(seq, -1)

  private neighbour(seq: number, step: 1 | -1): TextEntry | null {
    for (let at = seq + step; at >= 1 && at <= this.seq; at += step) {
      const entry = this.entries.get(at)
      if (entry) return entry
    }
    return null
  }

  /** The Yjs clients in whose name an entry puts something in. */
  clientsOf(seq: number): readonly number[] {
    return [...this.inserted].filter(([, list]) => list.some((range) => range.seq === seq)).map(([client]) => client)
  }

  /** The blocks into which an entry put something, or out of which it took or says to take something. */
  textsTouchedBy({ seq, named }: TextEntry): readonly Y.Text[] {
    const texts = new Set<Y.Text>()
    const add = (client: number, from: number, to: number) =>
      this.eachItem(client, from, to, (item) => addText(texts, item))
    for (const ranges of [this.inserted, this.deleted])
      for (const [client, list] of ranges)
        for (const range of list) if (range.seq === seq) add(client, range.from, range.to)
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
    if (!item || !(item.parent instanceof Y.Text)) return null
    return charsIn(item, item.parent, {}).find(({ clock }) => clock === id.clock) ?? null
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

function push(ranges: Ranges, client: number, range: Range): void {
  const list = ranges.get(client)
  if (list) list.push(range)
  else ranges.set(client, [range])
}

function find(ranges: Ranges, { client, clock }: Y.ID): number | null {
  return ranges.get(client)?.find(({ from, to }) => from <= clock && clock < to)?.seq ?? null
}

/** The block that an item is, or stands in. */
function addText(texts: Set<Y.Text>, item: Y.Item): void {
  const { parent, content } = item
  if (parent instanceof Y.Text) texts.add(parent)
  if (content instanceof Y.ContentType && content.type instanceof Y.Text) texts.add(content.type)
}

function charsIn(item: Y.Item, text: Y.Text, marks: Marks): readonly Char[] {
  const { content, id } = item
  const char = (at: number, run: Run): Char => {
    const clock = id.clock + at
    return { key: `${id.client}:${clock}`, client: id.client, clock, run, text, item }
  }
  if (content instanceof Y.ContentString)
    return content.str.split('').map((unit, at) => char(at, { text: unit, ...marks }))
  if (!(content instanceof Y.ContentEmbed)) return []
  const { alternative } = marks
  return [
    char(0, { footnote: blockId(String((content.embed as { to?: unknown }).to)), ...(alternative && { alternative }) }),
  ]
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
