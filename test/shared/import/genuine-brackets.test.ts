/** What square brackets of a source say: words not agreed, alternatives, or nothing at all. */
import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { bracketOf, numberOf } from '../../../shared/document/alternative.ts'
import { isFootnoteRef } from '../../../shared/document/blocks.ts'
import { writtenText } from '../../../shared/document/written.ts'
import { bracketsIn, bracketSpansIn } from '../../../shared/import/genuine-brackets.ts'
import { codes, read, resolution } from '../../support/reading.ts'
import { processorTime } from '../../support/processor-time.ts'

/** "[shall][should]" is "shall|should". */
const spans = (text: string) =>
  bracketSpansIn(text).map(({ alternatives }) => alternatives.map(({ from, to }) => text.slice(from, to)).join('|'))
const faults = (text: string) => bracketsIn(text).faults.map(({ at, kind }) => `${at} ${kind}`)

describe('words in square brackets', () => {
  it('are one bracket with one alternative', () => expect(spans('to meet [at least] once')).toEqual(['at least']))
  it('that touch are alternatives of one', () =>
    expect(spans('it [shall][should][may] meet')).toEqual(['shall|should|may']))
  it('with a space or a sign between are two', () =>
    expect(spans('(Rev. [Baku, 2025]) [of this] [one]')).toEqual(['Baku, 2025', 'of this', 'one']))
  it('are the placeholders of a draft', () =>
    expect(spans('RESOLUTION [number] ([place], [year])')).toEqual(['number', 'place', 'year']))
  it('may hold the mark of a footnote', () =>
    expect(spans('for [developing[footnoteRef:1] countries] and [all]')).toEqual([
      'developing[footnoteRef:1] countries',
      'all',
    ]))
  it('say where they stand, with their signs', () =>
    expect(bracketSpansIn('a [b][c] d')).toEqual([
      {
        from: 2,
        to: 8,
        alternatives: [
          { from: 3, to: 4 },
          { from: 6, to: 7 },
        ],
      },
    ]))
})

describe('no brackets are', () => {
  it.each([
    'a [bookmark: _Toc116556696]title',
    'the six[footnoteRef:1] regions',
    'regions; [1:  \tAfrica, Americas.] ',
    'regions; [12: These [sic] include.]',
    'it resolved “to go […] and [...] stay”',
  ])('those of %s', (text) => expect(bracketsIn(text)).toEqual({ spans: [], faults: [] }))
})

describe('a person has to look at', () => {
  it.each([
    ['a sign that opens nothing', 'six] regions and [seven]', ['3 unpaired'], ['seven']],
    ['a sign that closes nothing', 'a [six regions and [seven] more', ['2 unpaired'], ['seven']],
    ['a bracket in a bracket, of which none is taken', 'a [six [or seven] regions] [b]', ['2 nested'], ['b']],
    ['a bracket without words', '[shall][] go []', ['7 empty', '13 empty'], ['shall']],
  ])('%s', (_, text, faulty, sound) => {
    expect(faults(text)).toEqual(faulty)
    expect(spans(text)).toEqual(sound)
  })
})

it('any text is read: spans in order, apart, with words, never over a sign', () => {
  const text = fc.array(fc.constantFrom('[', ']', 'a', ' ', '][', '[footnoteRef:1]', '[b]'), { maxLength: 20 })
  fc.assert(
    fc.property(text, (parts) => {
      const source = parts.join('')
      let end = 0
      for (const { from, to, alternatives } of bracketSpansIn(source)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(source[from] + source[to - 1]!).toBe('[]')
        for (const each of alternatives)
          expect(source.slice(each.from, each.to).replaceAll('[footnoteRef:1]', '')).toMatch(/^[^[\]]*$/)
        end = to
      }
    }),
    { numRuns: 500 },
  )
})

it('many signs are read fast', () => {
  const spent = processorTime()
  bracketsIn('['.repeat(100_000) + ']'.repeat(100_000))
  bracketsIn('[a] '.repeat(100_000))
  expect(spent()).toBeLessThan(10_000)
})

const clause = (words: string) => read(resolution(`noting\n${words},\nresolves\nto stop.`))

const runs = (words: string) => clause(words).blocks[4]!.runs

describe('in an imported text', () => {
  it('the signs leave the characters and the words carry the mark, each bracket its own id', () => {
    const found = runs('it [shall][should] meet [once]')
    expect(found.map((run) => (isFootnoteRef(run) ? '^' : run.text))).toEqual([
      'it ',
      'shall',
      'should',
      ' meet ',
      'once',
      ',',
    ])
    const marks = found.flatMap(({ alternative }) => (alternative ? [alternative] : []))
    expect(marks.map(numberOf)).toEqual([0, 1, 0])
    expect(bracketOf(marks[0]!)).toBe(bracketOf(marks[1]!))
    expect(bracketOf(marks[2]!)).not.toBe(bracketOf(marks[0]!))
  })

  it('written out they stand as they stood, with emphasis inside and around', () => {
    for (const words of ['a [b *c* d] e', '*a [b] c* d', '[a][b]', 'a [b] [c [d]] e]'])
      expect(writtenText(clause(words).blocks[4]!)).toBe(`${words.replaceAll('*', '')},`)
  })

  it('a note in a bracket belongs to it', () => {
    const text = read(resolution('noting\n[developing¹ ones],\nresolves\nto stop.\n¹ A note.'))
    const note = text.blocks[4]!.runs.find(isFootnoteRef)!
    expect(note.alternative).toBe(text.blocks[4]!.runs[0]!.alternative)
  })

  it('each is reported, and each fault', () => {
    expect(codes(clause('[the six] regions'))).toEqual(['5 square-brackets'])
    expect(codes(clause('[the six regions'))).toEqual(['5 bracket-doubtful'])
  })

  it('the number that a new draft has for now is none', () => {
    const source = resolution('resolves\nto stop.')
    const numberLine = (line: string) => read(source.replace(/^.*/, line)).blocks[0]!.runs
    expect(numberLine('DRAFT NEW RESOLUTION [EUR-A25-2] (WRC-15)')).toEqual([
      { text: 'DRAFT NEW RESOLUTION [EUR-A25-2] (WRC-15)' },
    ])
    expect(numberLine('DRAFT NEW RESOLUTION [AFCP-1]')).toHaveLength(1)
    expect(numberLine('RESOLUTION [number] (Rev. [place], 2030)')).toHaveLength(5)
  })
})
