/** The administrations behind the changes of a comparison, each with its colour. */
import type { ComparedText } from '../../../shared/protocol/compare.ts'
import { partyOf, type Marked } from './compared-changes.ts'
import type { AuthorNames } from './use-author-names.ts'

export type Party = {
  /** ISO 3166-1 alpha-3, or `NO_ADMINISTRATION`. */
  readonly key: string
  readonly name: string
  readonly changes: number
  readonly hue: number
}

/** Colours there are; with more administrations than that, the form of the line differs too. */
export const HUES = 8

export function partiesIn({ authors }: ComparedText, { counts }: Marked, names: AuthorNames): readonly Party[] {
  const keys = [...new Set(authors.map(partyOf))]
  return keys
    .map((key, at) => ({ key, name: names.party(key), changes: counts.get(key) ?? 0, hue: at % HUES }))
    .filter(({ changes }) => changes > 0)
    .sort((a, b) => b.changes - a.changes || a.name.localeCompare(b.name))
}

export const hueOfAuthor = ({ authors }: ComparedText): ((author: number) => number) => {
  const keys = [...new Set(authors.map(partyOf))]
  return (author) => keys.indexOf(partyOf(authors[author])) % HUES
}

export const hiddenChanges = (parties: readonly Party[], shown: readonly string[] | null): number =>
  shown === null ? 0 : parties.filter(({ key }) => !shown.includes(key)).reduce((sum, { changes }) => sum + changes, 0)
