/** The clients of one document: what was sent when, what arrived where, and whether in the end everybody has all of it. */
import * as Y from 'yjs'
import { plainText } from '../../../shared/document/blocks.ts'
import { fragmentOf, readFragment } from '../../../shared/document/ydoc.ts'
import type { Contestant } from './contestants.ts'
import { Line } from './line.ts'
import { Typist } from './sample-document.ts'

export type Latencies = { readonly remote: number[]; readonly ack: number[] }

type Client = {
  readonly line: Line
  /** How many edits of each writer it has. */
  readonly has: Map<number, number>
  /** Everything it heard, as places in `heard`. */
  readonly frames: number[]
}
type Writer = {
  readonly typist: Typist
  readonly client: Client
  readonly sentAt: number[]
  readonly updates: Uint8Array[]
  prepared: { readonly update: Uint8Array; readonly frame: Uint8Array }[]
  acked: number
}

export class Room {
  latencies: Latencies = { remote: [], ack: [] }
  /** Edits that somebody else still lacks, counted once for each of them. */
  missing = 0
  onProgress: (writer: number) => void = () => {}
  private readonly clients: readonly Client[]
  private readonly writers: readonly Writer[]
  private readonly byClient: ReadonlyMap<number, Writer>
  private readonly base: Uint8Array
  private readonly heard: { readonly update: Uint8Array; readonly reach: ReadonlyMap<number, number> }[] = []

  static async open(at: Contestant, document: string, { clients, writers }: { clients: number; writers: number }) {
    const lines = Array.from({ length: clients }, (_, n) => new Line(at.address(document, n)))
    await Promise.all(lines.map((line) => line.synced()))
    return new Room(lines, writers)
  }

  private constructor(lines: readonly Line[], writers: number) {
    this.base = lines[0]!.base
    this.clients = lines.map((line) => ({ line, has: new Map(), frames: [] }))
    this.writers = this.clients.slice(0, writers).map((client, clause) => {
      const typist = new Typist(this.base, clause)
      return { typist, client, sentAt: [], updates: [], prepared: [], acked: 0 }
    })
    this.byClient = new Map(this.writers.map((writer) => [writer.typist.client, writer]))
    for (const client of this.clients) client.line.onText = (update) => this.arrived(client, update)
    this.writers.forEach((writer, n) => {
      writer.client.line.onAck = (upTo) => this.answered(writer, n, upTo)
    })
  }

  get writerCount(): number {
    return this.writers.length
  }

  /** Encodes the next keys of each writer, so that sending costs no more than the socket. `chance`: not in one clause but all over. */
  prepare(keys: number, chance?: () => number): void {
    for (const writer of this.writers) {
      const updates = chance ? writer.typist.keysAllOver(keys, chance) : writer.typist.keys(keys)
      writer.prepared.push(...updates.map((update) => ({ update, frame: writer.client.line.encoded(update) })))
    }
  }

  /** Sends one key; false where none is prepared. */
  press(n: number): boolean {
    const writer = this.writers[n]!
    const next = writer.prepared[writer.updates.length]
    if (!next) return false
    writer.updates.push(next.update)
    this.missing += this.clients.length - 1
    writer.sentAt.push(performance.now())
    writer.client.line.send(next.frame)
    return true
  }

  /** All that was prepared is sent. */
  get isSpent(): boolean {
    return this.writers.every(({ updates, prepared }) => updates.length === prepared.length)
  }

  /** Sent and not yet with everybody (nor acknowledged, where that is told). */
  unanswered(n: number): number {
    const { client, updates, acked } = this.writers[n]!
    if (client.line.acknowledges) return updates.length - acked
    const has = this.clients.map((each) =>
      each === client ? Infinity : (each.has.get(this.writers[n]!.typist.client) ?? 0),
    )
    return updates.length - Math.min(...has)
  }

  /** @throws where a client lacks anything, or has what nobody wrote. */
  verify(): void {
    const expected = wordsOf([this.base, ...this.writers.flatMap(({ updates }) => updates)])
    const known = new Map<string, string>()
    for (const client of this.clients) {
      const own = this.writers.find((writer) => writer.client === client)?.updates ?? []
      const key = `${client.frames.join()} ${own.length}`
      const has = known.get(key) ?? wordsOf([this.base, ...own, ...client.frames.map((n) => this.heard[n]!.update)])
      known.set(key, has)
      if (has !== expected) throw new Error('a client does not have what was written')
    }
  }

  /** Bytes of all clients together. */
  get bytes(): { readonly up: number; readonly down: number } {
    const sum = (of: 'up' | 'down') => this.clients.reduce((total, { line }) => total + line.bytes[of], 0)
    return { up: sum('up'), down: sum('down') }
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map(({ line }) => line.close()))
  }

  private arrived(client: Client, update: Uint8Array): void {
    const now = performance.now()
    const place = this.placeOf(update)
    client.frames.push(place)
    for (const [author, clock] of this.heard[place]!.reach) this.count(client, author, clock, now)
  }

  private count(client: Client, author: number, clock: number, now: number): void {
    const writer = this.byClient.get(author)
    const before = client.has.get(author) ?? 0
    if (!writer || clock <= before) return
    client.has.set(author, clock)
    if (writer.client === client) return
    this.missing -= clock - before
    for (let edit = before; edit < clock; edit++) this.latencies.remote.push(now - writer.sentAt[edit]!)
  }

  /** The same frame goes to all: it is read once. */
  private placeOf(update: Uint8Array): number {
    for (let place = this.heard.length - 1; place >= Math.max(0, this.heard.length - LOOK_BACK); place--)
      if (Buffer.compare(this.heard[place]!.update, update) === 0) return place
    const own = update.slice()
    return this.heard.push({ update: own, reach: Y.parseUpdateMeta(own).to }) - 1
  }

  private answered(writer: Writer, n: number, upTo: number): void {
    const now = performance.now()
    const to = Math.min(upTo, writer.sentAt.length)
    for (; writer.acked < to; writer.acked++) this.latencies.ack.push(now - writer.sentAt[writer.acked]!)
    this.onProgress(n)
  }
}

/** Frames reach the clients in nearly the same order. */
const LOOK_BACK = 8

function wordsOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
  if (doc.store.pendingStructs !== null) return 'something is missing'
  return readFragment(fragmentOf(doc, 'text'))
    .map((block) => plainText(block))
    .join('\n')
}
