/**
 * One document's line to the server, over as many connections as it takes.
 *
 *   connect → both sides say what they hold → the edits that the server lacks, in parcels → `edit` frames, one a change
 *
 * A doc that has the text up to a known entry says so in the address. Where the server goes on from there, neither side asks
 * what the other holds: it sends what was written since, and we send what waits.
 */
import * as Y from 'yjs'
import type { PersonId } from '../../shared/ids.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import type { Reached, Welcome } from '../../shared/protocol/sync.ts'
import { isFinal, reasonOf } from './closing.ts'
import type { Environment, SocketClass } from './environment.ts'
import { httpSocket } from './http-socket.ts'
import type { LineEvents, LineState } from './line-events.ts'
import { linkLog } from './log-frames.ts'
import type { Edit } from './outbox-store.ts'
import { linkPresence } from './presence-frames.ts'
import type { PresenceEvents } from './presence.ts'
import { quietProvider } from './quiet-provider.ts'
import { createReconnecting, isBrowserOnline } from './reconnecting.ts'
import { createResuming } from './resuming.ts'
import { createSending } from './sending.ts'
import { probeFrame, questionFrame, watchedSocket, type SyncFrame } from './update-frames.ts'
import { createWay } from './way.ts'

export type Line = {
  state(): LineState
  /** Runs a change of the document that is not sent as it is made. */
  quietly(change: () => void): void
  /** Sends the edits that no frame carries yet. `mayWrite`: the server will ask for them by itself. */
  offer(mayWrite: boolean): void
  /** Sends now what is held back for a moment. */
  release(): void
  /** Tells the server the digest of what is here. */
  probe(seq: number, digest: string): void
  /** Ends this connection and tries again after a wait. */
  reconnect(): void
  /** After a final close: the reason for it may be gone. */
  tryAgain(): void
  close(): void
}

type LineOptions = {
  /** Whose edits these are: the server turns the line away where the browser is signed in as somebody else by now. */
  readonly person: PersonId
  readonly proposal: string
  readonly doc: Y.Doc
  readonly presence: PresenceEvents
  /** The edits of this document that the server has not acknowledged. */
  readonly edits: () => readonly Edit[]
  /** The last entry up to which all text is in the document, so that what is in it beyond that is in `edits`; null where none is certain. */
  readonly reached: () => Reached | null
  readonly environment: Environment
  readonly events: LineEvents
}

export function openLine({ person, proposal, doc, presence, edits, reached, environment, events }: LineOptions): Line {
  let connection: LineState['connection'] = 'connecting'
  let isClosing = false
  /** The server lacks what it had acknowledged: it was set back to an older copy. All that is here is brought to it again. */
  let isSetBack = false
  let isGreeted = false

  const send = (frame: Uint8Array<ArrayBuffer>) => provider.ws?.send(frame)
  const disconnect = () => provider.disconnect()
  const resuming = createResuming(reached, () => send(questionFrame(doc)))
  const sending = createSending({
    doc,
    edits,
    environment,
    isSynced: () => provider.synced,
    isSetBack: () => isSetBack,
    send,
    onChange: () => events.changed(),
  })
  const reconnecting = createReconnecting({ environment, isUnsaved: () => edits().length > 0, connect, disconnect })
  const watched = (Socket: SocketClass) => watchedSocket(Socket, maySend)
  const way = createWay({
    environment,
    socket: watched(environment.WebSocket),
    http: environment.fetch ? watched(httpSocket(environment.fetch, () => Y.encodeStateVector(doc))) : null,
    onBetter: disconnect,
  })
  const provider = quietProvider(environment.url, proposal, doc, way.Socket)
  const unlinkPresence = linkPresence(provider, presence)

  function maySend(frame: SyncFrame, size: number): boolean {
    return frame === 'question' ? !resuming.isOffered() : sending.maySend(frame, size)
  }

  function connect(): void {
    provider.params = { as: person, ...resuming.params() }
    provider.connect()
  }

  function connected(): void {
    connection = 'online'
    reconnecting.connected()
    events.changed()
  }

  function greeted(welcome: Welcome): void {
    way.heard()
    resuming.begun(welcome)
    // The first word of a connection is of the log as it is; later ones may be overtaken by entries.
    if (!isGreeted) isSetBack = events.goesBackTo(welcome)
    isGreeted = true
    events.welcome(welcome)
  }

  function synced(isSynced: boolean): void {
    if (!isSynced) return
    resuming.trust()
    if (resuming.isResumed()) sending.sendParcels()
    sending.synced()
    events.synced()
  }

  // Emitted in the middle of the provider's own closing, which would start its own, unspread, reconnect.
  function lost(code: number | undefined, reason: string | undefined): void {
    provider.shouldConnect = false
    isGreeted = false
    way.lost(reasonOf(code) !== null)
    sending.lost()
    resuming.lost()
    if (code === CLOSE.gap) resuming.doubt()
    reconnecting.lost()
    if (!isClosing) goOn(code, reason)
  }

  function goOn(code: number | undefined, reason: string | undefined): void {
    const isOtherWayNext = way.isOpening() && reasonOf(code) === null && isBrowserOnline()
    connection = connectionAfter(code, isOtherWayNext)
    if (connection === 'connecting') reconnecting.soon()
    if (connection === 'offline') reconnecting.later(code, reason)
    queueMicrotask(() => (isFinal(code) ? events.closed(code) : events.lost(code)))
  }

  linkLog(provider, {
    contains: (head) => events.contains(head),
    entries: (entries) => events.entries(entries),
    texts: (span) => events.texts(span),
    diverged: (seq) => events.diverged(seq),
    acked: (upTo) => events.settled(sending.acked(upTo)),
    nacked: (frame, nack) => events.refused(nack, sending.nacked(frame)),
    greeted,
    typed(span, update) {
      if (update.length > 0) Y.applyUpdate(doc, update, provider)
      events.typed(span)
    },
  })
  provider.on('status', ({ status }) => void (status === 'connected' && connected()))
  provider.on('sync', synced)
  provider.on('connection-close', (event) => lost(event?.code, event?.reason))
  connect()

  return {
    state() {
      const [isOnline, isExchanged] = [connection === 'online', sending.isExchanged()]
      const [isSynced, framesWaiting] = [isOnline && provider.synced, sending.framesWaiting()]
      return {
        connection,
        isSynced,
        isSettled: isSynced && isExchanged && framesWaiting === 0,
        framesWaiting,
        isSlow: isOnline && way.isSlow(),
        waitingSince: isExchanged ? sending.waitingSince() : reconnecting.connectedAt(),
      }
    },
    quietly: (change) => sending.quietly(change),
    offer: (mayWrite) => sending.offer(mayWrite),
    release: () => sending.release(),
    probe: (seq, digest) => send(probeFrame(seq, digest)),
    reconnect() {
      resuming.doubt()
      disconnect()
    },
    tryAgain() {
      if (connection !== 'refused') return
      connection = 'connecting'
      connect()
    },
    close() {
      isClosing = true
      sending.stop()
      way.stop()
      reconnecting.stop()
      provider.destroy()
      unlinkPresence()
    },
  }
}

/** Where a way is left that was not tried, nobody knows yet that there is no line. */
const connectionAfter = (code: number | undefined, isOtherWayNext: boolean): LineState['connection'] =>
  isFinal(code) ? 'refused' : isOtherWayNext ? 'connecting' : 'offline'
