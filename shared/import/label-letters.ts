/** The letters and digits that lists count with outside the Latin script, and the label that a lost one had. */
import { letters as latinLetters } from '../document/labels.ts'

/** The abjad order, which ITU texts in Arabic use for a) b) c) (domain.md §2.4, recollection). Alef comes with and without hamza. */
const ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'
/** Russian lists leave out ё, й, ъ, ы and ь (recollection). ITU texts in Russian mostly use Latin letters. */
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя'
const DIGITS = ['٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９']

export const westernDigits = (written: string): string =>
  written.replace(/[٠-٩０-９]/g, (digit) => String(Math.max(...DIGITS.map((digits) => digits.indexOf(digit)))))

export function arabicPlace(letters: string): number | null {
  const bare = letters.replace('ـ', '').replace(/^[اإآ]/, 'أ')
  const [first, second] = bare
  if (first === undefined || !ABJAD.includes(first)) return null
  if (second === undefined) return ABJAD.indexOf(first) + 1
  return first === second ? ABJAD.length + ABJAD.indexOf(first) + 1 : null
}

export function cyrillicPlace(letters: string): number | null {
  const [first, second] = letters
  if (first === undefined || second !== undefined || !RUSSIAN.includes(first)) return null
  return RUSSIAN.indexOf(first) + 1
}

/** The label at a place in the script of a neighbour: "ج)" beside "ب)", "c)" beside "b)". */
export function labelBeside(neighbour: string, place: number): string {
  const first = neighbour.replace(/[^\p{L}]/gu, '')[0] ?? ''
  if (ABJAD.includes(first) && first !== '') return `${ABJAD[place - 1] ?? latinLetters(place)})`
  if (RUSSIAN.includes(first) && first !== '') return `${RUSSIAN[place - 1] ?? latinLetters(place)})`
  return `${latinLetters(place)})`
}

/** Letters of Russian that look like Latin ones; typed by mistake they stand in a row with "b)" and "d)". */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  ['аa', 'сc', 'еe', 'оo', 'рp', 'хx', 'уy', 'іi'].map((pair) => [pair[0]!, pair[1]!]),
)
const ONLY_RUSSIAN = /^[*_(]*[бвгджзиклмнптфцчшщэюя][*_ ]*\)/u
const LOOKALIKE = /^([*_(]*)([асеорхуі])(?=[*_ ]*\))/u

/** Gives the lines with such labels in Latin letters, unless another label is in a letter that only Russian has. */
export function withLatinLabels<Line extends { readonly text: string }>(lines: readonly Line[]): readonly Line[] {
  if (lines.some(({ text }) => ONLY_RUSSIAN.test(text))) return lines
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(LOOKALIKE, (_, before: string, letter: string) => before + LOOKALIKES.get(letter)!),
  }))
}
