/** What goes out on one connection: in writes that hold more than one frame, and no faster than its reader reads. */
import type { Duplex } from 'node:stream'
import { CLOSE, closeText, type CloseReason } from '../../shared/protocol/close-codes.ts'

/** Beyond this a reader is too slow: presence is dropped first, then the connection, which catches up when it comes back. */
const BUFFERED = { presence: 256_000, all: 8_000_000 }

/** A WebSocket, or what takes its place where a browser cannot open one. */
export type Carrier = {
  readonly OPEN: number
  readonly readyState: number
  readonly bufferedAmount: number
  send: (frame: Uint8Array) => void
  close: (code: number, reason: string) => void
}

/** What carries the frames, and the stream under it. */
export type Way = { readonly live: Carrier; readonly stream: Pick<Duplex, 'cork' | 'uncork'> }

export class Outgoing {
  /** Speaks the frames from 100 on. */
  readonly isExtended: boolean
  private readonly socket: Carrier
  private readonly stream: Way['stream']
  private isHeldBack = false
  /** Bytes: of all frames, and of those up to the end of the last text that was asked for. */
  private readonly sent = { all: 0, upToText: 0 }

  constructor({ live, stream }: Way, isExtended: boolean) {
    this.socket = live
    this.stream = stream
    this.isExtended = isExtended
  }

  protected get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return
    if (this.unread > BUFFERED.all) return this.close('slow')
    this.put(frame)
  }

  /** Only to a client that understands it. */
  sendExtended(frame: Uint8Array): void {
    if (this.isExtended) this.send(frame)
  }

  /** False where the reader is too slow for it. */
  sendPresence(frame: Uint8Array): boolean {
    if (this.socket.bufferedAmount >= BUFFERED.presence) return false
    this.send(frame)
    return true
  }

  /** Not to one who leaves the text before this one unread. */
  protected sendText(frames: readonly Uint8Array[]): void {
    if (this.socket.bufferedAmount > BUFFERED.all) return this.close('slow')
    for (const frame of frames) this.put(frame)
    this.sent.upToText = this.sent.all
  }

  close(reason: CloseReason): void {
    this.socket.close(CLOSE[reason], closeText(reason))
  }

  private put(frame: Uint8Array): void {
    if (!this.isOpen) return
    this.holdBack()
    this.sent.all += frame.length
    this.socket.send(frame)
  }

  /** A text is as long as it is, whoever asked for it: while it is on its way, only what was sent after it counts. */
  private get unread(): number {
    return Math.min(this.socket.bufferedAmount, this.sent.all - this.sent.upToText)
  }

  /** What is said in one turn goes out in one write: the call to the system costs more than the frame. */
  private holdBack(): void {
    if (this.isHeldBack) return
    this.isHeldBack = true
    this.stream.cork()
    // After every microtask of this turn: the acknowledgement goes out with the text.
    process.nextTick(() => {
      this.isHeldBack = false
      this.stream.uncork()
    })
  }
}
