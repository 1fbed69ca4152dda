import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/document/blocks.ts'
import { LANGUAGES } from '../../../shared/document/language.ts'
import { blockId } from '../../../shared/ids.ts'
import { readCall } from '../../../shared/import/opening-words.ts'
import { newResolution } from '../../../shared/proposal/new-resolution.ts'

describe.each(LANGUAGES)('the form of a new resolution in %s', (language) => {
  const blocks = newResolution(language, { name: 'Conference', year: 2029 }, () => blockId('x'))

  it('has calls that the reader of resolutions knows, in their part', () => {
    const calls = blocks.filter(({ kind }) => kind.endsWith('-call'))
    expect(calls.map((call) => `${readCall(plainText(call))?.part}-call`)).toEqual(['preamble-call', 'operative-call'])
    expect(calls.map(({ kind }) => kind)).toEqual(['preamble-call', 'operative-call'])
  })

  it('says the year, and asks for it where it is not known', () => {
    expect(plainText(blocks[0]!)).toContain('2029')
    const unknown = newResolution(language, { name: 'Conference', year: null }, () => blockId('x'))
    expect(plainText(unknown[0]!)).not.toMatch(/\d/)
  })
})
