/** The labels that a source writes before its clauses: "a)", "*i)*", "iv)", "3", "b)bis". */
export type ListLabel = {
  /** As it reads, without emphasis: "i)". */
  readonly written: string
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

const DASH = /^([-–—•*])\s+(?=\S)/
const ALPHA = /^[*_]*\(?([a-z]{1,2}|[ivxl]{1,6})[*_]*\)[*_]*\s?((?:bis|ter|quater)\b)?[*_]*\s*(?=\S)/
const NUMBER = /^[*_]*\(?(\d{1,3})[*_]*(?:[.)][*_]*)?\s?((?:bis|ter|quater)\b)?[*_]*\s+(?=\S)/

export function readLabel(line: string): Labelled {
  const dash = DASH.exec(line)
  const rest = dash ? line.slice(dash[0].length) : line
  const found = ALPHA.exec(rest) ?? NUMBER.exec(rest)
  return {
    dash: dash ? (dash[1] === '–' || dash[1] === '—' ? '–' : '-') : null,
    label: found ? labelOf(found[1]!, found[2] ?? '') : null,
    text: found ? rest.slice(found[0].length) : rest,
  }
}

function labelOf(mark: string, suffix: string): ListLabel {
  if (/^\d/.test(mark)) return { written: mark + suffix, form: 'number', place: Number(mark), roman: null }
  return { written: `${mark})${suffix}`, form: 'alpha', place: letterPlace(mark), roman: romanPlace(mark) }
}

const letterPlace = (mark: string) =>
  mark.split('').reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 96, 0)

const ROMAN = new Map(Object.entries({ i: 1, v: 5, x: 10, l: 50 }))

function romanPlace(mark: string): number | null {
  const values = mark.split('').map((letter) => ROMAN.get(letter))
  if (values.some((value) => value === undefined)) return null
  return values.reduce<number>((sum, value, at) => sum + (value! < (values[at + 1] ?? 0) ? -value! : value!), 0)
}
