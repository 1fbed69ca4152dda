/**
 * Which characters an entry carried from one block to another. A split takes the tail out of a block and puts the same words into a
 * new one; a join takes a block away and puts its words behind another; an undo of either does the other. Yjs knows only of
 * deletions and insertions, so what belongs together is found by the words being the same.
 */
import type * as Y from 'yjs'
import { matched, type Pairs } from './matched.ts'
import { unitOf, type Char, type TextEntry, type TextHistory } from './text-history.ts'

/** From the key of a character to the one that it became. */
export type Transfer = {
  readonly from: Y.Text
  readonly to: Y.Text
  readonly pairs: readonly (readonly [from: Char, to: Char])[]
}

/** `isOwn`: the entry was written by the server, which carries words to where their neighbours have gone. */
export function transfersIn(
  history: TextHistory,
  entry: TextEntry,
  isOwn: (client: number) => boolean,
): readonly Transfer[] {
  const isServer = isWrittenByServer(history, entry, isOwn)
  const parts = history.textsTouchedBy(entry).map((text) => partOf(history, entry, text))
  const takings = [...parts, ...(isServer ? partsThatDied(history, entry, isOwn) : [])]
  return parts.flatMap((target) => {
    if (target.put.length === 0) return []
    const sources = takings.filter(
      (source) =>
        source.text !== target.text && source.mustTake.size > 0 && (target.isNew || source.isRemoved || isServer),
    )
    return sources.flatMap((source) => transferBetween(source, target) ?? []).slice(0, 1)
  })
}

export const isWrittenByServer = (
  history: TextHistory,
  { seq }: TextEntry,
  isOwn: (client: number) => boolean,
): boolean => history.clientsOf(seq).some(isOwn)

/** What went down with its block unseen by whoever took the block away: the server carries it out of there afterwards. */
function partsThatDied(history: TextHistory, entry: TextEntry, isOwn: (client: number) => boolean): readonly Part[] {
  let cause = history.entryBefore(entry.seq)
  while (cause && isWrittenByServer(history, cause, isOwn)) cause = history.entryBefore(cause.seq)
  if (!cause) return []
  const { seq } = cause
  return history.textsTouchedBy(cause).flatMap((text) => {
    const unnamed = (char: Char) => history.deletedBy(char) === seq && !isNamedBy(cause, char)
    const taken = history.charsOf(text).filter(unnamed)
    const mustTake = new Set(taken.map(({ key }) => key))
    return [{ text, put: [], taken, mustTake, isNew: false, isRemoved: true }]
  })
}

type Part = {
  readonly text: Y.Text
  readonly put: readonly Char[]
  /** What the entry says is deleted here, and between those what others had deleted before. */
  readonly taken: readonly Char[]
  readonly mustTake: ReadonlySet<string>
  readonly isNew: boolean
  readonly isRemoved: boolean
}

function partOf(history: TextHistory, entry: TextEntry, text: Y.Text): Part {
  const chars = history.charsOf(text)
  const isPut = (char: Char) => history.insertedBy(char) === entry.seq
  const isNamed = (char: Char) => isNamedBy(entry, char)
  const first = chars.findIndex(isNamed)
  const last = chars.findLastIndex(isNamed)
  const region = first < 0 ? [] : chars.slice(first, last + 1)
  const taken = region.filter((char) => isNamed(char) || isGoneBefore(history, entry.seq, char))
  const head = text._item!.id
  return {
    text,
    put: chars.filter(isPut),
    taken,
    mustTake: new Set(taken.filter(isNamed).map(({ key }) => key)),
    isNew: history.insertedBy(head) === entry.seq,
    isRemoved: isNamedBy(entry, head) || history.deletedBy(head) === entry.seq,
  }
}

export const isNamedBy = ({ named }: Pick<TextEntry, 'named'>, { client, clock }: Y.ID): boolean =>
  named.get(client)?.some((range) => range.clock <= clock && clock < range.clock + range.len) === true

function isGoneBefore(history: TextHistory, seq: number, char: Char): boolean {
  const by = history.deletedBy(char)
  return by !== null && by < seq
}

/**
 * What was put in is the end of what was taken out, or all of it; between them may stand what others had deleted unseen. Null where
 * the words are others.
 */
function transferBetween(source: Part, target: Part): Transfer | null {
  const named = source.taken.filter(({ key }) => source.mustTake.has(key))
  const exact = named.length >= target.put.length ? tail(named, target.put) : null
  const pairs = exact ?? aligned(source, target.put)
  return pairs && { from: source.text, to: target.text, pairs }
}

function tail(named: readonly Char[], put: readonly Char[]): Pairs | null {
  const from = named.slice(named.length - put.length)
  return from.every((char, at) => unitOf(char) === unitOf(put[at]!)) ? from.map((char, at) => [char, put[at]!]) : null
}

/**
 * What was put in, each character beside the same one among what was taken, so that as many as possible were named: what was gone
 * before is taken only where nothing else fits. Null where one is left over, or none was named.
 */
function aligned({ taken, mustTake }: Part, put: readonly Char[]): Pairs | null {
  const pairs = matched(taken, put, ({ key }) => mustTake.has(key))
  return pairs.length === put.length && pairs.some(([char]) => mustTake.has(char.key)) ? pairs : null
}
