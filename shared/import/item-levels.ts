/**
 * Which level each clause under a call has. The source's labels say it where they are: a) and 1 open level 0, i) level 1, a
 * dash level 2. Where labels were lost, the labels before and after the gap say how many are missing, and at which level.
 */
import type { Level } from '../document/blocks.ts'
import { advance, levelOfLabel, startOfCount } from './label-levels.ts'
import type { ListLabel } from './list-label.ts'
import type { CallPart } from './opening-words.ts'
import type { Clause } from './paragraphs.ts'

export type Placed = {
  readonly clause: Clause
  readonly kind: 'item' | 'text'
  readonly level: Level
  /** Why the reader should look at this; absent where the source says it plainly. */
  readonly doubt?: 'level-doubtful' | 'first-paragraph'
}

/** `listsUseDashes`: a Markdown source writes "- a)"; its bare "- " is then a lost label, not a dash of level 2. */
export function placeClauses(clauses: readonly Clause[], part: CallPart, listsUseDashes: boolean): readonly Placed[] {
  const isOpen = clauses.map(
    (clause) => clause.label === null && !isDashItem(clause, listsUseDashes) && !isIndented(clause),
  )
  const { known, doubtful } = levelsOfLabels(clauses, isOpen, part)
  const first = firstParagraph(clauses, isOpen, known)
  const body = first ? clauses.slice(1) : clauses
  const placed = fillGaps(body, first ? isOpen.slice(1) : isOpen, first ? known.slice(1) : known)
  return (first ? [first, ...placed] : placed).map((each) =>
    doubtful.has(each.clause) ? { ...each, doubt: 'level-doubtful' } : each,
  )
}

const isDashItem = ({ dash, label }: Clause, listsUseDashes: boolean) =>
  label === null && (dash === '–' || (dash === '-' && !listsUseDashes))

/** A Word paragraph without a label, in a style of sub-items. */
const isIndented = ({ depth, label }: Clause) => label === null && depth !== undefined

function levelsOfLabels(
  clauses: readonly Clause[],
  isOpen: readonly boolean[],
  part: CallPart,
): { readonly known: readonly (Level | null)[]; readonly doubtful: ReadonlySet<Clause> } {
  const count = startOfCount()
  const nextLabels = labelsAfter(clauses)
  const doubtful = new Set<Clause>()
  const shortest = Math.min(
    ...clauses.flatMap(({ label }) => (label?.form === 'number' ? [label.path?.length ?? 1] : [])),
  )
  const known = clauses.map((clause, at) => {
    const { label, depth } = clause
    if (isOpen[at]) count.lost += 1
    if (label === null) return isOpen[at] ? null : indentedLevel(clause)
    const next = nextLabels[at] ?? null
    const opensSub = next === 'ii)' || (endsWithColon(clauses[at - 1]) && next !== 'j)')
    const read = label.path
      ? { level: deep(label.path.length - shortest), sure: true }
      : levelOfLabel(label, count, { part, opensSub, next, depth })
    advance(count, label, { level: read.level, depth })
    if (!read.sure) doubtful.add(clause)
    return read.level
  })
  return { known, doubtful }
}

const deep = (level: number): Level => (level === 0 || level === 1 ? level : 2)

/** A dash is the deepest level, however far its style indents it. */
const indentedLevel = ({ depth, dash }: Clause): Level => (dash === null && depth === 1 ? 1 : 2)

function labelsAfter(clauses: readonly Clause[]): readonly (string | null)[] {
  const after: (string | null)[] = []
  let next: string | null = null
  for (const { label } of clauses.toReversed()) {
    after.push(next)
    next = label?.plain ?? next
  }
  return after.toReversed()
}

const endsWithColon = (clause: Clause | undefined) => /[:：]$/.test(clause?.text.slice(-1) ?? '')

/**
 * A paragraph under the call before a list either introduces the list or is the first of it, its label lost. The number of the
 * first label tells; without one, a clause of the list would end with ";".
 */
function firstParagraph(
  clauses: readonly Clause[],
  isOpen: readonly boolean[],
  known: readonly (Level | null)[],
): Placed | null {
  const clause = clauses[0]
  if (!clause || !isOpen[0] || clause.dash !== null || clauses.length === 1 || opensSubItems(known)) return null
  const firstLabelled = known.findIndex((level) => level !== null)
  const label = known[firstLabelled] === 0 ? clauses[firstLabelled]!.label : null
  const text: Placed = { clause, kind: 'text', level: 0 }
  if (label !== null && label.place === firstLabelled) return text
  if (label !== null && label.place === firstLabelled + 1) return null
  return /[;；؛]$/.test(clause.text) ? null : { ...text, doubt: 'first-paragraph' }
}

const opensSubItems = (known: readonly (Level | null)[]) => known[1] === 1 || known[1] === 2

function fillGaps(
  clauses: readonly Clause[],
  isOpen: readonly boolean[],
  known: readonly (Level | null)[],
): readonly Placed[] {
  const placed: Placed[] = []
  for (let at = 0; at < clauses.length;) {
    const end = isOpen[at] ? endOfGap(isOpen, at) : at + 1
    if (isOpen[at]) placed.push(...fillGap(clauses, known, { from: at, to: end }))
    else placed.push({ clause: clauses[at]!, kind: 'item', level: known[at]! })
    at = end
  }
  return placed
}

function endOfGap(isOpen: readonly boolean[], from: number): number {
  const end = isOpen.indexOf(false, from)
  return end < 0 ? isOpen.length : end
}

type Gap = { readonly from: number; readonly to: number }

function fillGap(clauses: readonly Clause[], known: readonly (Level | null)[], gap: Gap): readonly Placed[] {
  const { levels, sure } = levelsOfGap(clauses, known, gap)
  return clauses.slice(gap.from, gap.to).map((clause, at) => ({
    clause,
    kind: 'item',
    level: levels[at]!,
    ...(!sure && { doubt: 'level-doubtful' as const }),
  }))
}

type GapLevels = { readonly levels: readonly Level[]; readonly sure: boolean }

function levelsOfGap(clauses: readonly Clause[], known: readonly (Level | null)[], { from, to }: Gap): GapLevels {
  const length = to - from
  const all = (level: Level, sure: boolean) => ({ levels: Array.from({ length }, () => level), sure })
  const nextLabel = clauses[to]?.label ?? null
  if (nextLabel !== null && known[to] === 1)
    return beforeSubItem(nextLabel, length, placeBefore(clauses, known, from, 1))
  const before = from > 0 ? clauses[from - 1]! : null
  const inner: Level = known[from - 1] === 1 ? 1 : 2
  if (nextLabel !== null) {
    const missing = nextLabel.place - placeBefore(clauses, known, from, 0) - 1
    return missing === length ? all(0, true) : missing === 0 ? all(inner, false) : all(0, false)
  }
  if (endsWithColon(before ?? undefined)) return all(inner, false)
  return known[from - 1] === 1 ? all(1, false) : all(0, true)
}

/** Before iii) come as many sub-items as are missing to it; what is more than that opened the list above them. */
function beforeSubItem(label: ListLabel, length: number, last: number): GapLevels {
  const missing = Math.max(0, (label.roman ?? label.place) - last - 1)
  if (missing === length) return { levels: Array.from({ length }, () => 1), sure: true }
  const levels = Array.from({ length }, (_, at): Level => (at < length - missing ? 0 : 1))
  return { levels, sure: last === 0 && missing < length }
}

/** The place of the last label of a level before a gap; 0 where the level starts after it. */
function placeBefore(clauses: readonly Clause[], known: readonly (Level | null)[], from: number, level: Level): number {
  for (let at = from - 1; at >= 0; at--) {
    if (known[at] === level) return level === 1 ? (clauses[at]!.label?.roman ?? 0) : (clauses[at]!.label?.place ?? 0)
    if (known[at] === 0) return 0
  }
  return 0
}
