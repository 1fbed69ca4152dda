/**
 * One document's line to the server, over as many connections as it takes.
 *
 *   connect → both sides say what they hold → the edits that the server lacks, in parcels → `edit` frames, one a change
 *
 * 1. No `edit` frame goes out before the exchange: it could build on an edit that the server has never seen.
 *    What is held back is in the document by then, so the exchange carries it.
 * 2. A server that lets nobody write here asks for nothing; edits that wait are then offered to it, to be parked.
 * 3. Frames are counted anew on each connection; an edit is answered by the frame that carries it.
 * 4. What waits goes out in parcels of edits, which say what their writer did and no more; none is larger than the server takes.
 * 5. A doc that has the text up to a known entry says so in the address. Where the server goes on from there, neither side asks
 *    what the other holds: it sends what was written since, and we send what waits.
 */
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { personId, type PersonId } from '../../shared/ids.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import {
  CARETS_SUBPROTOCOL,
  FRAME,
  LARGEST_FRAME,
  SUBPROTOCOL,
  TELLING_SUBPROTOCOL,
  type Nack,
  type Reached,
  type TextSpan,
  type TypedSpan,
  type Welcome,
} from '../../shared/protocol/sync.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { isFinal, reasonOf, spreadAsked } from './closing.ts'
import { createHolding } from './holding.ts'
import { waitBefore, type Environment } from './environment.ts'
import { afterAck, afterNack, afterSending, NOTHING_SENT, notUnderWay } from './flight.ts'
import { httpSocket } from './http-socket.ts'
import type { Edit } from './outbox.ts'
import { parcelsOf, type Parcel } from './parcels.ts'
import { linkPresence, silentAwareness } from './presence-frames.ts'
import type { PresenceEvents } from './presence.ts'
import { editFrame, exchangeFrame, probeFrame, questionFrame, watchedSocket, type SyncFrame } from './update-frames.ts'
import { createResuming } from './resuming.ts'
import { createWay } from './way.ts'

export type LineState = {
  readonly connection: 'connecting' | 'online' | 'offline' | 'refused'
  /** The server's text is here, on this connection. */
  readonly isSynced: boolean
  /** The exchange is done, and every update frame sent is answered. */
  readonly isSettled: boolean
  readonly framesWaiting: number
  /** Over HTTP, because no WebSocket can be opened. */
  readonly isSlow: boolean
  /** Since when the oldest unanswered frame, or the exchange, waits. */
  readonly waitingSince: number | null
}

export type LineEvents = {
  changed(): void
  synced(): void
  /** Tried again after a wait. `code` is undefined where the line itself broke, or we ended it. */
  lost(code: number | undefined): void
  welcome(welcome: Welcome): void
  /** On a new connection, before `welcome`. Answers whether the server lacks what it had acknowledged. */
  goesBackTo(welcome: Welcome): boolean
  contains(head: number): void
  entries(entries: readonly LogEntry[]): void
  texts(span: TextSpan): void
  /** The same; the text is in the doc. */
  typed(span: TypedSpan): void
  /** The server's text at this entry is another one than ours. */
  diverged(seq: number): void
  settled(edits: readonly number[]): void
  refused(nack: Nack, edits: readonly number[]): void
  /** A final close: it is not tried again. */
  closed(code: number): void
}

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
  let flight = NOTHING_SENT
  let isExchanged = false
  let isQuiet = false
  let isClosing = false
  /** The server lacks what it had acknowledged: it was set back to an older copy. All that is here is brought to it again. */
  let isSetBack = false
  let isGreeted = false
  let connectedAt: number | null = null
  let attempt = 0
  let isWaiting = false
  /** Being sent at this moment: its frame carries these edits and no others. */
  let parcel: Parcel | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let askTimer: ReturnType<typeof setTimeout> | undefined

  const resuming = createResuming(reached, () => provider.ws?.send(questionFrame(doc)))
  const otherWay = environment.fetch && httpSocket(environment.fetch, () => Y.encodeStateVector(doc))
  const way = createWay({
    environment,
    socket: watchedSocket(environment.WebSocket, maySend),
    http: otherWay ? watchedSocket(otherWay, maySend) : null,
    onBetter: () => provider.disconnect(),
  })
  const provider = new WebsocketProvider(environment.url, proposal, doc, {
    connect: false,
    awareness: silentAwareness(doc),
    protocols: [CARETS_SUBPROTOCOL, TELLING_SUBPROTOCOL, SUBPROTOCOL],
    disableBc: true,
    WebSocketPolyfill: way.Socket,
  })
  // There is no other tab to take leave of, and the farewell would name the client id of the text.
  provider.disconnectBc = () => {}
  const isLowBandwidth = environment.isLowBandwidth ?? (() => false)
  const unlinkPresence = linkPresence(provider, presence)
  const holding = createHolding({ isLowBandwidth, now: environment.now, send: () => void sendParcels() })

  function maySend(frame: SyncFrame, size: number): boolean {
    if (frame === 'question') return !resuming.isOffered()
    if (parcel) return isUnderWay(parcel.edits)
    if (frame === 'edit') return hold()
    if (frame === 'exchange' && edits().length > 0 && !isSetBack) return sendParcels()
    if (size > LARGEST_FRAME) return false
    isExchanged = true
    return isUnderWay(notUnderWay(flight, edits().map(numberOf)))
  }

  /** An edit goes out in a parcel, alone or with those that came right after it. Before the exchange, the exchange carries it. */
  function hold(): false {
    if (!isQuiet && isExchanged) holding.edited()
    return false
  }

  function isUnderWay(carried: readonly number[]): true {
    flight = afterSending(flight, carried, environment.now())
    events.changed()
    return true
  }

  /** In place of an exchange, which names as deleted all that is, seen or not. */
  function sendParcels(): false {
    isExchanged = true
    for (parcel of parcelsOf(waitingEdits())) provider.ws?.send(editFrame(parcel.update))
    parcel = null
    events.changed()
    return false
  }

  function waitingEdits(): readonly Edit[] {
    const all = edits()
    const waiting = new Set(notUnderWay(flight, all.map(numberOf)))
    return all.filter(({ n }) => waiting.has(n))
  }

  function offer(mayWrite: boolean): void {
    if (!provider.synced || (mayWrite && !isExchanged)) return
    const updates = waitingEdits().map(({ update }) => update)
    isExchanged = true
    if (updates.length > 0) provider.ws?.send(exchangeFrame(doc, updates))
    events.changed()
  }

  // Emitted in the middle of the provider's own closing, which would start its own, unspread, reconnect.
  function lost(code: number | undefined, reason: string | undefined): void {
    provider.shouldConnect = false
    holding.drop()
    way.lost(reasonOf(code) !== null)
    clearTimeout(askTimer)
    flight = NOTHING_SENT
    isExchanged = false
    isGreeted = false
    resuming.lost()
    if (code === CLOSE.gap) resuming.doubt()
    // A connection that ends as soon as it is made is no success: the waits go on growing.
    if (connectedAt !== null && environment.now() - connectedAt > STEADY) attempt = 0
    connectedAt = null
    if (isClosing) return
    const isOtherWayNext = way.isOpening() && reasonOf(code) === null && isBrowserOnline()
    connection = connectionAfter(code, isOtherWayNext)
    if (connection !== 'refused') connectLater(isOtherWayNext ? soon() : waitAfter(code, reason))
    queueMicrotask(() => (isFinal(code) ? events.closed(code) : events.lost(code)))
  }

  const soon = () => environment.random() * environment.leastWait
  const waitAfter = (code: number | undefined, reason: string | undefined) =>
    waitBefore(attempt++, spreadAsked(code, reason), environment, edits().length > 0)

  function connectLater(wait: number): void {
    clearTimeout(timer)
    isWaiting = true
    timer = setTimeout(connect, wait)
  }

  function connect(): void {
    isWaiting = false
    provider.params = { as: person, ...resuming.params() }
    provider.connect()
  }

  function connected(): void {
    connection = 'online'
    connectedAt = environment.now()
    events.changed()
  }

  function synced(isSynced: boolean): void {
    if (!isSynced) return
    resuming.trust()
    if (resuming.isResumed()) sendParcels()
    askTimer = setTimeout(() => offer(false), UNASKED)
    events.synced()
  }

  /** The first word of a connection is of the log as it is; later ones may be overtaken by entries. */
  function greeted(welcome: Welcome): void {
    const isFirst = !isGreeted
    isGreeted = true
    if (isFirst) isSetBack = events.goesBackTo(welcome)
    events.welcome(welcome)
  }

  function on<T>(type: number, read: (decoder: decoding.Decoder) => T, then: (value: T) => void): void {
    provider.messageHandlers[type] = (_encoder, decoder) => then(read(decoder))
  }

  on(FRAME.ack, readNumber, (upTo) => {
    const answered = afterAck(flight, upTo)
    flight = answered.flight
    events.settled(answered.edits)
  })
  on(
    FRAME.nack,
    (decoder) => [readNumber(decoder), readJson(decoder) as Nack] as const,
    ([number, nack]) => {
      const answered = afterNack(flight, number)
      flight = answered.flight
      events.refused(nack, answered.edits)
    },
  )
  on(FRAME.state, readJson, (welcome) => {
    way.heard()
    resuming.begun(welcome as Welcome)
    greeted(welcome as Welcome)
  })
  on(FRAME.seq, readNumber, (head) => events.contains(head))
  on(FRAME.acts, readJson, (entries) => events.entries(entries as readonly LogEntry[]))
  on(FRAME.texts, readTexts, (span) => events.texts(span))
  on(FRAME.typed, readTyped, ({ span, update }) => {
    if (update.length > 0) Y.applyUpdate(doc, update, provider)
    events.typed(span)
  })
  on(FRAME.diverged, readNumber, (seq) => events.diverged(seq))
  provider.on('status', ({ status }) => void (status === 'connected' && connected()))
  provider.on('sync', synced)
  provider.on('connection-close', (event) => lost(event?.code, event?.reason))

  const comeBack = () => void (isWaiting && connectLater(soon()))
  // The browser knows at once what the line itself would show by its silence.
  const goAway = () => provider.disconnect()
  globalThis.addEventListener?.('online', comeBack)
  globalThis.addEventListener?.('offline', goAway)
  connect()

  return {
    state: () => ({
      connection,
      isSynced: connection === 'online' && provider.synced,
      isSettled: connection === 'online' && provider.synced && isExchanged && flight.waiting.length === 0,
      framesWaiting: flight.waiting.length,
      isSlow: connection === 'online' && way.isSlow(),
      waitingSince: isExchanged ? (flight.waiting[0]?.sentAt ?? null) : connectedAt,
    }),
    quietly(change) {
      isQuiet = true
      change()
      isQuiet = false
    },
    offer,
    release: () => holding.release(),
    probe: (seq, digest) => provider.ws?.send(probeFrame(seq, digest)),
    reconnect() {
      resuming.doubt()
      provider.disconnect()
    },
    tryAgain() {
      if (connection !== 'refused') return
      connection = 'connecting'
      connect()
    },
    close() {
      isClosing = true
      holding.stop()
      way.stop()
      clearTimeout(timer)
      clearTimeout(askTimer)
      globalThis.removeEventListener?.('online', comeBack)
      globalThis.removeEventListener?.('offline', goAway)
      provider.destroy()
      unlinkPresence()
    },
  }
}

/** Where a way is left that was not tried, nobody knows yet that there is no line. */
const connectionAfter = (code: number | undefined, isOtherWayNext: boolean): LineState['connection'] =>
  isFinal(code) ? 'refused' : isOtherWayNext ? 'connecting' : 'offline'

const isBrowserOnline = () => (globalThis.navigator as Navigator | undefined)?.onLine !== false

/** A server that asked for nothing so long after sending its text will not ask. Milliseconds. */
const UNASKED = 1_000

/** Milliseconds. */
const STEADY = 10_000

const numberOf = ({ n }: Edit) => n
const readNumber = (decoder: decoding.Decoder) => decoding.readVarUint(decoder)
const readTexts = (decoder: decoding.Decoder): TextSpan => ({
  from: readNumber(decoder),
  to: readNumber(decoder),
  time: readNumber(decoder),
  by: personId(decoding.readVarString(decoder)),
})
function readTyped(decoder: decoding.Decoder): { readonly span: TypedSpan; readonly update: Uint8Array } {
  const [from, more, later, author] = [0, 0, 0, 0].map(() => readNumber(decoder)) as [number, number, number, number]
  return { span: { from, to: from + more, later, author }, update: decoding.readTailAsUint8Array(decoder) }
}
const readJson = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))
