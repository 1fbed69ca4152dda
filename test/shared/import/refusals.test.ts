import { describe, expect, it } from 'vitest'
import { readResolution } from '../../../shared/import/read-resolution.ts'
import { countedIds, read, resolution } from '../../support/reading.ts'

function reasonFor(source: string): string {
  const outcome = readResolution(source, countedIds())
  if (outcome.ok) throw new Error('it was read')
  expect(outcome.refusal.code).toBe('not-a-resolution')
  return outcome.refusal.reason
}

describe('what is no resolution is refused, saying what it lacks:', () => {
  it('everything, for any other text', () => {
    const reason = reasonFor('Dear colleagues,\nthe meeting is on Monday.')
    expect(reason).toMatch(/number.*opening line.*operative part/)
  })

  it('the number', () =>
    expect(reasonFor(resolution('resolves\nto stop.').replace(/^.*\n/, ''))).toMatch(
      /lacks a line with its number.*\.$/,
    ))

  it('the opening line', () =>
    expect(reasonFor(resolution('resolves\nto stop.').replace(/^The .*$/m, ''))).toMatch(/lacks an opening line/))

  it('the operative part', () => expect(reasonFor(resolution('noting\nthis,'))).toMatch(/lacks an operative part/))

  it('everything, for an empty text', () => expect(reasonFor('')).toMatch(/lacks/))
})

describe('what is more than one text is refused, never taken apart:', () => {
  const one = resolution('resolves\nto stop.')

  it('several resolutions in one file, with their lines', () =>
    expect(reasonFor(`${one}\n${one}`)).toMatch(/2 resolutions.*lines 1, 6.*comparison/))

  it('two editions that run into one another in the number', () =>
    expect(reasonFor(one.replace('(Rev. Testville, 2030)', '(REV. OLDTON TESTVILLE, 20262030)'))).toMatch(
      /revision marks are lost/,
    ))

  it('or in the opening line', () =>
    expect(reasonFor(one.replace('Conference (Testville, 2030)', 'Conference (OldtonTestville, 20262030)'))).toMatch(
      /revision marks are lost/,
    ))
})

it('a text of too many lines is refused', () => {
  const outcome = readResolution(resolution('noting\n'.repeat(6000)), countedIds())
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
})

it('the number, edition and conference are read as written', () => {
  expect(read(resolution('resolves\nto stop.'))).toMatchObject({
    number: '900',
    revision: 'Rev. Testville, 2030',
    conference: 'World Telecommunication Development Conference',
    heldAt: 'Testville, 2030',
    title: 'On tests',
  })
  expect(
    read(resolution('resolves\nto stop.').replace('(Rev. Testville, 2030)', '(Testville, 2030)')).revision,
  ).toBeNull()
  expect(
    read(resolution('resolves\nto stop.').replace('900 (Rev. Testville, 2030)', '[EUR-A25-2] (WRC-15)')),
  ).toMatchObject({
    number: '[EUR-A25-2]',
    revision: null,
  })
})
