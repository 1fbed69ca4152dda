/** The reasons that a file gives become the default of the new proposal's Reasons, unless they were put into the text. */
import { describe, expect, it } from 'vitest'
import { changed, draftOf } from '../../../client/import/draft.ts'
import { reasonsIn, withReasonsOffered } from '../../../client/import/reasons.ts'
import { understandFile } from '../../../server/import/understood-file.ts'
import type { AccountedText } from '../../../shared/import/accounted.ts'
import { ins, p, r, wordFile } from '../../support/word-builder.ts'

const HEAD =
  p('ResNo', 'RESOLUTION 9 (Rev. Kigali, 2022)') +
  p('Restitle', 'Ferries') +
  p('Normalaftertitle', 'The World Telecommunication Development Conference (Kigali, 2022),') +
  p('Call', 'resolves') +
  p('', r('1\tto build ') + ins('fast ') + r('ferries.'))

function amended(after: string): AccountedText {
  const file = understandFile(wordFile({ body: HEAD + after }), 'r.docx')
  if (!file.ok || file.value.changes === null) throw new Error('not read')
  return file.value.asAmended.resolutions[0]!
}
const offered = (after: string) => reasonsIn(amended(after).leftOut)

describe('the reasons that are offered', () => {
  it('are the words behind “Reasons:”, over all their paragraphs, without marks of emphasis', () =>
    expect(
      offered(p('Reasons', r('Reasons:\tRoads ') + r('flood', '<w:i/>') + r('.')) + p('Reasons', 'Boats float.')),
    ).toBe('Roads flood.\n\nBoats float.'))

  it('may begin in the paragraph after the word, and in another language', () => {
    expect(offered(p('Reasons', 'Reasons:') + p('', 'Roads flood.'))).toBe('Roads flood.')
    expect(offered(p('Reasons', 'Motifs : Les routes.'))).toBe('Les routes.')
  })

  it('may be inserted by a tracked change', () => expect(offered(p('Reasons', ins('Reasons: New.')))).toBe('New.'))

  it('end where an annex or another proposal begins, whose reasons are not theirs', () => {
    expect(offered(p('Reasons', 'Reasons: Roads flood.') + p('AnnexNo', 'ANNEX 1') + p('', 'A table.'))).toBe(
      'Roads flood.',
    )
    expect(offered(p('Reasons', 'Reasons: Roads flood.') + p('Proposal', 'SUP') + p('Reasons', 'Reasons: Old.'))).toBe(
      'Roads flood.',
    )
    expect(offered(p('Proposal', 'SUP') + p('Reasons', 'Reasons: Old.'))).toBe('')
  })

  it('are none where the file gives none', () => expect(offered('')).toBe(''))

  it('are none once they were put into the text by hand', () => {
    const text = amended(p('Reasons', 'Reasons: Roads flood.'))
    const key = text.leftOut.find(({ isReasons }) => isReasons)!.at
    expect(reasonsIn(changed(draftOf(text), { type: 'put-in', key }, text.source).leftOut)).toBe('')
  })

  it('are listed as left out with what becomes of them, and nothing else is', () => {
    const text = amended(p('Reasons', 'Reasons: Roads flood.') + p('AnnexNo', 'ANNEX 1'))
    expect(text.leftOut.map(({ why }) => why)[0]).toBe('it gives the reasons of the proposal')
    expect(withReasonsOffered(text, 'offered').leftOut.map(({ text: words, why }) => [words, why])).toEqual([
      ['Reasons: Roads flood.', 'offered'],
      ['ANNEX 1', expect.stringContaining('it stands after the resolution')],
    ])
  })
})
