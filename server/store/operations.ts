/** What the main thread may ask of the storage thread: one list, so that both sides are typed by it. */
import type { ForumId, PersonId, ProposalId, TextId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { mayAddText } from '../../shared/proposal/permissions.ts'
import type { ParsedRequestOf, ResponseOf } from '../../shared/protocol/api.ts'
import type { AcceptedImport } from '../../shared/protocol/imports.ts'
import type { Membership, Person } from '../../shared/protocol/people.ts'
import type { Application } from '../log/apply-parked.ts'
import type { AppendItem } from '../log/proposal-log.ts'
import { SIGNED_OUT } from '../log/signed-in.ts'
import type { Held } from '../log/sent-texts.ts'
import type { NewAccount, NewSession } from './accounts.ts'
import { newBlockId } from './block-id.ts'
import type { Engine } from './engine.ts'
import { newForum } from './forums.ts'
import type { Arriving } from './joining.ts'
import { textAccepted } from './text-accepted.ts'

export type Operations = ReturnType<typeof operationsOf>

export function operationsOf(engine: Engine, clock: () => number) {
  const { accounts, forums, library, proposals } = engine
  return {
    append: (items: readonly AppendItem[]) => engine.append(items),
    startProposal: (person: Person, request: ParsedRequestOf<'startProposal'>, session?: string) =>
      engine.startProposal(person, request, session),

    person: (id: PersonId) => accounts.person(id),
    people: () => accounts.all(),
    /** Of the program, not of anybody; whichever node is the first. */
    addFirstAdministrator: (account: NewAccount) => engine.judged(() => void accounts.add(account, [], clock())),
    addPerson: (by: PersonId, account: NewAccount, memberships: readonly Membership[]) =>
      engine.judged(() => {
        if (!accounts.isAdministratorHeld(by)) return ADMINISTRATORS_ONLY
        accounts.add(account, memberships, clock())
        return accept(accounts.person(account.id)!)
      }),
    /** `by`: null for the program itself. */
    setMemberships: (person: PersonId, memberships: readonly Membership[], by: PersonId | null = null) =>
      engine.judged(() => {
        if (by !== null && !accounts.isAdministratorHeld(by)) return ADMINISTRATORS_ONLY
        accounts.setMemberships(person, memberships)
        const changed = accounts.person(person)
        return changed ? accept(changed) : refuse('not-found', 'There is no such person.')
      }),
    countAccounts: () => accounts.count(),
    hasEverSignedIn: () => accounts.hasEverSignedIn(),
    addSession: (tokenHash: Uint8Array, person: PersonId, expiresAt: number) =>
      accounts.addSession(tokenHash, person, expiresAt),
    endSession: (tokenHash: Uint8Array) => accounts.endSession(tokenHash),
    personOfSession: (tokenHash: Uint8Array) => accounts.personOfSession(tokenHash, clock()),
    addLink: (tokenHash: Uint8Array, person: PersonId, expiresAt: number) =>
      accounts.addLink(tokenHash, person, expiresAt),
    signInByLink: (linkHash: Uint8Array, session: NewSession) =>
      engine.judged(() => accounts.signInByLink(linkHash, session, clock())),

    forumNames: () => forums.all().map(({ id, name }) => ({ id, name })),
    forums: (person: Person) => proposals.forumsOf(person),
    addForum: (by: PersonId, kind: 'rpm' | 'rto', of: string, conference: string) =>
      engine.judged(() => {
        if (!accounts.isAdministratorHeld(by)) return ADMINISTRATORS_ONLY
        const forum = newForum(kind, of, conference)
        return forums.add(forum, clock()) ? accept(forum.id) : refuse('already-done', 'This forum exists already.')
      }),
    summaries: (person: Person, forum: ForumId) => {
      const view = proposals.forumsOf(person).find(({ id }) => id === forum)
      return view ? { forum: view, proposals: proposals.summaries(person, forum) } : null
    },

    texts: () => library.all(),
    text: (id: TextId) => library.get(id),
    acceptImport: (person: Person, accepted: AcceptedImport, session?: string) =>
      engine.judged(() =>
        accounts.hasSignedOut(person.id, session, clock())
          ? SIGNED_OUT
          : acceptImport(engine, person.id, accepted, clock()),
      ),

    view: (person: Person, id: ProposalId) => proposals.view(person, id),
    /** Null where nobody is signed in by this token. All at one moment, so that no change of rights falls in between. */
    admit: (tokenHash: Uint8Array, id: ProposalId, arriving: Arriving) => {
      const session = accounts.session(tokenHash, clock())
      if (!session) return null
      return { ...session, accounts: accounts.count(), joining: proposals.joining(session.person.id, id, arriving) }
    },
    news: (id: ProposalId, after: number, people: readonly PersonId[]) => proposals.news(id, after, people),
    /** Before the end. */
    rest: () => engine.rest(),
    /** Answered after everything that was asked before. */
    settled: () => null,
    textFor: (id: ProposalId, stateVector: Uint8Array, base: Held | null) => proposals.textFor(id, stateVector, base),
    digestAt: (id: ProposalId, textSeq: number) => proposals.digestAt(id, textSeq),
    parkedDrafts: (person: Person, id: ProposalId) => proposals.parkedDrafts(person, id),
    discardParked: (person: PersonId, id: ProposalId, draft: string, session?: string) =>
      engine.discardParked(person, id, draft, session),
    previewParked: (person: PersonId, id: ProposalId, draft: string) => engine.previewParked(person, id, draft),
    applyParked: (application: Application) => engine.applyParked(application),
    official: (person: Person, id: ProposalId) => proposals.official(person, id),
    recordHead: (person: Person, id: ProposalId) => engine.records.head(person, id),
    recordPage: (person: Person, id: ProposalId, after: number) => engine.records.page(person, id, after),
  }
}

const ADMINISTRATORS_ONLY = refuse('not-permitted', 'Only an administrator of this site manages people and forums.')

function acceptImport(
  { library, accounts }: Engine,
  person: PersonId,
  accepted: AcceptedImport,
  now: number,
): Outcome<ResponseOf<'acceptImport'>> {
  if (!mayAddText(accounts.allRolesHeld(person)))
    return refuse('not-permitted', 'Only coordinators and secretariats add texts to the library.')
  const text = textAccepted(accepted, newBlockId)
  const same = library.withDigest(text.digest)
  if (same) return accept({ text: same, alreadyThere: true })
  // Another node may add the same words at this moment.
  const isNew = library.add(text, now)
  return accept({ text: library.get(text.id)!, alreadyThere: !isNew })
}
