/** A source freed of what its format left in it: lines and footnotes, whatever file they came from. */
import type { ImportFinding, LeftOut } from './imported-text.ts'

/** What the style of a Word paragraph says that it is. `paragraph`: a whole one, never the rest of the one before. */
export type LineRole = 'number' | 'title' | 'history' | 'opening' | 'call' | 'paragraph' | 'heading' | 'annex' | 'aside'

export type SourceLine = {
  readonly line: number
  readonly text: string
  /** Absent where the source has no styles, or none that tells. */
  readonly role?: LineRole
  /** How deep the style indents it: 1 for `enumlev1`. */
  readonly depth?: number
  /** It began with a tab, as the cells of a table do in plain text. */
  readonly isTabbed?: true
}

/** The text of a footnote. `displaced`: it stood on a line of its own, among the clauses. */
export type SourceFootnote = {
  readonly line: number
  readonly mark: string
  readonly text: string
  readonly displaced: boolean
  /** The mark in the source, where another had it before; of several resolutions each has its own ¹. */
  readonly written?: string
  /** Of a note that a Word file keeps apart from its paragraphs: the same in every reading of the file. */
  readonly key?: string
}

/** What each format is brought to before it is read. */
export type CleanSource = {
  /** Blank lines are kept as empty ones: they tell that a paragraph ended. */
  readonly lines: readonly SourceLine[]
  readonly footnotes: readonly SourceFootnote[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}
