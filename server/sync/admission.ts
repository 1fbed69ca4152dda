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
import { Connection, type Caller, type Wire } from './connection.ts'
import { stateFrame, stepOneFrame } from './frames.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

export type SyncServices = {
  readonly store: Store
  readonly identity: Identity
  readonly queue: CommitQueue
  readonly rooms: Rooms
  readonly config: Config
}

type Speaks = Pick<Caller, 'isExtended' | 'isTelling' | 'speaksCarets'>

type Arriving = {
  readonly request: IncomingMessage
  readonly id: ProposalId
  readonly wire: Wire
  readonly speaks: Speaks
}

export type Admitted = { readonly connection: Connection; readonly room: Room }

/** In the room, and greeted; or why not; null where the line is gone already. The caller sees to the leaving. */
export async function letIn(
  { request, id, wire, speaks }: Arriving,
  services: SyncServices,
): Promise<Admitted | CloseReason | null> {
  const caller = await callerOf(request, { id, speaks }, services.identity)
  if (caller === null) return 'notSignedIn'
  const connection = new Connection(caller, wire, services)
  const joining = await services.store.joining(caller.person.id, id)
  if (!joining.ok) return 'notFound'
  if (wire.live.readyState !== wire.live.OPEN) return null
  if (hasTooMany(caller, services)) return 'overloaded'
  const { welcome, stateVector } = joining.value
  const room = services.rooms.join(id, connection, welcome.head)
  connection.sendExtended(stateFrame(welcome))
  connection.send(stepOneFrame(stateVector))
  return { connection, room }
}

/** Null where nobody is signed in. */
export async function callerOf(
  request: IncomingMessage,
  { id, speaks }: { readonly id: ProposalId; readonly speaks: Speaks },
  identity: Identity,
): Promise<Caller | null> {
  const person = await identity.personOf(request)
  return person && { person, sessionHash: sessionHashOf(request), proposal: id, ...speaks }
}

export const sessionHashOf = (request: IncomingMessage): string => hex(hashOfToken(sessionToken(request) ?? ''))

/** Asked at the moment of joining: several may be let in at once. */
const hasTooMany = ({ person, proposal }: Caller, { rooms, config }: SyncServices) =>
  rooms.count(person.id, proposal) >= config.maxConnections
