/** All open rooms, and what reaches them from the log and from the roles. */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Store } from '../store/engine-client.ts'
import type { Connection } from './connection.ts'
import { Room } from './room.ts'

export class Rooms {
  private readonly rooms = new Map<ProposalId, Room>()
  private readonly store: Pick<Store, 'welcome'>

  constructor(store: Pick<Store, 'welcome'>) {
    this.store = store
  }

  join(id: ProposalId, connection: Connection): Room {
    const room = this.rooms.get(id) ?? new Room(id)
    this.rooms.set(id, room)
    room.join(connection)
    return room
  }

  leave(room: Room, connection: Connection): void {
    room.leave(connection)
    if (room.isEmpty) this.rooms.delete(room.id)
  }

  tell(commits: readonly Commit[]): void {
    for (const commit of commits) {
      const room = this.rooms.get(commit.proposal)
      room?.tell(commit)
      if (room && commit.entries.some(({ kind }) => kind === 'act')) void this.refresh(room, () => true)
    }
  }

  /** Somebody's roles changed, or the account is gone: open connections learn of it at once. */
  async rolesChanged(person: PersonId): Promise<void> {
    await Promise.all([...this.rooms.values()].map((room) => this.refresh(room, (each) => each.person.id === person)))
  }

  signedOut(sessionHash: string): void {
    this.each((connection) => {
      if (connection.sessionHash === sessionHash) connection.close('notSignedIn')
    })
  }

  count(person: PersonId, id: ProposalId): number {
    let open = 0
    this.rooms.get(id)?.each((connection) => {
      if (connection.person.id === person) open++
    })
    return open
  }

  each(act: (connection: Connection) => void): void {
    for (const room of this.rooms.values()) room.each(act)
  }

  private async refresh(room: Room, concerns: (connection: Connection) => boolean): Promise<void> {
    const concerned: Connection[] = []
    room.each((connection) => {
      if (concerns(connection)) concerned.push(connection)
    })
    const people = new Set(concerned.map(({ person }) => person.id))
    await Promise.all(
      [...people].map(async (id) => {
        const own = concerned.filter(({ person }) => person.id === id)
        try {
          const welcome = await this.store.welcome(id, room.id)
          for (const connection of own) connection.welcome(welcome)
        } catch {
          // Nobody stays with rights that may be gone: whoever still has them comes back by itself.
          for (const connection of own) connection.close('storageFailed')
        }
      }),
    )
  }
}
