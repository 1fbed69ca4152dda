/** All open rooms, and what reaches them from the log and from the roles, on this node or on another one. */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Store } from '../store/engine-client.ts'
import type { Connection } from './connection.ts'
import type { MemberElsewhere } from './member.ts'
import { Room, type Outside } from './room.ts'

/** What the other server processes on the same database are told: hints, so that they look sooner. Any of them may be lost. */
export type OtherNodes = {
  readonly committed: (commits: readonly Commit[]) => void
  readonly peopleChanged: () => void
  readonly present: (proposal: ProposalId, member: MemberElsewhere) => void
  /** The first person here came in: who is there elsewhere? */
  readonly opened: (proposal: ProposalId) => void
}
export const NO_OTHER_NODES: OtherNodes = {
  committed: () => {},
  peopleChanged: () => {},
  present: () => {},
  opened: () => {},
}

/** Roles that changed, or a session that ended. */
export type PeopleChange = { readonly person: PersonId | null; readonly sessionHash: string | null }

type Concerns = (connection: Connection) => boolean
const EVERYBODY: Concerns = () => true
const NOBODY: Concerns = () => false

export class Rooms {
  private readonly rooms = new Map<ProposalId, Room>()
  /** Rooms for which the log is being asked. */
  private readonly asking = new Map<Room, Promise<void>>()
  private readonly store: Pick<Store, 'news' | 'settled'>
  private readonly others: OtherNodes

  constructor(store: Pick<Store, 'news' | 'settled'>, others = NO_OTHER_NODES) {
    this.store = store
    this.others = others
  }

  /** `head` is what the connection was told of the log when it came in. */
  join(id: ProposalId, connection: Connection, head: number): Room {
    const room = this.rooms.get(id) ?? this.opened(id, head)
    room.join(connection, head)
    void room.upTo(head).catch(() => {})
    return room
  }

  private opened(id: ProposalId, head: number): Room {
    const room = new Room(id, head, this.outside)
    this.rooms.set(id, room)
    this.others.opened(id)
    return room
  }

  leave(room: Room, connection: Connection): void {
    room.leave(connection)
    if (room.isEmpty && this.rooms.get(room.id) === room) this.rooms.delete(room.id)
  }

  /** A promise where another node wrote in between and that has to be read first. */
  tell(commits: readonly Commit[]): void | Promise<unknown> {
    this.others.committed(commits)
    const behind = commits.flatMap((commit) => {
      const room = this.rooms.get(commit.proposal)
      return room && !this.take(room, commit) ? [room.upTo(commit.head)] : []
    })
    if (behind.length > 0) return Promise.all(behind)
  }

  /** The last entry that was told in the room; 0 where nobody is in it. */
  headOf(id: ProposalId): number {
    return this.rooms.get(id)?.head ?? 0
  }

  /** For each open room the last entry that was told in it. */
  heads(): ReadonlyMap<ProposalId, number> {
    return new Map([...this.rooms.values()].map(({ id, head }) => [id, head]))
  }

  /** Tells what another node wrote up to an entry. Rejects where it cannot be read: it is still missing then. */
  async catchUp(id: ProposalId, head: number): Promise<void> {
    await this.rooms.get(id)?.upTo(head)
  }

  /** Somebody's roles changed, or the account is gone: open connections learn of it at once. */
  async rolesChanged(person: PersonId): Promise<void> {
    this.others.peopleChanged()
    await this.refreshPerson(person)
  }

  signedOut(sessionHash: string): void {
    this.others.peopleChanged()
    this.closeSession(sessionHash)
  }

  /** The same, on another node. Whoever was being let in meanwhile has come in by the time of `settled`. */
  async peopleChangedElsewhere(changes: readonly PeopleChange[]): Promise<void> {
    await this.store.settled()
    for (const { sessionHash } of changes) if (sessionHash !== null) this.closeSession(sessionHash)
    const people = new Set(changes.flatMap(({ person }) => (person === null ? [] : [person])))
    await Promise.all([...people].map((person) => this.refreshPerson(person)))
  }

  /** Those who are on this node. */
  presentHere(id: ProposalId): readonly MemberElsewhere[] {
    return this.rooms.get(id)?.presence.presentHere() ?? []
  }

  /** Those who are on other nodes. */
  hearPresence(id: ProposalId, members: readonly MemberElsewhere[], now: number): void {
    this.rooms.get(id)?.presence.hear(members, now)
  }

  /** For stock clients, now and then. */
  renewPresence(): void {
    for (const room of this.rooms.values()) room.presence.renew()
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

  private closeSession(sessionHash: string): void {
    this.each((connection) => {
      if (connection.sessionHash === sessionHash) connection.close('notSignedIn')
    })
  }

  private async refreshPerson(person: PersonId): Promise<void> {
    await Promise.all([...this.rooms.values()].map((room) => this.refresh(room, ({ person: { id } }) => id === person)))
  }

  /** False where entries before it are missing. An act may change what everybody may do. */
  private take(room: Room, commit: Commit): boolean {
    const isNew = commit.head > room.head
    if (!room.tell(commit)) return false
    if (isNew && commit.entries.some(({ kind }) => kind === 'act')) void this.refresh(room, EVERYBODY)
    return true
  }

  private readonly outside: Outside = {
    ask: (room) => this.askOnce(room),
    say: ({ id }, member) => this.others.present(id, member),
  }

  private readonly askOnce = (room: Room): Promise<void> => {
    const asking = this.asking.get(room) ?? this.follow(room, NOBODY).finally(() => this.asking.delete(room))
    this.asking.set(room, asking)
    return asking
  }

  private async refresh(room: Room, concerns: Concerns): Promise<void> {
    const concerned = connectionsIn(room, concerns)
    if (concerned.length === 0) return
    try {
      await this.follow(room, concerns)
    } catch {
      // Nobody stays with rights that may be gone: whoever still has them comes back by itself.
      for (const connection of concerned) connection.close('storageFailed')
    }
  }

  /** First the entries, then the rights as they were at the last of them. */
  private async follow(room: Room, concerns: Concerns): Promise<void> {
    const concerned = connectionsIn(room, concerns)
    const people = [...new Set(concerned.map(({ person }) => person.id))]
    const { commits, welcomes } = await this.store.news(room.id, room.head, people)
    for (const commit of commits) this.take(room, commit)
    for (const connection of concerned) connection.welcome(welcomes[people.indexOf(connection.person.id)] ?? null)
  }
}

function connectionsIn(room: Room, concerns: Concerns): readonly Connection[] {
  const found: Connection[] = []
  room.each((connection) => {
    if (concerns(connection)) found.push(connection)
  })
  return found
}
