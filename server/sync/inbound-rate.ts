/**
 * How fast one connection may send. Whoever is faster is not refused and loses nothing: the server reads that socket more
 * slowly, and the network holds the sender back.
 */
import type { Reading } from './reading.ts'
import type { TextCost } from './text-asking.ts'

/** A burst of this many seconds' worth is taken at once: a reconnecting client says much in its first second. */
const BURST_SECONDS = 4
/** What a typed frame may weigh on average before its bytes count as several frames. */
const BYTES_PER_FRAME = 4_096

/** Answers after each frame how long to rest, in seconds; 0 while there is credit. */
export class Credit {
  private readonly perSecond: number
  private readonly most: number
  private credit: number
  private countedAt = performance.now()

  constructor(framesPerSecond: number, burstSeconds = BURST_SECONDS) {
    this.perSecond = framesPerSecond
    this.most = framesPerSecond * burstSeconds
    this.credit = this.most
  }

  take(bytes: number): number {
    return this.spend(1 + bytes / BYTES_PER_FRAME)
  }

  spend(frames: number): number {
    this.earn()
    this.credit -= frames
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
    this.credit = Math.min(this.credit + earned, this.most)
  }

  get isFull(): boolean {
    this.earn()
    return this.credit >= this.most
  }
}

/** What a question for text counts for, beside the bytes of its answer: it is asked once a line, and again after a gap. Frames. */
const QUESTION = 50

export class InboundRate {
  private readonly reading: Reading
  private readonly credit: Credit

  constructor(reading: Reading, framesPerSecond: number) {
    this.reading = reading
    this.credit = new Credit(framesPerSecond)
  }

  take(bytes: number): void {
    this.rest(this.credit.take(bytes))
  }

  charge({ bytes }: TextCost): void {
    this.rest(this.credit.spend(QUESTION + bytes / BYTES_PER_FRAME))
  }

  private rest(seconds: number): void {
    if (seconds > 0) this.reading.restFor(seconds)
  }
}
