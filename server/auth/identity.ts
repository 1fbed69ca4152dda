/** Who sends a request, and how somebody becomes known. */
import type { IncomingMessage } from 'node:http'
import { personId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { SessionView } from '../../shared/protocol/views.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/engine-client.ts'
import type { Arriving, Joining } from '../store/joining.ts'
import { sessionToken } from './cookie.ts'
import { hashOfToken, newToken } from './tokens.ts'

const DAY = 86_400_000
const LINK_DAYS = 7

export class Identity {
  private readonly store: Store
  private readonly config: Config

  constructor(store: Store, config: Config) {
    this.store = store
    this.config = config
  }

  /** Null without a valid session. A demonstration account counts for nothing once DEMO is off or somebody real has an account. */
  async personOf(request: Pick<IncomingMessage, 'headers'>): Promise<Person | null> {
    const token = sessionToken(request)
    const person = token ? await this.store.personOfSession(hashOfToken(token)) : null
    return person?.isDemonstration && !(await this.isDemonstrationOpen()) ? null : person
  }

  /** The same, with what they are told first of a proposal: one question to the storage, answered at one moment. */
  async admission(
    request: Pick<IncomingMessage, 'headers'>,
    id: ProposalId,
    arriving: Arriving,
  ): Promise<{ readonly person: Person; readonly expiresAt: number; readonly joining: Outcome<Joining> } | null> {
    const token = sessionToken(request)
    const admission = token ? await this.store.admit(hashOfToken(token), id, arriving) : null
    return admission?.person.isDemonstration && !this.isOpenWith(admission.accounts) ? null : admission
  }

  async sessionView(person: Person | null): Promise<SessionView> {
    if (!(await this.isDemonstrationOpen()))
      return { person, demonstration: false, demonstrationPeople: [], demonstrationForums: [] }
    const [demonstrationPeople, demonstrationForums] = await Promise.all([this.store.people(), this.store.forumNames()])
    return { person, demonstration: true, demonstrationPeople, demonstrationForums }
  }

  /** Only while every account is a demonstration account: real people never share a server with one-click sign-in. */
  async isDemonstrationOpen(): Promise<boolean> {
    return this.config.demonstration && this.isOpenWith(await this.store.countAccounts())
  }

  private isOpenWith({ all, demonstration }: { readonly all: number; readonly demonstration: number }): boolean {
    return this.config.demonstration && all === demonstration
  }

  async signInAsDemonstration(id: PersonId): Promise<Outcome<{ person: Person; token: string }>> {
    const person = (await this.isDemonstrationOpen()) ? await this.store.person(id) : null
    if (!person?.isDemonstration) return refuse('not-permitted', 'This server has no such demonstration person.')
    return accept({ person, token: await this.newSession(person.id) })
  }

  async signInByLink(token: string): Promise<Outcome<{ person: Person; token: string }>> {
    const own = newToken()
    const session = { tokenHash: hashOfToken(own), expiresAt: this.sessionEnd() }
    const person = await this.store.signInByLink(hashOfToken(token), session)
    if (!person) return refuse('not-permitted', 'This sign-in link was used already or is too old. Ask for a new one.')
    return accept({ person, token: own })
  }

  async signOut(request: Pick<IncomingMessage, 'headers'>): Promise<void> {
    const token = sessionToken(request)
    if (token) await this.store.endSession(hashOfToken(token))
  }

  /** The link's path; it works once, for seven days. */
  async newLink(person: PersonId): Promise<string> {
    const token = newToken()
    await this.store.addLink(hashOfToken(token), person, Date.now() + LINK_DAYS * DAY)
    return `/sign-in/link/${token}`
  }

  /** Where nobody can come in yet, neither by a demonstration nor by a link that was used: the way in for the first administrator. */
  async firstAdministratorLink(): Promise<string | null> {
    if ((await this.isDemonstrationOpen()) || (await this.store.hasEverSignedIn())) return null
    const id = personId('first-administrator')
    const account = { id, name: 'Administrator', administration: null, organization: null }
    if (!(await this.store.person(id)))
      await this.store.addFirstAdministrator({ ...account, isDemonstration: false, isAdministrator: true })
    return this.newLink(id)
  }

  private async newSession(person: PersonId): Promise<string> {
    const token = newToken()
    await this.store.addSession(hashOfToken(token), person, this.sessionEnd())
    return token
  }

  private sessionEnd(): number {
    return Date.now() + this.config.sessionDays * DAY
  }
}
