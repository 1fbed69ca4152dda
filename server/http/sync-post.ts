/** The live connection over plain HTTP, as shared/protocol/PROTOCOL.md describes it. */
import { raw, Router, type Request, type RequestHandler, type Response } from 'express'
import { setTimeout as pause } from 'node:timers/promises'
import { proposalId, type ProposalId } from '../../shared/ids.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { callerOf, letIn, sessionHashOf, type Admitted, type SyncServices } from '../sync/admission.ts'
import { isAllowedOrigin } from '../auth/origin.ts'
import { Connection } from '../sync/connection.ts'
import { EventStream } from '../sync/event-stream.ts'
import { isPresence, isProbe, isUpdate, readFrames, stepOneFrame } from '../sync/frames.ts'
import { COME_BACK_AFTER, comesTooOften } from '../sync/arrivals.ts'
import { Credits } from '../sync/credits.ts'
import { Credit } from '../sync/inbound-rate.ts'
import { strangersOf } from '../sync/strangers.ts'
import { sendRefusal } from './calls.ts'

const SPEAKS = { isExtended: true, isTelling: true, speaksCarets: true }
/** Around the largest frame. */
const WRAPPING = 64
const MOST_FRAMES = 256
/** Of a client that holds nothing. */
const EMPTY_VECTOR = Uint8Array.of(0)

export function syncRouter(services: SyncServices, port: () => number): Router {
  const router = Router()
  const lines = new Map<string, Admitted>()
  /** By session and proposal. */
  const credits = new Credits(() => new Credit(services.config.maxFramesPerSecond))
  const body = raw({ type: () => true, limit: services.config.maxFrameBytes + WRAPPING, inflate: false })

  router.get('/sync/:id/events', async (request, response) => {
    const id = idIn(request)
    if (!isAllowedOrigin(request.headers.origin, services.config, port()))
      return sendRefusal(response, { code: 'foreign-origin', reason: 'This request came from a page of another site.' })
    if (id === null) return sendRefusal(response, NOT_HERE)
    if (!isLine(request)) return sendRefusal(response, { code: 'malformed-request', reason: NO_LINE })
    if (comesTooOften(services, request.ip ?? '', request.method)) return refuse(response, 'overloaded')
    const known = strangersOf(services).enter(request.ip ?? '')
    if (known === null) return refuse(response, 'overloaded')
    return openStream({ request, response, id }, { lines, services }).finally(known)
  })

  router.post('/sync/:id', asStranger(services), body, async (request, response) => {
    const id = idIn(request)
    if (id === null) return sendRefusal(response, NOT_HERE)
    const misfit = misfitOf(request)
    if (misfit !== null) return sendRefusal(response, { code: 'malformed-request', reason: misfit })
    const credit = credits.of(`${sessionHashOf(request)}/${id}`)
    return takeFrames({ request, response, id }, { line: lines.get(nameOf(request)), credit, services })
  })
  return router
}

const NOT_HERE = { code: 'not-found', reason: 'There is no such proposal.' } as const

function refuse(response: Response, reason: CloseReason): void {
  if (reason === 'overloaded') response.set('Retry-After', String(COME_BACK_AFTER))
  new EventStream(response).close(CLOSE[reason])
}

/** Until it is answered: a post is short, and its sender is not known before all of it is here. */
const asStranger =
  (services: SyncServices): RequestHandler =>
  (request, response, next) => {
    if (comesTooOften(services, request.ip ?? '', request.method)) return refuse(response, 'overloaded')
    const known = services.queue.isFull ? null : strangersOf(services).enter(request.ip ?? '')
    if (known === null) return refuse(response, 'overloaded')
    response.on('close', known)
    return next()
  }

type Asked = { readonly request: Request; readonly response: Response; readonly id: ProposalId }
type Streams = { readonly lines: Map<string, Admitted>; readonly services: SyncServices }

async function openStream({ request, response, id }: Asked, { lines, services }: Streams): Promise<void> {
  const stream = new EventStream(response)
  try {
    const admitted = await letIn({ request, id, wire: { live: stream, stream }, speaks: SPEAKS }, services)
    if (admitted === null) return
    if (typeof admitted === 'string') return stream.close(CLOSE[admitted])
    const { connection, room } = admitted
    const name = nameOf(request)
    lines.set(name, admitted)
    const leave = () => {
      services.rooms.leave(room, connection)
      if (lines.get(name) === admitted) lines.delete(name)
    }
    if (stream.readyState !== stream.OPEN) return leave()
    response.on('close', leave)
    if (!admitted.isResumed) await connection.receive(stepOneOf(request), room)
  } catch (error) {
    console.error('An event stream could not be opened.', error)
    stream.close(CLOSE.storageFailed)
  }
}

/** A frame 0,0. */
function stepOneOf({ query }: Request): Uint8Array {
  const vector = typeof query['since'] === 'string' ? Buffer.from(query['since'], 'base64url') : EMPTY_VECTOR
  return stepOneFrame(vector.length > 0 ? vector : EMPTY_VECTOR)
}

type Posting = {
  /** The stream of the same line, where this node has it. */
  readonly line: Admitted | undefined
  readonly credit: Credit
  readonly services: SyncServices
}

async function takeFrames({ request, response, id }: Asked, { line, credit, services }: Posting): Promise<void> {
  const frames = request.body instanceof Uint8Array ? readFrames(request.body) : []
  const framesBefore = Number(request.query['sent'])
  if (frames === null || frames.length > MOST_FRAMES) return refuse(response, 'invalid')
  if (frames.some(({ length }) => length > services.config.maxFrameBytes)) return refuse(response, 'tooLarge')
  // Whoever waits for an answer before asking again never comes here.
  if (credit.rest > 0) return refuse(response, 'overloaded')
  const rest = Math.max(0, ...frames.map(({ length }) => credit.take(length)))
  const caller = await callerOf(request, { id, speaks: SPEAKS }, services.identity)
  if (caller === null) return refuse(response, 'notSignedIn')
  const { welcomes } = await services.store.news(id, Number.MAX_SAFE_INTEGER, [caller.person.id])
  if (!welcomes[0]) return refuse(response, 'notFound')
  const stream = new EventStream(response)
  const connection = new Connection(caller, { live: stream, stream, framesBefore }, services)
  if (line) connection.contains(line.connection.seen)
  await Promise.all(frames.map((frame) => receive(frame, connection, line)))
  await connection.allAnswered()
  // The acknowledgement follows in the same turn.
  await pause(rest * 1000)
  stream.end()
}

/** A text is asked for by the stream alone, which is told what follows it. */
async function receive(frame: Uint8Array, connection: Connection, line: Admitted | undefined): Promise<void> {
  if (isPresence(frame)) return line?.connection.receive(frame, line.room)
  if (isUpdate(frame) || isProbe(frame)) return connection.receive(frame, NOWHERE)
  return connection.close('invalid')
}

/** The connection of one request is in no room. */
const NOWHERE = {
  presence: { entries: () => [], isTaken: () => true, speaks: () => {}, moves: () => {} },
  upTo: () => {},
}

function idIn({ params }: Request): ProposalId | null {
  const { id } = params
  return typeof id === 'string' && /^[0-9a-z]{1,64}$/.test(id) ? proposalId(id) : null
}

const NO_LINE = 'The address lacks "line": an id of the line, 1 to 64 letters, digits, "-", "_" and ".".'
const isLine = ({ query }: Request) => typeof query['line'] === 'string' && /^[\w.-]{1,64}$/.test(query['line'])

/** A post goes to any node, so that no node knows all that was sent before; a frame is counted in 32 bits. */
function misfitOf(request: Request): string | null {
  const { sent } = request.query
  if (!isLine(request)) return NO_LINE
  const isCount = typeof sent === 'string' && /^\d{1,10}$/.test(sent) && Number(sent) < 2 ** 32
  return isCount ? null : 'The address lacks "sent": how many update frames of this line went before these.'
}

/** Of the session's own: nobody speaks through the line of another. */
const nameOf = (request: Request) =>
  JSON.stringify([sessionHashOf(request), request.params['id'], request.query['line']])
