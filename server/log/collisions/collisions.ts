/**
 * What an edit did without its author knowing, because another was made at the same time:
 *
 *   1 it carries a tail away (split) or a block's words (join, undo), and somebody's new words stay behind;
 *   2 it takes a block away, and somebody's new words with it;
 *   3 its words come into a place whose neighbours were carried away, or into a block that is gone;
 *   4 it deletes what was carried away, or carries away what was deleted: the deletion misses the copy;
 *   5 it carries away what somebody else carried away: the words stand twice.
 *
 * Evidence: an edit names as deleted only what its author saw standing; and our editor puts words right behind the last word that
 * stands (`shared/protocol/PROTOCOL.md`), so that a neighbour on the left that is gone was not seen to be gone.
 */
import * as Y from 'yjs'
import { isAlive, type Char, type TextEntry, type TextHistory } from './text-history.ts'
import { broughtBackTwice } from './returns.ts'
import type { Collisions, Displaced, Follow, Knowledge, Twice } from './what-met.ts'
import type { Paths } from './paths.ts'
import { isNamedBy, type Transfer } from './transfers.ts'

/** `mayHaveSeen`: entries up to here may have been on the author's screen, where that is not certain from the edit itself. */
export function lateWords(history: TextHistory, paths: Paths, entry: TextEntry, mayHaveSeen: number): Displaced {
  return together(history.textsTouchedBy(entry).map((text) => comingLate(history, paths, { entry, text, mayHaveSeen })))
}

/** 1, 2, 4 and 5: asked after late words have been carried to where they belong, because others may have to go after them. */
export function collisionsOf(history: TextHistory, paths: Paths, entry: TextEntry, knows: Knowledge): Collisions {
  const transfers = paths.transfersOf(entry.seq)
  const carried = new Set(transfers.flatMap(({ pairs }) => pairs.flatMap(([from, to]) => [from.key, to.key])))
  const home = transfers.flatMap((transfer) => comeHome(paths, transfer))
  const known = new Set(home.map(({ key }) => key))
  const left = history
    .textsTouchedBy(entry)
    .map((text) => leftBehind(history, paths, { entry, text, transfers, known, knows }))
  return {
    ...together(left),
    twice: [
      ...transfers.flatMap((transfer) => copiedTwice(history, paths, transfer, entry.seq)),
      ...broughtBackTwice(history, paths, entry),
    ],
    missed: [
      ...home.filter((char) => isStanding(history, char)).map((char) => ({ char, by: entry.seq })),
      ...transfers.flatMap((transfer) => broughtBack(history, paths, transfer, entry.seq)),
      ...(knows.tells ? deletedTooLate(history, paths, entry, carried) : []),
    ],
  }
}

const together = (found: readonly Displaced[]): Displaced => ({
  follows: found.flatMap(({ follows }) => follows),
  lost: found.flatMap(({ lost }) => lost),
})

const NOTHING: Displaced = { follows: [], lost: [] }

const isStanding = (history: TextHistory, char: Char) => history.deletedBy(char) === null

/** What somebody carried away and brought back, while somebody else carried away what it had been: it is the same words. */
const comeHome = (paths: Paths, { from, pairs }: Transfer): readonly Char[] =>
  pairs.flatMap(([source]) => {
    const home = paths.stationIn(source, from)
    return home ? [home] : []
  })

type Leaving = {
  readonly knows: Knowledge
  readonly entry: TextEntry
  readonly text: Y.Text
  readonly transfers: readonly Transfer[]
  readonly known: ReadonlySet<string>
}

/** 1 and 2. Whoever carries away a tail carries all of it that stood on the screen: what stays was not there. */
function leftBehind(history: TextHistory, paths: Paths, { entry, text, transfers, known, knows }: Leaving): Displaced {
  const isRemoved = history.deletedBy(text._item!.id) === entry.seq
  const sources = new Map(
    transfers
      .filter(({ from }) => from === text)
      .flatMap(({ pairs }) => pairs.map(([from, to]) => [from.key, to] as const)),
  )
  if (!isRemoved && sources.size === 0) return NOTHING
  const chars = history.charsOf(text)
  const first = isRemoved ? 0 : chars.findIndex(({ key }) => sources.has(key))
  const isUnseen = (char: Char) => history.stoodBefore(char, entry.seq) && !knows.names(char) && !known.has(char.key)
  const unseen = chars.filter((char, at) => at >= first && isUnseen(char))
  if (unseen.length === 0) return NOTHING
  if (sources.size === 0) return { follows: [], lost: [{ words: unseen, from: text, structural: entry.seq }] }
  const follows = followsOf(chars, unseen, sources, { structural: entry.seq, from: text }).map((follow) => ({
    ...follow,
    next: paths.end(follow.next),
  }))
  const stranded = follows.filter(({ next }) => !isAlive(next.text)).flatMap(({ words }) => words)
  return {
    follows: follows.filter(({ next }) => isAlive(next.text)),
    lost: stranded.length > 0 ? [{ words: stranded, from: text, structural: entry.seq }] : [],
  }
}

/** Each stretch goes with the nearest character on its left that was carried away; at the very start, with the first on its right. */
function followsOf(
  chars: readonly Char[],
  words: readonly Char[],
  sources: ReadonlyMap<string, Char>,
  origin: Pick<Follow, 'structural' | 'from'>,
): readonly Follow[] {
  const wanted = new Set(words)
  const groups = new Map<Char | null, Char[]>()
  let anchor: Char | null = null
  for (const char of chars) {
    if (sources.has(char.key)) anchor = char
    else if (wanted.has(char)) groups.set(anchor, [...(groups.get(anchor) ?? []), char])
  }
  return [...groups].map(([source, group]): Follow => {
    if (source) return { ...origin, words: group, next: sources.get(source.key)!, side: 'behind' }
    const firstSource = chars.find(({ key }) => sources.has(key))!
    return { ...origin, words: group, next: sources.get(firstSource.key)!, side: 'before' }
  })
}

type Arrival = { readonly entry: TextEntry; readonly text: Y.Text; readonly mayHaveSeen: number }

/** 3. */
function comingLate(history: TextHistory, paths: Paths, { entry, text, mayHaveSeen }: Arrival): Displaced {
  const isGone = wasGoneBefore(history, entry.seq, text) || isDisplacedByOther(history, entry, text)
  const chars = history.charsOf(text)
  const fresh = chars.filter(
    (char) => history.insertedBy(char) === entry.seq && (isGone || (history.deletedBy(char) ?? Infinity) > entry.seq),
  )
  const follows: Follow[] = []
  const lost: Char[] = []
  for (const stretch of stretchesOf(chars, fresh)) {
    const follow = followLate(history, paths, { entry, text, mayHaveSeen }, { chars, stretch })
    if (follow) follows.push(follow)
    else if (isGone) lost.push(...stretch)
  }
  const structural = goneOnAccountOf(history, text)
  return { follows, lost: lost.length > 0 ? [{ words: lost, from: text, structural }] : [] }
}

function wasGoneBefore(history: TextHistory, seq: number, text: Y.Text): boolean {
  const by = history.deletedBy(text._item!.id)
  return by !== null && by < seq
}

/** Two people brought one clause back: of the two under its id one stands. */
function isDisplacedByOther(history: TextHistory, entry: TextEntry, text: Y.Text): boolean {
  const { id } = text._item!
  return history.insertedBy(id) === entry.seq && history.deletedBy(id) === entry.seq && !isNamedBy(entry, id)
}

function goneOnAccountOf(history: TextHistory, text: Y.Text): number {
  const { id, right } = text._item!
  const by = history.deletedBy(id) ?? 0
  return right && history.insertedBy(id) === by ? history.insertedBy(right.id) : by
}

/** Fresh characters that stand together. */
function stretchesOf(chars: readonly Char[], fresh: readonly Char[]): readonly (readonly Char[])[] {
  const wanted = new Set(fresh)
  const stretches: Char[][] = []
  let isOpen = false
  for (const char of chars) {
    if (wanted.has(char)) {
      if (isOpen) stretches.at(-1)!.push(char)
      else stretches.push([char])
    }
    isOpen = wanted.has(char)
  }
  return stretches
}

type Stretch = { readonly chars: readonly Char[]; readonly stretch: readonly Char[] }

/** The words went behind a character that is gone: its author saw it stand, and so everything that went after it. */
function followLate(
  history: TextHistory,
  paths: Paths,
  { entry, text, mayHaveSeen }: Arrival,
  { chars, stretch }: Stretch,
): Follow | null {
  const [left, right] = seenNeighbours(history, stretch[0]!, entry.seq)
  const anchor = left ? wordAt(history, left) : right
  const goneBy = anchor && history.deletedBy(anchor)
  if (!anchor || goneBy === null || goneBy >= entry.seq) return null
  if (goneBy <= mayHaveSeen && !wasGoneBefore(history, entry.seq, text)) return null
  const at = chars.findIndex(({ key }) => key === keyOf(anchor))
  const path = left ? chars.slice(0, at + 1).toReversed() : chars.slice(at)
  for (const char of path) {
    const by = history.deletedBy(char)
    if (history.insertedBy(char) >= goneBy) continue
    if (by === null || by >= entry.seq) return null
    if (by < goneBy) continue
    const step = paths.step(char, by)
    const next = step && paths.end(step)
    // What came home again is beside the words already.
    if (next?.text === text) return null
    if (next && isAlive(next.text))
      return {
        words: stretch,
        next,
        side: left ? 'behind' : 'before',
        structural: causeOf(history, paths, by),
        from: text,
      }
  }
  return null
}

/** Where the server carried the neighbours: the edit on account of which it did. */
function causeOf(history: TextHistory, paths: Paths, seq: number): number {
  const cause = paths.causeOf(seq)
  if (cause.seq === seq || paths.transfersOf(cause.seq).length > 0) return cause.seq
  return lateWords(history, paths, cause, 0).follows[0]?.structural ?? cause.seq
}

/** The last word up to here: between words may stand the beginning or the end of emphasis. */
function wordAt(history: TextHistory, id: Y.ID): Y.ID | null {
  const item = history.itemAt(id)
  let word = item
  while (word !== null && word.content instanceof Y.ContentFormat) word = word.left
  return word === item ? id : word && word.lastId
}

const keyOf = ({ client, clock }: Y.ID) => `${client}:${clock}`

/** The neighbours that the words were put between, past those of the same entry. */
function seenNeighbours(history: TextHistory, first: Char, seq: number): readonly [Y.ID | null, Y.ID | null] {
  let left: Y.ID | null = first
  let right: Y.ID | null = null
  for (let steps = 0; left !== null && steps < 100_000 && history.insertedBy(left) === seq; steps++) {
    const item = history.itemAt(left)
    if (!item) return [null, null]
    if (left.clock > item.id.clock) left = item.id
    else {
      right = item.rightOrigin ?? right
      left = item.origin
    }
  }
  return [left, right !== null && history.insertedBy(right) < seq ? right : null]
}

/** 4, the copy coming second. */
function broughtBack(history: TextHistory, paths: Paths, { pairs }: Transfer, seq: number): Collisions['missed'] {
  return pairs.flatMap(([from, to]) => {
    const goneBefore = (history.deletedBy(from) ?? seq) < seq
    const by = history.deletedBy(paths.end(from))
    const copy = paths.standing(to)
    return goneBefore && by !== null && by < seq && copy ? [{ char: copy, by }] : []
  })
}

/** 4, the deletion coming second. */
function deletedTooLate(
  history: TextHistory,
  paths: Paths,
  entry: TextEntry,
  carried: ReadonlySet<string>,
): Collisions['missed'] {
  return history.textsTouchedBy(entry).flatMap((text) =>
    history.charsOf(text).flatMap((char) => {
      const by = history.deletedBy(char)
      if (!isNamedBy(entry, char) || by === null || by >= entry.seq || carried.has(char.key)) return []
      const copy = paths.standing(char)
      return copy && copy.key !== char.key ? [{ char: copy, by: entry.seq }] : []
    }),
  )
}

/** 5. */
function copiedTwice(history: TextHistory, paths: Paths, { from, pairs }: Transfer, seq: number): readonly Twice[] {
  const doubled = pairs.flatMap(([source, copy]) => {
    const by = history.deletedBy(source)
    const other = by !== null && by < seq && !paths.stationIn(source, from) ? paths.step(source, by) : undefined
    const [first, second] = [other && paths.standing(other), paths.standing(copy)]
    return first && second && by !== null && first.key !== second.key ? [{ first, second, by }] : []
  })
  if (doubled.length === 0) return []
  return [
    {
      first: doubled.map(({ first }) => first),
      second: doubled.map(({ second }) => second),
      from,
      structural: doubled[0]!.by,
    },
  ]
}
