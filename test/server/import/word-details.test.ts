/** What Word files hold beside plain paragraphs: each in a file small enough to read. */
import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { WordReading } from '../../../server/import/word-runs.ts'
import { outlinesOf, understoodIn } from '../../../shared/import/several.ts'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { unaccountedIn } from '../../support/word-account.ts'
import { del, ins, markOf, note, p, r, table, wordFile, xml, type WordFile } from '../../support/word-builder.ts'

const HEAD =
  p('ResNo', 'RESOLUTION 900 (Rev. Testville, 2030)') +
  p('Restitle', 'On tests') +
  p('Normalaftertitle', 'The World Telecommunication Development Conference (Testville, 2030),')
const END = p('Call', 'resolves') + p('', 'to stop.')

const built = (body: string, more: Partial<WordFile> = {}) => wordFile({ body: HEAD + body, ...more })

function texts(file: Uint8Array) {
  const outcome = readWordFile(file, 'details.docx')
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

function outlineOf(file: Uint8Array): Outline {
  const outlines = outlinesOf(texts(file).reject)
  if (!outlines.ok) throw new Error(outlines.refusal.reason)
  return outlines.value[0]!
}

/** Reads the file; and in passing holds that every paragraph of it is accounted for. */
function read(file: Uint8Array, reading: WordReading = 'reject'): Outline {
  const clean = texts(file)[reading]
  const [outlines, understood] = [outlinesOf(clean), understoodIn(clean)]
  if (!outlines.ok || !understood.ok) throw new Error(outlines.ok ? '' : outlines.refusal.reason)
  expect(unaccountedIn(file, reading, understood.value)).toEqual([])
  return outlines.value[0]!
}

const shown = ({ parts }: Outline): readonly string[] =>
  parts.flatMap(({ heading, clauses }) => [heading, ...clauses.flatMap((clause) => lines(clause, ''))])
const lines = ({ label, text, footnoteRefs, children }: OutlineClause, indent: string): readonly string[] => [
  `${indent}${label === null ? '' : `${label} `}${text}${footnoteRefs.map((mark) => `^${mark}`).join('')}`,
  ...children.flatMap((child) => lines(child, `${indent}  `)),
]
const leftOut = ({ findings }: Outline) =>
  findings.filter(({ code }) => code === 'left-out').map(({ line, message }) => `${line} ${message}`)
const sole = (content: string, more?: Partial<WordFile>) =>
  shown(outlineOf(built(p('Call', 'resolves') + p('', content), more)))[1]!

describe('tracked changes', () => {
  it('a clause that was added behind a call leaves the call a call', () => {
    const file = built(
      p('Call', r('noting'), markOf('ins')) + p('', ins('a)\tnew,')) + p('Call', 'resolves') + p('', 'to stop.'),
    )
    expect(shown(read(file, 'reject'))).toEqual(['noting', 'resolves', 'to stop.'])
    expect(shown(read(file, 'accept'))).toEqual(['noting', 'a) new,', 'resolves', 'to stop.'])
  })
  it('words that one inserted and another deleted stand in neither text', () => {
    const twice = ins('once').replace(/<w:r>.*<\/w:r>/, del('never'))
    expect(
      ['reject', 'accept'].map(
        (reading) =>
          shown(
            read(built(p('Call', 'resolves') + p('', `${r('to go')}${twice}${r('.')}`)), reading as WordReading),
          )[1],
      ),
    ).toEqual(['to go.', 'to go.'])
  })
  it('a number that was put before a clause is not in the text before', () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="4" w:author="A"/></w:numPr>'
    const file = built(p('Call', 'resolves') + p('', 'to go.', listed), { numbering })
    expect(texts(file).reject.lines.at(-1)!.text).toBe('to go.')
    expect(texts(file).accept.lines.at(-1)!.text).toBe('1 to go.')
  })
  it('in a footnote alone make two readings', () => {
    const file = built(p('Call', 'resolves') + p('', `${r('to stop')}${note(1)}${r('.')}`), { footnotes: ['x'] })
    expect(texts(file).hasChanges).toBe(false)
    const footnotes = xml(
      'footnotes',
      `<w:footnote w:id="1">${p('', `${r('Old')}${ins(' and new')}${r('.')}`)}</w:footnote>`,
    )
    const changed = built(p('Call', 'resolves') + p('', `${r('to stop')}${note(1)}${r('.')}`), {
      extra: { 'word/footnotes.xml': strToU8(footnotes) },
    })
    expect(texts(changed).hasChanges).toBe(true)
    expect([read(changed, 'reject'), read(changed, 'accept')].map((each) => each.footnotes[0]!.text)).toEqual([
      'Old.',
      'Old and new.',
    ])
  })
})

const box = (...words: readonly string[]) =>
  `<w:txbxContent>${words.map((each) => p('', each)).join('')}</w:txbxContent>`
const alternate = (content: string) =>
  `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>${content}</w:drawing></mc:Choice><mc:Fallback><w:pict>${content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`

describe('what stands outside of the lines', () => {
  it('a text box is listed once, each paragraph, though the file has it in two forms', () => {
    const outline = read(built(p('Call', 'resolves') + p('', `${r('to stop.')}${alternate(box('One.', 'Two.'))}`)))
    expect(shown(outline)).toEqual(['resolves', 'to stop.'])
    expect(leftOut(outline)).toEqual([
      '5 “One.” is left out: it stands in a text box.',
      '5 “Two.” is left out: it stands in a text box.',
    ])
  })
  it('headers, footers and comments are listed, the same words once', () => {
    const extra = {
      'word/header1.xml': strToU8(xml('hdr', p('', 'WTDC-25/67-E'))),
      'word/header2.xml': strToU8(xml('hdr', p('', 'WTDC-25/67-E'))),
      'word/footer1.xml': strToU8(xml('ftr', p('', 'Contact: A'))),
      'word/comments.xml': strToU8(xml('comments', `<w:comment w:id="1">${p('', 'Really?')}</w:comment>`)),
    }
    expect(leftOut(read(built(END, { extra }))).map((each) => each.slice(2))).toEqual([
      '“WTDC-25/67-E” is left out: it stands in a page header.',
      '“Contact: A” is left out: it stands in a page footer.',
      '“Really?” is left out: it stands in a comment.',
    ])
  })
  it('a note that no mark refers to is listed; one whose mark was deleted is in the other reading', () => {
    const deleted = `<w:del w:id="1" w:author="A">${note(1)}</w:del>`
    const file = built(p('Call', 'resolves') + p('', `${r('to stop')}${deleted}${r('.')}`), {
      footnotes: ['Gone.', 'Lost.'],
    })
    expect(read(file, 'reject').footnotes.map(({ text }) => text)).toEqual(['Gone.'])
    expect(leftOut(read(file, 'reject')).join()).toMatch(/Lost.*no mark refers to/)
  })
  it('a page number and a rule are no clauses, also in a file with footnotes', () => {
    const body =
      p('Call', 'resolves') +
      p('', `${r('1\tto go')}${note(1)}${r(';')}`) +
      p('', '- 2 -') +
      p('', '2\tto stop.') +
      p('', '______________')
    const outline = read(built(body, { footnotes: ['Note.'] }))
    expect(shown(outline)).toEqual(['resolves', '1 to go;^1', '2 to stop.'])
    expect(leftOut(outline)).toHaveLength(2)
  })
})

const style = (id: string, properties: string) =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${id}"/><w:rPr>${properties}</w:rPr></w:style>`

describe('words', () => {
  it('in the style of footnote marks are marks', () => {
    const styles = style('FootnoteReference', '<w:vertAlign w:val="superscript"/>')
    const again = r('1', '<w:rStyle w:val="FootnoteReference"/>')
    const more = { styles, footnotes: ['Note.'] }
    const content = `${r('to see one')}${note(1)}${r(' and one')}${again}${r('.')}`
    expect(sole(content, more)).toBe('to see one and one.^1^1')
    expect(sole(content, { footnotes: ['Note.'] })).toBe('to see one and one1.^1')
  })
  it.each([
    ['a break of line', '<w:r><w:t>to go</w:t><w:br/><w:t>on.</w:t></w:r>', 'to go on.'],
    ['a break in Chinese', '<w:r><w:t>有关渡船</w:t><w:br/><w:t>和港口。</w:t></w:r>', '有关渡船和港口。'],
    ['a soft hyphen as a character', r('to co\u00ADoperate.'), 'to cooperate.'],
    ['a symbol', '<w:r><w:t>5 </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 4.</w:t></w:r>', '5 ≥ 4.'],
    ['a tag', `<w:smartTag w:element="place">${r('to Geneva')}</w:smartTag>${r('.')}`, 'to Geneva.'],
    ['a simple field', `<w:fldSimple w:instr=" PAGE ">${r('to 4')}</w:fldSimple>${r('.')}`, 'to 4.'],
    ['a content control', `<w:sdt><w:sdtContent>${r('to go')}</w:sdtContent></w:sdt>${r('.')}`, 'to go.'],
    [
      'letters over letters',
      '<w:r><w:ruby><w:rt><w:r><w:t>dù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渡</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      '渡',
    ],
    ['an italic label and words', `${r('i)\tthat is', '<w:i/>')}${r(' so.')}`, 'that is so.'],
  ])('%s', (_, content, text) => {
    expect(sole(content).replace(/^i\) /, '')).toBe(text)
  })
  it('emphasis of a label that goes on into the words leaves no star', () => {
    const understood = understoodIn(
      texts(built(p('Call', 'noting') + p('', `${r('a) that', '<w:i/>')}${r(' is so;')}`) + p('', 'b) two,') + END))
        .reject,
    )
    expect(understood.ok && understood.value[0]!.understood.drafts[4]!.text).toBe('*that* is so;')
  })
})

const level = (at: number, format: string, text: string, style = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style && `<w:pStyle w:val="${style}"/>`}<w:lvlText w:val="${text}"/></w:lvl>`

const listed = (text: string) => p('', text, '<w:numPr><w:numId w:val="1"/></w:numPr>')

describe('lists', () => {
  it('of a style of lists, and levels that styles are tied to', () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Clauses"/>${level(0, 'decimal', '%1')}${level(1, 'lowerLetter', '%2)', 'enumlev1')}</w:abstractNum>` +
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Clauses"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    const styles =
      '<w:style w:type="paragraph" w:styleId="enumlev1"><w:name w:val="enumlev1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    const top = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const body =
      p('Call', 'resolves') +
      p('', 'to do:', top) +
      p('enumlev1', 'one;') +
      p('enumlev1', 'two;') +
      p('', 'to stop.', top)
    expect(shown(read(built(body, { numbering, styles })))).toEqual([
      'resolves',
      '1 to do:',
      '  a) one;',
      '  b) two;',
      '2 to stop.',
    ])
  })
  it('in Chinese numerals', () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '（%1）')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const body =
      p('Call', '做出决议') + Array.from({ length: 12 }, (_, at) => listed(at === 11 ? '完。' : '渡船；')).join('')
    expect(shown(read(built(body, { numbering })))[12]).toBe('（十二） 完。')
  })
})

describe('calls', () => {
  it('may have their addressee in a second paragraph of the same style', () =>
    expect(
      shown(read(built(p('Call', 'instructs the Director') + p('Call', 'of the Bureau of Tests') + p('', 'to stop.')))),
    ).toEqual(['instructs the Director of the Bureau of Tests', 'to stop.']))
  it('may have the mark of a note', () => {
    const body = p('', 'noting') + p('', 'this,') + p('', `${r('resolves')}${note(1)}`) + p('', 'to stop.')
    const outline = outlineOf(wordFile({ body: (HEAD + body).replace(/<w:pStyle[^>]*>/g, ''), footnotes: ['Note.'] }))
    expect(shown(outline)).toEqual(['noting', 'this,', 'resolves', 'to stop.'])
    expect(outline.footnotes).toHaveLength(1)
  })
  it('in a style of headings are calls, by their words', () => {
    const body = p('Headingi', 'noting') + p('', 'this,') + p('Headingb', 'resolves') + p('', 'to stop.')
    expect(shown(read(built(body)))).toEqual(['noting', 'this,', 'resolves', 'to stop.'])
  })
  it('are told by their words where no paragraph has their style', () => {
    const body =
      p('', 'noting') +
      p('', 'a)\tone:') +
      p('enumlev1', '–\tdash;') +
      p('', 'b)\ttwo,') +
      p('', 'resolves') +
      p('', 'to stop.')
    expect(shown(read(built(body)))).toEqual(['noting', 'a) one:', '  – dash;', 'b) two,', 'resolves', 'to stop.'])
  })
})

const column = (number: string, place: string) => [
  p('', `RESOLUTION ${number} (Rev. ${place}, 2030)`) + p('', 'T') + p('', `The World Conference (${place}, 2030),`),
  p('', 'resolves') + p('', `to go to ${place}.`),
]

describe('tables', () => {
  const heads = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
  it('of resolutions may have heads over their columns', () => {
    const [a, b] = [column('1', 'Here'), column('2', 'There')]
    const wide = table([[p('', 'Two texts')]])
      .replace('<w:tc>', heads)
      .replace(/<\/?w:tbl>/g, '')
    const rows = table([
      [p('', 'PP'), p('', 'WTDC')],
      [a[0]!, b[0]!],
      [a[1]!, b[1]!],
    ])
    const file = wordFile({ body: rows.replace('<w:tbl>', `<w:tbl>${wide}`) })
    const clean = texts(file).reject
    const [outlines, understood] = [outlinesOf(clean), understoodIn(clean)]
    if (!outlines.ok || !understood.ok) throw new Error('not read')
    expect(outlines.value.map(shown)).toEqual([
      ['resolves', 'to go to Here.'],
      ['resolves', 'to go to There.'],
    ])
    expect(unaccountedIn(file, 'reject', understood.value)).toEqual([])
  })
  it('in tables, and after a resolution that is not the first, are accounted for', () => {
    const inner = table([[p('', 'inner')]])
    const second = (HEAD + END).replaceAll('900', '901') + table([[p('', 'outer') + inner + p('', '')]])
    const file = built(END + p('Reasons', 'Reasons: none.') + second)
    const understood = understoodIn(texts(file).reject)
    if (!understood.ok) throw new Error(understood.refusal.reason)
    expect(understood.value).toHaveLength(2)
    expect(unaccountedIn(file, 'reject', understood.value)).toEqual([])
    expect(understood.value[1]!.understood.leftOut.map(({ text }) => text)).toEqual(['outer', 'inner'])
  })
  it('of a cover that names a resolution are no resolution', () => {
    const cover = table([[p('', 'RESOLUTION 31 (Rev. Kigali, 2022)')]])
    expect(read(wordFile({ body: cover + (HEAD + END).replace(/<w:pStyle[^>]*>/g, '') })).number).toBe('900')
  })
})

describe('the title', () => {
  it('in its style may name a conference', () => {
    const body =
      p('ResNo', '第9号决议') +
      p('Restitle', '筹备世界电信发展大会') +
      p('', '世界电信发展大会（2030年，基加利），') +
      p('Call', '做出决议') +
      p('', '停止。')
    expect(read(wordFile({ body })).title).toBe('筹备世界电信发展大会')
  })
  it('may have a history line in its style', () => {
    const body = HEAD.replace(
      '<w:p><w:pPr><w:pStyle w:val="Normalaftertitle"/>',
      `${p('Resref', 'Geneva, 2010; Dubai, 2014')}<w:p><w:pPr><w:pStyle w:val="Normalaftertitle"/>`,
    )
    expect(read(wordFile({ body: body + END })).title).toBe('On tests')
  })
})
