/**
 * What goes out of one document on its line, and what of it is answered.
 *
 * 1. No `edit` frame goes out before the exchange: it could build on an edit that the server has never seen.
 *    What is held back is in the document by then, so the exchange carries it.
 * 2. A server that lets nobody write here asks for nothing; edits that wait are then offered to it, to be parked.
 * 3. Frames are counted anew on each connection; an edit is answered by the frame that carries it.
 * 4. What waits goes out in parcels of edits, which say what their writer did and no more; none is larger than the server takes.
 */
import type * as Y from 'yjs'
import { LARGEST_FRAME } from '../../shared/protocol/sync.ts'
import type { Environment } from './environment.ts'
import { afterAck, afterNack, afterSending, NOTHING_SENT, notUnderWay, type Answered } from './flight.ts'
import { createHolding } from './holding.ts'
import type { Edit } from './outbox-store.ts'
import { parcelsOf, type Parcel } from './parcels.ts'
import { editFrame, exchangeFrame, type UpdateFrame } from './update-frames.ts'

type Sending = {
  /** Asked by the socket of each of these frames, with its size in bytes. */
  maySend(frame: UpdateFrame, size: number): boolean
  /** Runs a change of the document that is not sent as it is made. */
  quietly(change: () => void): void
  /** In place of an exchange, which names as deleted all that is, seen or not. */
  sendParcels(): void
  /** The server's text is here; it may ask for ours. */
  synced(): void
  /** Sends the edits that no frame carries yet. `mayWrite`: the server will ask for them by itself. */
  offer(mayWrite: boolean): void
  /** Sends now what is held back for a moment. */
  release(): void
  /** These two answer which edits that was about. */
  acked(upTo: number): readonly number[]
  nacked(frame: number): readonly number[]
  isExchanged(): boolean
  framesWaiting(): number
  /** Since when the oldest unanswered frame waits. */
  waitingSince(): number | null
  lost(): void
  stop(): void
}

type Sources = {
  readonly doc: Y.Doc
  /** The edits of this document that the server has not acknowledged. */
  readonly edits: () => readonly Edit[]
  readonly environment: Environment
  readonly isSynced: () => boolean
  /** All that is here is brought to the server again. */
  readonly isSetBack: () => boolean
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void
  readonly onChange: () => void
}

/** A server that asked for nothing so long after sending its text will not ask. Milliseconds. */
const UNASKED = 1_000

export function createSending({ doc, edits, environment, isSynced, isSetBack, send, onChange }: Sources): Sending {
  const { now, isLowBandwidth = () => false } = environment
  const holding = createHolding({ isLowBandwidth, now, send: sendParcels })
  let flight = NOTHING_SENT
  let isExchanged = false
  let isQuiet = false
  /** Being sent at this moment: its frame carries these edits and no others. */
  let parcel: Parcel | null = null
  let unasked: ReturnType<typeof setTimeout> | undefined

  function maySend(frame: UpdateFrame, size: number): boolean {
    if (parcel) return takesOff(parcel.edits)
    if (frame === 'edit') return hold()
    if (edits().length > 0 && !isSetBack()) return inParcels()
    if (size > LARGEST_FRAME) return false
    isExchanged = true
    return takesOff(notUnderWay(flight, edits().map(numberOf)))
  }

  /** An edit goes out in a parcel, alone or with those that came right after it. Before the exchange, the exchange carries it. */
  function hold(): false {
    if (!isQuiet && isExchanged) holding.edited()
    return false
  }

  function inParcels(): false {
    sendParcels()
    return false
  }

  function takesOff(carried: readonly number[]): true {
    flight = afterSending(flight, carried, now())
    onChange()
    return true
  }

  function sendParcels(): void {
    isExchanged = true
    for (parcel of parcelsOf(waitingEdits())) send(editFrame(parcel.update))
    parcel = null
    onChange()
  }

  function waitingEdits(): readonly Edit[] {
    const all = edits()
    const waiting = new Set(notUnderWay(flight, all.map(numberOf)))
    return all.filter(({ n }) => waiting.has(n))
  }

  function offer(mayWrite: boolean): void {
    if (!isSynced() || (mayWrite && !isExchanged)) return
    if (isSetBack()) sendAll()
    else sendParcels()
  }

  /** They may build on what is in the doc alone. */
  function sendAll(): void {
    const updates = waitingEdits().map(({ update }) => update)
    isExchanged = true
    if (updates.length > 0) send(exchangeFrame(doc, updates))
    onChange()
  }

  function landed(answered: Answered): readonly number[] {
    flight = answered.flight
    return answered.edits
  }

  return {
    maySend,
    quietly(change) {
      isQuiet = true
      change()
      isQuiet = false
    },
    sendParcels,
    synced: () => void (unasked = setTimeout(() => offer(false), UNASKED)),
    offer,
    release: () => holding.release(),
    acked: (upTo) => landed(afterAck(flight, upTo)),
    nacked: (frame) => landed(afterNack(flight, frame)),
    isExchanged: () => isExchanged,
    framesWaiting: () => flight.waiting.length,
    waitingSince: () => flight.waiting[0]?.sentAt ?? null,
    lost() {
      holding.drop()
      clearTimeout(unasked)
      flight = NOTHING_SENT
      isExchanged = false
    },
    stop() {
      holding.stop()
      clearTimeout(unasked)
    },
  }
}

const numberOf = ({ n }: Edit) => n
