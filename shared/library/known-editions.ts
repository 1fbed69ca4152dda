/** What is known of the editions of resolutions: which are in force, which were revised since. Everything else is not known. */
import type { ImportedText } from '../import/imported-text.ts'
import type { EditionStatus } from './edition.ts'

/** Names an edition as an imported text does: "31", "Rev. Kigali, 2022", "World Telecommunication Development Conference". */
export type Edition = Pick<ImportedText, 'number' | 'revision' | 'conference'>

const WTDC = 'World Telecommunication Development Conference'

const KNOWN: readonly (readonly [edition: Edition, status: EditionStatus])[] = [
  [
    { number: '31', revision: 'Rev. Kigali, 2022', conference: WTDC },
    {
      kind: 'superseded',
      by: 'Rev. Baku, 2025',
      source:
        'Contribution to Council 2026 on the revision of PP Resolution 58, which quotes Resolution 31 (Rev. Baku, 2025) in its comparison table; the Final Report of WTDC-25 is the authority.',
    },
  ],
]

/** Capitals and spaces do not tell editions apart: "REV.WRC-19" is "Rev. WRC-19". */
export function editionStatus(edition: Edition): EditionStatus {
  return KNOWN.find(([known]) => keyOf(known) === keyOf(edition))?.[1] ?? { kind: 'not-known' }
}

const keyOf = ({ number, revision, conference }: Edition) =>
  [number, revision ?? '', conference].map((part) => part.toLowerCase().replace(/\s/g, '')).join('|')
