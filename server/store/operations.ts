/** What the main thread may ask of the storage thread: one list, so that both sides are typed by it. */
import type { ForumId, PersonId, ProposalId, TextId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { mayAddText } from '../../shared/proposal/permissions.ts'
import type { ParsedRequestOf, ResponseOf } from '../../shared/protocol/api.ts'
import type { AcceptedImport } from '../../shared/protocol/imports.ts'
import type { Membership, Person } from '../../shared/protocol/people.ts'
import type { Application } from '../log/apply-parked.ts'
import type { AppendItem } from '../log/proposal-log.ts'
import type { NewAccount } from './accounts.ts'
import { newBlockId } from './block-id.ts'
import type { Engine } from './engine.ts'
import { newForum } from './forums.ts'
import type { Arriving } from './proposals.ts'
import { textAccepted } from './text-accepted.ts'

export type Operations = ReturnType<typeof operationsOf>

export function operationsOf(engine: Engine, clock: () => number) {
  const { accounts, forums, library, proposals } = engine
  return {
    append: (items: readonly AppendItem[]) => engine.append(items),
    startProposal: (person: Person, request: ParsedRequestOf<'startProposal'>) => engine.startProposal(person, request),

    person: (id: PersonId) => accounts.person(id),
    people: () => accounts.all(),
    addPerson: (account: NewAccount, memberships: readonly Membership[]) => {
      accounts.add(account, memberships, clock())
      return accounts.person(account.id)!
    },
    setMemberships: (person: PersonId, memberships: readonly Membership[]) => {
      accounts.setMemberships(person, memberships)
      return accounts.person(person)
    },
    countAccounts: () => accounts.count(),
    hasEverSignedIn: () => accounts.hasEverSignedIn(),
    addSession: (tokenHash: Uint8Array, person: PersonId, expiresAt: number) =>
      accounts.addSession(tokenHash, person, expiresAt),
    endSession: (tokenHash: Uint8Array) => accounts.endSession(tokenHash),
    personOfSession: (tokenHash: Uint8Array) => accounts.personOfSession(tokenHash, clock()),
    addLink: (tokenHash: Uint8Array, person: PersonId, expiresAt: number) =>
      accounts.addLink(tokenHash, person, expiresAt),
    takeLink: (tokenHash: Uint8Array) => accounts.takeLink(tokenHash, clock()),

    forumNames: () => forums.all().map(({ id, name }) => ({ id, name })),
    forums: (person: Person) => proposals.forumsOf(person),
    addForum: (kind: 'rpm' | 'rto', of: string, conference: string) => {
      const forum = newForum(kind, of, conference)
      if (forums.get(forum.id)) return null
      forums.add(forum, clock())
      return forum.id
    },
    summaries: (person: Person, forum: ForumId) => {
      const view = proposals.forumsOf(person).find(({ id }) => id === forum)
      return view ? { forum: view, proposals: proposals.summaries(person, forum) } : null
    },

    texts: () => library.all(),
    text: (id: TextId) => library.get(id),
    acceptImport: (person: Person, accepted: AcceptedImport) => acceptImport(engine, person, accepted, clock()),

    view: (person: Person, id: ProposalId) => proposals.view(person, id),
    /** Null where nobody is signed in by this token. All at one moment, so that no change of rights falls in between. */
    admit: (tokenHash: Uint8Array, id: ProposalId, arriving: Arriving) => {
      const person = accounts.personOfSession(tokenHash, clock())
      return person && { person, accounts: accounts.count(), joining: proposals.joining(person.id, id, arriving) }
    },
    news: (id: ProposalId, after: number, people: readonly PersonId[]) => proposals.news(id, after, people),
    /** Answered after everything that was asked before. */
    settled: () => null,
    textFor: (id: ProposalId, stateVector: Uint8Array, base: number | null) => proposals.textFor(id, stateVector, base),
    digestAt: (id: ProposalId, textSeq: number) => proposals.digestAt(id, textSeq),
    history: (person: Person, id: ProposalId) => proposals.history(person, id),
    textAt: (person: Person, id: ProposalId, seq: number) => proposals.textAt(person, id, seq),
    parkedDrafts: (person: Person, id: ProposalId) => proposals.parkedDrafts(person, id),
    discardParked: (person: PersonId, id: ProposalId, draft: string) => engine.discardParked(person, id, draft),
    previewParked: (person: PersonId, id: ProposalId, draft: string) => engine.previewParked(person, id, draft),
    applyParked: (application: Application) => engine.applyParked(application),
    official: (person: Person, id: ProposalId) => proposals.official(person, id),
    recordHead: (person: Person, id: ProposalId) => engine.records.head(person, id),
    recordPage: (person: Person, id: ProposalId, after: number) => engine.records.page(person, id, after),
  }
}

function acceptImport(
  { library }: Engine,
  person: Person,
  accepted: AcceptedImport,
  now: number,
): Outcome<ResponseOf<'acceptImport'>> {
  if (!person.memberships.some(({ roles }) => mayAddText(roles)))
    return refuse('not-permitted', 'Only coordinators and secretariats add texts to the library.')
  const text = textAccepted(accepted, newBlockId)
  const same = library.withDigest(text.digest)
  if (same) return accept({ text: same, alreadyThere: true })
  library.add(text, now)
  return accept({ text: library.get(text.id)!, alreadyThere: false })
}
