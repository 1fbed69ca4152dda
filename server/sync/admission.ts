/** Whoever comes to a proposal, by whichever way: who it is, whether they may, and what they are told first. */
import type { IncomingMessage } from 'node:http'
import { hex } from '../../shared/bytes.ts'
import type { ProposalId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/protocol/close-codes.ts'
import { sessionToken } from '../auth/cookie.ts'
import type { Identity } from '../auth/identity.ts'
import { hashOfToken } from '../auth/tokens.ts'
import type { Config } from '../config.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import type { Store } from '../store/engine-client.ts'
import { Credits } from './credits.ts'
import { Credit } from './inbound-rate.ts'
import { Connection, type Caller, type Wire } from './connection.ts'
import { stepOneFrame } from './frames.ts'
import { reachedIn } from './reached.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { StateFrames } from './state-frames.ts'
import type { TextCost } from './text-asking.ts'
import type { TextFrames } from './text-frames.ts'

export type SyncServices = {
  readonly store: Store
  readonly identity: Identity
  readonly queue: CommitQueue
  readonly rooms: Rooms
  readonly states: StateFrames
  readonly texts: TextFrames
  readonly config: Config
}

type Speaks = Pick<Caller, 'isExtended' | 'isTelling' | 'speaksCarets'>

type Arriving = {
  readonly request: IncomingMessage
  readonly id: ProposalId
  readonly wire: Wire
  readonly speaks: Speaks
}

export type Admitted = {
  readonly connection: Connection
  readonly room: Room
  /** The text was sent already, from where the client had it. */
  readonly isResumed: boolean
}

/** In the room, and greeted; or why not; null where the line is gone already. The caller sees to the leaving. */
export async function letIn(
  { request, id, wire, speaks }: Arriving,
  services: SyncServices,
): Promise<Admitted | CloseReason | null> {
  const sessionHash = sessionHashOf(request)
  if (isTooOften(`session ${sessionHash}`, services)) return 'overloaded'
  const held = services.states.held(id)
  const reached = speaks.isExtended ? reachedIn(request) : null
  // From this answer to the joining nothing else is waited for: whoever is shut out meanwhile is in the room by then, and is found.
  const admission = await services.identity.admission(request, id, {
    reached,
    has: held && { head: held.head, lineage: held.lineage },
  })
  if (admission === null) return 'notSignedIn'
  const { person, joining, expiresAt } = admission
  if (!isMeant(request, person.id)) return 'notSignedIn'
  if (isTooOften(person.id, services)) return 'overloaded'
  if (!joining.ok) return 'notFound'
  if (wire.live.readyState !== wire.live.OPEN) return null
  const caller = { person, sessionHash, sessionEndsAt: expiresAt, proposal: id, ...speaks }
  if (hasTooMany(caller, services)) return 'overloaded'
  const { greeting, lineage, start } = joining.value
  services.texts.keepOnlyOf(id, lineage)
  // What was told in the room since would reach the newcomer neither by the room nor by this answer.
  if (services.rooms.headOf(id) > greeting.head) return letIn({ request, id, wire, speaks }, services)
  const connection = new Connection(caller, { ...wire, charge: chargeOf(person.id, wire, services) }, services)
  const room = services.rooms.join(id, connection, greeting.head)
  connection.joined(greeting.head)
  if (speaks.isExtended) connection.send(services.states.frameFor(id, joining.value, held))
  if (start.kind === 'resumed') connection.resume(start.after, greeting.head)
  else connection.send(stepOneFrame(start.stateVector))
  return { connection, room, isResumed: start.kind === 'resumed' }
}

/** Null where nobody is signed in. */
export async function callerOf(
  request: IncomingMessage,
  { id, speaks }: { readonly id: ProposalId; readonly speaks: Speaks },
  identity: Identity,
): Promise<Caller | null> {
  const person = await identity.personOf(request)
  if (!person || !isMeant(request, person.id)) return null
  // Of one request: it does not last.
  return { person, sessionHash: sessionHashOf(request), sessionEndsAt: Infinity, proposal: id, ...speaks }
}

export const sessionHashOf = (request: IncomingMessage): string => hex(hashOfToken(sessionToken(request) ?? ''))

/** Each joining costs the storage a moment, which others wait for. A person's many tabs after a restart stay far below it. */
const JOINS_PER_SECOND = 50
/** The text that is sent first belongs to the joining; a comparison with all of the text counts for so many joinings. */
const TEXT = { bytesPerJoin: 65_536, compared: 4 }
const joinsIn = new WeakMap<Rooms, Credits>()

/** `who`: a session before anything is asked of the storage for it, and then the person. */
function isTooOften(who: string, services: SyncServices): boolean {
  const credit = joinsOf(who, services)
  if (credit.rest > 0) return true
  credit.take(0)
  return false
}

/** Whoever asks again on the same line pays with what else that line may say. */
function chargeOf(person: string, { charge }: Wire, services: SyncServices): (cost: TextCost) => void {
  let isFirst = true
  return (cost) => {
    if (!isFirst) return charge?.(cost)
    isFirst = false
    joinsOf(person, services).spend(cost.bytes / TEXT.bytesPerJoin + (cost.isCompared ? TEXT.compared : 0))
  }
}

function joinsOf(name: string, { rooms }: SyncServices): Credit {
  const joins = joinsIn.get(rooms) ?? new Credits(() => new Credit(JOINS_PER_SECOND))
  joinsIn.set(rooms, joins)
  return joins.of(name)
}

/** A page may say whose edits it sends: the browser may be signed in as somebody else by now, and they are not that person's. */
function isMeant({ url }: IncomingMessage, person: string): boolean {
  const query = url?.split('?')[1]
  const meant = query === undefined ? null : new URLSearchParams(query).get('as')
  return meant === null || meant === person
}

/** Asked at the moment of joining: several may be let in at once. */
const hasTooMany = ({ person, proposal }: Caller, { rooms, config }: SyncServices) =>
  rooms.count(person.id, proposal) >= config.maxConnections
