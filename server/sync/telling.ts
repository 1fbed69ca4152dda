/**
 * A commit, as each connection is told of it: frames for all, each encoded once. The author hears of the edit too, then the
 * acknowledgement.
 */
import type { TextSpan } from '../../shared/protocol/sync.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Connection } from './connection.ts'
import { actsFrame, seqFrame, textsFrame, typedFrame, updateFrame } from './frames.ts'
import { once } from './once.ts'
import type { RoomPresence } from './room-presence.ts'

type Known = Pick<RoomPresence, 'isAware' | 'numberOf'>

/** `before`: when the entry before it was written, null where that is not known. */
export function tellingOf(commit: Commit, before: number | null, presence: Known): (connection: Connection) => void {
  const texts = textsIn(commit)
  const update = commit.update && updateFrame(commit.update)
  const head = seqFrame(commit.head)
  const typed = once(() => typedIn(commit, before, presence))
  const inShort = texts && once(() => textsFrame(texts))
  const inFull = once(() => actsFrame(commit.entries))
  return (connection) => {
    if (update) connection.contains(commit.head)
    const brief = connection.isSynced && presence.isAware(connection) && typed()
    if (brief) return connection.send(connection.isWriting(brief.update) ? brief.toAuthor : brief.toOthers)
    if (update) connection.send(update)
    if (inShort && connection.isSynced) return connection.sendExtended(inShort())
    if (update && connection.isSynced) connection.sendExtended(head)
    if (connection.isExtended) connection.send(inFull())
  }
}

type Typed = { readonly update: Uint8Array; readonly toAuthor: Uint8Array; readonly toOthers: Uint8Array }

/** Null where it cannot be said so shortly: the author has no number here, or the clocks of two nodes differ. */
function typedIn(commit: Commit, before: number | null, presence: Known): Typed | null {
  const texts = textsIn(commit)
  const author = texts && presence.numberOf(texts.by)
  if (!commit.update || !texts || author === null || before === null || texts.time < before) return null
  const typed = { from: texts.from, to: texts.to, later: texts.time - before, author }
  return {
    update: commit.update,
    toAuthor: typedFrame(typed, NOTHING),
    toOthers: typedFrame(typed, commit.update),
  }
}

const NOTHING = new Uint8Array()

/** Null where an act stands among them. */
function textsIn({ entries }: Commit): TextSpan | null {
  const last = entries.at(-1)
  if (!last || entries.some(({ kind }) => kind !== 'text')) return null
  return { from: entries[0]!.seq, to: last.seq, time: last.time, by: last.author }
}
