/** People, what they are in which forum, their sessions and their sign-in links. Secrets are stored as hashes only. */
import type { Administration, ForumId, PersonId } from '../../shared/ids.ts'
import { administration, forumId, personId } from '../../shared/ids.ts'
import type { Membership, Person, PersonCard } from '../../shared/protocol/people.ts'
import type { Role } from '../../shared/proposal/roles.ts'
import { forKeyShare, forShare, forUpdate, type Db } from './db.ts'

type Row = {
  readonly id: string
  readonly name: string
  readonly administration: string | null
  readonly organization: string | null
  readonly is_demonstration: number
  readonly is_administrator: number
}
/** `expiresAt`: in ms since 1970. */
export type NewSession = { readonly tokenHash: Uint8Array; readonly expiresAt: number }
export type NewAccount = Omit<Person, 'memberships'>

const A_DAY_MS = 86_400_000

export class Accounts {
  private readonly db: Db
  /** Asked for each edit and each connection, so prepared once. */
  private readonly roleRows
  private readonly heldRoleRows
  private readonly personRow
  private readonly administrationRow
  private readonly membershipRows
  private readonly sessionRow
  private readonly heldSessionRow
  private readonly countRow

  constructor(db: Db) {
    this.db = db
    const roles = 'SELECT role FROM membership WHERE account = ? AND forum = ?'
    this.roleRows = db.prepare<[string, string], { role: Role }>(roles)
    this.heldRoleRows = db.prepare<[string, string], { role: Role }>(roles + forShare(db))
    this.personRow = db.prepare<[string], Row>('SELECT * FROM account WHERE id = ?')
    this.administrationRow = db.prepare<[string], { administration: string | null }>(
      'SELECT administration FROM account WHERE id = ?',
    )
    this.membershipRows = db.prepare<[string], { forum: string; role: Role }>(
      'SELECT forum, role FROM membership WHERE account = ? ORDER BY forum, role',
    )
    this.countRow = db.prepare<[], { all: number; demonstration: number }>(
      'SELECT COUNT(*) AS "all", COALESCE(SUM(is_demonstration), 0) AS demonstration FROM account',
    )
    const session = 'SELECT account, expires_at AS "expiresAt" FROM session WHERE token_hash = ? AND expires_at > ?'
    this.sessionRow = db.prepare<[Uint8Array, number], { account: string; expiresAt: number }>(session)
    this.heldSessionRow = db.prepare<[Uint8Array, number], { account: string }>(session + forKeyShare(db))
  }

  /** False where it is there already: then nothing is changed. */
  add(account: NewAccount, memberships: readonly Membership[], now: number): boolean {
    const { isDemonstration, isAdministrator } = account
    return this.db.transaction(() => {
      const { changes } = this.db
        .prepare(
          `INSERT INTO account VALUES (@id, @name, @administration, @organization, @demo, @admin, @now)
           ON CONFLICT (id) DO NOTHING`,
        )
        .run({ ...account, demo: Number(isDemonstration), admin: Number(isAdministrator), now })
      if (changes === 1) this.setMemberships(account.id, memberships)
      return changes === 1
    })
  }

  /** A role that stays is not touched: an edit that is judged meanwhile must find it. */
  setMemberships(person: PersonId, memberships: readonly Membership[]): void {
    const stays = new Set(memberships.flatMap(({ forum, roles }) => roles.map((role) => `${forum} ${role}`)))
    this.db.transaction(() => {
      this.db.prepare(`SELECT id FROM account WHERE id = ?${forUpdate(this.db)}`).get(person)
      const remove = this.db.prepare('DELETE FROM membership WHERE account = ? AND forum = ? AND role = ?')
      for (const { forum, role } of this.membershipRows.all(person))
        if (!stays.has(`${forum} ${role}`)) remove.run(person, forum, role)
      const insert = this.db.prepare('INSERT INTO membership VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      for (const { forum, roles } of memberships) for (const role of roles) insert.run(person, forum, role)
    })
  }

  person(id: PersonId): Person | null {
    const row = this.personRow.get(id)
    return row ? this.personOf(row) : null
  }

  all(): readonly Person[] {
    return this.db
      .prepare<[], Row>('SELECT * FROM account ORDER BY created_at, id')
      .all()
      .map((row) => this.personOf(row))
  }

  cards(ids: Iterable<PersonId>): readonly PersonCard[] {
    return [...new Set(ids)].map((id) => {
      const person = this.person(id)
      if (!person) return { id, name: nameWithout(id), administration: null, organization: null }
      return { id, name: person.name, administration: person.administration, organization: person.organization }
    })
  }

  /** None of them is taken away before the transaction ends, on any node. */
  rolesHeld(person: PersonId, forum: ForumId): readonly Role[] {
    return this.heldRoleRows.all(person, forum).map(({ role }) => role)
  }

  /** In any forum; held as `rolesHeld` does. */
  allRolesHeld(person: PersonId): readonly Role[] {
    const rows = this.db.prepare<[string], { role: Role }>(
      `SELECT role FROM membership WHERE account = ?${forShare(this.db)}`,
    )
    return rows.all(person).map(({ role }) => role)
  }

  /** And stays so until the transaction ends. */
  isAdministratorHeld(person: PersonId): boolean {
    const row = this.db.prepare<[string], { is: number }>(
      `SELECT is_administrator AS "is" FROM account WHERE id = ?${forShare(this.db)}`,
    )
    return row.get(person)?.is === 1
  }

  /** Whether this session of that person goes on; and it does so until the transaction ends, on any node. `hash` in hex. */
  isSignedInHeld(person: PersonId, hash: string, now: number): boolean {
    return this.heldSessionRow.get(Buffer.from(hash, 'hex'), now)?.account === person
  }

  /** The same of whoever asks by a session; the server itself asks by none. */
  hasSignedOut(person: PersonId, session: string | undefined, now: number): boolean {
    return session !== undefined && !this.isSignedInHeld(person, session, now)
  }

  rolesIn(person: PersonId, forum: ForumId): readonly Role[] {
    return this.roleRows.all(person, forum).map(({ role }) => role)
  }

  administrationOf(id: PersonId): Administration | null {
    const code = this.administrationRow.get(id)?.administration
    return code ? administration(code) : null
  }

  authorOf(id: PersonId): { readonly id: string; readonly administration: string | null } {
    return { id, administration: this.administrationOf(id) }
  }

  count(): { readonly all: number; readonly demonstration: number } {
    return this.countRow.get()!
  }

  addSession(tokenHash: Uint8Array, account: PersonId, expiresAt: number): void {
    this.db.prepare('INSERT INTO session VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(tokenHash, account, expiresAt)
  }

  endSession(tokenHash: Uint8Array): void {
    this.db.prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash)
  }

  personOfSession(tokenHash: Uint8Array, now: number): Person | null {
    return this.session(tokenHash, now)?.person ?? null
  }

  session(tokenHash: Uint8Array, now: number): { readonly person: Person; readonly expiresAt: number } | null {
    const row = this.sessionRow.get(tokenHash, now)
    const person = row && this.person(personId(row.account))
    return person ? { person, expiresAt: row.expiresAt } : null
  }

  /** A day late, so that no node's clock is behind: nobody has to be told of them. */
  forgetExpired(now: number): void {
    this.db.prepare('DELETE FROM session WHERE expires_at <= ?').run(now - A_DAY_MS)
  }

  addLink(tokenHash: Uint8Array, account: PersonId, expiresAt: number): void {
    this.db
      .prepare('INSERT INTO sign_in_link VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING')
      .run(tokenHash, account, expiresAt)
  }

  /**
   * Uses up a link; null where it is unknown, used or too old. Done again, after an answer that was lost, it finds the session that it
   * began. Part of a transaction.
   */
  signInByLink(linkHash: Uint8Array, { tokenHash, expiresAt }: NewSession, now: number): Person | null {
    const before = this.personOfSession(tokenHash, now)
    if (before) return before
    const person = this.takeLink(linkHash, now)
    if (person) this.addSession(tokenHash, person.id, expiresAt)
    return person
  }

  private takeLink(tokenHash: Uint8Array, now: number): Person | null {
    const row = this.db
      .prepare<[number, Uint8Array, number], { account: string }>(
        'UPDATE sign_in_link SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ? RETURNING account',
      )
      .get(now, tokenHash, now)
    return row ? this.person(personId(row.account)) : null
  }

  /** Nobody has ever come in: the first administrator still needs a link. */
  hasEverSignedIn(): boolean {
    return this.db.prepare('SELECT 1 FROM sign_in_link WHERE used_at IS NOT NULL LIMIT 1').get() !== undefined
  }

  private personOf(row: Row): Person {
    return {
      id: personId(row.id),
      name: row.name,
      administration: row.administration,
      organization: row.organization,
      isDemonstration: row.is_demonstration === 1,
      isAdministrator: row.is_administrator === 1,
      memberships: this.membershipsOf(row.id),
    }
  }

  private membershipsOf(account: string): readonly Membership[] {
    const rows = this.membershipRows.all(account)
    const forums = Map.groupBy(rows, ({ forum }) => forum)
    return [...forums].map(([forum, own]) => ({ forum: forumId(forum), roles: own.map(({ role }) => role) }))
  }
}

/** The log also names the program itself. */
const nameWithout = (id: PersonId) => (id === 'system' ? 'The program' : 'A person whose account was removed')
