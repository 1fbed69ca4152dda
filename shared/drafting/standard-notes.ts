/**
 * The footnote that ITU resolutions put at "developing countries", as data. `measured`: as resolutions in force have it (domain.md
 * §2.4, F068). `recollection`: remembered from the official texts, not compared; the person who inserts it sees the words first.
 */
import type { Language } from '../document/language.ts'

export type StandardNote = {
  readonly language: Language
  readonly source: 'measured' | 'recollection'
  /** What is least sure. */
  readonly doubt?: string
  readonly words: string
}

/** The groups of countries that the note names, in its order. */
const GROUPS = [
  'the least developed countries',
  'small island developing states',
  'landlocked developing countries',
  'countries with economies in transition',
] as const

function listed(names: readonly string[], and: string): string {
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`
}

export const DEVELOPING_COUNTRIES: readonly StandardNote[] = [
  {
    language: 'en',
    source: 'measured',
    words: `These include ${listed(GROUPS, 'and')}.`,
  },
  {
    language: 'fr',
    source: 'recollection',
    doubt: '“États” with or without the accent on its capital',
    words:
      "Par pays en développement, on entend aussi les pays les moins avancés, les petits États insulaires en développement, les pays en développement sans littoral et les pays dont l'économie est en transition.",
  },
  {
    language: 'es',
    source: 'recollection',
    doubt: '“comprende” or “comprende también a”',
    words:
      'Este término comprende los países menos adelantados, los pequeños Estados insulares en desarrollo, los países en desarrollo sin litoral y los países con economías en transición.',
  },
  {
    language: 'ru',
    source: 'recollection',
    doubt: '“а также” before the last member',
    words:
      'К ним относятся наименее развитые страны, малые островные развивающиеся государства, развивающиеся страны, не имеющие выхода к морю, а также страны с переходной экономикой.',
  },
  {
    language: 'zh',
    source: 'recollection',
    doubt: '“经济转型国家” or “经济转型期国家”',
    words: '这些国家包括最不发达国家、小岛屿发展中国家、内陆发展中国家和经济转型国家。',
  },
  {
    language: 'ar',
    source: 'recollection',
    doubt: 'the spelling of the last member varies between conferences',
    words:
      'تشمل أقل البلدان نمواً والدول الجزرية الصغيرة النامية والبلدان النامية غير الساحلية والبلدان التي تمر اقتصاداتها بمرحلة انتقالية.',
  },
]

export const developingCountriesNote = (language: Language): StandardNote =>
  DEVELOPING_COUNTRIES.find((note) => note.language === language) ?? DEVELOPING_COUNTRIES[0]!

/** Whether a footnote is this note, in whatever spelling of its signs and capitals. */
export const saysNote = (words: string, note: StandardNote): boolean => lettersOf(words) === lettersOf(note.words)

const lettersOf = (words: string) =>
  words
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
