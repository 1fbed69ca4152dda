/** What Word files hold beside words, each in a file small enough to read. Lines 1 to 3 are the head. */
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { WordReading } from '../../../server/import/word-runs.ts'
import type { WordTexts } from '../../../server/import/word-source.ts'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { readCleanSource } from '../../../shared/import/read-resolution.ts'
import { outlinesOf } from '../../../shared/import/several.ts'
import { proposalToWord } from '../../../server/export/word.ts'
import { BASE, CURRENT, WORD_INPUT } from '../export/sample-proposal.ts'
import { countedIds, seen } from '../../support/reading.ts'
import {
  del,
  ins,
  markOf,
  moveFrom,
  moveTo,
  note,
  p,
  r,
  table,
  wordFile,
  type WordFile,
} from '../../support/word-builder.ts'

const HEAD =
  p('ResNo', 'RESOLUTION 900 (Rev. Testville, 2030)') +
  p('Restitle', 'On tests') +
  p('Normalaftertitle', 'The World Telecommunication Development Conference (Testville, 2030),')

function texts(bytes: Uint8Array): WordTexts {
  const outcome = readWordFile(bytes, 'test.docx')
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

function outlines(bytes: Uint8Array, reading: WordReading = 'reject'): readonly Outline[] {
  const outcome = outlinesOf(texts(bytes)[reading])
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

const read = (body: string, reading?: WordReading, more: Partial<WordFile> = {}): Outline =>
  outlines(wordFile({ body: HEAD + body, ...more }), reading)[0]!

/** "resolves", "1 to go;", "  i) by sea;" */
const shown = ({ parts }: Outline): readonly string[] =>
  parts.flatMap(({ heading, clauses }) => [heading, ...clauses.flatMap((clause) => lines(clause, ''))])
const lines = ({ label, text, children }: OutlineClause, indent: string): readonly string[] => [
  `${indent}${label === null ? '' : `${label} `}${text}`,
  ...children.flatMap((child) => lines(child, `${indent}  `)),
]
const codes = ({ findings }: Outline) => findings.map(({ line, code }) => `${line} ${code}`)
const both = (body: string, more?: Partial<WordFile>) => [
  shown(read(body, 'reject', more)),
  shown(read(body, 'accept', more)),
]

describe('tracked changes give two texts from one file:', () => {
  it('words', () =>
    expect(both(p('Call', 'resolves') + p('', `${r('to ')}${del('stop')}${ins('go on')}${r('.')}`))).toEqual([
      ['resolves', 'to stop.'],
      ['resolves', 'to go on.'],
    ]))

  it('labels, of which only one stands in each text', () =>
    expect(
      both(
        p('Call', 'noting') +
          p('', r('a)\tone;')) +
          p('', `${del('c')}${ins('b')}${r(')\ttwo,')}`) +
          p('Call', 'resolves') +
          p('', 'to stop.'),
      ),
    ).toEqual([
      ['noting', 'a) one;', 'c) two,', 'resolves', 'to stop.'],
      ['noting', 'a) one;', 'b) two,', 'resolves', 'to stop.'],
    ]))

  it('whole paragraphs, with their marks', () =>
    expect(
      both(
        p('Call', 'resolves') +
          p('', r('1\tone;')) +
          p('', ins('2\ttwo;'), markOf('ins')) +
          p('', del('2\tthree;'), markOf('del')) +
          p('', r('3\tfour.')),
      ),
    ).toEqual([
      ['resolves', '1 one;', '2 three;', '3 four.'],
      ['resolves', '1 one;', '2 two;', '3 four.'],
    ]))

  it('a paragraph split in two, and two joined', () =>
    expect(
      both(
        p('Call', 'resolves') +
          p('', `${r('1\tone')}${ins(';')}`, markOf('ins')) +
          p('', `${ins('2\t')}${r(' and two;')}`) +
          p('', `${r('2\tthree')}${del(';')}`, markOf('del')) +
          p('', `${del('3\t')}${r(' and four.')}`),
      ),
    ).toEqual([
      ['resolves', '1 one and two;', '2 three;', '3 and four.'],
      ['resolves', '1 one;', '2 and two;', '2 three and four.'],
    ]))

  it('moved clauses, which stand once in each', () =>
    expect(
      both(
        p('Call', 'resolves') +
          p('', moveTo('1\tlast;'), markOf('moveTo')) +
          p('', r('1\tfirst;')) +
          p('', moveFrom('2\tlast;'), markOf('moveFrom')) +
          p('', r('3\tend.')),
      ),
    ).toEqual([
      ['resolves', '1 first;', '2 last;', '3 end.'],
      ['resolves', '1 last;', '1 first;', '3 end.'],
    ]))

  it('footnotes, counted anew in each', () => {
    const body =
      p('Call', 'resolves') +
      p('', `${r('to stop')}<w:ins w:id="1" w:author="A">${note(1)}</w:ins>${r(' here')}${note(2)}${r('.')}`)
    const more = { footnotes: ['Inserted.', 'Kept.'] }
    expect(read(body, 'reject', more).footnotes).toEqual([{ marker: '1', text: 'Kept.' }])
    expect(read(body, 'accept', more).footnotes).toEqual([
      { marker: '1', text: 'Inserted.' },
      { marker: '2', text: 'Kept.' },
    ])
    expect(read(body, 'accept', more).parts[0]!.clauses[0]!.footnoteRefs).toEqual(['1', '2'])
  })

  it('a style that was changed', () => {
    const changed = '<w:pPrChange w:id="3" w:author="A"><w:pPr><w:pStyle w:val="Call"/></w:pPr></w:pPrChange>'
    const body = p('Call', 'resolves') + p('', 'to go,') + p('', 'beseeches the Director', changed) + p('', 'to stop.')
    expect(read(body, 'reject').parts).toHaveLength(2)
    expect(read(body, 'accept').parts).toHaveLength(1)
  })

  it('rows of a table', () => {
    const rows = table([[p('', 'kept')], [p('', 'inserted')]]).replace(
      /(<w:tr>)(?=<w:tc>[^]*?inserted)(?![^]*kept)/,
      '$1<w:trPr><w:ins w:id="1" w:author="A"/></w:trPr>',
    )
    const body = p('Call', 'resolves') + p('', 'to stop.') + rows
    const { reject } = texts(wordFile({ body: HEAD + body }))
    expect(reject.leftOut.map(({ text, why }) => `${text}: ${why}`)).toEqual([
      'kept: it stands in a table',
      'inserted: inserted by a tracked change; not part of the text in force',
    ])
    expect(texts(wordFile({ body: HEAD + body })).accept.leftOut.map(({ text }) => text)).toEqual(['kept', 'inserted'])
  })

  it('and a finding that says which was taken', () => {
    const body = p('Call', 'resolves') + p('', `${r('to ')}${ins('stop.')}`)
    expect(read(body).findings).toContainEqual({
      line: 1,
      code: 'revision-marks',
      message: expect.stringMatching(/1 tracked changes, read as rejected/) as string,
    })
    expect(codes(read(p('Call', 'resolves') + p('', 'to stop.')))).toEqual([])
  })
})

describe('the Word file that this program exports', async () => {
  const file = await proposalToWord(WORD_INPUT)
  const blocksIn = (reading: WordReading) => {
    const outcome = readCleanSource(texts(file)[reading], countedIds())
    if (!outcome.ok) throw new Error(outcome.refusal.reason)
    return outcome.value.blocks
  }
  it('gives the text in force back when its changes are rejected', () =>
    expect(seen(blocksIn('reject'))).toEqual(seen(BASE)))
  it('and the proposal when they are accepted', () => expect(seen(blocksIn('accept'))).toEqual(seen(CURRENT.text)))
})

const level = (at: number, format: string, text: string, start = 1) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const NUMBERING =
  `<w:abstractNum w:abstractNumId="0">${level(0, 'lowerLetter', '%1)')}${level(1, 'lowerRoman', '%2)')}${level(2, 'bullet', '')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="2">${level(0, 'arabicAbjad', '%1)')}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
  '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>' +
  '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
const listed = (num: number, text: string, at = 0, content?: string) =>
  p('', content ?? text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${num}"/></w:numPr>`)

describe('labels that Word computes', () => {
  it('are written out: letters, numerals, dashes, numbers, and a list that starts anew', () => {
    const body =
      p('Call', 'noting') +
      listed(1, 'one;') +
      listed(1, 'two:') +
      listed(1, 'sub;', 1) +
      listed(1, 'sub:', 1) +
      listed(1, 'dash;', 2) +
      listed(1, 'three,') +
      p('Call', 'recalling') +
      listed(3, 'one;') +
      listed(3, 'two,') +
      p('Call', 'resolves') +
      listed(2, 'go;') +
      listed(2, 'stop.')
    const outline = read(body, 'reject', { numbering: NUMBERING })
    expect(shown(outline)).toEqual([
      'noting',
      'a) one;',
      'b) two:',
      '  i) sub;',
      '  ii) sub:',
      '    – dash;',
      'c) three,',
      'recalling',
      'a) one;',
      'b) two,',
      'resolves',
      '1 go;',
      '2 stop.',
    ])
    expect(codes(outline)).toEqual([])
  })

  it('count only the paragraphs of the reading', () => {
    const body =
      p('Call', 'resolves') +
      listed(2, 'one;') +
      p('', ins('new;'), `<w:numPr><w:numId w:val="2"/></w:numPr>${markOf('ins')}`) +
      listed(2, 'end.')
    expect(both(body, { numbering: NUMBERING })).toEqual([
      ['resolves', '1 one;', '2 end.'],
      ['resolves', '1 one;', '2 new;', '3 end.'],
    ])
  })

  it('may be in the order of the abjad', () => {
    const body =
      p('Call', 'وإذ يلاحظ') +
      listed(4, 'واحد؛') +
      listed(4, 'اثنان؛') +
      listed(4, 'ثلاثة،') +
      p('Call', 'يقرر') +
      p('', 'أن يقف.')
    expect(read(body, 'reject', { numbering: NUMBERING }).parts[0]!.clauses.map(({ label }) => label)).toEqual([
      'أ)',
      'ب)',
      'ج)',
    ])
  })

  it('come from the style where the paragraph names none', () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    const plain = [
      ['', 'RESOLUTION 9 (Rev. B, 2030)'],
      ['', 'T'],
      ['', 'The World Conference (B, 2030),'],
      ['', 'resolves'],
      ['L', 'one;'],
      ['L', 'two.'],
    ] as const
    const file = wordFile({ body: plain.map(([style, text]) => p(style, text)).join(''), styles, numbering: NUMBERING })
    expect(shown(outlines(file)[0]!)).toEqual(['resolves', '1 one;', '2 two.'])
  })
})

const sole = (content: string, more?: Partial<WordFile>) =>
  read(p('Call', 'resolves') + p('', content), 'reject', more).parts[0]!.clauses[0]!.text

describe('in the words,', () => {
  it('bookmarks, field instructions and proofing marks leave no trace; what a field shows stays', () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _x \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    const link = `<w:hyperlink>${r('a link')}</w:hyperlink>`
    expect(
      sole(
        `<w:bookmarkStart w:id="0" w:name="_Toc1"/>${r('to see ')}${field}${r('item 4')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:proofErr w:type="spellStart"/>${r(' and ')}${link}<w:bookmarkEnd w:id="0"/>${r('.')}`,
      ),
    ).toBe('to see item 4 and a link.')
  })

  it('no-break hyphens stay, soft ones go, breaks and no-break spaces are spaces', () =>
    expect(
      sole(
        `<w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>D is</w:t><w:br/><w:t>co</w:t><w:softHyphen/><w:t>operative, No.\u00A04.</w:t></w:r>`,
      ),
    ).toBe('ITU\u2011D is cooperative, No. 4.'))

  it('a mark set by hand is no word, and emphasis no star', () => {
    const own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>1</w:t></w:r>'
    expect(
      sole(`${r('to see ')}${r('inter', '<w:i/>')}${r(' alia', '<w:i/>')}${own}${r(' here.')}`, {
        footnotes: ['Note.'],
      }),
    ).toBe('to see inter alia here.')
  })

  it('a raised number is a mark where there is such a note, and a power behind a unit', () => {
    const outline = read(
      p('Call', 'resolves') +
        p(
          '',
          `${r('to see developing')}${note(1)}${r(' and other developing')}${r('1', '<w:vertAlign w:val="superscript"/>')}${r(' States of 9 km')}${r('2', '<w:vertAlign w:val="superscript"/>')}${r('.')}`,
        ),
      'reject',
      { footnotes: ['Note.'] },
    )
    expect(outline.parts[0]!.clauses[0]).toMatchObject({
      text: 'to see developing and other developing States of 9 km².',
      footnoteRefs: ['1', '1'],
    })
  })

  it('drawings, hidden words and formulas are passed over, with a finding', () =>
    expect(
      codes(
        read(p('Call', 'resolves') + p('', `${r('to stop.')}<w:r><w:drawing/></w:r>${r('secret', '<w:vanish/>')}`)),
      ),
    ).toEqual(['5 not-read', '5 not-read']))
})

describe('paragraphs', () => {
  it('in a style of sub-items without a label are sub-items', () =>
    expect(
      shown(
        read(
          p('Call', 'resolves') +
            p('', r('1\tto do:')) +
            p('enumlev1', 'one') +
            p('enumlev1', 'two') +
            p('', r('2\tstop.')),
        ),
      ),
    ).toEqual(['resolves', '1 to do:', '  i) one', '  ii) two', '2 stop.']))

  it('in a style are whole: one without an end is not joined to the next', () =>
    expect(codes(read(p('Call', 'resolves') + p('', r('1\tone')) + p('', 'two') + p('', r('3\tthree.'))))).toEqual([
      '6 label-restored',
    ]))

  it('in the style of calls are calls, whatever their words; an unknown one is reported', () => {
    const outline = read(p('Call', 'beseeching') + p('', 'all,') + p('Call', 'resolves') + p('', 'to stop.'))
    expect(outline.parts.map(({ keyword, kind }) => [keyword, kind])).toEqual([
      ['beseeching', 'preamble'],
      ['resolves', 'operative'],
    ])
    expect(codes(outline)).toEqual(['4 unknown-call'])
  })

  it('of another template are told by their words', () => {
    const plain = [
      'RESOLUTION 9 (Rev. B, 2030)',
      'T',
      'The World Conference (B, 2030),',
      'noting',
      'this,',
      'resolves',
      '1\tto go;',
      '2\tto stop.',
    ]
    expect(shown(outlines(wordFile({ body: plain.map((text) => p('Body', text)).join('') }))[0]!)).toEqual([
      'noting',
      'this,',
      'resolves',
      '1 to go;',
      '2 to stop.',
    ])
  })

  it('into which a plain text was pasted are freed of its residue, and its notes are found', () => {
    const pasted =
      '[bookmark: _x]RESOLUTION 9 (Rev. B, 2030)|T|The World Conference (B, 2030),|resolves|to stop[footnoteRef:1].[1: A note.]'
    const outline = outlines(
      wordFile({
        body: pasted
          .split('|')
          .map((text) => p('', text))
          .join(''),
      }),
    )[0]!
    expect([outline.number, outline.parts[0]!.clauses[0]!.text, outline.footnotes]).toEqual([
      '9',
      'to stop.',
      [{ marker: '1', text: 'A note.' }],
    ])
    expect(codes(outline)).toEqual(['1 left-out'])
  })

  it('of the cover, the reasons and the annex are left out, each with a finding', () => {
    const body =
      p('Proposal', r('MOD\tACP/1/1')) +
      HEAD +
      p('Call', 'resolves') +
      p('', 'to stop.') +
      p('AnnexNo', 'ANNEX') +
      p('Reasons', 'Reasons: none.')
    expect(codes(outlines(wordFile({ body }))[0]!)).toEqual(['1 left-out', '7 left-out', '8 left-out'])
  })

  it('of several proposals are several resolutions', () => {
    const one = p('Proposal', 'MOD') + HEAD + p('Call', 'resolves') + p('', 'to stop.') + p('Reasons', 'Reasons: none.')
    expect(outlines(wordFile({ body: one + one.replace('900', '901') })).map(({ number }) => number)).toEqual([
      '900',
      '901',
    ])
  })
})

const column = (number: string, place: string) => [
  p('', `RESOLUTION ${number} (Rev. ${place}, 2030)`) + p('', 'T') + p('', `The World Conference (${place}, 2030),`),
  p('', 'resolves') + p('', `to go to ${place}.`),
]

describe('tables', () => {
  it('are left out cell by cell, with a finding', () => {
    const outline = read(p('Call', 'resolves') + p('', 'to stop.') + table([[p('', 'a cell')]]))
    expect(codes(outline)).toEqual(['6 table', '6 left-out'])
  })

  it('of resolutions side by side are read column by column', () => {
    const [a, b] = [column('1', 'Here'), column('2', 'There')]
    const found = outlines(
      wordFile({
        body: table([
          [a[0]!, b[0]!],
          [a[1]!, b[1]!],
        ]),
      }),
    )
    expect(found.map(shown)).toEqual([
      ['resolves', 'to go to Here.'],
      ['resolves', 'to go to There.'],
    ])
  })
})
