/**
 * What the server does about the collisions of an edit, in the transaction that takes it over: words follow their neighbours, a
 * deletion reaches the copy, and what a person has to look at is flagged. Each change stands under the name of the one whose words
 * or whose deletion it is.
 */
import type * as Y from 'yjs'
import { isSameCollision, type ReviewFlag } from '../../../shared/proposal/review-flag.ts'
import type { EntryRow } from '../entry-table.ts'
import { collisionsOf, type Collisions, type Follow, type Twice } from './collisions.ts'
import { Paths } from './paths.ts'
import { followedFlag, heldFlag, twiceFlag } from './raised-flags.ts'
import { TextHistory, type Char } from './text-history.ts'
import { deleteChar, insertNextTo } from './text-places.ts'

type Author = Pick<EntryRow, 'author' | 'administration'>

export type Answer = {
  readonly changes: readonly { readonly of: Author; readonly write: (doc: Y.Doc) => void }[]
  readonly flags: readonly ReviewFlag[]
}

export type Examined = {
  /** The log up to the edit, which is its last row. */
  readonly rows: readonly EntryRow[]
  /** Client ids of the server itself. */
  readonly isOwn: (client: number) => boolean
  readonly mayHaveSeen: number
}

export function answerTo({ rows, isOwn, mayHaveSeen }: Examined): Answer {
  const history = new TextHistory()
  for (const row of rows) history.add(row)
  const paths = new Paths(history, isOwn)
  const entry = history.entries.get(history.upTo)
  if (!entry) return { changes: [], flags: [] }
  const collisions = collisionsOf(history, paths, entry, mayHaveSeen)
  const changes = [...followChanges(history, collisions), ...deletions(history, collisions, entry.seq)]
  return { changes, flags: flagsFor({ history, paths }, collisions, entry.seq) }
}

function followChanges(history: TextHistory, { follows }: Collisions): Answer['changes'] {
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

function deletions(history: TextHistory, { missed, twice }: Collisions, seq: number): Answer['changes'] {
  const copies = twice.filter(isInOneBlock).flatMap(({ second }) => second.map((char) => ({ char, by: seq })))
  const groups = Map.groupBy([...missed, ...copies], ({ by }) => rowOf(history, by).author)
  return [...groups.values()].map((group) => ({
    of: rowOf(history, group[0]!.by),
    write: (doc) => group.forEach(({ char }) => deleteChar(doc, char)),
  }))
}

/** Two people joined the same clauses: once is what both meant. */
const isInOneBlock = ({ first, second }: Twice) => first[0]!.text === second[0]!.text

type Past = { readonly history: TextHistory; readonly paths: Paths }

function flagsFor(past: Past, { follows, lost, twice }: Collisions, seq: number): readonly ReviewFlag[] {
  const { history } = past
  const isOfTwo = ({ structural, words }: { structural: number; words: readonly Char[] }) =>
    rowOf(history, structural).author !== rowOf(history, history.insertedBy(words[0]!)).author
  const followed = follows.flatMap((follow) => byAuthor(history, follow)).map(({ follow }) => follow)
  const flags = [
    ...followed.filter(isOfTwo).map((follow) => followedFlag(past, follow)),
    ...lost.flatMap((each) => byWriter(history, each).map((one) => heldFlag(past, one))),
    ...twice.filter((each) => !isInOneBlock(each)).map((each) => twiceFlag(past, each, seq)),
  ]
  return flags.filter((flag, at) => !flags.slice(at + 1).some((later) => isSameCollision(flag, later)))
}

const byWriter = (history: TextHistory, lost: Collisions['lost'][number]) =>
  [...Map.groupBy(lost.words, (char) => rowOf(history, history.insertedBy(char)).author).values()].map((words) => ({
    ...lost,
    words,
  }))
