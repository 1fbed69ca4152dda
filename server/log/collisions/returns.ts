/**
 * What an undo brought back while it stood elsewhere. An undo puts a character right before the removed one that it was, and a block
 * under the id that it had; by that it is told from new words that say the same.
 */
import * as Y from 'yjs'
import { matched } from './matched.ts'
import { isNamedBy } from './transfers.ts'
import type { Twice } from './what-met.ts'
import type { Paths } from './paths.ts'
import { unitOf, type Char, type TextEntry, type TextHistory } from './text-history.ts'

/** What was taken out longer ago is not looked for. */
const MOST_ENTRIES_BACK = 2_000

type Return = { readonly was: Char; readonly is: Char }

export function broughtBackTwice(history: TextHistory, paths: Paths, entry: TextEntry): readonly Twice[] {
  return history.textsTouchedBy(entry).flatMap((text) => {
    const doubled = returnsIn(history, text, entry.seq).flatMap((each) => {
      const [first, second] = [standsElsewhere(history, paths, each), paths.standing(each.is)]
      return first && second && first.key !== second.key ? [{ first, second, by: history.insertedBy(first) }] : []
    })
    if (doubled.length === 0) return []
    const [first, second] = [doubled.map((each) => each.first), doubled.map((each) => each.second)]
    return [{ first, second, from: text, structural: doubled[0]!.by }]
  })
}

/** Carried there by somebody, or brought back by somebody else. */
function standsElsewhere(history: TextHistory, paths: Paths, { was, is }: Return): Char | null {
  const carried = paths.standing(was)
  if (carried) return carried
  const seq = history.insertedBy(is)
  const earlier = history
    .charsOf(is.text)
    .find((char) => char.key !== is.key && history.insertedBy(char) < seq && wasBefore(history, char)?.key === was.key)
  return (earlier && paths.standing(earlier)) ?? null
}

function returnsIn(history: TextHistory, text: Y.Text, seq: number): readonly Return[] {
  const put = history.charsOf(text).filter((char) => history.insertedBy(char) === seq)
  if (put.length === 0) return []
  if (history.insertedBy(text._item!.id) === seq) return returnsOfBlock(history, text, put)
  return put.flatMap((is) => {
    const was = wasBefore(history, is)
    return was ? [{ was, is }] : []
  })
}

/** What characters were before undos brought them back, and what undos made of them; each block is read once. */
export class Returns {
  private readonly history: TextHistory
  private readonly ofText = new Map<Y.Text, readonly Return[]>()
  private readonly sources = new Map<string, Char>()
  private readonly copies = new Map<string, Char[]>()

  constructor(history: TextHistory) {
    this.history = history
  }

  /** Undefined where it was written as it is. */
  sourceOf(is: Char): Char | undefined {
    this.read(is.text)
    return this.sources.get(is.key)
  }

  copiesOf(was: Char): readonly Char[] {
    this.read(was.text)
    for (let next = was.text._item!.right; next !== null; next = next.right) {
      const text = textIn(next)
      if (text) this.read(text)
    }
    return this.copies.get(was.key) ?? []
  }

  private read(text: Y.Text): void {
    if (this.ofText.has(text)) return
    const returns = this.allIn(text)
    this.ofText.set(text, returns)
    for (const { was, is } of returns) {
      this.sources.set(is.key, was)
      this.copies.set(was.key, [...(this.copies.get(was.key) ?? []), is])
    }
  }

  private allIn(text: Y.Text): readonly Return[] {
    const chars = this.history.charsOf(text)
    const made = this.history.insertedBy(text._item!.id)
    const first = chars.filter((char) => this.history.insertedBy(char) === made)
    const later = chars.flatMap((is) => {
      const was = this.history.insertedBy(is) === made ? null : wasBefore(this.history, is)
      const goneBy = was && this.history.deletedBy(was)
      return was && goneBy !== null && goneBy <= this.history.insertedBy(is) ? [{ was, is }] : []
    })
    return [...returnsOfBlock(this.history, text, first), ...later]
  }
}

/** The removed character that this one was. */
function wasBefore(history: TextHistory, is: Char): Char | null {
  const right = is.item.rightOrigin
  return right && mayBeReturn(history, is.item, right) ? sameAt(history, is, right) : null
}

function sameAt(history: TextHistory, is: Char, right: Y.ID): Char | null {
  const was = history.charAt({ client: right.client, clock: right.clock + is.clock - startOf(history, is.item) })
  return was && unitOf(was) === unitOf(is) ? was : null
}

/** Where the piece began that was put in: whoever wrote in it since has cut it, and each part has the neighbour of all. */
function startOf(history: TextHistory, item: Y.Item): number {
  for (let part = item; ;) {
    const { client, clock } = part.id
    const before = clock > 0 ? history.itemAt({ client, clock: clock - 1 }) : null
    if (!before || !isSame(part.origin, before.lastId) || !isSame(part.rightOrigin, before.rightOrigin)) return clock
    part = before
  }
}

const isSame = (a: Y.ID | null, b: Y.ID | null) => a?.client === b?.client && a?.clock === b?.clock

/**
 * Our editor says so. Of others: an undo brings back what the same person had taken away, in one piece. Letters that happen to be the
 * same here and there in new words are none.
 */
function mayBeReturn(history: TextHistory, item: Y.Item, right: Y.ID): boolean {
  if (history.isOfUndo(item.id)) return true
  const old = history.itemAt(right)
  if (!old?.deleted || old.content.constructor !== item.content.constructor) return false
  if (!wasTakenByAuthorOf(history, item, right)) return false
  const length = Math.min(goneFrom(history, right).length, item.length)
  const same = Array.from({ length }, (_, at) => {
    const is = history.charAt({ client: item.id.client, clock: item.id.clock + at })
    return is !== null && sameAt(history, is, right) !== null
  })
  return same.filter(Boolean).length * 2 >= length
}

/** The same person had said that it is deleted: as the first who did, or unseen of that one. */
function wasTakenByAuthorOf(history: TextHistory, item: Y.Item, right: Y.ID): boolean {
  const [put, gone] = [history.insertedBy(item.id), history.deletedBy(right)]
  const author = history.entries.get(put)?.row.author
  if (gone === null || author === undefined) return false
  for (const entry of history.entriesFrom(Math.max(gone, put - MOST_ENTRIES_BACK))) {
    if (entry.seq >= put) return false
    if (entry.row.author === author && isNamedBy(entry, right)) return true
  }
  return false
}

/** What one edit removed from a character on: neighbours that were written one after the other. */
function goneFrom(history: TextHistory, { client, clock }: Y.ID): readonly Char[] {
  const first = history.charAt({ client, clock })
  const gone: Char[] = []
  for (let char = first; char; char = history.charAt({ client, clock: clock + gone.length })) {
    if (char.text !== first!.text || history.deletedBy(char) !== history.deletedBy(first!)) break
    gone.push(char)
  }
  return gone
}

/** The block that stood under the same id, rather with its last words than with those that had gone before. */
function returnsOfBlock(history: TextHistory, text: Y.Text, put: readonly Char[]): readonly Return[] {
  const before = text._item!.origin && textIn(history.itemAt(text._item!.origin))
  if (put.length === 0 || !before) return []
  const goneBy = history.deletedBy(before._item!.id)
  const pairs = matched(history.charsOf(before), put, (was) => history.deletedBy(was) === goneBy)
  return pairs.map(([was, is]) => ({ was, is }))
}

const textIn = (item: Y.Item | null): Y.Text | null =>
  item?.content instanceof Y.ContentType && item.content.type instanceof Y.Text ? item.content.type : null
