/** Resolutions named in an edition that is known to be superseded. What is not known is not said. */
import { newerEdition } from '../newer-edition.ts'
import { FRAGMENTS, type FragmentName } from '../../document/blocks.ts'
import { editionReferencesIn, type EditionReference } from '../edition-references.ts'
import { finding, type Checked, type Finding } from './finding.ts'
import type { OfferedMend } from './mend.ts'

export const editionFindings = ({ document, library = [] }: Checked): readonly Finding[] =>
  FRAGMENTS.flatMap((fragment) =>
    document[fragment].flatMap(editionReferencesIn).flatMap((reference) => {
      const newer = newerEdition(reference, library)
      if (!newer) return []
      const { block, from, to, words } = reference
      return [
        finding({
          code: 'superseded-edition',
          fragment,
          block,
          range: { from, to },
          message: `“${words}” is superseded by the edition (${newer.edition}).`,
          how: 'See whether the newer edition says the same before you refer to it.',
          mends: replacement(reference, newer.edition, fragment),
        }),
      ]
    }),
  )

/** Only where both are written in the same way: places have other names in other languages. */
function replacement(
  { block, edition, isEnglish }: EditionReference,
  newer: string,
  fragment: FragmentName,
): readonly OfferedMend[] {
  if (!isEnglish || !PLAIN.test(edition.words) || !PLAIN.test(newer)) return []
  const mend = {
    kind: 'replace',
    fragment,
    block,
    from: edition.from,
    to: edition.to,
    was: edition.words,
    words: newer,
  } as const
  return [{ name: 'replace-edition', words: newer, mend, safeForAll: false }]
}

const PLAIN = /^(?:Rev\.\s?)?[\p{Script=Latin} ]+, \d{4}$/u
