/** A collision as a flag: what each of the two had on the screen, and the words in question. */
import type * as Y from 'yjs'
import { orderOf, readBlock } from '../../../shared/document/ydoc.ts'
import type { Kind, Run } from '../../../shared/document/blocks.ts'
import { blockId, personId } from '../../../shared/ids.ts'
import type { GoneClause, Stretch } from '../../../shared/document/flagged-text.ts'
import type { ReviewFlag, Version } from '../../../shared/proposal/review-flag.ts'
import type { Follow, Lost, Twice } from './what-met.ts'
import type { Paths } from './paths.ts'
import { nameOf, runsOf, type Char, type TextHistory } from './text-history.ts'

type Past = { readonly history: TextHistory; readonly paths: Paths }

export function followedFlag(past: Past, { words, next, from, structural }: Follow): ReviewFlag {
  const written = past.history.insertedBy(words[0]!)
  return {
    ...placeOf(next.text, from),
    kind: 'words-followed',
    structural: versionOf(past, structural, afterStructural(past, from, structural, new Set(keysOf(words)))),
    written: versionOf(past, written, [asWritten(past, from, structural, written)]),
    words: runsOf(words),
    gone: null,
    copy: [],
  }
}

export function heldFlag(past: Past, { words, from, structural }: Lost): ReviewFlag {
  const { history } = past
  const written = history.insertedBy(words.at(-1)!)
  const by = history.entries.get(written)!.row.author
  const all = history.charsOf(from).filter((char) => isHeld(past, char, structural, by))
  return {
    ...placeOf(from, from),
    kind: 'words-held',
    structural: versionOf(past, structural, afterStructural(past, from, structural, new Set(keysOf(all)))),
    written: versionOf(past, written, [asWritten(past, from, structural, written)]),
    words: runsOf(all),
    gone: goneClause(from, asWritten(past, from, structural, written)),
    copy: [],
  }
}

/** Words that are gone although nobody meant it. Their clause may stand, so they are held under a name of their own, at its place. */
export function vanishedFlag(past: Past, { words, from, structural }: Lost): ReviewFlag {
  const written = past.history.insertedBy(words[0]!)
  const { client, clock } = words[0]!
  const id = blockId(`${client.toString(36)}x${clock.toString(36)}`)
  const runs = runsOf(words)
  return {
    kind: 'words-held',
    fragment: nameOf(from).fragment,
    block: id,
    other: blockId(nameOf(from).block),
    structural: versionOf(past, structural, afterStructural(past, from, structural, new Set(keysOf(words)))),
    written: versionOf(past, written, [runs]),
    words: runs,
    gone: { ...goneClause(from, runs), origin: null },
    copy: [],
  }
}

export function twiceFlag(past: Past, { first, second, from, structural }: Twice, seq: number): ReviewFlag {
  const { fragment } = nameOf(from)
  return {
    kind: 'text-twice',
    fragment,
    block: blockId(nameOf(second[0]!.text).block),
    other: blockId(nameOf(first[0]!.text).block),
    structural: versionOf(past, structural, [runsOf(first)]),
    written: versionOf(past, seq, [runsOf(second)]),
    words: runsOf(second),
    gone: null,
    copy: stretchesOf(second),
  }
}

const keysOf = (chars: readonly Char[]) => chars.map(({ key }) => key)

const placeOf = (block: Y.Text, other: Y.Text) => ({
  fragment: nameOf(other).fragment,
  block: blockId(nameOf(block).block),
  other: blockId(nameOf(other).block),
})

function versionOf({ history }: Past, seq: number, paragraphs: Version['paragraphs']): Version {
  const { author, administration, time } = history.entries.get(seq)!.row
  return { by: personId(author), administration, seq, time, paragraphs }
}

/** Unseen by whoever took the block away: in it before, or come later, from one person. */
function isHeld({ history }: Past, char: Char, structural: number, by: string): boolean {
  const put = history.insertedBy(char)
  const wasUnseen = put > structural || (history.deletedBy(char) === structural && !isNamed(history, structural, char))
  return wasUnseen && history.entries.get(put)?.row.author === by
}

const isNamed = (history: TextHistory, seq: number, { client, clock }: Char) =>
  history.entries
    .get(seq)
    ?.named.get(client)
    ?.some((range) => range.clock <= clock && clock < range.clock + range.len) === true

/** The clauses that the split, join or deletion left, without the words that its author did not know. */
function afterStructural(
  { history, paths }: Past,
  from: Y.Text,
  seq: number,
  unknown: ReadonlySet<string>,
): Version['paragraphs'] {
  const stood = (char: Char) => !unknown.has(char.key) && stoodAfter(history, seq, char)
  const targets = paths.transfersOf(seq).filter((transfer) => transfer.from === from)
  const texts = new Set([from, ...targets.map(({ to }) => to)])
  return [...texts].map((text) => runsOf(history.charsOf(text).filter(stood))).filter((runs) => runs.length > 0)
}

const stoodAfter = (history: TextHistory, seq: number, char: Char) =>
  history.insertedBy(char) <= seq && (history.deletedBy(char) ?? Infinity) > seq

/** The clause as its writer saw it, who did not know of the split, join or deletion. */
function asWritten({ history }: Past, from: Y.Text, structural: number, written: number): readonly Run[] {
  const author = history.entries.get(written)!.row.author
  const before = Math.min(structural, written + 1, firstUnseen(history, from, written))
  const isOwn = (char: Char) => {
    const by = history.insertedBy(char)
    return by <= Math.max(written, structural) && history.entries.get(by)?.row.author === author
  }
  const isGone = (char: Char) => {
    const by = history.deletedBy(char)
    return by !== null && by < before
  }
  const wasThere = (char: Char) => history.insertedBy(char) < before || isOwn(char)
  return runsOf(history.charsOf(from).filter((char) => wasThere(char) && !isGone(char)))
}

/** What stood beside the words when they were written had not gone for their writer: nor had anything that went later. */
function firstUnseen(history: TextHistory, text: Y.Text, written: number): number {
  const chars = history.charsOf(text)
  const isWritten = (char: Char) => history.insertedBy(char) === written
  const [first, last] = [chars.findIndex(isWritten), chars.findLastIndex(isWritten)]
  const besides = [chars[first - 1], chars[last + 1]].flatMap((char) => (char && history.deletedBy(char)) ?? [])
  return Math.min(Infinity, ...besides)
}

/** Attributes of a block that is gone are read from what was last written. */
function goneClause(text: Y.Text, runs: readonly Run[]): GoneClause {
  const read = (name: string): unknown => {
    const content = text._map.get(name)?.content as { arr?: readonly unknown[] } | undefined
    return content?.arr?.at(-1)
  }
  const plain = readBlock('', text)
  const [level, origin, order] = [read('level'), read('origin'), read('order')]
  return {
    kind: (read('kind') as Kind | undefined) ?? plain.kind,
    level: level === 1 || level === 2 ? level : 0,
    origin: typeof origin === 'string' ? blockId(origin) : null,
    order: typeof order === 'string' ? order : orderOf(text),
    runs,
  }
}

function stretchesOf(chars: readonly Char[]): readonly Stretch[] {
  const stretches: { client: number; clock: number; length: number }[] = []
  for (const { client, clock } of chars) {
    const last = stretches.at(-1)
    if (last && last.client === client && last.clock + last.length === clock) last.length++
    else stretches.push({ client, clock, length: 1 })
  }
  return stretches
}
