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
import { letIn, type SyncServices } from './admission.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame } from './frames.ts'
import { writePresence } from './presence.ts'
import { SocketCarrier } from './socket-carrier.ts'
import { InboundRate } from './inbound-rate.ts'
import type { Room } from './room.ts'

/** The best first. */
const EXTENDED: readonly string[] = [CARETS_SUBPROTOCOL, TELLING_SUBPROTOCOL, SUBPROTOCOL]
/** y-websocket drops a line on which it hears no data for 30 s. */
const KEEP_ALIVE_MS = 20_000
/** A client may send while it is being let in; more than this is no client of ours. */
const MOST_EARLY = { frames: 64, bytes: 8_000_000 }
/** A client that does not answer the closing within this time is cut off, or the server could not stop. */
const FAREWELL_MS = 1_000

/** `hush`: nothing more is read from anybody. */
export type Sync = { readonly hush: () => void; readonly close: () => void }

export function serveSync(server: Server, services: SyncServices): Sync {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: services.config.maxFrameBytes * 2,
    perMessageDeflate: false,
    handleProtocols: (offered) => EXTENDED.find((each) => offered.has(each)) ?? false,
  })
  server.on('upgrade', (request, socket, head) => {
    // Without this a stranger who hangs up early would take the process down.
    socket.on('error', () => socket.destroy())
    const address = server.address() as AddressInfo | null
    if (address === null) return socket.destroy()
    const { port } = address
    const id = proposalIn(request)
    if (id === null) return socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    if (!isAllowedOrigin(request.headers.origin, services.config, port))
      return socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    return sockets.handleUpgrade(request, socket, head, (live) => {
      sockets.emit('connection', live, request)
      void admit({ request, live, id, services })
    })
  })
  const answering = new WeakSet<WebSocket>()
  sockets.on('connection', (live) => {
    answering.add(live)
    live.on('pong', () => answering.add(live))
  })
  const keepAlive = setInterval(() => {
    services.rooms.each((each) => each.send(NOTHING_NEW))
    services.states.dropOld()
    services.texts.dropOld()
    services.rooms.renewPresence()
    for (const live of sockets.clients) dropIfSilent(live, answering)
  }, KEEP_ALIVE_MS)
  return {
    hush: () => sockets.clients.forEach((live) => live.pause()),
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

/** A laptop that fell asleep does not close its line: who has not answered since the last time is gone. */
function dropIfSilent(live: WebSocket, answering: WeakSet<WebSocket>): void {
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
}

async function admit({ request, live, id, services }: Admission): Promise<void> {
  live.on('error', () => live.terminate())
  const early = holdEarlyFrames(live)
  try {
    const speaks = {
      isExtended: EXTENDED.includes(live.protocol),
      isTelling: live.protocol === TELLING_SUBPROTOCOL || live.protocol === CARETS_SUBPROTOCOL,
      speaksCarets: live.protocol === CARETS_SUBPROTOCOL,
    }
    const admitted = await letIn(
      { request, id, wire: { live: new SocketCarrier(live, request.socket), stream: request.socket }, speaks },
      services,
    )
    if (admitted === null) return
    if (typeof admitted === 'string') return refuseLive(live, admitted)
    const { connection, room } = admitted
    live.on('close', () => services.rooms.leave(room, connection))
    const rate = new InboundRate(live, services.config.maxFramesPerSecond)
    early.passTo((data) => receive(data, { connection, room, live, limit: services.config.maxFrameBytes, rate }))
  } catch (error) {
    console.error('A connection could not be opened.', error)
    refuseLive(live, 'storageFailed')
  }
}

const refuseLive = (live: WebSocket, reason: CloseReason) => live.close(CLOSE[reason], closeText(reason))

/** Frames that arrive before the person is known wait, in order. */
function holdEarlyFrames(live: WebSocket) {
  const held: RawData[] = []
  let pass: ((data: RawData) => void) | null = null
  let bytes = 0
  live.on('message', (data) => {
    if (pass) return pass(data)
    if (live.readyState !== live.OPEN) return
    bytes += (data as Buffer).length
    if (held.push(data) > MOST_EARLY.frames || bytes > MOST_EARLY.bytes) refuseLive(live, 'invalid')
  })
  return {
    passTo: (next: (data: RawData) => void) => {
      pass = next
      held.forEach(next)
    },
  }
}

type Receiver = {
  readonly connection: Connection
  readonly room: Room
  readonly live: WebSocket
  readonly limit: number
  readonly rate: InboundRate
}

function receive(data: RawData, { connection, room, live, limit, rate }: Receiver): void {
  const bytes = data as Buffer
  if (bytes.length > limit) return refuseLive(live, 'tooLarge')
  rate.take(bytes.length)
  void connection.receive(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), room)
}
