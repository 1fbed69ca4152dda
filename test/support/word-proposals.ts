/**
 * Proposals as ITU publishes them, in six languages: a cover in a table, an operator line, the resolution of word-languages.ts
 * with tracked changes, its reasons and an annex, and a second resolution that is suppressed; around them a header, a text box,
 * a drawing and a content control. Sentences and translations are the project's own.
 */
import { strToU8 } from 'fflate'
import { LANGUAGES, type Clause, type LanguageCase } from './word-languages.ts'
import { del, ins, markOf, note, p, r, table, wordFile, xml } from './word-builder.ts'

type Words = {
  readonly cover: readonly string[]
  readonly operator: string
  readonly suppressing: string
  readonly suppressed: readonly [number: string, title: string]
  readonly reasons: string
  readonly annex: readonly [number: string, title: string, words: string]
  /** Words that the proposal takes out, and a clause that it puts in at the end of the first section. */
  readonly old: string
  readonly added: string
}

const ENGLISH: LanguageCase = {
  language: 'English',
  numberLine: 'RESOLUTION 131 (Rev. Baku, 2025)',
  opening: 'The World Telecommunication Development Conference (Baku, 2025),',
  expected: {
    number: '131',
    revision: 'Rev. Baku, 2025',
    conference: 'World Telecommunication Development Conference',
    title: 'Travelling libraries for remote islands',
    parts: [
      [
        'recalling',
        'recalling',
        'preamble',
        [
          ['a)', 'Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary Conference;'],
          ['b)', 'the needs of developing countries,'],
        ],
      ],
      ['recognizing further', 'recognizing further', 'preamble', [[null, 'that ships seldom call,']]],
      [
        'resolves',
        'resolves',
        'operative',
        [
          [
            '1',
            'to provide:',
            [
              ['i)', 'books;'],
              ['ii)', 'links;'],
            ],
          ],
          ['2', 'to keep a register,'],
        ],
      ],
      [
        'resolves to instruct',
        'resolves to instruct the Director of the Telecommunication Development Bureau',
        'operative',
        [[null, 'to report every year,']],
      ],
      ['invites', 'invites Member States', 'operative', [[null, 'to lend ships.']]],
    ],
    footnote: 'These include small island developing states.',
  },
}

export const PROPOSAL_LANGUAGES: readonly LanguageCase[] = [ENGLISH, ...LANGUAGES]

const WORDS: Readonly<Record<string, Words>> = {
  English: {
    cover: [
      'World Conference (WTDC-25)',
      'PLENARY MEETING',
      'Document 67-E',
      'Resolution 131 (Rev. Kigali, 2022)',
      'Summary: ships.',
    ],
    operator: 'MOD\tACP/67A1/1',
    suppressing: 'SUP\tACP/67A1/2#49999',
    suppressed: ['RESOLUTION 132 (Rev. Kigali, 2022)', 'Lighthouses'],
    reasons: 'Reasons:\tShips are few.',
    annex: ['ANNEX 1 TO RESOLUTION 131 (Rev. Baku, 2025)', 'List of ships', 'a) A ship.'],
    old: 'old ',
    added: 'the new harbour;',
  },
  French: {
    cover: [
      'Conférence mondiale (CMDT-25)',
      'SÉANCE PLÉNIÈRE',
      'Document 67-F',
      'Original: français',
      'Résumé: des bateaux.',
    ],
    operator: 'MOD\tAFCP/67A1/1',
    suppressing: 'SUP\tAFCP/67A1/2',
    suppressed: ['RÉSOLUTION 132 (Rév. Kigali, 2022)', 'Phares'],
    reasons: 'Motifs:\tLes bateaux sont rares.',
    annex: ['ANNEXE 1 DE LA RÉSOLUTION 131 (Rév. Bakou, 2025)', 'Liste des bateaux', 'a) Un bateau.'],
    old: 'ancien ',
    added: 'le nouveau port;',
  },
  Spanish: {
    cover: [
      'Conferencia Mundial (CMDT-25)',
      'SESIÓN PLENARIA',
      'Documento 67-S',
      'Original: español',
      'Resumen: barcos.',
    ],
    operator: 'MOD\tIAP/67A1/1',
    suppressing: 'SUP\tIAP/67A1/2',
    suppressed: ['RESOLUCIÓN 132 (Rev. Kigali, 2022)', 'Faros'],
    reasons: 'Motivos:\tLos barcos son escasos.',
    annex: ['ANEXO 1 A LA RESOLUCIÓN 131 (Rev. Bakú, 2025)', 'Lista de barcos', 'a) Un barco.'],
    old: 'antiguo ',
    added: 'el nuevo puerto;',
  },
  Russian: {
    cover: [
      'Всемирная конференция (ВКРЭ-25)',
      'ПЛЕНАРНОЕ ЗАСЕДАНИЕ',
      'Документ 67-R',
      'Оригинал: русский',
      'Резюме: суда.',
    ],
    operator: 'MOD\tRCC/67A1/1',
    suppressing: 'SUP\tRCC/67A1/2',
    suppressed: ['РЕЗОЛЮЦИЯ 132 (ПЕРЕСМ. КИГАЛИ, 2022 г.)', 'Маяки'],
    reasons: 'Основания:\tСудов мало.',
    annex: ['ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ 131 (ПЕРЕСМ. БАКУ, 2025 г.)', 'Список судов', 'a) Судно.'],
    old: 'старый ',
    added: 'новую гавань;',
  },
  Chinese: {
    cover: ['世界电信发展大会（WTDC-25）', '全体会议', '文件67-C', '原文：中文', '摘要：船只。'],
    operator: 'MOD\tACP/67A1/1',
    suppressing: 'SUP\tACP/67A1/2',
    suppressed: ['第132号决议（2022年，基加利，修订版）', '灯塔'],
    reasons: '理由：\t船只很少。',
    annex: ['第131号决议（2025年，巴库，修订版）附件1', '船只清单', 'a) 一艘船。'],
    old: '旧的',
    added: '新港口；',
  },
  Arabic: {
    cover: ['المؤتمر العالمي (WTDC-25)', 'الجلسة العامة', 'الوثيقة 67-A', 'الأصل: بالعربية', 'ملخص: السفن.'],
    operator: 'ARB/67A1/1\tMOD',
    suppressing: 'ARB/67A1/2\tSUP',
    suppressed: ['القـرار 132 (المراجَع في كيغالي، 2022)', 'المنارات'],
    reasons: 'الأسبـاب:\tالسفن قليلة.',
    annex: ['الملحـق 1 للقرار 131 (المراجَع في باكو، 2025)', 'قائمة السفن', 'أ ) سفينة.'],
    old: 'القديم ',
    added: 'الميناء الجديد؛',
  },
}

export const proposalWords = (language: string): Words => WORDS[language]!

/** Ids as in the templates; ids of a localized Word, which has the names; styles of one's own that are based on them. */
export type StyleNames = 'template' | 'localized' | 'based'
export type Numbering = 'typed' | 'computed'

const NAMES: Readonly<Record<string, string>> = {
  Proposal: 'Proposal',
  ResNo: 'Res_No',
  Restitle: 'Res_title',
  Normalaftertitle: 'Normal after title',
  Call: 'Call',
  enumlev1: 'enumlev1',
  Reasons: 'Reasons',
  AnnexNo: 'Annex_No',
  Annextitle: 'Annex_title',
  FootnoteText: 'footnote text',
}

const idOf = (style: string, kind: StyleNames) =>
  style === '' || kind === 'template'
    ? style
    : kind === 'localized'
      ? `a${Object.keys(NAMES).indexOf(style) + 5}`
      : `My${style}`

const styleXml = (id: string, own: string, basedOn = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${own}"/>${basedOn && `<w:basedOn w:val="${basedOn}"/>`}</w:style>`

const stylesXml = (kind: StyleNames): string =>
  Object.entries(NAMES)
    .flatMap(([style, name]) => {
      if (kind !== 'based') return [styleXml(idOf(style, kind), name)]
      return [styleXml(style, name), styleXml(idOf(style, kind), `own ${style.length}`, style)]
    })
    .join('')

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`

const listXml = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`

const instanceXml = (id: number, of: number) =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`

/** List 1 and its repetitions for the preamble, list 10 and its own for the operative part: one for each section. */
const numberingXml = (isArabic: boolean): string => {
  return (
    listXml(0, level(0, isArabic ? 'arabicAbjad' : 'lowerLetter', '%1)') + level(1, 'lowerRoman', '%2)')) +
    listXml(1, level(0, 'decimal', '%1') + level(1, 'lowerRoman', '%2)')) +
    Array.from({ length: 9 }, (_, at) => instanceXml(at + 1, 0) + instanceXml(at + 10, 1)).join('')
  )
}

const control = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`

type Options = { readonly styles: StyleNames; readonly numbering: Numbering }

/** The text accepted is that of the case, with `added` as its third clause; the text rejected has `old` in every clause. */
export function wordProposal(each: LanguageCase, { styles, numbering }: Options): Uint8Array {
  const words = proposalWords(each.language)
  const direction = each.isRightToLeft ? '<w:bidi/>' : ''
  const line = (style: string, content: string, properties = '') =>
    p(idOf(style, styles), content, direction + properties)
  const runs = (text: string) => r(text, each.isRightToLeft ? '<w:rtl/>' : '')
  const clause = ([label, text, children = []]: Clause, section: number, isOperative: boolean, at: number): string => {
    const [style, level] = at < 0 ? ['enumlev1', 1] : ['', 0]
    const list = label === null || numbering === 'typed' ? '' : numPr(section + (isOperative ? 10 : 1), level)
    const typed = label === null || numbering === 'computed' ? '' : `${r(label, '<w:i/>')}<w:r><w:tab/></w:r>`
    const mark = section === 0 && at === 0 ? note(1) : ''
    return (
      line(style, typed + del(words.old) + runs(text) + mark, list) +
      children.map((child) => clause(child, section, isOperative, -1)).join('')
    )
  }
  const body = each.expected.parts.flatMap(([, heading, kind, clauses], section) => [
    line('Call', runs(heading)),
    ...clauses.map((own, at) => clause(own, section, kind === 'operative', at)),
    ...(section === 0 ? [line('', ins(words.added), markOf('ins'))] : []),
  ])
  const cover = table([
    [p('', words.cover[0]!, direction), p('', '')],
    ...words.cover.slice(1).map((text) => [p('', text, direction)]),
  ])
  const box = `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${['Choice', 'Fallback'].map((form) => `<mc:${form}><w:pict><w:txbxContent>${p('', `box ${words.old.trim()}`)}</w:txbxContent></w:pict></mc:${form}>`).join('')}</mc:AlternateContent></w:r>`
  return wordFile({
    styles: stylesXml(styles),
    numbering: numberingXml(each.isRightToLeft === true),
    footnotes: [each.expected.footnote],
    body: [
      cover,
      line('', ''),
      line('', `${runs(words.cover[1]!)}${box}`),
      line('Proposal', words.operator),
      control(line('ResNo', runs(each.numberLine))),
      line('Restitle', runs(each.expected.title)),
      line('Normalaftertitle', runs(each.opening)),
      ...body,
      line('AnnexNo', runs(words.annex[0])),
      line('Annextitle', runs(words.annex[1])),
      line('', runs(words.annex[2])),
      line('Reasons', words.reasons),
      line('Proposal', words.suppressing),
      line('ResNo', runs(words.suppressed[0])),
      line('Restitle', runs(words.suppressed[1])),
      line('Reasons', words.reasons),
    ].join(''),
    extra: { 'word/header1.xml': strToU8(xml('hdr', p('', `header ${words.cover[2]}`))) },
  })
}

const numPr = (list: number, level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`
