/** What reading a resolution gives: the text as blocks, and an account of every line that was not plain to read. */
import type { Block } from '../document/blocks.ts'

export type ImportedText = {
  /** As written: "31", or a temporary number such as "[EUR-A25-2]". */
  readonly number: string
  /** "Rev. Kigali, 2022"; null for the first edition. */
  readonly revision: string | null
  /** The body that adopted it, without its article: "World Telecommunication Development Conference". */
  readonly conference: string
  /** Where and when it met, as the opening line says: "Kigali, 2022"; null where it does not say. */
  readonly heldAt: string | null
  readonly title: string
  /** In reading order, the footnotes last. No label is in the words: labels are computed. */
  readonly blocks: readonly Block[]
  readonly findings: readonly ImportFinding[]
  readonly leftOut: readonly LeftOut[]
}

export type ImportFindingCode =
  /** The source lost a label; its place gives it back. */
  | 'label-restored'
  /** The source's label is not the one its place gives. */
  | 'label-differs'
  /** Which level an item has could not be told for sure. */
  | 'level-doubtful'
  /** A first paragraph under a call was read as introducing the items, or as the first of them. */
  | 'first-paragraph'
  /** A line was taken as the continuation of the one before. */
  | 'line-joined'
  /** The line opens a section by its look, with words that are not in the list of calls. */
  | 'unknown-call'
  /** The line begins with the words of a call and goes on like a clause. */
  | 'run-in-call'
  /** A heading among the clauses, such as "Section 1"; it is kept as a plain paragraph. */
  | 'section-heading'
  /** A call has nothing under it. */
  | 'empty-call'
  /** A paragraph stands before the first call. */
  | 'before-first-call'
  | 'title-missing'
  /** A footnote stood among the clauses and was put at the end. */
  | 'footnote-displaced'
  /** Two footnotes had the same mark; the second got another. */
  | 'footnote-renumbered'
  | 'footnote-without-mark'
  | 'mark-without-footnote'
  /** Words in square brackets: read as not agreed. */
  | 'square-brackets'
  /** A bracket that opens or closes nothing, stands in another or holds no words; it is kept as characters. */
  | 'bracket-doubtful'
  /** Words that look as if a deleted and an inserted text stood together, their revision marks lost. */
  | 'merged-revision'
  /** The file lost its revision marks, or holds them: which reading was taken. */
  | 'revision-marks'
  /** A table of the source, and what became of it. */
  | 'table'
  /** Something of a Word file that is no text was passed over. */
  | 'not-read'
  /** Words of the file are not part of the text. */
  | 'left-out'

/** `line` counts from 1 in the source as it was given. `message` is a sentence. */
export type ImportFinding = { readonly line: number; readonly code: ImportFindingCode; readonly message: string }

/** A stretch of the source that is in no block. Blank lines are not listed. */
export type LeftOut = {
  readonly line: number
  readonly text: string
  readonly why: string
  /** The reasons that a proposal gives for what it does with the resolution. */
  readonly isReasons?: true
}
