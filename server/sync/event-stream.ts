/**
 * Frames over plain HTTP, for browsers that cannot open a WebSocket: a `text/event-stream` of which each event is one frame, in
 * base64. Its end is named by the frame `closed`, as a WebSocket names it by a close code.
 *
 * A frame waits as it is, one for all who are sent the same, and becomes characters a piece at a time, when the piece before is gone.
 */
import type { ServerResponse } from 'node:http'
import type { Carrier } from './outgoing.ts'
import { closedFrame } from './frames.ts'

/** Whoever takes nothing for so long is not there any more. */
const STALLED_MS = 30_000
/** Bytes of a frame: divisible by three, so that the pieces in base64 are the whole in base64. */
const PIECE = 12_288
const DATA = 'data: '
const END = '\n\n'

/** Open until it is closed from here, or the reader is gone. */
export class EventStream implements Carrier {
  readonly OPEN = 1
  private readonly response: ServerResponse
  private readonly stalledMs: number
  private isOpen = true
  private isEnding = false
  private isWriting = false
  /** Of the first one so many bytes are gone. */
  private waiting: Uint8Array[] = []
  private gone = 0
  private waitingBytes = 0
  private stalled: ReturnType<typeof setTimeout> | undefined

  constructor(response: ServerResponse, stalledMs = STALLED_MS) {
    this.response = response
    this.stalledMs = stalledMs
    response.on('close', () => {
      // A write that the end of the line overtook is never answered.
      clearTimeout(this.stalled)
      this.isOpen = false
      this.waiting = []
      this.waitingBytes = 0
    })
  }

  /** With the first frame: whoever hears that the stream is open has been let in. */
  private begin(): void {
    if (this.response.headersSent) return
    this.response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      // nginx would gather the frames of minutes otherwise.
      'x-accel-buffering': 'no',
    })
  }

  get readyState(): number {
    return this.isOpen ? this.OPEN : 3
  }

  get bufferedAmount(): number {
    return this.waitingBytes + this.response.writableLength
  }

  send(frame: Uint8Array): void {
    if (this.isOpen) this.put(frame)
  }

  private put(frame: Uint8Array): void {
    this.begin()
    this.waiting.push(frame)
    this.waitingBytes += frame.length
    this.goOn()
  }

  private goOn(): void {
    if (this.isWriting || this.response.destroyed) return
    if (this.waiting.length > 0) this.write(this.nextPiece())
    else if (this.isEnding) this.response.end()
  }

  private write(piece: string): void {
    this.isWriting = true
    this.stalled = setTimeout(() => this.response.destroy(), this.stalledMs).unref()
    this.response.write(piece, () => {
      clearTimeout(this.stalled)
      this.isWriting = false
      this.goOn()
    })
  }

  /** Short frames go together. */
  private nextPiece(): string {
    let piece = ''
    while (this.waiting.length > 0 && piece.length < PIECE) piece += this.pieceOfFirst()
    return piece
  }

  private pieceOfFirst(): string {
    const frame = this.waiting[0]!
    const from = this.gone
    const bytes = frame.subarray(from, from + PIECE)
    const isLast = from + bytes.length === frame.length
    this.waitingBytes -= bytes.length
    this.gone = isLast ? 0 : from + bytes.length
    if (isLast) this.waiting.shift()
    const characters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
    return (from === 0 ? DATA : '') + characters + (isLast ? END : '')
  }

  // A response that is corked while it ends leaves its socket corked for the next one.
  cork(): void {}
  uncork(): void {}

  /** The answer to one request: what was sent is all. */
  end(): void {
    this.begin()
    this.isEnding = true
    this.goOn()
  }

  close(code: number): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.isEnding = true
    this.put(closedFrame(code))
  }
}
