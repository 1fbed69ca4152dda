/**
 * Those who have one proposal open. A room holds no text: what it tells comes from a commit, after it is certain.
 *
 * A room knows the last entry that it told. Each entry is told once, in order and with no gap, whoever wrote it: this node, or
 * another one on the same database.
 */
import type { ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Connection } from './connection.ts'
import type { MemberElsewhere } from './member.ts'
import { RoomPresence } from './room-presence.ts'
import { tellingOf } from './telling.ts'

export type Outside = {
  /** Tells in the room what the log holds after the last entry that was told. */
  readonly ask: (room: Room) => Promise<void>
  /** Tells the other nodes of somebody who is here. */
  readonly say: (room: Room, member: MemberElsewhere) => void
}

export class Room {
  readonly id: ProposalId
  readonly presence: RoomPresence
  private told: number
  /** When it was written; null where only its number is known. */
  private toldTime: number | null = null
  private readonly outside: Outside
  /** Each with the entry up to which it knew the log when it came in. */
  private readonly connections = new Map<Connection, number>()

  constructor(id: ProposalId, head: number, outside: Outside) {
    this.id = id
    this.told = head
    this.outside = outside
    this.presence = new RoomPresence((member) => outside.say(this, member))
  }

  /** The last entry that was told here. */
  get head(): number {
    return this.told
  }

  get isEmpty(): boolean {
    return this.connections.size === 0
  }

  join(connection: Connection, head: number): void {
    this.connections.set(connection, head)
    this.presence.came(connection)
  }

  leave(connection: Connection): void {
    if (this.connections.delete(connection)) this.presence.left(connection)
  }

  /** When the entries up to this one were told. Rejects where they cannot be read. */
  async upTo(head: number): Promise<void> {
    while (this.told < head) {
      const before = this.told
      await this.outside.ask(this)
      if (this.told === before) return
    }
  }

  /** False where entries before it were not told yet: then nothing is told. */
  tell(commit: Commit): boolean {
    const before = this.told
    if (commit.head <= before) return true
    if (commit.entries[0]!.seq > before + 1) return false
    this.told = commit.head
    const telling = this.tellingAfter(commit, before)
    for (const [connection, known] of this.connections)
      if (known <= before) telling(connection)
      else if (known < commit.head) this.tellingAfter(commit, known)(connection)
    this.toldTime = commit.entries.at(-1)!.time
    return true
  }

  private tellingAfter(commit: Commit, known: number): (connection: Connection) => void {
    const last = commit.entries.find(({ seq }) => seq === known)
    return tellingOf(after(commit, known), last?.time ?? this.toldTime, this.presence)
  }

  each(act: (connection: Connection) => void): void {
    for (const connection of this.connections.keys()) act(connection)
  }
}

/** What somebody is told who knows the log up to an entry. The update may repeat what they have: it changes nothing then. */
const after = (commit: Commit, known: number): Commit =>
  commit.entries[0]!.seq > known ? commit : { ...commit, entries: commit.entries.filter(({ seq }) => seq > known) }
