/** A handmade proposal that has every kind of change, for the tests of print and Word. The words are our own. */
import type { Block, Document, Kind, Level, Run } from '../../../shared/document/blocks.ts'
import { blockId } from '../../../shared/ids.ts'
import type { WordInput } from '../../../server/export/word-input.ts'

type Words = string | readonly Run[]

const block = (id: string, kind: Kind, words: Words, level: Level = 0): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: null,
  runs: typeof words === 'string' ? [{ text: words }] : words,
})
const from = (origin: string, kind: Kind, words: Words, level: Level = 0): Block => ({
  ...block(`n-${origin}`, kind, words, level),
  origin: blockId(origin),
})
const note = (id: string): Run => ({ footnote: blockId(id) })
const call = (words: string): readonly Run[] => [{ text: words, emphasis: true }]

export const BASE: readonly Block[] = [
  block('number', 'number', 'RESOLUTION 900 (Rev. Windhoek, 2019)'),
  block('title', 'title', 'Sharing of masts in sparsely settled areas'),
  block('opening', 'opening', 'The World Telecommunication Development Conference (Windhoek, 2019),'),
  block('recalling', 'preamble-call', 'recalling'),
  block('ra', 'item', 'Resolution 901 (Rev. Windhoek, 2019) of this conference, on rural masts;'),
  block('rb', 'item', 'Decision 12 (Lomé, 2016) of the forum, on the cost of towers,'),
  block('considering', 'preamble-call', 'considering'),
  block('ca', 'item', 'that masts are costly to build;'),
  block('cb', 'item', [{ text: 'that small island developing States' }, note('f1'), { text: ' pay most;' }]),
  block('cc', 'item', 'that the harvest is late,'),
  block('resolves', 'operative-call', 'resolves to instruct the Director of the Telecommunication Development Bureau'),
  block('o1', 'item', 'to publish every four years a survey of shared masts, in particular:'),
  block('o1i', 'item', 'their number and height;', 1),
  block('o1ii', 'item', 'the rent that is paid;', 1),
  block('o2', 'item', [{ text: 'to apply ' }, { text: 'considering b)', emphasis: true }, { text: ' above;' }]),
  block('o3', 'item', 'to report to the next conference.'),
  block('f1', 'footnote', 'And the least developed countries.'),
]

export const CURRENT: Document = {
  text: [
    from('number', 'number', 'RESOLUTION 900 (Rev. Bridgetown, 2029)'),
    from('title', 'title', 'Sharing of masts and ducts in sparsely settled areas'),
    from('opening', 'opening', 'The World Telecommunication Development Conference (Bridgetown, 2029),'),
    from('recalling', 'preamble-call', 'recalling'),
    from('ra', 'item', 'Resolution 901 (Rev. Bridgetown, 2029) of this conference, on rural masts;'),
    block('rnew', 'item', 'the Windhoek Agenda on “open” infrastructure, adopted in 2027;'),
    from('rb', 'item', 'Decision 12 (Lomé, 2016) of the forum, on the cost of towers,'),
    from('considering', 'preamble-call', 'considering'),
    from('cb', 'item', [
      { text: 'that small island developing States' },
      note('n-f1'),
      { text: ' and landlocked countries' },
      note('f2'),
      { text: ' pay most;' },
    ]),
    from('ca', 'item', 'that masts are costly to build and to keep;'),
    from('resolves', 'operative-call', 'resolves to instruct the Director of the Telecommunication Development Bureau'),
    block('chapeau', 'text', 'within the means of the budget:'),
    from('o1', 'item', 'to publish every two years a survey of shared masts [and ducts], in particular:'),
    from('o1i', 'item', 'their number, height and owner;', 1),
    from('o1ii', 'item', 'the rent that is paid;', 2),
    from('o2', 'item', [{ text: 'to apply ' }, { text: 'considering a)', emphasis: true }, { text: ' above;' }]),
    block('invites', 'operative-call', 'invites Member States'),
    from('o3', 'item', 'to report to the next conference.'),
    from('f1', 'footnote', 'And the least developed countries and territories.'),
    block('f2', 'footnote', [{ text: 'As listed by the ' }, ...call('Assembly'), { text: '.' }]),
  ],
  reasons: [block('reason', 'text', 'Ducts are shared as masts are, and a survey every four years comes too late.')],
  summary: [block('summary', 'text', 'Extends the resolution to ducts and doubles the pace of the survey.')],
}

export const DIGEST = '7f3ac21e09b4d85566f01c2ad3e4b5978811c0ffee00ddba5e42a1b2c3d4e5f6'

export const SUPPORTING = [
  ['Benin', 'BEN'],
  ['Botswana', 'BOT'],
  ['Cameroon', 'CME'],
  ['Côte d’Ivoire', 'CTI'],
  ['Ghana', 'GHA'],
  ['Kenya', 'KEN'],
  ['Lesotho', 'LSO'],
  ['Mali', 'MLI'],
  ['Morocco', 'MRC'],
  ['Namibia', 'NMB'],
  ['Nigeria', 'NIG'],
  ['Rwanda', 'RRW'],
  ['Senegal', 'SEN'],
  ['South Africa', 'AFS'],
  ['Togo', 'TGO'],
].map(([name, symbol]) => ({ name: name!, symbol: symbol! }))

export const WORD_INPUT: WordInput = {
  conference: {
    name: 'World Telecommunication Development Conference 2029 (WTDC-29)',
    symbol: 'WTDC-29',
    placeAndDates: 'Bridgetown, 5 to 16 November 2029',
  },
  body: 'PLENARY MEETING',
  documentNumber: null,
  date: '2029-03-04',
  originalLanguage: 'English',
  source: 'Member States of the African Telecommunications Union (ATU)',
  title: 'Proposed revision of Resolution 900',
  operator: 'MOD',
  proposalNumber: 'AFCP/XX/4',
  references: ['Resolution 900 (Rev. Windhoek, 2019)'],
  base: { title: 'RESOLUTION 900 (Rev. Windhoek, 2019)', blocks: BASE },
  document: CURRENT,
  supporting: SUPPORTING,
  digest: DIGEST,
  forumName: 'ATU group on WTDC-29',
  changedAt: '2029-03-04T14:20:31Z',
}
