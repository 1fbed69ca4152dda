import type { Block, Document } from '../../shared/document/blocks.ts'
import type { Labelling } from '../../shared/document/labels.ts'

/** Everything that the Word file of a proposal says. Nothing in it comes from a clock. */
export type WordInput = {
  readonly conference: {
    /** As on the cover: "World Telecommunication Development Conference 2029 (WTDC-29)". */
    readonly name: string
    /** As in document numbers: "WTDC-29". */
    readonly symbol: string
    /** Place and dates; '' where they are not known. */
    readonly placeAndDates: string
  }
  /** The meeting body: "PLENARY MEETING". */
  readonly body: string
  /** The number that ITU gave to the document; null prints a placeholder, as the secretariat allots it (domain.md §2.2). */
  readonly documentNumber: string | null
  /** Day on the cover, "2029-03-04". */
  readonly date: string
  readonly originalLanguage: string
  /** The proposer is the set of Member States, never the RTO: "Member States of the African Telecommunications Union (ATU)". */
  readonly source: string
  readonly title: string
  /** MOD, ADD, SUP, NOC or (MOD). */
  readonly operator: string
  /** "AFCP/XX/4" until ITU gives the number. */
  readonly proposalNumber: string
  readonly references: readonly string[]
  /** The text in force; null for a text that is new. */
  readonly base: { readonly title: string; readonly blocks: readonly Block[] } | null
  readonly document: Document
  /** English and numbered anew where it is not given. */
  readonly labelling?: Labelling
  readonly supporting: readonly { readonly name: string; readonly symbol: string | null }[]
  /** 64 hexadecimal digits. */
  readonly digest: string
  /** Author of the tracked changes. */
  readonly forumName: string
  /** Time of the tracked changes and of the file, ISO 8601 in UTC: "2029-03-04T14:20:31Z". */
  readonly changedAt: string
}
