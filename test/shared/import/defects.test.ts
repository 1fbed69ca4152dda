/** Each defect that converters leave in a resolution, in a text small enough to read. Lines 1 to 3 are the head. */
import { describe, expect, it } from 'vitest'
import { codes, read, resolution, seen } from '../../support/reading.ts'

const bodyOf = (body: string) => seen(read(resolution(body)).blocks)
const doubtsOf = (body: string) => codes(read(resolution(body)))

describe('labels', () => {
  it('are taken off the words, in every way that they are written', () => {
    const body =
      'noting\na)\tone;\n- b) two;\n- *c)* three;\n*d)* four;\n(e) five,\nresolves\n1\tsix;\n- 2 seven;\n3. eight.'
    expect(bodyOf(body)).toEqual([
      '= noting',
      'a) one;',
      'b) two;',
      'c) three;',
      'd) four;',
      'e) five,',
      '= resolves',
      '1 six;',
      '2 seven;',
      '3 eight.',
    ])
    expect(doubtsOf(body)).toEqual([])
  })

  it('that are lost are given back by place, and reported', () => {
    const body = 'noting\n- a) one;\n\n- two;\n- c) three,\nresolves\n- four;\n- five;\n- 3 six.'
    expect(bodyOf(body)).toEqual([
      '= noting',
      'a) one;',
      'b) two;',
      'c) three,',
      '= resolves',
      '1 four;',
      '2 five;',
      '3 six.',
    ])
    expect(doubtsOf(body)).toEqual(['7 label-restored', '10 label-restored', '11 label-restored'])
  })

  it('that are not those of their place are reported, never kept', () => {
    const body = 'noting\na)\tone;\nc)\ttwo,\nresolves\nto stop.'
    expect(bodyOf(body)[2]).toBe('b) two,')
    expect(doubtsOf(body)).toEqual(['6 label-differs'])
  })

  it('of a clause that stands alone are dropped, and reported', () => {
    expect(doubtsOf('noting\na)\tone,\nresolves\nto stop.')).toEqual(['5 label-differs'])
  })

  it('are not seen in a number that begins a sentence', () => {
    expect(bodyOf('noting\n12 months of work,\nresolves\nto stop.')[1]).toBe('12 months of work,')
    expect(doubtsOf('noting\n12 months of work,\nresolves\nto stop.')).toEqual([])
  })

  it('with a Latin suffix are numbered through, and reported', () => {
    const body = 'noting\na)\tone;\na)bis\ttwo;\nb)\tthree,\nresolves\nto stop.'
    expect(bodyOf(body).slice(1, 4)).toEqual(['a) one;', 'b) two;', 'c) three,'])
    expect(doubtsOf(body)).toEqual(['6 label-differs', '7 label-differs'])
  })
})

describe('levels', () => {
  it('i) after h) is the ninth letter', () => {
    const letters = 'abcdefghijk'
      .split('')
      .map((letter) => `${letter})\tword;`)
      .join('\n')
    expect(bodyOf(`noting\n${letters}\nresolves\nto stop.`)[9]).toBe('i) word;')
    expect(bodyOf(`noting\n${letters}\nresolves\nto stop.`)[10]).toBe('j) word;')
  })

  it('i) after h) opens a list below h) when ii) follows', () => {
    const letters = 'abcdefgh'
      .split('')
      .map((letter) => `${letter})\tword;`)
      .join('\n')
    const body = `noting\n${letters}\ni)\tsub;\nii)\tsub;\ni)\tninth,\nresolves\nto stop.`
    expect(bodyOf(body).slice(8, 12)).toEqual(['h) word;', '  i) sub;', '  ii) sub;', 'i) ninth,'])
    expect(doubtsOf(body)).toEqual([])
  })

  it('i) after b) opens a list below it, also where every line has the same dash', () => {
    const body = 'noting\n- a) one;\n- b) two:\n- i) sub;\n- ii) sub;\n- c) three,\nresolves\nto stop.'
    expect(bodyOf(body)).toEqual([
      '= noting',
      'a) one;',
      'b) two:',
      '  i) sub;',
      '  ii) sub;',
      'c) three,',
      '= resolves',
      'to stop.',
    ])
  })

  it('under a numbered clause hold letters as well, which become numerals', () => {
    const body = 'resolves\n1\tto do:\na)\tone;\nb)\ttwo;\n2\tto stop.'
    expect(bodyOf(body)).toEqual(['= resolves', '1 to do:', '  i) one;', '  ii) two;', '2 to stop.'])
    expect(doubtsOf(body)).toEqual(['6 label-differs', '7 label-differs'])
  })

  it('below a clause may be dashes', () => {
    const body = 'recalling\na)\tone;\nb)\tthe following:\n–\tfirst;\n–\tsecond,\nresolves\nto stop.'
    expect(bodyOf(body)).toEqual([
      '= recalling',
      'a) one;',
      'b) the following:',
      '    – first;',
      '    – second,',
      '= resolves',
      'to stop.',
    ])
    expect(bodyOf(body.replaceAll('–', '-'))).toEqual(bodyOf(body))
  })

  it('of lost labels that fit no count are reported', () => {
    expect(doubtsOf('resolves\n- 1 one;\n- two;\n- three;\n- 3 four.')).toContain('6 level-doubtful')
  })

  it('of a lost sub-item follow the numerals around it', () => {
    const body = 'resolves\n- 1 to do:\n- i) one;\n- two;\n- iii) three;\n- 2 to stop.'
    expect(bodyOf(body)).toEqual(['= resolves', '1 to do:', '  i) one;', '  ii) two;', '  iii) three;', '2 to stop.'])
  })
})

describe('a paragraph right under a call', () => {
  it('that stands alone is a clause without a label', () =>
    expect(bodyOf('resolves\n\nto stop.')).toEqual(['= resolves', 'to stop.']))

  it('introduces the list when the first label counts without it', () => {
    const body = 'resolves\n\nwithin its budget,\n\n- to go;\n- 2 to stop.'
    expect(bodyOf(body)).toEqual(['= resolves', '(text) within its budget,', '1 to go;', '2 to stop.'])
    expect(doubtsOf(body)).toEqual(['8 label-restored'])
  })

  it('is the first of the list when the first label counts it', () => {
    const body = 'resolves\n\nto begin;\n\n- to go;\n- 3 to stop.'
    expect(bodyOf(body)).toEqual(['= resolves', '1 to begin;', '2 to go;', '3 to stop.'])
  })

  it('is judged by its end where no label tells, and reported', () => {
    expect(bodyOf('resolves\n- 1 x;\n- 2 y,\ninvites all\nwithin reason,\n- to go;\n- to stop.')).toContain(
      '(text) within reason,',
    )
    expect(doubtsOf('resolves\n- 1 x;\n- 2 y,\ninvites all\nwithin reason,\n- to go;\n- to stop.')).toContain(
      '8 first-paragraph',
    )
  })

  it('that opens sub-items is their clause', () =>
    expect(bodyOf('resolves\nto do:\ni)\tone;\nii)\ttwo.')).toEqual([
      '= resolves',
      'to do:',
      '  i) one;',
      '  ii) two.',
    ]))
})

describe('lines', () => {
  it('broken inside a clause are joined, and reported', () => {
    const body = 'noting\na)\tthe text, on many\n \nthings,\nwhich\tgoes on;\nb)\ttwo,\nresolves\nto stop.'
    expect(bodyOf(body).slice(1, 3)).toEqual(['a) the text, on many things, which goes on;', 'b) two,'])
    expect(doubtsOf(body)).toEqual(['7 line-joined', '8 line-joined'])
  })

  it('that begin with a number in the middle of a sentence are no clause', () =>
    expect(bodyOf('noting\na)\tArticle\n43 of the text;\nb)\ttwo,\nresolves\nto stop.')[1]).toBe(
      'a) Article 43 of the text;',
    ))

  it('of a broken addressee are joined', () =>
    expect(bodyOf('resolves\nto go,\ninstructs the Director of the\nBureau of Tests\n1\tto do;\n2\tto stop.')[2]).toBe(
      '= instructs the Director of the Bureau of Tests',
    ))

  it('of a title are joined; a history line is none of them', () => {
    const { title, blocks } = read(
      'RESOLUTION 9 (Rev. B, 2030)\nOn a long \n\ntitle\n(A, 2010; B, 2030)\nThe World Telecommunication Standardization Assembly\n(B, 2030),\nresolves\nto stop.',
    )
    expect(title).toBe('On a long title')
    expect(blocks.map(({ kind }) => kind)).toEqual(['number', 'title', 'history', 'opening', 'operative-call', 'item'])
  })

  it('of page numbers and rules are left out, with the reason', () => {
    const { leftOut, blocks } = read(resolution('noting\na)\tone;\n- 2 -\n________\nb)\ttwo,\nresolves\nto stop.'))
    expect(seen(blocks).slice(1, 3)).toEqual(['a) one;', 'b) two,'])
    expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
      [6, 'a page number'],
      [7, 'a rule across the page'],
    ])
  })

  it('before the number and from an annex on are left out, and reported', () => {
    const text = read(`MOD\n${resolution('resolves\nto stop.\nANNEX TO RESOLUTION 900\nMore.')}`)
    expect(text.leftOut.map(({ line }) => line)).toEqual([1, 7, 8])
    expect(codes(text)).toEqual(['1 left-out', '7 left-out'])
  })
})

describe('calls', () => {
  it('may come twice', () =>
    expect(
      bodyOf('noting\none,\nrecalling\ntwo,\nnoting\nthree,\nresolves\nto stop.').filter((line) =>
        line.startsWith('='),
      ),
    ).toEqual(['= noting', '= recalling', '= noting', '= resolves']))

  it('that are not in the list show by their form, and are reported', () => {
    const body = 'noting\none,\ndeeply regretting\na)\ttwo;\nb)\tthree,\nresolves\nto stop.'
    expect(bodyOf(body)).toContain('= deeply regretting')
    expect(doubtsOf(body)).toEqual(['6 unknown-call'])
  })

  it('that go on like a clause are read as a clause, and reported', () => {
    expect(doubtsOf('resolves\nto go;\ninvites Members to reply;')).toContain('6 run-in-call')
  })

  it('with nothing under them are reported', () => {
    expect(doubtsOf('noting\nresolves\nto stop.')).toEqual(['4 empty-call'])
  })
})

describe('footnotes', () => {
  it('of pandoc become blocks at the end, with the mark at its place', () => {
    const text = read(
      resolution('noting\na)\tthe six[footnoteRef:1] regions; [1:  \tSix of them.] \n\nb)\ttwo,\nresolves\nto stop.'),
    )
    expect(seen(text.blocks)).toEqual([
      '= noting',
      'a) the six{1} regions;',
      'b) two,',
      '= resolves',
      'to stop.',
      '[1] Six of them.',
    ])
    expect(codes(text)).toEqual([])
  })

  it('with superscript marks are found among the clauses, and their moving is reported', () => {
    const text = read(resolution('noting\na)\tone² and one¹;\n\n¹ First.\n\n² Second.\n\nb)\ttwo,\nresolves\nto stop.'))
    expect(seen(text.blocks).slice(1, 3)).toEqual(['a) one{1} and one{2};', 'b) two,'])
    expect(seen(text.blocks).slice(-2)).toEqual(['[1] Second.', '[2] First.'])
    expect(codes(text)).toEqual(['7 footnote-displaced', '7 label-differs', '9 footnote-displaced', '9 label-differs'])
  })

  it('that a unit seems to refer to are not marks', () => {
    expect(bodyOf('noting\n100 km² and a mark²,\nresolves\nto stop.\n² Two.')[1]).toBe('100 km² and a mark{1},')
  })

  it('without a mark, and marks without a footnote, are kept and reported', () => {
    const text = read(resolution('noting\nwords[footnoteRef:4],\nresolves\nto stop.\n¹ Alone.'))
    expect(seen(text.blocks)).toEqual(['= noting', 'words(4),', '= resolves', 'to stop.', '[1] Alone.'])
    expect(codes(text)).toEqual(['5 mark-without-footnote', '8 footnote-without-mark'])
  })

  it('that share a mark are all kept', () => {
    const text = read(resolution('noting\nwords¹,\nresolves\nto stop.\n¹ One.\n¹ Two.'))
    expect(seen(text.blocks).slice(-2)).toEqual(['[1] One.', '[2] Two.'])
    expect(new Set(text.blocks.map(({ id }) => id)).size).toBe(text.blocks.length)
  })
})

describe('characters', () => {
  it('that nobody sees become plain ones; the no-break hyphen stays', () =>
    expect(bodyOf('noting\nthe\u00A0ITU\u2011D\u200B sector,\nresolves\nto stop.')[1]).toBe('the ITU\u2011D sector,'))

  it('between stars are emphasized', () => {
    const { blocks } = read(resolution('noting\nsee *noting a*) above,\nresolves\nto stop.'))
    expect(blocks[4]!.runs).toEqual([{ text: 'see ' }, { text: 'noting a', emphasis: true }, { text: ') above,' }])
  })

  it('in square brackets are kept and reported, bookmarks are left out', () => {
    const text = read(resolution('[bookmark: _x1]noting\n[the six] regions,\nresolves\nto stop.'))
    expect(seen(text.blocks)[1]).toBe('[the six] regions,')
    expect(codes(text)).toEqual(['5 square-brackets'])
    expect(text.leftOut).toEqual([{ line: 4, text: '[bookmark: _x1]', why: 'a bookmark of the word processor' }])
  })

  it('are the same with any line ends', () => {
    const source = resolution('noting\none,\nresolves\nto stop.')
    expect(read(source.replaceAll('\n', '\r\n'))).toEqual(read(source))
  })
})
