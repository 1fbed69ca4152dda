/**
 * The decisions that a proposal's log holds beside its text changes. An act says what was decided; who, when and in what order
 * stand in the entry around it. Every act is kept for ever: a wrong one is answered by a later one.
 */
import type { Language } from '../document/language.ts'
import type { AdoptionRule } from '../endorsement/adoption-rule.ts'
import type { VerdictOutcome } from '../endorsement/verdict.ts'
import type { Position } from '../endorsement/position.ts'
import type { EditionStatus } from '../library/edition.ts'
import type { Administration, ForumId, PersonId, TextId } from '../ids.ts'
import type { Resolution, ReviewFlag } from './review-flag.ts'
import type { Role } from './roles.ts'

/** Source: ITU PP-10 proposal guidelines (domain.md §2.1). */
export const OPERATORS = ['MOD', 'ADD', 'SUP', 'NOC', 'NOC-underlined', '(MOD)'] as const
export type Operator = (typeof OPERATORS)[number]

/** `keep`: the numbers of the text in force stay, and what is inserted takes a Latin suffix (2bis). */
export const NUMBERINGS = ['renumber', 'keep'] as const
export type Numbering = (typeof NUMBERINGS)[number]

/** The text in force that a proposal changes, as it was when the proposal was started. */
export type BaseText = {
  readonly text: TextId
  /** "Resolution 31 (Rev. Kigali, 2022)" */
  readonly name: string
  readonly title: string
  readonly edition: EditionStatus
  readonly digest: string
  /** Hash of its clauses' ids, to which the `origin` of the proposal's clauses refers. */
  readonly identity: string
}

export type Act =
  | {
      readonly type: 'created'
      readonly forum: ForumId
      readonly title: string
      readonly operator: Operator
      readonly base: BaseText | null
      /** Started on a superseded text although the program warned. */
      readonly warnedOfSuperseded: boolean
      /** Of the text; English where it is absent. */
      readonly language?: Language
    }
  | { readonly type: 'renamed'; readonly title: string }
  | { readonly type: 'observers-admitted'; readonly may: boolean }
  | { readonly type: 'numbering-set'; readonly numbering: Numbering }
  | { readonly type: 'review-opened' }
  | { readonly type: 'drafting-resumed' }
  | {
      readonly type: 'position-taken'
      readonly position: Position
      readonly digest: string
      readonly textSeq: number
    }
  | { readonly type: 'position-withdrawn' }
  /** An administration says which alternative of a bracket it wants, on the words that it had on the screen. */
  | {
      readonly type: 'alternative-held'
      readonly bracket: string
      readonly alternative: number
      readonly words: string
    }
  | { readonly type: 'alternative-released'; readonly bracket: string }
  | {
      readonly type: 'bracket-settled'
      readonly bracket: string
      /** As they stood, in reading order. */
      readonly alternatives: readonly { readonly number: number; readonly words: string }[]
      /** The number of the one whose words stay; null where none does. */
      readonly keep: number | null
      readonly reason: string
    }
  /** By the server, right after the edit that met another. */
  | { readonly type: 'review-flag-raised'; readonly flag: ReviewFlag }
  | {
      readonly type: 'review-flag-settled'
      /** The entry that raised it. */
      readonly flag: number
      readonly resolution: Resolution
      readonly reason: string | null
    }
  | {
      readonly type: 'locked'
      readonly digest: string
      /** Hash of the ids and origins of the clauses: which clause is which, beside what they say. */
      readonly identity: string
      readonly reason: string | null
      /** Blocking findings that the chair overrode, in words. */
      readonly overridden: readonly string[]
    }
  | { readonly type: 'unlocked'; readonly reason: string }
  | {
      readonly type: 'declared'
      readonly outcome: 'adopted' | 'not-carried'
      readonly digest: string
      readonly verdict: VerdictOutcome
      readonly supporting: number
      readonly opposing: number
      /** The rule and the roster as they were applied: later changes of the reference data do not change this act. */
      readonly rule: AdoptionRule
      readonly roster: readonly Administration[]
      readonly reason: string | null
    }
  | { readonly type: 'exported'; readonly format: 'docx'; readonly digest: string; readonly fileSha256: string }
  | { readonly type: 'submitted'; readonly date: string; readonly documentNumber: string }
  | { readonly type: 'withdrawn'; readonly reason: string }
  | { readonly type: 'deleted' }

export type ActType = Act['type']

/** An act as it is hashed: `as` is the role in which it was done, `salt` 16 random bytes so that its hash gives nothing away. */
export type ActPayload = {
  readonly act: Act
  readonly as: Role | 'system'
  readonly command: string
  readonly salt: string
}

/** What everybody who may read a proposal sees of its log. A text entry's words travel by Yjs, so only its frame stands here. */
export type LogEntry = {
  readonly seq: number
  /** UTC milliseconds, the server's commit time. */
  readonly time: number
  readonly author: PersonId
  readonly administration: string | null
  /** SHA-256 chain up to this entry, hex. */
  readonly chain: string
} & ({ readonly kind: 'text' } | { readonly kind: 'act'; readonly act: Act; readonly as: Role | 'system' })
