/** The labels that a source writes before its clauses: "a)", "*i)*", "iv)", "3", "b)bis", "أ )", "б)", "ａ）". */
import { roman as numeral } from '../document/labels.ts'
import { arabicPlace, cyrillicPlace, westernDigits } from './label-letters.ts'

export type ListLabel = {
  /** As it reads, without emphasis: "i)", "أ )". */
  readonly written: string
  /** The same in Latin letters and digits, as labels are computed: "a)" for "أ )". */
  readonly plain: string
  readonly form: 'number' | 'alpha'
  /** Its place among numbers, or among letters (a is 1, aa is 27). */
  readonly place: number
  /** Its place among small Roman numerals; null where it is none. "i)" is both the ninth letter and the first numeral. */
  readonly roman: number | null
  /** The numbers of "1.1.2"; absent where there is one. */
  readonly path?: readonly number[]
  /** "bis", in whatever language; it does not count. */
  readonly suffix?: string
}

export type Labelled = {
  /** A dash before the clause, as Markdown lists and ITU sub-lists have it. */
  readonly dash: '-' | '–' | null
  readonly label: ListLabel | null
  readonly text: string
}

/** Marks of direction and of joining may stand around a label in Arabic text; they say nothing about it. */
const UNSEEN = '[\\u200C-\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]*'
const SUFFIX = '((?:bis|ter|quater|quinquies|sexies)\\b|مكرر(?:اً|ا)?(?=\\s)|之[二三四五](?=\\s))?'
const INNER = '(?:[ \\u00A0-]?(bis|ter|quater|quinquies|sexies)\\b)?'

/** Markdown and typewriters write "-" or "*"; the others are dashes and bullets of a list below a list. */
const DASH = new RegExp(`^${UNSEEN}([-–—−•·▪●○◦■*\\uF0B7\\uF02D\\uF0A7])${UNSEEN}\\s+(?=\\S)`, 'u')
/** Emphasis or an opening parenthesis before the letter, a closing one after it, also full-width; Arabic letters also as presentation forms. */
const ALPHA = new RegExp(
  `^${UNSEEN}[*_]*[(（]?([a-zａ-ｚ]{1,2}?|[ivxl]{1,6}|[а-яё]{1,2}|[ء-ي\\uFE80-\\uFEFC]{1,2}ـ?)${INNER}[*_]*${UNSEEN}([ \\u00A0]?)[)）][*_]*${UNSEEN}\\s?${SUFFIX}[*_]*(?:\\s+(?=\\S)|(?=[^\\s.,;:،؛，；]))`,
  'u',
)
/** Also "1.1" and "1.1.2". */
const NUMBER = new RegExp(
  `^${UNSEEN}[*_]*[(（]?(\\d{1,3}(?:\\.\\d{1,3}){0,4}|[٠-٩]{1,3}|[０-９]{1,3})${INNER}[*_]*(?:[.)．）、][*_]*|[-–](?=\\s))?${UNSEEN}\\s?${SUFFIX}[*_]*(?:\\s+|(?<=[）、．]))(?=\\S)`,
  'u',
)
/** "一、", "（一）", "①". */
const HAN = /^(?:([一二三四五六七八九十]{1,3})、|[(（]([一二三四五六七八九十]{1,3})[)）]|([①-⑳]))\s*(?=\S)/u

/** Arabic texts number the items below a clause '1' '2' '3', where the others have i) ii) iii) (recollection). */
const QUOTED = new RegExp(`^${UNSEEN}[*_]*['‘’]${UNSEEN}(\\d{1,2}|[٠-٩]{1,2})${UNSEEN}['‘’][*_]*\\s+(?=\\S)`, 'u')

export function readLabel(line: string): Labelled {
  const dash = DASH.exec(line)
  const rest = dash ? line.slice(dash[0].length) : line
  const found = labelIn(rest)
  const text = found ? withOpenStar(rest.slice(0, found.length), rest.slice(found.length)) : rest
  return { dash: dashOf(dash), label: found?.label ?? null, text }
}

function labelIn(rest: string): { readonly label: ListLabel; readonly length: number } | null {
  const quoted = QUOTED.exec(rest)
  if (quoted) return { label: quotedLabel(quoted[1]!), length: quoted[0].length }
  const alpha = ALPHA.exec(rest)
  const letter = alpha && letterLabel(alpha[1]!, alpha[3]!, alpha[2] ?? alpha[4] ?? '')
  if (alpha && letter) return { label: letter, length: alpha[0].length }
  const number = NUMBER.exec(rest)
  if (number) return { label: numberLabel(number[1]!, number[2] ?? number[3] ?? ''), length: number[0].length }
  const han = HAN.exec(rest)
  return han ? { label: hanLabel(han), length: han[0].length } : null
}

/** Where the emphasis of a label goes on into the words, the words keep it. */
const withOpenStar = (label: string, words: string) =>
  label.split('*').length % 2 === 0 && words.includes('*') ? `*${words}` : words

const dashOf = (dash: RegExpExecArray | null) => (dash === null ? null : dash[1] === '-' || dash[1] === '*' ? '-' : '–')

function numberLabel(written: string, suffix: string): ListLabel {
  const path = westernDigits(written).split('.').map(Number)
  const plain = path.join('.') + latinSuffix(suffix)
  const label = { written: written + suffix, plain, form: 'number', place: path.at(-1)!, roman: null } as const
  return { ...label, ...(path.length > 1 && { path }), ...(suffix !== '' && { suffix }) }
}

const latinSuffix = (suffix: string) =>
  suffix.startsWith('مكرر')
    ? 'bis'
    : suffix.startsWith('之')
      ? (['bis', 'ter', 'quater', 'quinquies']['二三四五'.indexOf(suffix[1]!)] ?? suffix)
      : suffix

const HAN_DIGITS = '一二三四五六七八九'

function hanLabel([written, one, two, circled]: RegExpExecArray): ListLabel {
  const place = circled ? circled.charCodeAt(0) - 0x245f : hanPlace((one ?? two)!)
  return { written: written.trim(), plain: String(place), form: 'number', place, roman: null }
}

const hanDigit = (digits: string | undefined) => HAN_DIGITS.indexOf(digits?.[0] ?? '') + 1

/** "十二" is 12, "二十" is 20. */
function hanPlace(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['0', numeral]
  return (tens === '0' ? 0 : tens === '' ? 10 : hanDigit(tens) * 10) + (ones ? hanDigit(ones) : 0)
}

/** A numeral only, never a letter: its place among letters is none. */
function quotedLabel(written: string): ListLabel {
  const place = Number(westernDigits(written))
  return { written: `'${written}'`, plain: `${numeral(place)})`, form: 'alpha', place: 0, roman: place }
}

/** Null where the letters are not those that lists count with, as in a word before a parenthesis. */
function letterLabel(letters: string, gap: string, suffix: string): ListLabel | null {
  const plain = letters.normalize('NFKC')
  const place = letterPlace(plain) ?? cyrillicPlace(plain) ?? arabicPlace(plain)
  if (place === null) return null
  const mark = /^[a-z]/.test(plain) ? plain : lettersOf(place)
  const written = `${letters.replace(/[\uFE80-\uFEFC]/g, () => plain)}${gap === '' ? '' : ' '})${suffix}`
  const label = {
    written,
    plain: `${mark})${latinSuffix(suffix)}`,
    form: 'alpha',
    place,
    roman: romanPlace(plain),
  } as const
  return suffix === '' ? label : { ...label, suffix }
}

/** a is 1, aa is 27; null where there are other letters than Latin ones, or none. */
export const letterPlace = (mark: string): number | null =>
  /^[a-z]+$/.test(mark) ? mark.split('').reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 96, 0) : null

const lettersOf = (place: number): string =>
  place <= 26
    ? String.fromCharCode(96 + place)
    : lettersOf(Math.floor((place - 1) / 26)) + lettersOf(((place - 1) % 26) + 1)

const ROMAN = new Map(Object.entries({ i: 1, v: 5, x: 10, l: 50 }))

function romanPlace(mark: string): number | null {
  const values = mark.split('').map((letter) => ROMAN.get(letter))
  if (values.some((value) => value === undefined)) return null
  return values.reduce<number>((sum, value, at) => sum + (value! < (values[at + 1] ?? 0) ? -value! : value!), 0)
}
