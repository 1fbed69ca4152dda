/**
 * Square brackets that say "not agreed": "[shall][should]", "[at least]", the "[place]" of a draft. What tools leave behind
 * (`[bookmark: …]`, `[footnoteRef:1]`, `[1: …]`) and the "[…]" of a shortened quotation are none (domain.md §2.2).
 */

/** Offsets in UTF-16 units; `from` is at a `[`, `to` behind a `]`. */
export type BracketSpan = {
  readonly from: number
  readonly to: number
  /** The words between the signs, at least one: where brackets touch, "[shall][should]", they are alternatives of one. */
  readonly alternatives: readonly Stretch[]
}
export type Stretch = { readonly from: number; readonly to: number }

/** A sign that opens or closes nothing, a bracket inside another, one without words: a person has to look. */
export type BracketFault = { readonly at: number; readonly kind: 'unpaired' | 'nested' | 'empty' }

/** In order, never overlapping. What is faulty is in none. */
export const bracketSpansIn = (text: string): readonly BracketSpan[] => bracketsIn(text).spans

export function bracketsIn(text: string): {
  readonly spans: readonly BracketSpan[]
  readonly faults: readonly BracketFault[]
} {
  const { pairs, unpaired } = pairsIn(withoutResidue(text))
  const outermost = outermostOf(pairs)
  const nested = outermost.filter(({ holdsOthers }) => holdsOthers)
  const empty = outermost.filter((pair) => !pair.holdsOthers && wordsOf(text, pair).trim() === '')
  const sound = outermost.filter((pair) => !pair.holdsOthers && wordsOf(text, pair).trim() !== '')
  const faults: readonly BracketFault[] = [
    ...unpaired.map((at) => ({ at, kind: 'unpaired' as const })),
    ...nested.map(({ from }) => ({ at: from, kind: 'nested' as const })),
    ...empty.map(({ from }) => ({ at: from, kind: 'empty' as const })),
  ]
  return { spans: joined(sound), faults: faults.toSorted((a, b) => a.at - b.at) }
}

const RESIDUE = /\[(?:bookmark:[^[\]]*|footnoteRef:\d+|\d{1,3}:\s(?:[^[\]]|\[[^[\]]*\])*|\s*(?:\.{2,}|…)\s*)\]/g

/** Of the same length, so that offsets hold. */
const withoutResidue = (text: string) => text.replace(RESIDUE, (residue) => ' '.repeat(residue.length))

function pairsIn(text: string): { readonly pairs: readonly Stretch[]; readonly unpaired: readonly number[] } {
  const open: number[] = []
  const pairs: Stretch[] = []
  const unpaired: number[] = []
  for (const { 0: sign, index } of text.matchAll(/[[\]]/g)) {
    if (sign === '[') open.push(index)
    else if (open.length === 0) unpaired.push(index)
    else pairs.push({ from: open.pop()!, to: index + 1 })
  }
  return { pairs: pairs.toSorted((a, b) => a.from - b.from), unpaired: [...unpaired, ...open] }
}

function outermostOf(pairs: readonly Stretch[]): readonly (Stretch & { readonly holdsOthers: boolean })[] {
  const found: (Stretch & { holdsOthers: boolean })[] = []
  for (const pair of pairs) {
    const last = found.at(-1)
    if (last && pair.from < last.to) last.holdsOthers = true
    else found.push({ ...pair, holdsOthers: false })
  }
  return found
}

const wordsOf = (text: string, { from, to }: Stretch) => text.slice(from + 1, to - 1)

function joined(pairs: readonly Stretch[]): readonly BracketSpan[] {
  const spans: BracketSpan[] = []
  for (const { from, to } of pairs) {
    const words = { from: from + 1, to: to - 1 }
    const last = spans.at(-1)
    if (last?.to === from) spans[spans.length - 1] = { ...last, to, alternatives: [...last.alternatives, words] }
    else spans.push({ from, to, alternatives: [words] })
  }
  return spans
}
