/**
 * Those who have one proposal open. A room holds no text: what it tells comes from a commit, after it is certain.
 */
import type { ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Connection } from './connection.ts'
import { actsFrame, awarenessFrame, seqFrame, updateFrame } from './frames.ts'
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
    const entries = actsFrame(commit.entries)
    const head = seqFrame(commit.head)
    for (const connection of this.connections) {
      if (update) connection.send(update)
      if (update) connection.contains(commit.head)
      if (update && connection.isSynced) connection.sendExtended(head)
      connection.sendExtended(entries)
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
