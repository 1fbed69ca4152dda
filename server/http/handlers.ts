/** What each call does: gather, ask the storage thread (which asks the rules), tell the rooms. */
import { randomUUID } from 'node:crypto'
import { personId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { Person } from '../../shared/protocol/people.ts'
import { CONFERENCES } from '../../shared/region/conferences.ts'
import { memberState } from '../../shared/region/member-states.ts'
import { REGION_CODES } from '../../shared/region/regions.ts'
import { RTO_CODES } from '../../shared/region/rtos.ts'
import { hex } from '../../shared/bytes.ts'
import { COOKIE, cookieOptions, sessionToken } from '../auth/cookie.ts'
import { hashOfToken } from '../auth/tokens.ts'
import { tellDone } from '../log/telling-done.ts'
import type { LookingBack } from '../log/looking-back.ts'
import type { Store } from '../store/engine-client.ts'
import { sessionHashOf, type SyncServices } from '../sync/admission.ts'
import type { Handlers } from './calls.ts'
import { commandsInTurns, type Turns } from './costly-questions.ts'
import { pastTextOf } from './position-text.ts'

export type Services = SyncServices & {
  readonly lookingBack: LookingBack
  readonly turns: Turns
  /** Where the site is reached, for links that are shown to people. */
  readonly publicUrl: () => string
}

export const handlersOf = (services: Services): Handlers => ({
  ...sessionHandlers(services),
  ...peopleHandlers(services),
  ...forumHandlers(services),
  ...textHandlers(services),
  ...proposalHandlers(services),
  ...pastHandlers(services),
})

type Some<Name extends keyof Handlers> = Pick<Handlers, Name>

function sessionHandlers({
  identity,
  config,
  rooms,
}: Services): Some<'session' | 'signInAsDemonstration' | 'signInByLink' | 'signOut'> {
  type SignIn = Outcome<{ person: Person; token: string }>
  const signedIn = async (
    outcome: SignIn,
    response: { cookie: (name: string, value: string, options: object) => unknown },
  ) => {
    if (!outcome.ok) return outcome
    response.cookie(COOKIE, outcome.value.token, cookieOptions(config))
    return accept(await identity.sessionView(outcome.value.person))
  }
  return {
    session: async (_, { person }) => accept(await identity.sessionView(person)),
    signInAsDemonstration: async ({ person }, { response }) =>
      signedIn(await identity.signInAsDemonstration(person), response),
    signInByLink: async ({ token }, { response }) => signedIn(await identity.signInByLink(token), response),
    signOut: async (_, { request, response }) => {
      const token = sessionToken(request)
      await identity.signOut(request)
      if (token) rooms.signedOut(hex(hashOfToken(token)))
      response.clearCookie(COOKIE, { path: '/' })
      return accept(await identity.sessionView(null))
    },
  }
}

const ADMINISTRATORS_ONLY = refuse('not-permitted', 'Only an administrator of this site manages people and forums.')

function peopleHandlers({
  store,
  identity,
  rooms,
  publicUrl,
}: Services): Some<'people' | 'addPerson' | 'newSignInLink' | 'setMemberships'> {
  const link = async (person: Person) => publicUrl() + (await identity.newLink(person.id))
  return {
    people: async (_, { person }) => (person.isAdministrator ? accept(await store.people()) : ADMINISTRATORS_ONLY),
    addPerson: async ({ memberships, ...account }, { person }) => {
      if (!person.isAdministrator) return ADMINISTRATORS_ONLY
      const problem = affiliationProblem(account) ?? (await membershipProblem(memberships, store))
      if (problem) return problem
      const id = personId(randomUUID())
      const added = await store.addPerson(person.id, { id, ...account, isDemonstration: false }, memberships)
      return added.ok ? accept({ person: added.value, link: await link(added.value) }) : added
    },
    newSignInLink: async ({ id }, { person }) => {
      if (!person.isAdministrator) return ADMINISTRATORS_ONLY
      const other = await store.person(id)
      return other ? accept({ link: await link(other) }) : refuse('not-found', 'There is no such person.')
    },
    setMemberships: async ({ id, memberships }, { person }) => {
      if (!person.isAdministrator) return ADMINISTRATORS_ONLY
      if (!(await store.person(id))) return refuse('not-found', 'There is no such person.')
      const problem = await membershipProblem(memberships, store)
      if (problem) return problem
      const changed = await store.setMemberships(id, memberships, person.id)
      await rooms.rolesChanged(id)
      return changed
    },
  }
}

/** Everybody but an administrator of the site speaks for one Member State or one organization. */
function affiliationProblem(account: Pick<Person, 'administration' | 'organization' | 'isAdministrator'>) {
  const { administration, organization, isAdministrator } = account
  if (administration !== null && organization !== null)
    return refuse('malformed-request', 'A person belongs to an administration or to an organization, not to both.')
  if (administration !== null && !memberState(administration))
    return refuse('malformed-request', `${administration} is not the ISO 3166-1 alpha-3 code of an ITU Member State.`)
  if (administration === null && organization === null && !isAdministrator)
    return refuse('malformed-request', 'Say which administration or organization the person belongs to.')
  return null
}

async function membershipProblem(memberships: Person['memberships'], store: Pick<Store, 'forumNames'>) {
  const forums = new Set((await store.forumNames()).map(({ id }) => id))
  const missing = memberships.find(({ forum }) => !forums.has(forum))
  return missing ? refuse('malformed-request', `There is no forum ${missing.forum}.`) : null
}

function forumHandlers({ store }: Services): Some<'forums' | 'addForum' | 'proposals'> {
  return {
    forums: async (_, { person }) => accept(await store.forums(person)),
    addForum: async ({ kind, of, conference }, { person }) => {
      if (!person.isAdministrator) return ADMINISTRATORS_ONLY
      const codes: readonly string[] = kind === 'rpm' ? REGION_CODES : RTO_CODES
      if (!codes.includes(of)) return refuse('malformed-request', `${of} is none of ${codes.join(', ')}.`)
      if (!CONFERENCES.some(({ id }) => id === conference))
        return refuse('malformed-request', `${conference} is not a conference that this program knows.`)
      const added = await store.addForum(person.id, kind, of, conference)
      if (!added.ok) return added
      return accept((await store.forums(person)).find((forum) => forum.id === added.value)!)
    },
    proposals: async ({ id }, { person }) => {
      const list = await store.summaries(person, id)
      return list ? accept(list) : refuse('not-found', 'There is no such forum, or you have no role in it.')
    },
  }
}

function textHandlers({ store }: Services): Some<'texts' | 'text' | 'acceptImport'> {
  return {
    texts: async () => accept(await store.texts()),
    text: async ({ id }) => {
      const text = await store.text(id)
      return text ? accept(text) : refuse('not-found', 'There is no such text in the library.')
    },
    acceptImport: async (accepted, { person, request }) => store.acceptImport(person, accepted, sessionHashOf(request)),
  }
}

function proposalHandlers(
  services: Services,
): Some<'startProposal' | 'proposal' | 'command' | 'parked' | 'discardParked' | 'previewParked' | 'applyParked'> {
  const { store, queue, rooms, turns } = services
  const commands = commandsInTurns(queue, turns.asking)
  return {
    startProposal: async (asked, { person, request }) => {
      const started = await store.startProposal(person, asked, sessionHashOf(request))
      if (!started.ok) return started
      await tellDone(() => rooms.tell(started.value.commits))
      return accept({ id: started.value.id })
    },
    proposal: async ({ id }, { person }) => store.view(person, id),
    command: async ({ id, commandId, command }, { person, request }) =>
      commands.append({
        kind: 'command',
        proposal: id,
        person: person.id,
        session: sessionHashOf(request),
        commandId,
        command,
        ...(await pastTextOf({ person, id, command }, services)),
      }),
    parked: async ({ id }, { person }) => store.parkedDrafts(person, id),
    discardParked: async ({ id, draft }, { person, request }) =>
      store.discardParked(person.id, id, draft, sessionHashOf(request)),
    previewParked: async ({ id, draft }, { person }) => store.previewParked(person.id, id, draft),
    applyParked: async ({ id, draft, commandId }, { person, request }) => {
      const session = sessionHashOf(request)
      const application = { proposal: id, person: person.id, session, draft, commandId }
      const { outcome, commits } = await store.applyParked(application)
      await tellDone(() => rooms.tell(commits))
      return outcome
    },
  }
}

function pastHandlers({ lookingBack, turns }: Services): Some<'moments' | 'compare' | 'textAt' | 'history'> {
  const inTurn = <Answer>({ id }: Person, answer: () => Promise<Answer>) => turns.whole.take(id, answer)
  return {
    moments: async ({ id }, { person }) => inTurn(person, () => lookingBack.moments(person, id)),
    compare: async ({ id, from, to }, { person }) => inTurn(person, () => lookingBack.compare(person, id, from, to)),
    textAt: async ({ id, seq }, { person }) => inTurn(person, () => lookingBack.textAt(person, id, seq)),
    history: async ({ id }, { person }) => inTurn(person, () => lookingBack.history(person, id)),
  }
}
