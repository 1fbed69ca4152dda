/** An edit that mends a finding, described; the editor carries it out as one ordinary edit, which can be undone. */
import type { BlockId } from '../../ids.ts'
import type { FragmentName } from '../../document/blocks.ts'

type Place = {
  readonly fragment: FragmentName
  readonly block: BlockId
  readonly from: number
  readonly to: number
  /** What stood there when it was looked at; where something else stands now, nothing is done. */
  readonly was: string
}

export type Mend =
  /** Marks stay those of the first character that gives way, or of the one before where none does. */
  | ({ readonly kind: 'replace'; readonly words: string } & Place)
  | ({ readonly kind: 'link'; readonly target: BlockId } & Place)
  | ({ readonly kind: 'unlink' } & Place)
  /** The signs at both ends go, and what they hold becomes words in brackets. */
  | ({ readonly kind: 'bracket' } & Place)
  /** These characters of the block, between `from` and `to`, go; a line break gives way to a space. */
  | ({ readonly kind: 'take-out'; readonly at: readonly number[] } & Place)
  | { readonly kind: 'delete-block'; readonly fragment: FragmentName; readonly block: BlockId }
  | { readonly kind: 'delete-mark'; readonly fragment: FragmentName; readonly block: BlockId; readonly at: number }

/** What the button says it does. */
export type MendName =
  | 'link'
  | 'link-to'
  | 'unlink'
  | 'use-present-name'
  | 'link-to-named'
  | 'replace-edition'
  | 'set-punctuation'
  | 'one-space'
  | 'one-sign'
  | 'delete-repetition'
  | 'delete-sign'
  | 'delete-empty-clause'
  | 'delete-mark'
  | 'delete-footnote'
  | 'make-bracket'
  | 'take-out'

export type OfferedMend = {
  readonly name: MendName
  /** What will stand there, or what will be meant. */
  readonly words: string
  readonly mend: Mend
  /** The same kind of finding can be mended everywhere at once without looking. */
  readonly safeForAll: boolean
}
