import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { blockId } from '../../../shared/ids.ts'
import type { Block, Kind, Level, Run } from '../../../shared/document/blocks.ts'
import { labelsOf, letters, roman } from '../../../shared/document/labels.ts'

const block = (id: string, kind: Kind, level: Level = 0, runs: readonly Run[] = [{ text: id }]): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: null,
  runs,
})
const item = (level: Level = 0, id = 'item') => block(id, 'item', level)
const preamble = block('noting', 'preamble-call')
const operative = block('resolves', 'operative-call')
const footnote = (id: string) => block(id, 'footnote')
const refersTo = (...ids: readonly string[]) =>
  block(
    `refers to ${ids.join(' and ')}`,
    'text',
    0,
    ids.map((id) => ({ footnote: blockId(id) })),
  )

describe('the labels of a text', () => {
  it('letters the items of a preamble call and numbers those of an operative one', () => {
    expect(labelsOf([preamble, item(), item(), operative, item(), item(), item()])).toEqual([
      '',
      'a)',
      'b)',
      '',
      '1',
      '2',
      '3',
    ])
  })

  it('starts again under every call, also one that is repeated', () => {
    expect(labelsOf([preamble, item(), item(), preamble, item(), item()])).toEqual(['', 'a)', 'b)', '', 'a)', 'b)'])
  })

  it('gives a sole item no label, and labels it once it has company', () => {
    expect(labelsOf([operative, item()])).toEqual(['', ''])
    expect(labelsOf([operative, item(), item()])).toEqual(['', '1', '2'])
  })

  it('labels sub-items i) ii) again after each item, and dashes below', () => {
    expect(labelsOf([operative, item(), item(1), item(1), item(2), item(1), item(), item(1)])).toEqual([
      '',
      '1',
      'i)',
      'ii)',
      '–',
      'iii)',
      '2',
      'i)',
    ])
  })

  it('labels the sub-items of a sole item', () => {
    expect(labelsOf([preamble, item(), item(1), item(1)])).toEqual(['', '', 'i)', 'ii)'])
  })

  it('counts on past a paragraph or a footnote between the items', () => {
    expect(labelsOf([preamble, item(), block('chapeau', 'text'), footnote('f'), item()])).toEqual([
      '',
      'a)',
      '',
      '1',
      'b)',
    ])
  })

  it('goes from z) to aa)', () => {
    const labels = labelsOf([preamble, ...Array.from({ length: 28 }, () => item())])
    expect(labels.slice(26)).toEqual(['z)', 'aa)', 'ab)'])
  })

  it('numbers footnotes in the order in which the text first refers to them, the others after', () => {
    const blocks = [refersTo('b'), refersTo('c', 'b'), footnote('a'), footnote('b'), footnote('c'), footnote('d')]
    expect(labelsOf(blocks).slice(2)).toEqual(['3', '1', '2', '4'])
  })

  it('skips a reference to a footnote that is not there', () => {
    expect(labelsOf([refersTo('gone', 'a'), footnote('a')])).toEqual(['', '1'])
  })
})

const numberInLetters = (word: string) => word.split('').reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 96, 0)

const DIGIT: Record<string, number> = { m: 1000, d: 500, c: 100, l: 50, x: 10, v: 5, i: 1 }
const numberInNumerals = (numeral: string) =>
  numeral.split('').reduce((sum, char, at) => {
    const own = DIGIT[char]!
    return own < (DIGIT[numeral[at + 1] ?? ''] ?? 0) ? sum - own : sum + own
  }, 0)

describe('letters and numerals', () => {
  it('reads letters back as the number they stand for', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), (n) => numberInLetters(letters(n)) === n))
  })

  it('reads numerals back as the number they stand for', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 3999 }), (n) => numberInNumerals(roman(n)) === n))
    expect([4, 9, 14, 40].map(roman)).toEqual(['iv', 'ix', 'xiv', 'xl'])
  })
})

describe('labels of any text', () => {
  const kinds: readonly Kind[] = ['preamble-call', 'operative-call', 'item', 'item', 'item', 'text', 'title']
  const anyBlock = fc.record({ kind: fc.constantFrom(...kinds), level: fc.constantFrom<Level>(0, 1, 2) })
  const anyText = fc.array(anyBlock, { maxLength: 40 })

  it('never gives two items of one section and level 0 the same label', () => {
    fc.assert(
      fc.property(anyText, (shapes) => {
        const blocks = shapes.map(({ kind, level }, at) => block(`b${at}`, kind, level))
        const labels = labelsOf(blocks)
        let seen = new Set<string>()
        blocks.forEach(({ kind, level }, at) => {
          if (kind !== 'item' && kind !== 'text') seen = new Set()
          if (kind !== 'item' || level !== 0) return
          expect(seen.has(labels[at]!)).toBe(false)
          seen.add(labels[at]!)
        })
        expect(labels).toHaveLength(blocks.length)
      }),
    )
  })

  it('changes no label before an appended item, but that of a former sole item', () => {
    fc.assert(
      fc.property(anyText, (shapes) => {
        const blocks = shapes.map(({ kind, level }, at) => block(`b${at}`, kind, level))
        const before = labelsOf(blocks)
        const after = labelsOf([...blocks, item(0, 'appended')])
        before.forEach((label, at) => label && expect(after[at]).toBe(label))
      }),
    )
  })
})
