import { describe, expect, it } from 'vitest'
import type { Run } from '../../../shared/document/blocks.ts'
import { redlineWords, runsOnSide, type Piece } from '../../../shared/document/redline-words.ts'
import { blockId } from '../../../shared/ids.ts'

const note = { footnote: blockId('note') }
const copy = { footnote: blockId('copy of the note') }
const plain = (text: string): readonly Run[] => [{ text }]

const words = (salt: number) => Array.from({ length: 5000 }, (_, at) => `w${(at * salt) % 997}`).join(' ')

/** As on paper: {-struck-}{+underlined+}, with a lower-case mark where only the typing differs. */
const marked = (pieces: readonly Piece[]) =>
  pieces
    .map(({ change, run, typographic }) => {
      const words = 'footnote' in run ? '¹' : run.text
      if (change === 'kept') return words
      return change === 'deleted' ? `{-${words}-}${typographic ? '~' : ''}` : `{+${words}+}${typographic ? '~' : ''}`
    })
    .join('')

const between = (old: string, next: string) => marked(redlineWords(plain(old), plain(next)))

describe('the words of a redline', () => {
  it.each([
    [
      'a replaced edition is one change, not a place and a year',
      'the declaration of the forum (Windhoek, 2019) on rural access',
      'the declaration of the forum (Bridgetown, 2023) on rural access',
      'the declaration of the forum ({-Windhoek, 2019-}{+Bridgetown, 2023+}) on rural access',
    ],
    [
      'a single word',
      'to report every four years on the tariffs charged',
      'to report every two years on the tariffs charged',
      'to report every {-four-}{+two+} years on the tariffs charged',
    ],
    [
      'an inserted phrase reads as a whole between its commas',
      'that schools, libraries and clinics need broadband',
      'that schools, markets, libraries and clinics need broadband',
      'that schools,{+ markets,+} libraries and clinics need broadband',
    ],
    [
      'an added member of a list starts with its "and"',
      'to train teachers and nurses;',
      'to train teachers and nurses and farmers;',
      'to train teachers and nurses{+ and farmers+};',
    ],
    [
      'a changed last sign touches no word',
      'that coverage remains uneven,',
      'that coverage remains uneven;',
      'that coverage remains uneven{-,-}{+;+}',
    ],
    [
      'a word between two insertions is not struck',
      'that operators publish prices in plain language',
      'that all operators yearly publish prices in plain language',
      'that{+ all+} operators{+ yearly+} publish prices in plain language',
    ],
    [
      'a small word between two replaced ones goes with them',
      'to support the heads of the delegations in their work at the session',
      'to support the chairs of the committees in their work at the session',
      'to support the {-heads of the delegations-}{+chairs of the committees+} in their work at the session',
    ],
    [
      'a clause of which little is left is struck and new as a whole',
      'that satellite earth stations on ships need licences',
      'that women in remote villages lack affordable handsets',
      '{-that satellite earth stations on ships need licences-}{+that women in remote villages lack affordable handsets+}',
    ],
    [
      'a long addition to a short clause leaves the clause standing',
      'to share experience',
      'to share experience with every interested administration, its operators and its universities, at least once a year',
      'to share experience{+ with every interested administration, its operators and its universities, at least once a year+}',
    ],
    [
      'brackets stay out of the change beside them',
      'by the end of 2027) [of this period]',
      'by the end of 2029]) [of this period]',
      'by the end of {-2027-}{+2029]+}) [of this period]',
    ],
    [
      'a change does not reach across one parenthesis',
      'Decision 12 (Rev. Windhoek, 2019) of the forum on masts',
      'Decision 31 (Rev. Bridgetown, 2023) of the forum on masts',
      'Decision {-12-}{+31+} (Rev. {-Windhoek, 2019-}{+Bridgetown, 2023+}) of the forum on masts',
    ],
    [
      'settling brackets removes the brackets only',
      'that States [may] share masts',
      'that States may share masts',
      'that States {-[-}may{-]-} share masts',
    ],
    [
      'Chinese is compared by words',
      '各国应当扩大农村宽带覆盖',
      '各国应当扩大城市宽带覆盖',
      '各国应当扩大{-农村-}{+城市+}宽带覆盖',
    ],
  ])('%s', (_name, old, next, expected) => {
    expect(between(old, next)).toBe(expected)
  })

  it('marks a curly quote or a double space as typing only, and is exact all the same', () => {
    const pieces = redlineWords(plain("the State's  network"), plain('the State’s network'))
    expect(pieces.filter(({ change }) => change !== 'kept').every(({ typographic }) => typographic)).toBe(true)
    expect(runsOnSide(pieces, 'old')).toEqual(plain("the State's  network"))
    expect(runsOnSide(pieces, 'new')).toEqual(plain('the State’s network'))
  })

  it('replaces a word whose emphasis changed', () => {
    const pieces = redlineWords(plain('see recognizing above'), [
      { text: 'see ' },
      { text: 'recognizing', emphasis: true },
      { text: ' above' },
    ])
    expect(marked(pieces)).toBe('see {-recognizing-}{+recognizing+} above')
  })

  it('never swallows a footnote reference into the change around it', () => {
    const pieces = redlineWords(
      [{ text: 'to assist the smallest islands' }, note, { text: ' yearly with cables' }],
      [{ text: 'to assist the remotest coasts' }, note, { text: ' monthly with cables' }],
    )
    expect(marked(pieces)).toBe(
      'to assist the {-smallest islands-}{+remotest coasts+}¹ {-yearly-}{+monthly+} with cables',
    )
  })

  it('knows a footnote of the draft as the one it comes from', () => {
    const pieces = redlineWords([{ text: 'coasts' }, note], [{ text: 'coasts' }, copy], (id) =>
      id === copy.footnote ? note.footnote : id,
    )
    expect(pieces).toEqual([
      { change: 'kept', run: { text: 'coasts' } },
      { change: 'kept', run: copy, old: note },
    ])
    expect(runsOnSide(pieces, 'old')).toEqual([{ text: 'coasts' }, note])
  })

  it('compares a clause of thousands of words in moderate time', () => {
    const pieces = redlineWords(plain(words(7)), plain(words(11)))
    expect(runsOnSide(pieces, 'new')).toEqual(plain(words(11)))
  })
})
