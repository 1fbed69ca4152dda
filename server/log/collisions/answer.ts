/**
 * What the server does about the collisions of an edit, in the transaction that takes it over: words follow their neighbours, a
 * deletion reaches the copy, and what a person has to look at is flagged. Each change stands under the name of the one whose words
 * or whose deletion it is.
 */
import * as Y from 'yjs'
import { joinRuns } from '../../../shared/document/blocks.ts'
import { isSameCollision, type ReviewFlag, type Version } from '../../../shared/proposal/review-flag.ts'
import type { EntryRow } from '../entry-table.ts'
import { collisionsOf, lateWords } from './collisions.ts'
import type { Collisions, Displaced, Follow, Knowledge, Twice } from './what-met.ts'
import { Paths } from './paths.ts'
import { vanished, withoutTheLast, type Doomed } from './nothing-vanishes.ts'
import { followedFlag, heldFlag, twiceFlag, vanishedFlag } from './raised-flags.ts'
import type { Char, TextEntry, TextHistory } from './text-history.ts'
import { standingTwice } from './standing-twice.ts'
import { strayFlags } from './stray-words.ts'
import { deleteChar, insertNextTo } from './text-places.ts'
import { isNamedBy } from './transfers.ts'

type Author = Pick<EntryRow, 'author' | 'administration'>

export type Change = { readonly of: Author; readonly write: (doc: Y.Doc) => void }

/** What the answer is given with: nothing of it decides. */
export type Hand = {
  /** Writes a change into text and log; answers the new rows of the log. */
  readonly write: (change: Change) => readonly EntryRow[]
  /** A Yjs client in whose name words are carried. */
  readonly isOwn: (client: number) => boolean
}

/** An edit that brings nothing new, and yet says of something carried away that it is deleted. */
export function meetsNothing(history: TextHistory, edit: EntryRow, isOwn: Hand['isOwn']): boolean {
  return history.supposing(edit, () => {
    const { paths, entry } = pastOf(history, isOwn)
    const { missed, twice } = collisionsOf(history, paths, entry, knowledgeOf(entry, null))
    return missed.length + twice.length === 0
  })
}

export type Writer = {
  /** Entries up to here may have been on the screen; 0 where the edit tells by itself. */
  readonly mayHaveSeen: number
  /** The edit as it was sent, where it does not tell; null where it does. */
  readonly sent: Uint8Array | null
}

/** `history`: up to the edit, which is its last row; it is led on. Answers the flags to raise. */
export function answerTo(history: TextHistory, { mayHaveSeen, sent }: Writer, hand: Hand): readonly ReviewFlag[] {
  const past = pastOf(history, hand.isOwn)
  const { entry } = past
  const late = lateWords(history, past.paths, entry, mayHaveSeen)
  const lateFlags = [...displacedFlags(past, late), ...strayFlags(history, entry)]
  for (const change of followChanges(history, late)) hand.write(change).forEach((row) => history.add(row))
  const paths = new Paths(history, hand.isOwn)
  const collisions = collisionsOf(history, paths, entry, knowledgeOf(entry, sent))
  const flags = [
    ...lateFlags,
    ...displacedFlags({ history, paths }, collisions),
    ...twiceFlags({ history, paths }, collisions, entry.seq),
  ]
  const write = (changes: readonly Change[]) =>
    changes.forEach((change) => hand.write(change).forEach((row) => history.add(row)))
  const pastNow = () => ({ history, paths: new Paths(history, hand.isOwn), entry })
  write(followChanges(history, collisions))
  write(deletions(history, withoutTheLast(pastNow(), doomedBy(collisions, entry.seq))))
  const after = pastNow()
  flags.push(...otherTwiceFlags(after, collisions))
  const held = new Set([...late.lost, ...collisions.lost].flatMap(({ words }) => words.map(({ key }) => key)))
  flags.push(...vanished(after, held).map((lost) => vanishedFlag(after, lost)))
  return flags.reduce<readonly ReviewFlag[]>(withOneMore, [])
}

/** One flag for each collision: the last, with all the words that stand twice. */
function withOneMore(flags: readonly ReviewFlag[], flag: ReviewFlag): readonly ReviewFlag[] {
  const before = flags.find((each) => isSameCollision(each, flag))
  if (!before) return [...flags, flag]
  const one = flag.kind === 'text-twice' ? bothTwice(before, flag) : flag
  return [...flags.filter((each) => each !== before), one]
}

const bothTwice = (first: ReviewFlag, second: ReviewFlag): ReviewFlag => ({
  ...second,
  structural: withParagraphs(second.structural, first.structural),
  written: withParagraphs(second.written, first.written),
  words: joinRuns([...first.words, ...second.words]),
  copy: [...first.copy, ...second.copy],
})

const withParagraphs = (version: Version, { paragraphs }: Version): Version => ({
  ...version,
  paragraphs: [...paragraphs, ...version.paragraphs],
})

function knowledgeOf(entry: TextEntry, sent: Uint8Array | null): Knowledge {
  const knowing = sent ? { named: Y.decodeUpdate(sent).ds.clients } : entry
  return { names: (char) => isNamedBy(knowing, char), tells: sent === null }
}

const pastOf = (history: TextHistory, isOwn: Hand['isOwn']) => ({
  history,
  paths: new Paths(history, isOwn),
  entry: history.entries.get(history.upTo)!,
})

function followChanges(history: TextHistory, { follows }: Displaced): readonly Change[] {
  const groups = Map.groupBy(
    follows.flatMap((follow) => byAuthor(history, follow)),
    ({ of, follow }) => `${of.author} ${follow.from._item!.id.client}:${follow.from._item!.id.clock}`,
  )
  return [...groups.values()].map((group) => ({
    of: group[0]!.of,
    write: (doc) =>
      carry(
        doc,
        group.map(({ follow }) => follow),
      ),
  }))
}

type Authored = { readonly of: Author; readonly follow: Follow }

function byAuthor(history: TextHistory, follow: Follow): readonly Authored[] {
  const groups = Map.groupBy(follow.words, (char) => rowOf(history, history.insertedBy(char)).author)
  return [...groups.values()].map((words) => ({
    of: rowOf(history, history.insertedBy(words[0]!)),
    follow: { ...follow, words },
  }))
}

const rowOf = (history: TextHistory, seq: number) => history.entries.get(seq)!.row

/** From the last to the first, so that what goes behind the same character keeps its order. */
function carry(doc: Y.Doc, follows: readonly Follow[]): void {
  const behind = follows.filter(({ side }) => side === 'behind').toReversed()
  for (const { words, next, side } of [...behind, ...follows.filter((follow) => follow.side === 'before')]) {
    insertNextTo(doc, { char: next, side }, words)
    for (const char of words) deleteChar(doc, char)
  }
}

function doomedBy({ missed, twice }: Collisions, seq: number): readonly Doomed[] {
  const copies = twice.filter(isInOneBlock).flatMap(({ second }) => second.map((char) => ({ char, by: seq })))
  return [...missed, ...copies]
}

function deletions(history: TextHistory, doomed: readonly Doomed[]): readonly Change[] {
  const groups = Map.groupBy(doomed, ({ by }) => rowOf(history, by).author)
  return [...groups.values()].map((group) => ({
    of: rowOf(history, group[0]!.by),
    write: (doc) => group.forEach(({ char }) => deleteChar(doc, char)),
  }))
}

/** Two people joined the same clauses: once is what both meant. */
const isInOneBlock = ({ first, second }: Twice) => first[0]!.text === second[0]!.text

type Past = { readonly history: TextHistory; readonly paths: Paths }

function displacedFlags(past: Past, { follows, lost }: Displaced): readonly ReviewFlag[] {
  const { history } = past
  const isOfTwo = ({ structural, words }: { structural: number; words: readonly Char[] }) =>
    rowOf(history, structural).author !== rowOf(history, history.insertedBy(words[0]!)).author
  const followed = follows.flatMap((follow) => byAuthor(history, follow)).map(({ follow }) => follow)
  return [
    ...followed.filter(isOfTwo).map((follow) => followedFlag(past, follow)),
    ...lost.flatMap((each) => byWriter(history, each).map((one) => heldFlag(past, one))),
  ]
}

const twiceFlags = (past: Past, { twice }: Collisions, seq: number): readonly ReviewFlag[] =>
  twice.filter((each) => !isInOneBlock(each)).map((each) => twiceFlag(past, each, seq))

function otherTwiceFlags(past: Past & { readonly entry: TextEntry }, { twice }: Collisions): readonly ReviewFlag[] {
  const { history, paths, entry } = past
  const known = new Set(twice.flatMap(({ first, second }) => [...first, ...second]).map(({ key }) => key))
  return standingTwice(history, paths, entry, known).map((each) => twiceFlag(past, each, entry.seq))
}

const byWriter = (history: TextHistory, lost: Collisions['lost'][number]) =>
  [...Map.groupBy(lost.words, (char) => rowOf(history, history.insertedBy(char)).author).values()].map((words) => ({
    ...lost,
    words,
  }))
