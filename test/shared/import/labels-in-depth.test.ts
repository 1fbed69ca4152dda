/** Labels and calls of texts that are less plain than the seeds: each form, in a text small enough to read. */
import { describe, expect, it } from 'vitest'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { readEvery } from '../../../shared/import/several.ts'
import { resolution } from '../../support/reading.ts'

function outlineOf(source: string): Outline {
  const outcome = readEvery(source)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value[0]!
}

/** "= call", "1 words", "  a) words"; an unlabelled paragraph without a label. */
const shown = (body: string): readonly string[] =>
  outlineOf(resolution(body)).parts.flatMap(({ heading, chapeau, clauses }) => [
    `= ${heading}`,
    ...(chapeau === undefined ? [] : [`(${chapeau})`]),
    ...clauses.flatMap((clause) => lines(clause, '')),
  ])
const lines = ({ label, text, children }: OutlineClause, indent: string): readonly string[] => [
  `${indent}${label === null ? '' : `${label} `}${text}`,
  ...children.flatMap((child) => lines(child, `${indent}  `)),
]
const codes = (body: string) => outlineOf(resolution(body)).findings.map(({ line, code }) => `${line} ${code}`)

const END = '\nresolves\nto stop.'
const noting = (...items: readonly string[]) => shown(`noting\n${items.join('\n')}${END}`).slice(1, -2)
const resolves = (...items: readonly string[]) => shown(`resolves\n${items.join('\n')}`).slice(1)

describe('a label with a suffix', () => {
  it.each(['a)bis', 'abis)', 'a bis)', 'a)\u00A0bis', '*a)bis*', '*a*)*bis*'])('%s stands after a)', (label) =>
    expect(noting('a)\tone;', `${label}\ttwo;`, 'b)\tthree,')).toEqual(['a) one;', 'a)bis two;', 'b) three,']),
  )
  it.each(['2bis', '2 bis', '2bis)', '*2 bis*', '2bis.'])('%s stands after 2', (label) =>
    expect(resolves('1\tone;', '2\ttwo;', `${label}\tthree;`, '3\tfour.')).toEqual([
      '1 one;',
      '2 two;',
      '2bis three;',
      '3 four.',
    ]),
  )
  it('in Arabic and Chinese stands where it stands in English', () => {
    expect(noting('أ )\tأول؛', 'أ )مكرراً\tثانٍ؛', 'ب)\tثالث،')).toEqual(['أ ) أول؛', 'أ )مكرراً ثانٍ؛', 'ب) ثالث،'])
    expect(noting('a)\t一；', 'a)之二\t二；', 'b)\t三，')).toEqual(['a) 一；', 'a)之二 二；', 'b) 三，'])
  })
  it('of sub-items stays among them', () =>
    expect(resolves('1\tto do:', 'i)\tone;', 'i)bis\ttwo;', 'ii)\tthree;', '2\tfour.')).toEqual([
      '1 to do:',
      '  i) one;',
      '  i)bis two;',
      '  ii) three;',
      '2 four.',
    ]))
})

describe('a long list', () => {
  it('goes on after z) with aa), ab)', () => {
    const marks = Array.from('abcdefghijklmnopqrstuvwxyz').concat('aa', 'ab', 'ac')
    expect(noting(...marks.map((mark) => `${mark})\tword;`))).toEqual(marks.map((mark) => `${mark}) word;`))
    expect(codes(`noting\n${marks.map((mark) => `${mark})\tword;`).join('\n')}${END}`)).toEqual([])
  })
  it('of numerals goes to xx)', () => {
    const marks = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ')
    expect(noting('a)\tthe following:', ...marks.map((mark) => `${mark})\tword;`), 'b)\tend,')).toEqual([
      'a) the following:',
      ...marks.map((mark) => `  ${mark}) word;`),
      'b) end,',
    ])
  })
  it('in which labels are skipped keeps those of the source, and says so', () => {
    expect(noting('a)\tone;', 'b)\ttwo;', 'd)\tthree,')).toEqual(['a) one;', 'b) two;', 'd) three,'])
    expect(codes(`noting\na)\tone;\nb)\ttwo;\nd)\tthree,${END}`)).toEqual(['7 label-differs'])
  })
})

describe('three levels', () => {
  it('are numbers, letters and numerals', () =>
    expect(
      resolves('1\tto do:', 'a)\tone:', 'i)\tfirst;', 'ii)\tsecond;', 'b)\ttwo;', 'c)\tthree;', '2\tto stop.'),
    ).toEqual(['1 to do:', '  a) one:', '    i) first;', '    ii) second;', '  b) two;', '  c) three;', '2 to stop.']))
  it('are letters, numerals and dashes, also bullets', () => {
    for (const dash of ['–', '—', '•', '▪', '\uF0B7'])
      expect(noting('a)\tone:', 'i)\tfirst:', `${dash}\tthis;`, `${dash}\tthat;`, 'ii)\tsecond;', 'b)\ttwo,')).toEqual([
        'a) one:',
        '  i) first:',
        '    – this;',
        '    – that;',
        '  ii) second;',
        'b) two,',
      ])
  })
  it('are decimal numbers', () =>
    expect(resolves('1\tone:', '1.1\tfirst;', '1.1.1\tdeep;', '1.2\tsecond;', '2\ttwo;', '2.1\tthird.')).toEqual([
      '1 one:',
      '  1.1 first;',
      '    1.1.1 deep;',
      '  1.2 second;',
      '2 two;',
      '  2.1 third.',
    ]))
  it('a decimal number in the words is none of them', () => {
    expect(resolves('1\tto use', '2.5 GHz and more;', '2\tto stop.')).toEqual([
      '1 to use 2.5 GHz and more;',
      '2 to stop.',
    ])
  })
})

const before = (last: string) =>
  Array.from('abcdefghijklmnopqrst')
    .map((mark) => `${mark})\tword;`)
    .concat(`u)\t${last}`)

describe('a letter of two meanings', () => {
  const numerals = ['i)\tone;', 'ii)\ttwo;', 'iii)\tthree;', 'iv)\tfour;']
  it('v) is a letter where w) follows', () =>
    expect(noting(...before('these:'), ...numerals, 'v)\tfive;', 'w)\tsix,').slice(-2)).toEqual([
      'v) five;',
      'w) six,',
    ]))
  it('v) is a numeral where vi) follows', () =>
    expect(noting(...before('these:'), ...numerals, 'v)\tfive;', 'vi)\tsix,').slice(-2)).toEqual([
      '  v) five;',
      '  vi) six,',
    ]))
  it('is named doubtful where nothing tells', () =>
    expect(codes(`noting\n${[...before('these:'), ...numerals, 'v)\tfive,'].join('\n')}${END}`)).toContain(
      '30 level-doubtful',
    ))
  it('с), а), е) of Russian keyboards are c), a), e) beside b)', () =>
    expect(noting('а)\tодин;', 'b)\tдва;', 'с)\tтри;', 'd)\tчетыре;', 'е)\tпять,').map((line) => line[0])).toEqual(
      Array.from('abcde'),
    ))
  it('in a Russian list they are letters of that list', () =>
    expect(noting('а)\tодин;', 'б)\tдва;', 'в)\tтри,').map((line) => line[0])).toEqual(['а', 'б', 'в']))
})

describe('letters of Arabic', () => {
  it('may be presentation forms, and have signs of joining', () =>
    expect(
      noting('أ )\tأول؛', 'ب)\tثانٍ؛', 'ج)\tثالث؛', 'د )\tرابع؛', 'ﻫ )\tخامس؛', 'و )\tسادس،').map((line) => line[0]),
    ).toEqual(Array.from('أبجدهو')))
})

describe('a call', () => {
  it('may have its addressee in the next line', () =>
    expect(shown('resolves to instruct\nthe Director of the Bureau\n1\tto go;\n2\tto stop.')).toEqual([
      '= resolves to instruct the Director of the Bureau',
      '1 to go;',
      '2 to stop.',
    ]))
  it('may have no addressee, and an unlabelled paragraph under it', () =>
    expect(shown('resolves to instruct the Director\nto go to the island, to see it and to report.')).toEqual([
      '= resolves to instruct the Director',
      'to go to the island, to see it and to report.',
    ]))
  it('may end in a comma', () =>
    expect(shown('considering that,\na)\tone;\nb)\ttwo,\nresolves that\nto stop.')[0]).toBe('= considering that,'))
})

describe('a heading among the clauses', () => {
  const body = 'resolves\n1\tto go;\nSECTION 1 – Ships\n1.1\tsmall;\n1.2\tlarge;\nSECTION 2\n2.1\tnone.'
  it('is a plain paragraph, and numbers go on below it', () =>
    expect(shown(body)).toEqual([
      '= resolves',
      '1 to go;',
      'SECTION 1 – Ships',
      '1.1 small;',
      '1.2 large;',
      'SECTION 2',
      '2.1 none.',
    ]))
  it('is reported', () => expect(codes(body)).toContain('6 section-heading'))
})

describe('an annex', () => {
  it.each([
    'ANNEX 1',
    'ANNEX 1 TO RESOLUTION 900 (Rev. Testville, 2030)',
    'الملحـق 1',
    '附件1',
    'ПРИЛОЖЕНИЕ 1',
    'Annex',
  ])('“%s” ends the resolution; each of its lines is listed', (title) => {
    const outline = outlineOf(resolution(`resolves\nto stop.\n${title}\nOne ship.\nTwo ships.`))
    expect(outline.parts).toHaveLength(1)
    expect(outline.findings.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '6 left-out',
      '7 left-out',
      '8 left-out',
    ])
  })
  it('is not a clause that speaks of one', () =>
    expect(resolves('1\tto see', 'Annex 1 to this resolution;', '2\tto stop.')).toEqual([
      '1 to see Annex 1 to this resolution;',
      '2 to stop.',
    ]))
})

describe('Chinese', () => {
  it('lines that were broken are joined without a space', () =>
    expect(noting('a)\t有关渡船', '和港口；', 'b)\t有关船只，')).toEqual(['a) 有关渡船和港口；', 'b) 有关船只，']))
  it('numerals count clauses', () =>
    expect(resolves('一、第一；', '二、第二。')).toEqual(['一、 第一；', '二、 第二。']))
})

describe('a proposal of no text', () => {
  const sup = 'SUP\tACP/1/2\nRESOLUTION 901 (Rev. Kigali, 2022)\nLighthouses\nReasons:\tnone.'
  it('beside another is accounted for', () => {
    const outline = outlineOf(`${resolution('resolves\nto stop.')}\n${sup}`)
    expect(outline.number).toBe('900')
    const messages = outline.findings.map(({ line, message }) => `${line} ${message}`)
    expect(messages).toContainEqual(
      expect.stringMatching(/^7 “RESOLUTION 901 .*” is proposed to be suppressed \(SUP\)/),
    )
    expect(messages.filter((message) => /^[89] /.test(message))).toHaveLength(2)
  })
  it('alone is refused with a sentence that says so', () => {
    const outcome = readEvery(sup)
    expect(outcome.ok ? '' : outcome.refusal.reason).toMatch(/RESOLUTION 901 .* suppressed \(SUP\).*nothing to read/)
  })
  it('NOC as well', () => {
    const outcome = readEvery(sup.replace('SUP', 'NOC'))
    expect(outcome.ok ? '' : outcome.refusal.reason).toMatch(/left unchanged \(NOC\)/)
  })
})
