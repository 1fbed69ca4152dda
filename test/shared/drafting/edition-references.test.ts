import { describe, expect, it } from 'vitest'
import type { LibraryEdition } from '../../../shared/drafting/drafting-checks.ts'
import { editionReferencesIn } from '../../../shared/drafting/edition-references.ts'
import { newerEdition } from '../../../shared/drafting/newer-edition.ts'
import { written } from '../../support/written-text.ts'

const found = (words: string) => editionReferencesIn(written(`- x ${words}`)[0]!)
const told = (words: string) => found(words).map(({ number, place, year, body }) => [number, place, year, body])

describe('a resolution named with its edition', () => {
  it.each<[string, readonly unknown[]]>([
    [
      'recalling Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary Conference, on relations',
      ['58', 'Busan', 2014, 'PP'],
    ],
    ['Resolution 112 (Marrakesh, 2002)', ['112', 'Marrakesh', 2002, 'PP']],
    ['Resolution 21 (Rev. Kigali, 2022) of WTDC', ['21', 'Kigali', 2022, 'WTDC']],
    ['Resolution 5 (Rev. Nowhere, 2001)', ['5', 'Nowhere', 2001, null]],
    ['Resolution 72 (Rev.WRC-19)', ['72', null, 2019, 'WRC']],
    [
      'Resolution 43 (Rev. New Delhi, 2024) of the World Telecommunication Standardization Assembly',
      ['43', 'New Delhi', 2024, 'WTSA'],
    ],
    ['la Résolution 58 (Rév. Busan, 2014) de la Conférence de plénipotentiaires', ['58', 'Busan', 2014, 'PP']],
    [
      'la Resolución 37 (Rev. Kigali, 2022) de la Conferencia Mundial de Desarrollo de las Telecomunicaciones',
      ['37', 'Kigali', 2022, 'WTDC'],
    ],
    ['Резолюции 58 (Пересм. Пусан, 2014 г.) Полномочной конференции', ['58', 'Пусан', 2014, 'PP']],
    ['全权代表大会第58号决议（2014年，釜山，修订版）', ['58', '釜山', 2014, 'PP']],
    ['القرار 58 (المراجَع في بوسان، 2014) لمؤتمر المندوبين المفوضين', ['58', 'بوسان', 2014, 'PP']],
  ])('%s', (words, expected) => expect(told(words)).toEqual([expected]))

  it('of several that share one edition are found each', () =>
    expect(
      told('Resolutions 44 and 54 (Rev. Geneva, 2022) of the World Telecommunication Standardization Assembly').map(
        ([number]) => number,
      ),
    ).toEqual(['44', '54']))

  it.each([
    'Resolution 58',
    'Resolution 70/1 of the United Nations',
    'Resolution 5 (see above)',
    'Resolution 31 (Rev. Baku, 2025Hyderabad, 2010)',
  ])('is none in: %s', (words) => expect(found(words)).toEqual([]))
})

const newer = (words: string, library: readonly LibraryEdition[]) =>
  newerEdition(found(words)[0]!, library)?.edition ?? null

const text = (
  number: string,
  revision: string,
  edition: LibraryEdition['edition'] = { kind: 'not-known' },
): LibraryEdition => ({
  id: `${number} ${revision}`,
  number,
  revision,
  conference: 'World Telecommunication Development Conference',
  edition,
})

describe('an edition is superseded', () => {
  it('where it is known to be, whatever the library holds', () =>
    expect(newer('Resolution 31 (Rev. Kigali, 2022)', [])).toBe('Rev. Baku, 2025'))

  it('where the library has a newer one of the same body', () => {
    expect(newer('Resolution 21 (Rev. Hyderabad, 2010)', [text('21', 'Rev. Kigali, 2022')])).toBe('Rev. Kigali, 2022')
    expect(newer('Resolution 21 (Rev. Kigali, 2022)', [text('21', 'Rev. Kigali, 2022')])).toBeNull()
    expect(newer('Resolution 21 (Rev. Busan, 2014)', [text('21', 'Rev. Kigali, 2022')])).toBeNull()
    expect(newer('Resolution 22 (Rev. Hyderabad, 2010)', [text('21', 'Rev. Kigali, 2022')])).toBeNull()
  })

  it('where the library says so of its own copy', () =>
    expect(
      newer('Resolution 21 (Rev. Kigali, 2022)', [
        text('21', 'Rev. Kigali, 2022', { kind: 'superseded', by: 'Rev. X, 2029', source: '' }),
      ]),
    ).toBe('Rev. X, 2029'))

  it('never where nobody knows whose resolution it is', () =>
    expect(newer('Resolution 21 (Rev. Nowhere, 2001)', [text('21', 'Rev. Kigali, 2022')])).toBeNull())
})
