/**
 * From an HTTP upgrade to a live connection. A stranger's page is turned away before the upgrade; whoever may not come in is
 * told why by a close code, because a browser hides an HTTP answer to an upgrade.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { proposalId, type ProposalId } from '../../shared/ids.ts'
import { CLOSE, closeText, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { CARETS_SUBPROTOCOL, SUBPROTOCOL, TELLING_SUBPROTOCOL } from '../../shared/protocol/sync.ts'
import { isAllowedOrigin } from '../auth/origin.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import { COME_BACK_AFTER, comesTooOften } from './arrivals.ts'
import { letIn, type SyncServices } from './admission.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame } from './frames.ts'
import { writePresence } from './presence.ts'
import { SocketCarrier } from './socket-carrier.ts'
import { InboundRate } from './inbound-rate.ts'
import { Reading } from './reading.ts'
import type { Room } from './room.ts'
import { addressOf, strangersOf } from './strangers.ts'
import type { TextCost } from './text-asking.ts'

/** The best first. */
const EXTENDED: readonly string[] = [CARETS_SUBPROTOCOL, TELLING_SUBPROTOCOL, SUBPROTOCOL]
/** y-websocket drops a line on which it hears no data for 30 s. */
const KEEP_ALIVE_MS = 20_000
/** Whoever is not let in by then comes back later: the storage stands still, or is far behind. */
const ADMISSION_MS = 30_000
/** A client that does not answer the closing within this time is cut off, or the server could not stop. */
const FAREWELL_MS = 1_000

/** `hush`: nothing more is read from anybody. */
type Sync = { readonly hush: () => void; readonly close: () => void }

export function serveSync(server: Server, services: SyncServices): Sync {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: services.config.maxFrameBytes * 2,
    perMessageDeflate: false,
    handleProtocols: (offered) => EXTENDED.find((each) => offered.has(each)) ?? false,
  })
  const readings = new WeakMap<WebSocket, Reading>()
  let isHushed = false
  server.on('upgrade', (request, socket, head) => {
    // Without this a stranger who hangs up early would take the process down.
    socket.on('error', () => socket.destroy())
    const here = server.address() as AddressInfo | null
    if (here === null) return socket.destroy()
    const { port } = here
    const id = proposalIn(request)
    if (id === null) return socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    if (!isAllowedOrigin(request.headers.origin, services.config, port))
      return socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    const address = addressOf(request, services.config.proxyHops)
    if (comesTooOften(services, address, request.method))
      return socket.end(
        `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${COME_BACK_AFTER}\r\nConnection: close\r\n\r\n`,
      )
    const known = strangersOf(services).enter(address)
    // Before it costs anything: a browser takes it for a line that broke, and comes back.
    if (known === null) return socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
    let isUpgraded = false
    socket.on('close', () => void (isUpgraded || known()))
    return sockets.handleUpgrade(request, socket, head, (live) => {
      isUpgraded = true
      const reading = new Reading(live)
      readings.set(live, reading)
      if (isHushed) reading.rest('stopping')
      sockets.emit('connection', live, request)
      void admit({ request, live, id, services, reading, known })
    })
  })
  const answering = new WeakSet<WebSocket>()
  sockets.on('connection', (live) => {
    answering.add(live)
    live.on('pong', () => answering.add(live))
  })
  const keepAlive = setInterval(() => {
    const now = Date.now()
    services.rooms.each((each) => (each.isSignedOutAt(now) ? each.close('notSignedIn') : each.send(NOTHING_NEW)))
    services.states.dropOld()
    services.texts.dropOld()
    services.rooms.renewPresence()
    for (const live of sockets.clients) dropIfSilent(live, answering)
  }, KEEP_ALIVE_MS)
  return {
    hush: () => {
      isHushed = true
      for (const live of sockets.clients) readings.get(live)?.rest('stopping')
    },
    close: () => {
      clearInterval(keepAlive)
      for (const live of sockets.clients) bidFarewell(live)
      setTimeout(() => sockets.clients.forEach((live) => live.terminate()), FAREWELL_MS).unref()
      sockets.close()
    },
  }
}

/** What still comes is not read: it stays with whoever sent it. */
function bidFarewell(live: WebSocket): void {
  live.removeAllListeners('message')
  live.close(CLOSE.restarting, closeText('restarting'))
  live.resume()
}

/** A laptop that fell asleep does not close its line: who has not answered since the last time is gone. Unread answers may be there. */
function dropIfSilent(live: WebSocket, answering: WeakSet<WebSocket>): void {
  if (live.isPaused) return void answering.add(live)
  if (!answering.delete(live)) return live.terminate()
  return live.ping()
}

const NOTHING_NEW = awarenessFrame(writePresence([]))

function proposalIn({ url }: IncomingMessage): ProposalId | null {
  const id = /^\/sync\/([0-9a-z]{1,64})(?:\?|$)/.exec(url ?? '')?.[1]
  return id ? proposalId(id) : null
}

type Admission = {
  readonly request: IncomingMessage
  readonly live: WebSocket
  readonly id: ProposalId
  readonly services: SyncServices
  readonly reading: Reading
  /** It is no stranger any more. */
  readonly known: () => void
}

/** What somebody says before it is known who they are is not read, and waits in the network. */
async function admit({ request, live, id, services, reading, known }: Admission): Promise<void> {
  live.on('error', () => live.terminate())
  reading.rest('admission')
  const tooLate = setTimeout(() => sendAway(live, 'overloaded'), ADMISSION_MS)
  const rate = new InboundRate(reading, services.config.maxFramesPerSecond)
  try {
    const stream = request.socket
    const wire = { live: new SocketCarrier(live, stream), stream, charge: (cost: TextCost) => rate.charge(cost) }
    const admitted = await letIn({ request, id, wire, speaks: whatSpeaks(live) }, services)
    if (admitted === null) return whenClosed(live, known)
    if (typeof admitted === 'string') {
      sendAway(live, admitted)
      return whenClosed(live, known)
    }
    const { connection, room } = admitted
    live.on('close', () => services.rooms.leave(room, connection))
    const receiver = {
      connection,
      room,
      live,
      limit: services.config.maxFrameBytes,
      rate,
      reading,
      queue: services.queue,
    }
    live.on('message', (data) => receive(data, receiver))
    known()
    reading.goOn('admission')
  } catch (error) {
    console.error('A connection could not be opened.', error)
    sendAway(live, 'storageFailed')
    whenClosed(live, known)
  } finally {
    clearTimeout(tooLate)
  }
}

const whatSpeaks = ({ protocol }: WebSocket) => ({
  isExtended: EXTENDED.includes(protocol),
  isTelling: protocol === TELLING_SUBPROTOCOL || protocol === CARETS_SUBPROTOCOL,
  speaksCarets: protocol === CARETS_SUBPROTOCOL,
})

const refuseLive = (live: WebSocket, reason: CloseReason) => live.close(CLOSE[reason], closeText(reason))

/** Whoever was never let in is given a moment to hear why. */
function sendAway(live: WebSocket, reason: CloseReason): void {
  refuseLive(live, reason)
  live.resume()
  setTimeout(() => live.terminate(), FAREWELL_MS).unref()
}

function whenClosed(live: WebSocket, then: () => void): void {
  if (live.readyState === live.CLOSED) then()
  else live.on('close', then)
}

type Receiver = {
  readonly connection: Connection
  readonly room: Room
  readonly live: WebSocket
  readonly limit: number
  readonly rate: InboundRate
  readonly reading: Reading
  readonly queue: CommitQueue
}

function receive(data: RawData, { connection, room, live, limit, rate, reading, queue }: Receiver): void {
  const bytes = data as Buffer
  if (bytes.length > limit) return refuseLive(live, 'tooLarge')
  rate.take(bytes.length)
  void connection.receive(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), room)
  if (queue.isFull && !reading.isResting('storage')) void restUntilRoomy(reading, queue)
}

/** The storage stands still: what is read now could only be kept in memory. */
async function restUntilRoomy(reading: Reading, queue: CommitQueue): Promise<void> {
  reading.rest('storage')
  await queue.roomy()
  reading.goOn('storage')
}
