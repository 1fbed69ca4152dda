/** Words of random resolutions in the six languages: the project's own, in no order that means anything. */

export type Vocabulary = {
  readonly language: string
  readonly isRightToLeft?: true
  readonly numberLine: (number: number) => string
  readonly opening: string
  readonly title: string
  /** Without an addressee; the first word of a clause never begins a call. */
  readonly preamble: readonly string[]
  readonly operative: readonly (readonly [keyword: string, heading: string])[]
  readonly begins: string
  readonly words: readonly string[]
  readonly chapeau: string
  /** Between words, and at the end of a clause: that goes on, that opens a list, the last of a section, of the text. */
  readonly space: '' | ' '
  readonly ends: readonly [more: string, opens: string, last: string, end: string]
  readonly letters: readonly string[]
  readonly numerals: readonly string[]
}

const LATIN = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `${letter})`).concat('aa)', 'ab)')
const ROMAN = ['i)', 'ii)', 'iii)', 'iv)', 'v)', 'vi)', 'vii)', 'viii)', 'ix)', 'x)', 'xi)', 'xii)']
const ABJAD = Array.from('أبجدهوزحطيكلمنسعفصقرشت', (letter) => `${letter})`)
const ENDS = [';', ':', ',', '.'] as const

export const VOCABULARIES: readonly Vocabulary[] = [
  {
    language: 'English',
    numberLine: (number) => `RESOLUTION ${number} (Rev. Testville, 2030)`,
    opening: 'The World Telecommunication Development Conference (Testville, 2030),',
    title: 'Ferries between small islands',
    preamble: [
      'considering',
      'recognizing also',
      'noting',
      'taking into account',
      'bearing in mind',
      'noting with concern',
    ],
    operative: [
      ['resolves', 'resolves'],
      ['resolves to instruct', 'resolves to instruct the Director of the Bureau'],
      ['invites', 'invites Member States and Sector Members'],
      ['requests', 'requests the Secretary-General, in cooperation with the Directors'],
    ],
    begins: 'that',
    words: [
      'ferries',
      'the harbour',
      'Article 43',
      'of 2030',
      'noting',
      'ITU‑D',
      'in 12 ports',
      'a) above',
      'Resolution 5 (Rev. X, 2014)',
      'i)',
      'km²',
      'and',
      '(see No. 7)',
    ],
    chapeau: 'within the means that it has,',
    space: ' ',
    ends: ENDS,
    letters: LATIN,
    numerals: ROMAN,
  },
  {
    language: 'French',
    numberLine: (number) => `RÉSOLUTION ${number} (Rév. Testville, 2030)`,
    opening: 'La Conférence mondiale de développement des télécommunications (Testville, 2030),',
    title: 'Des bacs entre les petites îles',
    preamble: [
      'considérant',
      'reconnaissant également',
      'notant',
      'tenant compte',
      "ayant à l'esprit",
      'rappelant en outre',
    ],
    operative: [
      ['décide', 'décide'],
      ['décide de charger', 'décide de charger le Directeur du Bureau'],
      ['invite', 'invite les États Membres'],
      ['prie', 'prie le Secrétaire général, en coopération avec les Directeurs'],
    ],
    begins: 'que',
    words: [
      'les bacs',
      'le port',
      "l'article 43",
      'de 2030',
      'notant',
      'UIT‑D',
      'dans 12 ports',
      'a) ci-dessus',
      'et',
      '(voir le numéro 7)',
    ],
    chapeau: 'dans la limite de ses moyens,',
    space: ' ',
    ends: ENDS,
    letters: LATIN,
    numerals: ROMAN,
  },
  {
    language: 'Spanish',
    numberLine: (number) => `RESOLUCIÓN ${number} (Rev. Testville, 2030)`,
    opening: 'La Conferencia Mundial de Desarrollo de las Telecomunicaciones (Testville, 2030),',
    title: 'Barcas entre las islas pequeñas',
    preamble: ['considerando', 'reconociendo asimismo', 'observando', 'teniendo en cuenta', 'recordando', 'destacando'],
    operative: [
      ['resuelve', 'resuelve'],
      ['resuelve encargar', 'resuelve encargar al Director de la Oficina'],
      ['invita', 'invita a los Estados Miembros'],
      ['pide', 'pide al Secretario General, en cooperación con los Directores'],
    ],
    begins: 'que',
    words: [
      'las barcas',
      'el puerto',
      'el Artículo 43',
      'de 2030',
      'observando',
      'UIT‑D',
      'en 12 puertos',
      'a) anterior',
      'y',
      '(véase el número 7)',
    ],
    chapeau: 'dentro de sus medios,',
    space: ' ',
    ends: ENDS,
    letters: LATIN,
    numerals: ROMAN,
  },
  {
    language: 'Russian',
    numberLine: (number) => `РЕЗОЛЮЦИЯ ${number} (Пересм. Тествилль, 2030 г.)`,
    opening: 'Всемирная конференция по развитию электросвязи (Тествилль, 2030 г.),',
    title: 'Паромы между малыми островами',
    preamble: [
      'учитывая',
      'признавая также',
      'отмечая',
      'принимая во внимание',
      'напоминая',
      'отмечая с удовлетворением',
    ],
    operative: [
      ['решает', 'решает'],
      ['решает поручить', 'решает поручить Директору Бюро'],
      ['предлагает', 'предлагает Государствам-Членам'],
      ['просит', 'просит Генерального секретаря, в сотрудничестве с Директорами'],
    ],
    begins: 'что',
    words: [
      'паромы',
      'порт',
      'Статья 43',
      '2030 года',
      'отмечая',
      'МСЭ‑D',
      'в 12 портах',
      'a), выше',
      'и',
      '(см. п. 7)',
    ],
    chapeau: 'в пределах своих средств,',
    space: ' ',
    ends: ENDS,
    letters: LATIN,
    numerals: ROMAN,
  },
  {
    language: 'Arabic',
    isRightToLeft: true,
    numberLine: (number) => `القـرار ${number} (المراجَع في تستفيل، 2030)`,
    opening: 'إن المؤتمر العالمي لتنمية الاتصالات (تستفيل، 2030)،',
    title: 'العبّارات بين الجزر الصغيرة',
    preamble: ['إذ يضع في اعتباره', 'وإذ يدرك كذلك', 'وإذ يلاحظ', 'وإذ يأخذ بعين الاعتبار', 'وإدراكاً منه', 'وإذ يذكّر'],
    operative: [
      ['يقـرر', 'يقـرر'],
      ['يقرر أن يكلف', 'يقرر أن يكلف مدير المكتب'],
      ['يدعو', 'يدعو الدول الأعضاء'],
      ['يطلب من', 'يطلب من الأمين العام، بالتعاون مع مديري المكاتب'],
    ],
    begins: 'أن',
    words: [
      'العبّارات',
      'الميناء',
      'المادة 43',
      'لعام 2030',
      'ITU‑D',
      'في 12 ميناء',
      'أعلاه',
      'والسفن',
      '(انظر الرقم 7)',
      '\u200Fقطاع التنمية\u200F',
    ],
    chapeau: 'في حدود الموارد المتاحة،',
    space: ' ',
    ends: ['؛', ':', '،', '.'],
    letters: ABJAD,
    numerals: ROMAN,
  },
  {
    language: 'Chinese',
    numberLine: (number) => `第${number}号决议（2030年，特斯特维尔，修订版）`,
    opening: '世界电信发展大会（2030年，特斯特维尔），',
    title: '小岛之间的渡船',
    preamble: ['考虑到', '进一步认识到', '注意到', '顾及', '铭记', '忆及'],
    operative: [
      ['做出决议', '做出决议'],
      ['做出决议，责成', '做出决议，责成局主任'],
      ['请', '请各成员国'],
      ['责成', '责成秘书长，与各局主任合作'],
    ],
    begins: '有关',
    words: ['渡船', '港口', '第43条', '2030年', 'ITU‑D', '在12个港口', '上述a)', '和船只', '（见第7款）', '“岛屿”'],
    chapeau: '在可用资源范围内，',
    space: '',
    ends: ['；', '：', '，', '。'],
    letters: LATIN,
    numerals: ROMAN,
  },
]
