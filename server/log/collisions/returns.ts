/**
 * What an undo brought back while it stood elsewhere. An undo puts a character right before the removed one that it was, and a block
 * under the id that it had; by that it is told from new words that say the same.
 */
import * as Y from 'yjs'
import type { Twice } from './what-met.ts'
import type { Paths } from './paths.ts'
import { unitOf, type Char, type TextEntry, type TextHistory } from './text-history.ts'

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
    const after = was.text._item!.right?.content
    if (after instanceof Y.ContentType && after.type instanceof Y.Text) this.read(after.type)
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
  const was = history.charAt({ client: right.client, clock: right.clock + is.clock - is.item.id.clock })
  return was && unitOf(was) === unitOf(is) ? was : null
}

/**
 * An undo brings back what the same person had taken away, in one piece. Letters that happen to be the same here and there in new
 * words are none.
 */
function mayBeReturn(history: TextHistory, item: Y.Item, right: Y.ID): boolean {
  const old = history.itemAt(right)
  if (!old?.deleted || old.content.constructor !== item.content.constructor) return false
  if (authorOf(history, history.insertedBy(item.id)) !== authorOf(history, history.deletedBy(right))) return false
  const length = Math.min(goneFrom(history, right).length, item.length)
  const same = Array.from({ length }, (_, at) => {
    const is = history.charAt({ client: item.id.client, clock: item.id.clock + at })
    return is !== null && sameAt(history, is, right) !== null
  })
  return same.filter(Boolean).length * 2 >= length
}

const authorOf = (history: TextHistory, seq: number | null) =>
  seq === null ? null : history.entries.get(seq)?.row.author

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

/** The block that stood under the same id, with its last words. */
function returnsOfBlock(history: TextHistory, text: Y.Text, put: readonly Char[]): readonly Return[] {
  const before = text._item!.left?.content
  if (!(before instanceof Y.ContentType) || !(before.type instanceof Y.Text)) return []
  const goneBy = history.deletedBy(before.type._item!.id)
  const last = history.charsOf(before.type).filter((char) => history.deletedBy(char) === goneBy)
  const same = last.length === put.length && last.every((was, at) => unitOf(was) === unitOf(put[at]!))
  return same ? last.map((was, at) => ({ was, is: put[at]! })) : []
}
