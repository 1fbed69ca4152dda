/**
 * Those who have one proposal open. A room holds no text: what it tells comes from a commit, after it is certain.
 */
import type { ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Connection } from './connection.ts'
import { actsFrame, awarenessFrame, seqFrame, textsFrame, updateFrame } from './frames.ts'
import type { TextSpan } from '../../shared/protocol/sync.ts'
import { writePresence, type PresenceEntry } from './presence.ts'

export class Room {
  readonly id: ProposalId
  private readonly connections = new Set<Connection>()

  constructor(id: ProposalId) {
    this.id = id
  }

  get isEmpty(): boolean {
    return this.connections.size === 0
  }

  join(connection: Connection): void {
    this.connections.add(connection)
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    const own = connection.presence
    if (own) this.tellPresence({ ...own, clock: own.clock + 1, state: null }, connection)
  }

  /** One frame for all, each encoded once: the author hears the edit too, then the acknowledgement. */
  tell(commit: Commit): void {
    const update = commit.update && updateFrame(commit.update)
    const head = seqFrame(commit.head)
    const texts = textsIn(commit)
    const inShort = texts && textsFrame(texts)
    const inFull = onDemand(() => actsFrame(commit.entries))
    for (const connection of this.connections) {
      if (update) connection.send(update)
      if (update) connection.contains(commit.head)
      if (inShort && connection.isSynced) {
        connection.sendExtended(inShort)
        continue
      }
      if (update && connection.isSynced) connection.sendExtended(head)
      if (connection.isExtended) connection.send(inFull())
    }
  }

  tellPresence(entry: PresenceEntry, from: Connection): void {
    const frame = awarenessFrame(writePresence([entry]))
    for (const connection of this.connections) if (connection !== from) connection.sendPresence(frame)
  }

  /** A connection may only speak for a client id that nobody else uses; one's own line that died may still hold it. */
  isTaken(client: number, by: Connection): boolean {
    return [...this.connections].some((each) => each.person.id !== by.person.id && each.presence?.client === client)
  }

  present(): readonly PresenceEntry[] {
    return [...this.connections].flatMap(({ presence }) => (presence && presence.state !== null ? [presence] : []))
  }

  each(act: (connection: Connection) => void): void {
    for (const connection of this.connections) act(connection)
  }
}

/** Null where an act stands among them. */
function textsIn({ entries }: Commit): TextSpan | null {
  const last = entries.at(-1)
  if (!last || entries.some(({ kind }) => kind !== 'text')) return null
  return { from: entries[0]!.seq, to: last.seq, time: last.time, by: last.author }
}

/** Made once, and only where somebody needs it. */
function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
