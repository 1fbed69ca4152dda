/**
 * The references of a text to its own clauses: "*recognizing a)* above", "*resolves* 2 ii)", "a) and b) above", in any language,
 * because the calls are those of the text itself. A reference is only words; a link is a mark on them that names the clause.
 *
 * Cautious: a call that occurs twice is not guessed at, and a clause of another resolution is none of ours.
 */
import type { BlockId } from '../ids.ts'
import { isFootnoteRef, type Block } from '../document/blocks.ts'
import { samePath, type ClauseName, type ClauseNames } from './clause-names.ts'
import {
  AND,
  ITEM_WORD,
  UNDER,
  directionAfter,
  directionBefore,
  isOfAnother,
  type Direction,
} from './reference-words.ts'
import { calledBy, callPattern } from './called-sections.ts'
import { GAP, LABEL, LETTERED } from './label-pattern.ts'

/** Positions count characters of the block; a footnote reference counts as one, as in the editor and in Yjs. */
export type Reference = {
  readonly block: BlockId
  readonly from: number
  readonly to: number
  readonly words: string
  /** The words say "above" or "below": this is a reference beyond doubt. */
  readonly pointed: boolean
  /** The clauses that the words can mean, the nearest first. None: there is no such clause. */
  readonly targets: readonly BlockId[]
}

export const FOOTNOTE_SIGN = '\uFFFC'

/** The characters of a block at their positions. */
export const charactersOf = ({ runs }: Pick<Block, 'runs'>): string =>
  runs.map((run) => (isFootnoteRef(run) ? FOOTNOTE_SIGN : run.text)).join('')

/** Which kinds of block can hold references. */
const mayRefer = ({ kind }: Block) => kind === 'item' || kind === 'text' || kind === 'footnote'

export const referencesInAll = (blocks: readonly Block[], names: ClauseNames): readonly Reference[] =>
  blocks.flatMap((block) => referencesIn(block, names))

/** In the order of the words; they do not overlap. */
export function referencesIn(block: Block, names: ClauseNames): readonly Reference[] {
  const words = charactersOf(block)
  if (!mayRefer(block) || !MAYBE.test(words)) return []
  const place = { block, words, names, at: placeOf(block, names) }
  const found = [...called(place), ...under(place), ...bare(place)].sort((a, b) => a.from - b.from)
  return found.filter(({ from }, index) => found.slice(0, index).every((other) => other.to <= from))
}

/** Few clauses hold anything like a label: the others cost one look. */
const MAYBE = new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${LABEL}`, 'iu')

type Place = {
  readonly block: Block
  readonly words: string
  readonly names: ClauseNames
  readonly at: { readonly index: number; readonly section: number | null }
}

const placeOf = ({ id, kind }: Block, { byId }: ClauseNames): Place['at'] => {
  const name = byId.get(id)
  return { index: name?.at ?? Infinity, section: kind === 'footnote' ? null : (name?.section ?? null) }
}

/** A label of a list, and what the words before it leave open for it. */
type Named = { readonly from: number; readonly to: number; readonly candidates: readonly ClauseName[] }

const PATH = new RegExp(`${LABEL}(?:${GAP}${LABEL})*`, 'iuy')
const NEXT = new RegExp(`${AND}(?=${LABEL})`, 'iuy')

/** "recognizing a)", "resolves 2 and 3": the call, then labels. */
function called(place: Place): readonly Reference[] {
  const { words, names } = place
  const pattern = callPattern(names)
  if (!pattern) return []
  return [...words.matchAll(pattern)].flatMap((match) => {
    const sections = calledBy(names, match.groups!['call']!)
    const start = match.index + match[0].length
    const first = namedAt(place, start, sections)
    if (!first) return []
    const list = [{ ...first, from: match.index }, ...following(place, first, sections)]
    return referencesOf(place, list)
  })
}

/** "au point a) du reconnaissant": labels, then the call. Only the labels are the name. */
function under(place: Place): readonly Reference[] {
  const { words, names } = place
  const pattern = callPattern(names, 'after-labels')
  if (!pattern) return []
  const labelled = new RegExp(
    `(?<![\\p{L}\\p{N}])(?<path>${LABEL}(?:${GAP}${LABEL})*)${GAP}${UNDER}${GAP}["“«*]*${pattern.source}`,
    'giu',
  )
  return [...words.matchAll(labelled)].flatMap((match) => {
    const named = namedAt(place, match.index, calledBy(names, match.groups!['call']!))
    return named ? referencesOf(place, [named], match.index + match[0].length) : []
  })
}

const BARE = new RegExp(`(?<![\\p{L}\\p{N}(])(?:(?:${ITEM_WORD}[\\s\\u00A0]*)(?=${LABEL})|(?=${LETTERED}))`, 'giu')

/** "a) and b) above", "item 2 below": of the section in which the words stand, and only with the word of direction. */
function bare(place: Place): readonly Reference[] {
  const { words, names, at } = place
  if (at.section === null) return []
  return [...words.matchAll(BARE)].flatMap((match) => {
    const first = namedAt(place, match.index + match[0].length, [at.section!])
    if (!first || first.candidates.length === 0) return []
    const list = [first, ...following(place, first, [at.section!])]
    const { direction } = directionAfter(words.slice(list.at(-1)!.to))
    const isIts = new RegExp(`${callPattern(names)?.source ?? '(?!)'}$`, 'iu').test(words.slice(0, first.from))
    return direction === null || isIts ? [] : referencesOf(place, list)
  })
}

/** The longest run of labels at a position that leads to a clause of these sections, or else the first label. */
function namedAt({ words, names }: Place, at: number, sections: readonly number[]): Named | null {
  PATH.lastIndex = at
  const path = PATH.exec(words)
  if (!path) return null
  const labels = [...path[0].matchAll(new RegExp(LABEL, 'giu'))]
  for (let count = labels.length; count > 0; count--) {
    const written = labels.slice(0, count).map(([label]) => label)
    const candidates = clausesAt(names, sections, written)
    if (candidates.length > 0 || count === 1)
      return { from: at, to: at + labels[count - 1]!.index + labels[count - 1]![0].length, candidates }
  }
  return null
}

const clausesAt = ({ sections }: ClauseNames, within: readonly number[], path: readonly string[]) =>
  within.flatMap((section) => sections[section]!.clauses.filter((clause) => samePath(clause.path, path)))

/** "… and b)": labels at the level of the one before. */
function following(place: Place, first: Named, sections: readonly number[]): readonly Named[] {
  const list: Named[] = []
  for (let last = first; ; last = list.at(-1)!) {
    NEXT.lastIndex = last.to
    const and = NEXT.exec(place.words)
    if (!and) return list
    const from = last.to + and[0].length
    const next = namedAt(place, from, sections) ?? null
    const beside = next && {
      ...next,
      candidates: next.candidates.length > 0 ? next.candidates : siblings(place, last, next),
    }
    if (!beside || beside.candidates.length === 0 || isQuantity(place.words.slice(from))) return list
    list.push(beside)
  }
}

/** "resolves 2 i) and ii)": ii) stands under 2 as well. */
function siblings({ names, words }: Place, { candidates }: Named, { from, to }: Named): readonly ClauseName[] {
  const label = words.slice(from, to)
  return candidates.flatMap(({ path, section }) => clausesAt(names, [section], [...path.slice(0, -1), label]))
}

/** "resolves 1 and 3 experts" */
const isQuantity = (words: string) => /^\d+[\s\u00A0]+(?!above|below|and|or|to)[\p{L}]{3,}/iu.test(words)

function referencesOf(place: Place, list: readonly Named[], end = list.at(-1)!.to): readonly Reference[] {
  const { words, block } = place
  const after = directionAfter(words.slice(end))
  const direction = after.direction ?? directionBefore(words.slice(0, list[0]!.from))
  if (isOfAnother(words.slice(0, list[0]!.from), words.slice(end + after.length))) return []
  return list.map(({ from, to, candidates }) => ({
    block: block.id,
    from,
    to,
    words: words.slice(from, to),
    pointed: direction !== null,
    targets: inDirection(candidates, direction, place),
  }))
}

function inDirection(
  candidates: readonly ClauseName[],
  direction: Direction,
  { at, block }: Place,
): readonly BlockId[] {
  const others = candidates.filter(({ id }) => id !== block.id)
  const there = others.filter((clause) => direction === null || clause.at < at.index === (direction === 'above'))
  return (there.length > 0 ? there : others)
    .toSorted((a, b) => Math.abs(a.at - at.index) - Math.abs(b.at - at.index))
    .map(({ id }) => id)
}
