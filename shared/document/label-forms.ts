/**
 * The labels that stand at a place of a list. domain.md §2.4: a) b) c) under a preamble call in all languages but Arabic, which
 * has its own letters; 1 2 3 under an operative call in all.
 */
import type { Language } from './language.ts'

export type Script = 'latin' | 'arabic'
/** `letter`: under a preamble call. `number`: under an operative one. `sub`: below a clause. */
export type ListForm = 'letter' | 'number' | 'sub'

export const scriptOf = (language: Language): Script => (language === 'ar' ? 'arabic' : 'latin')

/** `place` counts from 1. */
export function labelAt(form: ListForm, place: number, script: Script): string {
  if (form === 'number') return `${place}`
  if (form === 'letter') return script === 'arabic' ? arabicLetters(place) : `${letters(place)})`
  // Recollection: ITU texts in Arabic number what stands below a clause '1' '2' '3'; nothing was found to measure it on.
  return script === 'arabic' ? `'${place}'` : `${roman(place)})`
}

/** 1 is "a", 26 "z", 27 "aa". */
export function letters(n: number): string {
  if (n <= 0) return ''
  return letters(Math.floor((n - 1) / 26)) + String.fromCharCode(97 + ((n - 1) % 26))
}

/**
 * The order of the abjad, and the forms of domain.md §2.4 (a recollection there, of medium confidence, and not yet compared
 * with an Arabic text of the Union): a letter that does not join the next one has a space before the sign. After the last
 * letter they are doubled (no source).
 */
const ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'
const APART = 'أدهوزرذ'

function arabicLetters(place: number): string {
  const letter = ABJAD[(place - 1) % ABJAD.length]!
  const times = Math.ceil(place / ABJAD.length)
  return `${letter.repeat(times)}${APART.includes(letter) ? ' ' : ''})`
}

const NUMERALS = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const

/** 1 is "i", 4 "iv", 19 "xix". */
export function roman(n: number): string {
  const largest = NUMERALS.find(([, value]) => value <= n)
  return largest ? largest[0] + roman(n - largest[1]) : ''
}

const FIRST = ['', '', 'bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'nonies']
const UNITS = ['', 'un', 'duo', 'ter', 'quater', 'quin', 'sex', 'sept', 'octo', 'novo']
const TENS = ['', 'dec', 'vic', 'tric', 'quadrag', 'quinquag', 'sexag', 'septuag', 'octog', 'nonag']

/** The Latin suffix of the nth clause with one number: 1 has none, 2 is "bis", 3 "ter", 12 "duodecies", 100 "(100)". */
export function suffixOf(n: number): string {
  if (n >= 100) return `(${n})`
  if (n < 10) return FIRST[n]!
  return `${UNITS[n % 10]!}${TENS[Math.floor(n / 10)]!}ies`
}
