/** What the calls of `api.ts` answer with: plain values, read-only on both sides. */
import type { Block, Document } from '../document/blocks.ts'
import type { AdoptionRule } from '../endorsement/adoption-rule.ts'
import type { Administration, ForumId, ProposalId, TextId } from '../ids.ts'
import type { Language } from '../import/language.ts'
import type { EditionStatus } from '../library/edition.ts'
import type { BaseText, LogEntry, Operator } from '../proposal/acts.ts'
import type { ProposalState } from '../proposal/fold.ts'
import type { Role } from '../proposal/roles.ts'
import type { Stage } from '../proposal/stages.ts'
import type { Person, PersonCard } from './people.ts'

export type SessionView = {
  readonly person: Person | null
  readonly demonstration: boolean
  /** The demonstration people, only with DEMO=1. */
  readonly demonstrationPeople: readonly DemonstrationPerson[]
  /** The forums they belong to, so that the sign-in page can name them. */
  readonly demonstrationForums: readonly { readonly id: ForumId; readonly name: string }[]
}
export type DemonstrationPerson = PersonCard & { readonly memberships: Person['memberships'] }

export type ForumView = {
  readonly id: ForumId
  readonly name: string
  readonly kind: 'rpm' | 'rto'
  readonly conference: string
  /** Code of the ITU-D region (rpm) or of the organization (rto). */
  readonly of: string
  readonly roster: readonly Administration[]
  /** Memberships that the reference data doubts: shown, never hidden. */
  readonly doubts: readonly {
    readonly administration: Administration
    readonly listed: boolean
    readonly why: string
  }[]
  readonly rule: AdoptionRule | null
  readonly roles: readonly Role[]
  readonly proposals: number
}

export type ProposalSummary = {
  readonly id: ProposalId
  /** "AFCP/XX/3", as in `ProposalView`. */
  readonly label: string
  readonly forum: ForumId
  readonly title: string
  readonly operator: Operator
  readonly base: BaseText | null
  readonly stage: Stage
  readonly digest: string
  readonly supporting: number
  readonly opposing: number
  readonly abstaining: number
  readonly stale: number
  readonly lastChange: { readonly time: number; readonly by: PersonCard }
  /** Position of the reader's own administration, and whether it is on the present text. */
  readonly own: { readonly position: string; readonly isStale: boolean } | null
}

/** `number` is the place of the proposal in its forum, for "AFCP/XX/3"; it is not the ITU number. */
export type ProposalView = {
  readonly id: ProposalId
  readonly label: string
  readonly forum: ForumView
  readonly state: ProposalState
  readonly digest: string
  /** The text in force, with the labels' worth of structure; empty for ADD. */
  readonly base: readonly Block[]
  readonly people: readonly PersonCard[]
}

/** So many clauses were taken out of the text by an entry. */
export type Removed = { readonly seq: number; readonly clauses: number }

export type HistoryView = {
  readonly entries: readonly LogEntry[]
  readonly people: readonly PersonCard[]
  readonly verified: boolean
  /** The entries that took whole clauses away, in the order of the log. */
  readonly removals: readonly Removed[]
}

export type LibraryText = {
  readonly id: TextId
  readonly name: string
  readonly title: string
  readonly conference: string
  readonly edition: EditionStatus
  readonly source: string
  readonly addedAt: number
  readonly clauses: number
}

export type LibraryTextView = LibraryText & {
  readonly blocks: readonly Block[]
  /** `mended`: the paragraph that it is about was changed by hand before the text was accepted. */
  readonly findings: readonly {
    readonly line: number
    readonly code: string
    readonly message: string
    readonly mended?: boolean
  }[]
  /** What stood in the source and is not in the text. */
  readonly leftOut: readonly { readonly line: number; readonly text: string; readonly why: string }[]
  readonly language: Language
}

/** Edits that came after a lock, or without the right: their author's, nobody else sees them. */
export type ParkedDraft = {
  /** Names what the draft holds now: with one more edit it is another. */
  readonly id: string
  readonly time: number
  readonly editIds: readonly string[]
  readonly reason: string
  /** The text that the edits were refused against, and that text with the edits: the redline between them is the draft. */
  readonly against: Document
  readonly text: Document
  /** The bare words of edits that build on what never arrived; empty where there are none. */
  readonly words: string
  /** Something of it can be joined to the text as it is now. */
  readonly isJoinable: boolean
}

/** What applying a draft would do to the text as it is now. */
export type AppliedPreview = {
  readonly textSeq: number
  readonly against: Document
  readonly text: Document
  /** How many places would be flagged for a look, because others changed the same clauses meanwhile. */
  readonly flags: number
  /** False where the log is too long to find that out beforehand: the text may then come out with flags. */
  readonly isCertain: boolean
}

export type TextAt = { readonly textSeq: number; readonly digest: string; readonly document: Document }
