/**
 * Labels where the numbers of the text in force are kept, so that "resolves 3" means the same clause before and after.
 *
 * - A clause of the text in force that still stands in its list, in its order, keeps its label. Numbers of deleted ones stay vacant.
 * - A clause that went elsewhere is new there, as SUP* and ADD* have it (domain.md §2.1); so is one under another call.
 * - Between two numbers a new clause takes the one before it with a Latin suffix: 2bis, b)bis (domain.md §2.4, measured).
 * - After the last of them it takes the next number that the text in force does not have.
 * - Before the first one it takes 0, then 0bis. No source was found; 0 is in nobody's list and sorts where the clause stands.
 * - A list that had no numbers (a sole item) or that is new as a whole is numbered as any other.
 */
import type { Block } from './blocks.ts'
import { counterpartsOf, longestIncreasing } from './clause-alignment.ts'
import { labelAt, suffixOf, type Script } from './label-forms.ts'
import { listsOf, type LabelList } from './label-lists.ts'

/** The labels of a list's items, or null where the text in force has no numbers for it. */
export type KeptIn = (list: LabelList) => readonly string[] | null

export function keptLabels(blocks: readonly Block[], inForce: readonly Block[], script: Script): KeptIn {
  const counterparts = counterpartsOf(inForce, blocks)
  const known = new Map(listsOf(inForce).map((list) => [keyOf(list.form, list.head), list]))
  return (list) => {
    const head = list.head === null ? null : counterparts[list.head]!
    const old = list.head !== null && head === null ? undefined : known.get(keyOf(list.form, head))
    if (!old || (old.form !== 'sub' && old.items.length === 1)) return null
    const place = new Map(old.items.map((at, index) => [at, index + 1]))
    const places = list.items.map((at) => place.get(counterparts[at] ?? -1) ?? null)
    return labelsFrom(places, old.items.length, list, script)
  }
}

const keyOf = (form: LabelList['form'], head: number | null) => `${form} ${head ?? ''}`

/** `places`: of each item in the old list, from 1; null where it was not in it. */
function labelsFrom(places: readonly (number | null)[], count: number, { form }: LabelList, script: Script) {
  const staying = longestIncreasing(places)
  const last = Math.max(-1, ...staying)
  let number = 0
  let further = 0
  let end = count
  return places.map((place, at) => {
    if (!staying.has(at))
      return at > last ? labelAt(form, (end += 1), script) : between(form, number, (further += 1), script)
    number = place!
    further = 0
    return labelAt(form, number, script)
  })
}

/** The nth new clause after a number; 0 stands before the first. */
const between = (form: LabelList['form'], number: number, nth: number, script: Script) =>
  number > 0 ? labelAt(form, number, script) + suffixOf(nth + 1) : (form === 'number' ? '0' : '0)') + suffixOf(nth)
