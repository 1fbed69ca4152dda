import { useLingui } from '@lingui/react/macro'
import type { ComparedAuthor, ComparedText } from '../../../shared/protocol/compare.ts'
import { nameOf, symbolOf } from '../../administrations/names.ts'
import { NO_ADMINISTRATION } from './compared-changes.ts'

export type AuthorNames = {
  /** "Delegate, Kenya": the person, and the administration where the name does not say it. */
  readonly name: (author: number) => string
  /** The ITU symbol, or a short word for people without an administration. */
  readonly symbol: (author: number) => string
  readonly party: (administration: string) => string
}

export function useAuthorNames({ authors, people }: Pick<ComparedText, 'authors' | 'people'>): AuthorNames {
  const { t } = useLingui()
  const party = (administration: string) =>
    administration === NO_ADMINISTRATION ? t`No administration` : nameOf(administration)
  const personOf = ({ person }: ComparedAuthor) => people.find(({ id }) => id === person)
  return {
    party,
    symbol: (at) => {
      const author = authors[at]!
      return author.administration === null ? (personOf(author)?.organization ?? '–') : symbolOf(author.administration)
    },
    name: (at) => {
      const author = authors[at]!
      const name = personOf(author)?.name ?? t`A person whose name was erased`
      const administration = author.administration && nameOf(author.administration)
      const whole = administration && !name.includes(administration) ? `${name}, ${administration}` : name
      return author.isStart ? t`${whole} (with the starting text)` : whole
    },
  }
}
