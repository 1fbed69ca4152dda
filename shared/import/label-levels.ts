/**
 * The level that a label has in its list, told from the labels before it and after it. "i)" is the ninth letter and the first
 * numeral, "v)" the twenty-second and the fifth: what was counted last tells them apart, then what follows, then the indent.
 */
import type { Level } from '../document/blocks.ts'
import { letters, roman } from '../document/labels.ts'
import type { ListLabel } from './list-label.ts'
import type { CallPart } from './opening-words.ts'

/** What has been numbered so far: the last place at each level, and how many lost labels came since. */
export type Count = {
  top: number
  sub: number
  deep: number
  lost: number
  /** Of the list and of the list below it; null where it has not begun. */
  form: ListLabel['form'] | null
  subForm: 'letters' | 'numerals' | null
  level: Level
  /** How far the last label of each level was indented. */
  depths: Map<Level, number | undefined>
}

export const startOfCount = (): Count => ({
  top: 0,
  sub: 0,
  deep: 0,
  lost: 0,
  form: null,
  subForm: null,
  level: 0,
  depths: new Map(),
})

export type Around = {
  readonly part: CallPart
  /** What follows says that a list below begins here. */
  readonly opensSub: boolean
  /** The next label, in Latin letters. */
  readonly next: string | null
  readonly depth: number | undefined
}

/** `sure`: whether the labels around leave no other reading. */
export function levelOfLabel(
  label: ListLabel,
  count: Count,
  around: Around,
): { readonly level: Level; readonly sure: boolean } {
  if (label.form === 'number') return { level: count.form === 'alpha' ? 1 : 0, sure: true }
  if (label.suffix !== undefined && label.place === count.top && count.form === 'alpha') return { level: 0, sure: true }
  const isBelowNumbers = count.form === 'number' || (around.part === 'operative' && count.lost > 0)
  if (!isBelowNumbers) return either(label, { letters: count.top, numerals: count.sub, upper: 0 }, count, around)
  if (count.subForm !== 'letters') return { level: isLetterBelowNumerals(label, count) ? 2 : 1, sure: true }
  return either(label, { letters: count.sub, numerals: count.deep, upper: 1 }, count, around)
}

/** "a)" below i): a list of letters below one of numerals. */
const isLetterBelowNumerals = ({ place, roman }: ListLabel, { subForm, deep }: Count) =>
  subForm === 'numerals' && roman === null && place === deep + 1

/** The last letter of the upper list, the last numeral of the list below it, and the level of the upper one. */
type Pair = { readonly letters: number; readonly numerals: number; readonly upper: 0 | 1 }

function either(label: ListLabel, pair: Pair, count: Count, around: Around) {
  const [upper, lower] = [pair.upper, pair.upper === 0 ? 1 : 2] as const
  const asLetter = label.place > pair.letters && label.place <= pair.letters + 1 + count.lost
  const asNumeral = label.roman !== null && label.roman > pair.numerals && label.roman <= pair.numerals + 1 + count.lost
  if (asLetter && asNumeral) return tie(label, { upper, lower }, count, around)
  if (asLetter || asNumeral) return { level: asLetter ? upper : lower, sure: true } as const
  return { level: label.roman !== null && label.plain.length > 2 ? lower : upper, sure: true } as const
}

type Levels = { readonly upper: 0 | 1; readonly lower: 1 | 2 }

function tie(label: ListLabel, { upper, lower }: Levels, count: Count, around: Around) {
  if (label.roman === 1) return { level: around.opensSub ? lower : upper, sure: true } as const
  if (around.next === `${letters(label.place + 1)})`) return { level: upper, sure: true } as const
  if (around.next === `${roman(label.roman! + 1)})`) return { level: lower, sure: true } as const
  const [high, low] = [count.depths.get(upper), count.depths.get(lower)]
  if (high !== low && (around.depth === high || around.depth === low))
    return { level: around.depth === high ? upper : lower, sure: true } as const
  return { level: count.level === lower ? lower : upper, sure: false } as const
}

export function advance(
  count: Count,
  label: ListLabel,
  { level, depth }: { readonly level: Level; readonly depth: number | undefined },
): void {
  count.lost = 0
  count.level = level
  count.depths.set(level, depth)
  if (level === 2) count.deep = label.roman ?? label.place
  else if (level === 1) advanceBelow(count, label)
  else Object.assign(count, { top: placeAfter(count.top, label), sub: 0, deep: 0, form: label.form, subForm: null })
}

function advanceBelow(count: Count, label: ListLabel): void {
  if (count.subForm === null) count.subForm = label.place === 1 || label.roman !== 1 ? 'letters' : 'numerals'
  const countsLetters = count.form !== 'alpha' && count.subForm === 'letters'
  count.sub = countsLetters ? label.place : (label.roman ?? label.place)
  count.deep = 0
}

/** "hl)" long before z) is two labels that run together: the list goes on from the first. */
const placeAfter = (top: number, { form, place }: ListLabel) =>
  form === 'alpha' && place > 26 && top < 20 ? Math.floor((place - 1) / 26) : place
