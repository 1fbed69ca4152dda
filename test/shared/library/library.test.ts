import { describe, expect, it } from 'vitest'
import { isFootnoteRef, plainText } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { editionStatus } from '../../../shared/library/known-editions.ts'
import { SAMPLE_EDITION, SAMPLE_NOTE, sampleResolution } from '../../../shared/library/sample-resolution.ts'
import { countedIds } from '../../support/reading.ts'

const WTDC = 'World Telecommunication Development Conference'

describe('the sample resolution', () => {
  const sample = sampleResolution(countedIds())
  const calls = (kind: string) => sample.blocks.filter((block) => block.kind === kind).map(plainText)

  it('is read without a doubt', () => {
    expect(sample.findings).toEqual([])
    expect(sample.leftOut).toEqual([])
  })

  it('has four calls in its preamble, one of them twice, each with lettered items', () => {
    expect(calls('preamble-call')).toEqual(['recalling', 'recognizing', 'considering', 'recognizing'])
    expect(labelsOf(sample.blocks).filter((label) => label === 'b)')).toHaveLength(4)
  })

  it('has operative calls with addressees', () => {
    expect(calls('operative-call')).toContain(
      'resolves to instruct the Director of the Telecommunication Development Bureau',
    )
    expect(calls('operative-call')).toContain('invites Member States')
  })

  it('has about 25 clauses, some with i) and ii) below', () => {
    const items = sample.blocks.filter(({ kind }) => kind === 'item')
    expect(items.length).toBeGreaterThanOrEqual(22)
    expect(items.filter(({ level }) => level === 1)).toHaveLength(5)
  })

  it('has a footnote with its mark', () => {
    const marks = sample.blocks.flatMap(({ runs }) => runs.filter(isFootnoteRef))
    expect(marks.map(({ footnote }) => footnote)).toEqual(
      sample.blocks.filter(({ kind }) => kind === 'footnote').map(({ id }) => id),
    )
    expect(marks).toHaveLength(1)
  })
})

describe('an edition', () => {
  it('that was revised since is superseded, with the source', () => {
    const kigali = { number: '31', revision: 'Rev. Kigali, 2022', conference: WTDC }
    expect(editionStatus(kigali)).toMatchObject({
      kind: 'superseded',
      by: 'Rev. Baku, 2025',
      source: expect.stringMatching(/comparison/),
    })
    expect(editionStatus({ ...kigali, revision: 'REV. KIGALI, 2022' }).kind).toBe('superseded')
  })

  it('of which nothing is known is said to be so, never taken to be in force', () => {
    expect(editionStatus({ number: '21', revision: 'Rev. Kigali, 2022', conference: WTDC })).toEqual({
      kind: 'not-known',
    })
    expect(editionStatus({ number: '31', revision: 'Rev. Baku, 2025', conference: WTDC })).toEqual({
      kind: 'not-known',
    })
    expect(
      editionStatus({ number: '31', revision: 'Rev. Kigali, 2022', conference: 'Plenipotentiary Conference' }).kind,
    ).toBe('not-known')
  })

  it('of the sample is in force as a sample, and no other text with its number is', () => {
    expect(SAMPLE_EDITION).toEqual({ kind: 'in-force', source: SAMPLE_NOTE })
    expect(editionStatus(sampleResolution(countedIds()))).toEqual({ kind: 'not-known' })
  })
})
