/**
 * One resolution with an invented subject, in own sentences, in the five languages beside English: what a Word file of ITU's
 * holds, and what should be read of it. The translations are the project's own; they are tests, not texts for use.
 */
import { note, p, r, wordFile } from './word-builder.ts'

export type Clause = readonly [label: string | null, text: string, children?: readonly Clause[]]
export type Expected = {
  readonly number: string
  readonly revision: string
  readonly conference: string
  readonly title: string
  readonly parts: readonly (readonly [
    keyword: string,
    heading: string,
    kind: 'preamble' | 'operative',
    clauses: readonly Clause[],
  ])[]
  readonly footnote: string
}
export type LanguageCase = {
  readonly language: string
  readonly numberLine: string
  readonly opening: string
  readonly isRightToLeft?: true
  readonly expected: Expected
}

const sub = (...texts: readonly string[]): readonly Clause[] =>
  texts.map((text, at) => [['i)', 'ii)', 'iii)'][at]!, text])

export const LANGUAGES: readonly LanguageCase[] = [
  {
    language: 'French',
    numberLine: 'RÉSOLUTION 131 (Rév. Bakou, 2025)',
    opening: 'La Conférence mondiale de développement des télécommunications (Bakou, 2025),',
    expected: {
      number: '131',
      revision: 'Rév. Bakou, 2025',
      conference: 'Conférence mondiale de développement des télécommunications',
      title: 'Bibliothèques itinérantes pour les îles éloignées',
      parts: [
        [
          'rappelant',
          'rappelant',
          'preamble',
          [
            ['a)', 'la Résolution 58 (Rév. Busan, 2014) de la Conférence de plénipotentiaires;'],
            ['b)', "les besoins des pays en développement et l'éloignement des îles,"],
          ],
        ],
        ['reconnaissant en outre', 'reconnaissant en outre', 'preamble', [[null, 'que les bateaux passent rarement,']]],
        [
          'décide',
          'décide',
          'operative',
          [
            ['1', 'de mettre à disposition:', sub('des livres;', 'des liaisons;')],
            ['2', 'de tenir un registre,'],
          ],
        ],
        [
          'décide de charger',
          'décide de charger le Directeur du Bureau de développement des télécommunications',
          'operative',
          [[null, 'de rendre compte chaque année,']],
        ],
        ['invite', 'invite les États Membres', 'operative', [[null, 'à prêter des bateaux.']]],
      ],
      footnote: 'Y compris les petits États insulaires.',
    },
  },
  {
    language: 'Spanish',
    numberLine: 'RESOLUCIÓN 131 (Rev. Bakú, 2025)',
    opening: 'La Conferencia Mundial de Desarrollo de las Telecomunicaciones (Bakú, 2025),',
    expected: {
      number: '131',
      revision: 'Rev. Bakú, 2025',
      conference: 'Conferencia Mundial de Desarrollo de las Telecomunicaciones',
      title: 'Bibliotecas itinerantes para las islas alejadas',
      parts: [
        [
          'recordando',
          'recordando',
          'preamble',
          [
            ['a)', 'la Resolución 58 (Rev. Busán, 2014) de la Conferencia de Plenipotenciarios;'],
            ['b)', 'las necesidades de los países en desarrollo,'],
          ],
        ],
        ['reconociendo además', 'reconociendo además', 'preamble', [[null, 'que los barcos pasan raras veces,']]],
        [
          'resuelve',
          'resuelve',
          'operative',
          [
            ['1', 'facilitar:', sub('libros;', 'enlaces;')],
            ['2', 'llevar un registro,'],
          ],
        ],
        [
          'resuelve encargar',
          'resuelve encargar al Director de la Oficina de Desarrollo de las Telecomunicaciones',
          'operative',
          [[null, 'que informe cada año,']],
        ],
        ['invita', 'invita a los Estados Miembros', 'operative', [[null, 'a prestar barcos.']]],
      ],
      footnote: 'Incluidos los pequeños Estados insulares.',
    },
  },
  {
    language: 'Russian',
    numberLine: 'РЕЗОЛЮЦИЯ 131 (ПЕРЕСМ. БАКУ, 2025 г.)',
    opening: 'Всемирная конференция по развитию электросвязи (Баку, 2025 г.),',
    expected: {
      number: '131',
      revision: 'ПЕРЕСМ. БАКУ, 2025 г.',
      conference: 'Всемирная конференция по развитию электросвязи',
      title: 'Передвижные библиотеки для отдаленных островов',
      parts: [
        [
          'напоминая',
          'напоминая',
          'preamble',
          [
            ['a)', 'Резолюцию 58 (Пересм. Пусан, 2014 г.) Полномочной конференции;'],
            ['b)', 'о потребностях развивающихся стран,'],
          ],
        ],
        ['признавая далее', 'признавая далее', 'preamble', [[null, 'что суда заходят редко,']]],
        [
          'решает',
          'решает',
          'operative',
          [
            ['1', 'предоставлять:', sub('книги;', 'линии связи;')],
            ['2', 'вести реестр,'],
          ],
        ],
        [
          'решает поручить',
          'решает поручить Директору Бюро развития электросвязи',
          'operative',
          [[null, 'ежегодно представлять отчет,']],
        ],
        ['предлагает', 'предлагает Государствам-Членам', 'operative', [[null, 'предоставлять суда.']]],
      ],
      footnote: 'Включая малые островные государства.',
    },
  },
  {
    language: 'Chinese',
    numberLine: '第131号决议（2025年，巴库，修订版）',
    opening: '世界电信发展大会（2025年，巴库），',
    expected: {
      number: '131',
      revision: '2025年，巴库，修订版',
      conference: '世界电信发展大会',
      title: '面向偏远岛屿的流动图书馆',
      parts: [
        [
          '忆及',
          '忆及',
          'preamble',
          [
            ['a)', '全权代表大会第58号决议（2014年，釜山，修订版）；'],
            ['b)', '发展中国家的需要，'],
          ],
        ],
        ['进一步认识到', '进一步认识到', 'preamble', [[null, '船只很少到达，']]],
        [
          '做出决议',
          '做出决议',
          'operative',
          [
            ['1', '提供：', sub('图书；', '线路；')],
            ['2', '保存一份登记册，'],
          ],
        ],
        ['做出决议，责成', '做出决议，责成电信发展局主任', 'operative', [[null, '每年提交报告，']]],
        ['请', '请各成员国', 'operative', [[null, '提供船只。']]],
      ],
      footnote: '包括小岛屿国家。',
    },
  },
  {
    language: 'Arabic',
    numberLine: 'القـرار 131 (المراجَع في باكو، 2025)',
    opening: 'إن المؤتمر العالمي لتنمية الاتصالات (باكو، 2025)،',
    isRightToLeft: true,
    expected: {
      number: '131',
      revision: 'المراجَع في باكو، 2025',
      conference: 'المؤتمر العالمي لتنمية الاتصالات',
      title: 'مكتبات متنقلة للجزر النائية',
      parts: [
        [
          'إذ يذكِّر',
          'إذ يذكِّر',
          'preamble',
          [
            ['أ )', 'بالقرار 58 (المراجَع في بوسان، 2014) لمؤتمر المندوبين المفوضين؛'],
            ['ب)', 'باحتياجات البلدان النامية \u200Fإلى ITU-D\u200F،'],
          ],
        ],
        ['وإذ يدرك كذلك', 'وإذ يدرك كذلك', 'preamble', [[null, 'أن السفن نادراً ما تصل،']]],
        [
          'يقـرر',
          'يقـرر',
          'operative',
          [
            ['1', 'أن يوفر:', sub('الكتب؛', 'الوصلات؛')],
            ['2', 'أن يمسك سجلاً،'],
          ],
        ],
        ['يقرر أن يكلّف', 'يقرر أن يكلّف مدير مكتب تنمية الاتصالات', 'operative', [[null, 'بتقديم تقرير كل سنة،']]],
        ['يدعو', 'يدعو الدول الأعضاء', 'operative', [[null, 'إلى إتاحة السفن.']]],
      ],
      footnote: 'بما فيها الدول الجزرية الصغيرة.',
    },
  },
]

/** The Word file of a case: labels as text before a tab, sub-items in enumlev1, the note at the end of the first clause. */
export function wordOf({ numberLine, opening, isRightToLeft, expected }: LanguageCase): Uint8Array {
  const direction = isRightToLeft ? '<w:bidi/>' : ''
  const line = (style: string, content: string) => p(style, content, direction)
  const clause = ([label, text, children = []]: Clause, at: number, style: string): string =>
    line(
      style,
      `${labelRuns(label)}${r(text)}${at === 0 && style === '' && label !== null && children.length === 0 ? note(1) : ''}`,
    ) + children.map((child) => clause(child, 1, 'enumlev1')).join('')
  const body = expected.parts.flatMap(([, heading, , clauses]) => [
    line('Call', heading),
    ...clauses.map((each, at) => clause(each, at, '')),
  ])
  return wordFile({
    body: [
      line('ResNo', numberLine),
      line('Restitle', expected.title),
      line('Normalaftertitle', opening),
      ...body,
    ].join(''),
    footnotes: [expected.footnote],
  })
}

/** ITU sets the letters in italics, the parenthesis with them or not. */
const labelRuns = (label: string | null) => (label === null ? '' : `${r(label, '<w:i/>')}${r('\t')}`)
