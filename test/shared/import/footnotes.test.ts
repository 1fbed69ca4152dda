/** Footnotes as pages and converters leave them. Lines 1 to 3 are the head. */
import { describe, expect, it } from 'vitest'
import { codes, read, resolution, seen } from '../../support/reading.ts'

const bodyOf = (body: string) => seen(read(resolution(body)).blocks)

describe('a footnote', () => {
  it('broken over lines is joined until its sentence ends', () => {
    const body = 'noting\na)\tone¹;\n\n¹ These are the first,\nthe second\nand the third.\nb)\ttwo,\nresolves\nto stop.'
    expect(bodyOf(body)).toEqual([
      '= noting',
      'a) one{1};',
      'b) two,',
      '= resolves',
      'to stop.',
      '[1] These are the first, the second and the third.',
    ])
    expect(codes(read(resolution(body)))).toEqual(['7 footnote-displaced', '8 line-joined', '9 line-joined'])
  })

  it('without an end does not swallow a blank line, a clause, a call or the next footnote', () => {
    const body = 'noting\na)\tone¹ and² and³;\n¹ First\n² Second\nb)\ttwo,\n³ Third\nresolves\nto stop.'
    expect(bodyOf(body).slice(-3)).toEqual(['[1] First', '[2] Second', '[3] Third'])
    expect(bodyOf(body)).toContain('b) two,')
    expect(bodyOf(body)).toContain('= resolves')
  })

  it('in brackets may be broken over lines as well', () =>
    expect(bodyOf('noting\nall[footnoteRef:1],\n[1: It is\nlong.]\nresolves\nto stop.')).toEqual([
      '= noting',
      'all{1},',
      '= resolves',
      'to stop.',
      '[1] It is long.',
    ]))

  it('that each page repeats in the same words is one', () => {
    const text = read(resolution('noting\na)\tone¹;\n¹ The same.\nb)\ttwo¹,\n¹ The same.\nresolves\nto stop.'))
    expect(seen(text.blocks)).toEqual([
      '= noting',
      'a) one{1};',
      'b) two{1},',
      '= resolves',
      'to stop.',
      '[1] The same.',
    ])
    expect(text.leftOut.map(({ line, why }) => [line, why])).toEqual([[8, 'it repeats footnote 1']])
  })
})

describe('where each page counts from 1,', () => {
  it('a mark means the footnote of its page', () => {
    const body = 'noting\na)\tone¹ and² more;\n¹ First.\n² Second.\nb)\ttwo¹,\n¹ Third.\nresolves\nto stop¹.\n¹ Fourth.'
    expect(bodyOf(body)).toEqual([
      '= noting',
      'a) one{1} and{2} more;',
      'b) two{3},',
      '= resolves',
      'to stop{4}.',
      '[1] First.',
      '[2] Second.',
      '[3] Third.',
      '[4] Fourth.',
    ])
    expect(codes(read(resolution(body))).filter((code) => code.endsWith('renumbered'))).toEqual([
      '9 footnote-renumbered',
      '12 footnote-renumbered',
    ])
  })

  it('and the footnotes stand at the end, the first mark means the first', () =>
    expect(bodyOf('noting\na)\tone¹;\nb)\ttwo¹,\nresolves\nto stop.\n¹ First.\n¹ Second.').slice(1, 3)).toEqual([
      'a) one{1};',
      'b) two{2},',
    ]))

  it('a mark without a footnote after it means the last one', () =>
    expect(bodyOf('noting\na)\tone¹;\n¹ First.\nb)\ttwo¹ and¹,\n¹ Second.\nresolves\nto stop¹.').slice(-2, -1)).toEqual(
      ['[1] First.'],
    ))
})

it('a mark that the converter wrote twice is taken off in every script', () => {
  for (const words of ['These ones.', 'هذه الجزر.', '这些岛屿。'])
    expect(bodyOf(`noting\none[footnoteRef:1]1,[1: 1 \t${words}]\nresolves\nto stop.`)).toEqual([
      '= noting',
      'one{1},',
      '= resolves',
      'to stop.',
      `[1] ${words}`,
    ])
})
