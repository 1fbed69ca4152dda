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
}

export type Labelled = {
  /** A dash before the clause, as Markdown lists and ITU sub-lists have it. */
  readonly dash: '-' | '–' | null
  readonly label: ListLabel | null
  readonly text: string
}

/** Marks of direction may stand around a label in Arabic text; they say nothing about it. */
const UNSEEN = '[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*'
const SUFFIX = '((?:bis|ter|quater)\\b|مكرر(?:اً|ا)?(?= )|之[二三四](?= ))?'

const DASH = new RegExp(`^${UNSEEN}([-–—•*])${UNSEEN}\\s+(?=\\S)`, 'u')
/** Emphasis or an opening parenthesis before the letter, a closing one after it, also full-width. */
const ALPHA = new RegExp(
  `^${UNSEEN}[*_]*[(（]?([a-zａ-ｚ]{1,2}|[ivxl]{1,6}|[а-яё]{1,2}|[ء-ي]{1,2}ـ?)[*_]*${UNSEEN}([ \\u00A0]?)[)）][*_]*${UNSEEN}\\s?${SUFFIX}[*_]*(?:\\s+(?=\\S)|(?=[^\\s.,;:،؛，；]))`,
  'u',
)
const NUMBER = new RegExp(
  `^${UNSEEN}[*_]*[(（]?(\\d{1,3}|[٠-٩]{1,3}|[０-９]{1,3})[*_]*(?:[.)．）、][*_]*)?${UNSEEN}\\s?${SUFFIX}[*_]*(?:\\s+|(?<=[）、．]))(?=\\S)`,
  'u',
)

/** Arabic texts number the items below a clause '1' '2' '3', where the others have i) ii) iii) (recollection). */
const QUOTED = new RegExp(`^${UNSEEN}[*_]*['‘’]${UNSEEN}(\\d{1,2}|[٠-٩]{1,2})${UNSEEN}['‘’][*_]*\\s+(?=\\S)`, 'u')

export function readLabel(line: string): Labelled {
  const dash = DASH.exec(line)
  const rest = dash ? line.slice(dash[0].length) : line
  const quoted = QUOTED.exec(rest)
  if (quoted) return { dash: dashOf(dash), label: quotedLabel(quoted[1]!), text: rest.slice(quoted[0].length) }
  const found = ALPHA.exec(rest)
  const label = found ? letterLabel(found[1]!, found[2]!, found[3] ?? '') : null
  if (found && label) return { dash: dashOf(dash), label, text: rest.slice(found[0].length) }
  const number = NUMBER.exec(rest)
  if (!number) return { dash: dashOf(dash), label: null, text: rest }
  return { dash: dashOf(dash), label: numberLabel(number[1]!, number[2] ?? ''), text: rest.slice(number[0].length) }
}

const dashOf = (dash: RegExpExecArray | null) => (dash === null ? null : dash[1] === '–' || dash[1] === '—' ? '–' : '-')

function numberLabel(written: string, suffix: string): ListLabel {
  const digits = westernDigits(written)
  return { written: written + suffix, plain: digits + suffix, form: 'number', place: Number(digits), roman: null }
}

/** A numeral only, never a letter: its place among letters is none. */
function quotedLabel(written: string): ListLabel {
  const place = Number(westernDigits(written))
  return { written: `'${written}'`, plain: `${numeral(place)})`, form: 'alpha', place: 0, roman: place }
}

/** Null where the letters are not those that lists count with, as in a word before a parenthesis. */
function letterLabel(letters: string, gap: string, suffix: string): ListLabel | null {
  const latin = letters.normalize('NFKC')
  const place = letterPlace(latin) ?? cyrillicPlace(letters) ?? arabicPlace(letters)
  if (place === null) return null
  const mark = /^[a-z]/.test(latin) ? latin : lettersOf(place)
  const written = `${letters}${gap === '' ? '' : ' '})${suffix}`
  return { written, plain: `${mark})${suffix}`, form: 'alpha', place, roman: romanPlace(latin) }
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
