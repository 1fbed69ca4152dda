/** Several resolutions in one plain text, and texts that lost their revision marks. */
import { describe, expect, it } from 'vitest'
import type { Outline } from '../../../shared/import/outline.ts'
import { readEvery } from '../../../shared/import/several.ts'
import { resolution } from '../../support/reading.ts'

function every(source: string): readonly Outline[] {
  const outcome = readEvery(source)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

const messages = (outline: Outline, code: string) =>
  outline.findings.filter((each) => each.code === code).map(({ line, message }) => `${line} ${message}`)

const one = (number: string) =>
  resolution(`resolves\nto stop¹ in ${number}.\n\n¹ Note of ${number}.`).replace('900', number)

it('one after the other are read apart, each with its own footnotes', () => {
  const both = every(`${one('900')}\n\n${one('901')}`)
  expect(both.map(({ number, footnotes }) => [number, footnotes])).toEqual([
    ['900', [{ marker: '1', text: 'Note of 900.' }]],
    ['901', [{ marker: '1', text: 'Note of 901.' }]],
  ])
  expect(both[1]!.parts[0]!.clauses[0]!.footnoteRefs).toEqual(['1'])
  expect(both.map(({ findings }) => findings.map(({ code }) => code))).toEqual([[], []])
})

it('one that cannot be read is named, the others are given', () => {
  const both = every(`${resolution('resolves\nto stop.')}\nRESOLUTION 901 (Rev. B, 2030)\nA title and no more`)
  expect(both.map(({ number }) => number)).toEqual(['900'])
  expect(messages(both[0]!, 'left-out')[0]).toMatch(/^6 A resolution that begins in this line could not be read/)
})

const head = (number: string, place: string) =>
  `\tRESOLUTION ${number} (Rev. ${place}, 2030)\nOn ${place}\nThe World Conference (${place}, 2030),\n`

describe('the columns of a comparison table', () => {
  const heads = head('1', 'Here') + head('2', 'There')
  it('are read apart, cell by cell, also empty cells', () => {
    const rows = '\tnoting\na)\tone;\nb)\ttwo,\n\t\n\tresolves\n1\tto do:\n\ta part;\n\tanother.\n\tresolves\nto go.'
    const [here, there] = every(heads + rows)
    expect([here!.number, there!.number]).toEqual(['1', '2'])
    expect(here!.parts.map(({ heading, clauses }) => [heading, clauses.length])).toEqual([
      ['noting', 2],
      ['resolves', 1],
    ])
    expect(here!.parts[1]!.clauses[0]!.children.map(({ text }) => text)).toEqual(['a part;', 'another.'])
    expect(there!.parts.map(({ heading, clauses }) => [heading, clauses[0]!.text])).toEqual([['resolves', 'to go.']])
  })

  it('are not guessed where the cells do not fill the rows', () => {
    const texts = every(`${heads}\tnoting\nthis,\n\tresolves\nto go.\n\tinvites Members\nto reply.`)
    expect(texts.map(({ number }) => number)).toEqual(['2'])
  })
})

const merged = (body: string) =>
  every(
    resolution(`recalling\nResolution 5 (Rev. A, 2014),\n${body}`).replace(
      '(Testville, 2030)',
      '(OldtonTestville, 20262030)',
    ),
  )[0]!

describe('words that ran together', () => {
  it.each([
    ['years', 'noting\nthe year 20142026,', /“20142026”: perhaps deleted 2014, inserted 2026/],
    ['places', 'noting\nthe meeting in BusanDoha,', /“BusanDoha”: perhaps deleted Busan, inserted Doha/],
    ['editions', 'noting\nResolution 4 (Rev. Kyoto, 1994 Busan, 2014),', /deleted Kyoto, 1994, inserted Busan, 2014/],
    ['labels', 'noting\na)\tone;\ncb)\ttwo,', /“cb\)”: perhaps deleted c\), inserted b\)/],
    ['calls', 'notingrecalling\nall,', /“notingrecalling”: perhaps deleted noting, inserted recalling/],
    ['numbers', 'noting\nResolution 5825 and WRC-0719,', /“5825”: perhaps deleted 58, inserted 25/],
    ['a parenthesis and a word', 'noting\nthe (first, 1994)25 text,', /deleted \(first, 1994\), inserted 25/],
    ['signs', 'noting\na)\tone;,\nb)\ttwo,', /“;,”: perhaps deleted ;, inserted ,/],
    ['small words', 'noting\nfor its their use,', /“its their”: perhaps deleted its, inserted their/],
    [
      'words that the text has elsewhere',
      'noting\nmany conferences and conferencesmany,',
      /“conferencesmany”: perhaps deleted conferences, inserted many/,
    ],
  ])('%s: are named with what they perhaps were', (_, body, message) => {
    const found = messages(merged(`${body}\nresolves\nto stop.`), 'merged-revision')
    expect(found.filter((each) => message.test(each))).toHaveLength(1)
  })

  it('are left as they are, and a finding says what would settle them', () => {
    const outline = merged('noting\nthe year 20142026,\nresolves\nto stop.')
    expect(outline.parts[1]!.clauses[0]!.text).toBe('the year 20142026,')
    expect(messages(outline, 'revision-marks')).toEqual([
      expect.stringMatching(/^1 .*The Word file with its tracked changes would settle it\.$/),
    ])
  })

  it('are not looked for where nothing proves that marks were lost', () => {
    const source = resolution('noting\na)\tthe DevOps of its their use;,\nb)\ttwo,\nresolves\nto stop.')
    expect(messages(every(source)[0]!, 'merged-revision')).toEqual([])
  })
})
