/**
 * A network between devices and nodes in one process: streams of bytes, in order, late by as much as chance has it, cut in the middle
 * of a frame, held back while the two are parted, and lines that live on at one end only.
 */
import { Duplex } from 'node:stream'
import type { Chance } from '../support/server-chance.ts'

/** Where a line is taken up; throws where nobody is there. */
export type Answering = (link: Link) => void

type Delay = () => number

/** One direction. What comes in goes out at the other end, in order. */
class Way {
  private readonly to: () => End
  private readonly delay: Delay
  private due = 0
  private held: (() => void)[] | null = null
  readonly onTheWay: Buffer[] = []

  constructor(to: () => End, delay: Delay) {
    this.to = to
    this.delay = delay
  }

  /** Null: the end of what is said. */
  carry(bytes: Buffer | null): void {
    if (bytes) this.onTheWay.push(bytes)
    const arrive = () => {
      if (bytes) this.onTheWay.shift()
      this.to().hear(bytes)
    }
    const now = performance.now()
    this.due = Math.max(this.due, now + this.delay())
    setTimeout(() => (this.held ? this.held.push(arrive) : arrive()), this.due - now)
  }

  hold(): void {
    this.held ??= []
  }

  release(): void {
    const held = this.held ?? []
    this.held = null
    for (const arrive of held) arrive()
  }
}

export class End extends Duplex {
  private readonly say: (bytes: Buffer | null) => void
  private readonly gone: () => void

  constructor(say: (bytes: Buffer | null) => void, gone: () => void) {
    super({ allowHalfOpen: false })
    this.say = say
    this.gone = gone
    this.on('error', () => {})
  }

  hear(bytes: Buffer | null): void {
    if (!this.destroyed && !this.readableEnded) this.push(bytes)
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.say(Buffer.from(chunk))
    done()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.say(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.gone()
    done(error)
  }

  // What a socket has beside a stream.
  readonly remoteAddress = '127.0.0.1'
  setTimeout(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}

export class Link {
  readonly client: End
  readonly server: End
  private readonly up: Way
  private readonly down: Way
  private readonly chance: Chance
  isOver = false

  constructor(chance: Chance, delay: Delay) {
    this.chance = chance
    this.up = new Way(() => this.server, delay)
    this.down = new Way(() => this.client, delay)
    this.client = new End(
      (bytes) => this.up.carry(bytes),
      () => this.up.carry(null),
    )
    this.server = new End(
      (bytes) => this.down.carry(bytes),
      () => this.down.carry(null),
    )
  }

  /** Both ends hear of it; of what is on the way a part arrives before, which may end in the middle of a frame. */
  cut(): void {
    this.isOver = true
    this.deliverPart(this.up, this.server)
    this.deliverPart(this.down, this.client)
    this.client.destroy()
    this.server.destroy()
  }

  /** The device knows that its line is gone; the node hears what was said before, and believes for `ms` that somebody is there. */
  leaveBehind(ms: number): void {
    this.isOver = true
    this.client.destroy()
    setTimeout(() => this.server.destroy(), ms)
  }

  /** The node's process is gone. */
  dropServer(): void {
    this.isOver = true
    this.server.destroy()
  }

  part(): void {
    this.up.hold()
    this.down.hold()
  }

  join(): void {
    this.up.release()
    this.down.release()
  }

  private deliverPart({ onTheWay }: Way, end: End): void {
    const bytes = Buffer.concat(onTheWay)
    const length = this.chance.number(bytes.length + 1)
    if (length > 0) end.hear(bytes.subarray(0, length))
  }
}

/** What one device sees of the network. */
export class Line {
  readonly links = new Set<Link>()
  readonly answering: () => Answering | null
  private readonly chance: Chance
  private isParted = false
  /** Milliseconds: the least, and how much more there may be. */
  latency = { least: 1, more: 6 }

  constructor(answering: () => Answering | null, chance: Chance) {
    this.answering = answering
    this.chance = chance
  }

  /** As `net.connect` would answer it. */
  readonly connect = (): Duplex => {
    const link = new Link(this.chance, () => this.latency.least + this.chance.number(this.latency.more))
    const answer = this.answering()
    if (answer === null) {
      setTimeout(() => link.client.destroy(new Error('ECONNREFUSED')), 2)
      return link.client
    }
    this.links.add(link)
    // What one end said last may still be held back on its way to the other.
    const leave = () => void (link.client.destroyed && link.server.destroyed && this.links.delete(link))
    link.server.on('close', leave)
    link.client.on('close', leave)
    if (this.isParted) link.part()
    answer(link)
    return link.client
  }

  cut(): void {
    for (const link of this.links) link.cut()
  }

  leaveBehind(ms: number): void {
    for (const link of this.links) link.leaveBehind(ms)
  }

  part(): void {
    this.isParted = true
    for (const link of this.links) link.part()
  }

  join(): void {
    this.isParted = false
    for (const link of this.links) link.join()
  }
}
