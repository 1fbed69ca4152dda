/**
 * How fast one connection may send. Whoever is faster is not refused and loses nothing: the server reads that socket more
 * slowly, and the network holds the sender back.
 */
import type { WebSocket } from 'ws'

/** A burst of this many seconds' worth is taken at once: a reconnecting client says much in its first second. */
const BURST_SECONDS = 4
/** What a typed frame may weigh on average before its bytes count as several frames. */
const BYTES_PER_FRAME = 4_096

/** Answers after each frame how long to rest, in seconds; 0 while there is credit. */
export class Credit {
  private readonly perSecond: number
  private credit: number
  private countedAt = performance.now()

  constructor(framesPerSecond: number) {
    this.perSecond = framesPerSecond
    this.credit = framesPerSecond * BURST_SECONDS
  }

  take(bytes: number): number {
    this.earn()
    this.credit -= 1 + bytes / BYTES_PER_FRAME
    return this.lacking
  }

  get rest(): number {
    this.earn()
    return this.lacking
  }

  private get lacking(): number {
    return Math.max(0, -this.credit / this.perSecond)
  }

  private earn(): void {
    const now = performance.now()
    const earned = ((now - this.countedAt) / 1000) * this.perSecond
    this.countedAt = now
    this.credit = Math.min(this.credit + earned, this.perSecond * BURST_SECONDS)
  }

  get isFull(): boolean {
    this.earn()
    return this.credit >= this.perSecond * BURST_SECONDS
  }
}

export class InboundRate {
  private readonly socket: Pick<WebSocket, 'pause' | 'resume' | 'isPaused'>
  private readonly credit: Credit

  constructor(socket: Pick<WebSocket, 'pause' | 'resume' | 'isPaused'>, framesPerSecond: number) {
    this.socket = socket
    this.credit = new Credit(framesPerSecond)
  }

  take(bytes: number): void {
    const seconds = this.credit.take(bytes)
    if (seconds > 0 && !this.socket.isPaused) this.rest(seconds)
  }

  private rest(seconds: number): void {
    this.socket.pause()
    setTimeout(() => this.socket.resume(), seconds * 1000).unref()
  }
}
