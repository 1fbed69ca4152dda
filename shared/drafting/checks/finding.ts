/** What a check finds: where, why it matters, and how to mend it. */
import type { BlockId } from '../../ids.ts'
import type { Block, Document, FragmentName } from '../../document/blocks.ts'
import type { ClauseNames } from '../clause-names.ts'
import type { Labelling } from '../../document/labels.ts'
import type { LibraryEdition } from '../newer-edition.ts'
import type { OfferedMend } from './mend.ts'

export type FindingCode =
  | 'missing-reasons'
  | 'empty-text'
  | 'empty-clause'
  | 'unsettled-bracket'
  | 'broken-bracket'
  | 'typed-bracket'
  | 'stray-bracket'
  | 'open-review-flag'
  | 'vanished-footnote'
  | 'unreferenced-footnote'
  | 'vanished-reference'
  | 'reference-to-nothing'
  | 'reference-differs'
  | 'unlinked-reference'
  | 'ambiguous-reference'
  | 'superseded-edition'
  | 'punctuation'
  | 'doubled-space'
  | 'doubled-sign'
  | 'repeated-words'
  | 'stray-sign'
  | 'odd-characters'
  | 'unbalanced-parenthesis'
  | 'text-not-reproduced'
  | 'no-change'
  | 'words-changed'
  | 'add-inside-text'

export type Finding = {
  readonly code: FindingCode
  /** It stops the lock, unless the chair gives a reason. */
  readonly blocking: boolean
  /** Null where it is about the whole. */
  readonly block: BlockId | null
  /** A sentence for the chair and for the record. */
  readonly message: string
  /** The text, where it is absent. */
  readonly fragment?: FragmentName
  /** Characters of the block, a footnote reference as one; absent where it is about the whole block. */
  readonly range?: { readonly from: number; readonly to: number }
  /** What to do, in a sentence; absent where the message says it. */
  readonly how?: string
  /** Edits that mend it, one to be chosen; none where only a person can tell. */
  readonly mends?: readonly OfferedMend[]
}

export type CheckedOperator = 'MOD' | 'ADD' | 'SUP' | 'NOC' | 'NOC-underlined' | '(MOD)'

export type Subject = {
  readonly operator: CheckedOperator
  readonly document: Document
  readonly base: readonly Block[]
  readonly labelling?: Labelling
  /** The library's texts; without them only what is known of editions elsewhere counts. */
  readonly library?: readonly LibraryEdition[]
}

/** A subject with what several checks need. */
export type Checked = Subject & { readonly names: ClauseNames; readonly labels: readonly string[] }

type Sketch = Pick<Finding, 'code' | 'message'> & Partial<Finding>

export const finding = (sketch: Sketch): Finding => ({ blocking: false, block: null, ...sketch })
