/** What edits that met did to each other's words. */
import type * as Y from 'yjs'
import type { Char } from './text-history.ts'

/** Words of one person that follow their neighbours into another block. */
export type Follow = {
  readonly words: readonly Char[]
  /** The character that they stand next to there. */
  readonly next: Char
  readonly side: 'behind' | 'before'
  /** The entry that carried the neighbours away, and the block they stood in. */
  readonly structural: number
  readonly from: Y.Text
}
/** Words that stand in no block any more, because theirs was taken away. */
export type Lost = { readonly words: readonly Char[]; readonly from: Y.Text; readonly structural: number }
/** The copy that came second. */
export type Twice = {
  readonly first: readonly Char[]
  readonly second: readonly Char[]
  readonly from: Y.Text
  readonly structural: number
}

export type Displaced = { readonly follows: readonly Follow[]; readonly lost: readonly Lost[] }

export type Collisions = Displaced & {
  readonly twice: readonly Twice[]
  /** Copies of words that somebody deleted, with the entry that did. */
  readonly missed: readonly { readonly char: Char; readonly by: number }[]
}

/** What the author of the edit knew. */
export type Knowledge = {
  /** The edit says of a character that it is deleted, so its author had it. */
  readonly names: (char: Char) => boolean
  /** The edit says so of nothing but what stood on its author's screen. */
  readonly tells: boolean
}
