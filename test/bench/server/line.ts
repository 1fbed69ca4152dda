/** A client's line, as cheap as can be: frames are sent as they were encoded before, and read no further than is measured. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Reached } from '../../../shared/protocol/sync.ts'
import type { Dialect, Heard } from './dialects.ts'

export type Address = {
  readonly url: string
  readonly document: string
  readonly dialect: Dialect
  readonly protocols: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

const NOTHING_KNOWN = new Uint8Array([0])
/** A crowd of 500 keeps the slower servers busy for minutes. */
const PATIENCE_MS = 900_000
/** Bytes of an update that says nothing. */
const NO_TEXT = 2

export class Line {
  /** Up to which entry that goes; null where a server does not tell. */
  reached: Reached | null = null
  /** What the server gave on joining, as it came. */
  private hasAnswer = false
  private readonly given: Uint8Array[] = []
  /** What the server said that it knows. */
  serverKnows: Uint8Array = NOTHING_KNOWN
  acked = 0
  readonly bytes = { up: 0, down: 0 }
  onText: (update: Uint8Array) => void = () => {}
  /** Each update, in whatever frame. */
  onUpdate: (update: Uint8Array) => void = () => {}
  onAck: (answered: number) => void = () => {}
  readonly socket: WebSocket
  private readonly address: Address
  private readonly joining = Promise.withResolvers<void>()
  private readonly loading = Promise.withResolvers<void>()
  private readonly knows: Uint8Array
  /** As our client does: nothing is asked before the server has said whether it goes on from there. */
  private readonly comesBack: boolean

  /** `from`: the entry up to which the text is here already. */
  constructor(address: Address, knows: Uint8Array = NOTHING_KNOWN, from: Reached | null = null) {
    this.address = address
    this.knows = knows
    this.comesBack = from !== null
    const query = from ? `?after=${from.seq}.${from.time}` : ''
    this.socket = new WebSocket(address.url + query, [...address.protocols], {
      headers: { ...address.headers },
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    for (const waited of [this.joining, this.loading]) {
      this.socket.on('error', waited.reject)
      this.socket.on('close', (code, reason) => waited.reject(new Error(`closed: ${code} ${reason.toString()}`)))
      // Whoever does not wait for it is not to be taken down by it.
      waited.promise.catch(() => {})
      setTimeout(() => waited.reject(new Error('the server did not answer in time')), PATIENCE_MS).unref()
    }
    this.socket.on('open', () => this.greet())
    this.socket.on('message', (data: Buffer) => this.hear(data))
  }

  get acknowledges(): boolean {
    return this.address.dialect.acknowledges
  }

  get base(): Uint8Array {
    return this.given.length === 1 ? this.given[0]! : Y.mergeUpdates(this.given)
  }

  /** The server has answered. */
  joined(): Promise<void> {
    return this.joining.promise
  }

  /** The server's text is here. y-websocket may answer with nothing and send the text when it has read it. */
  synced(): Promise<void> {
    return this.loading.promise
  }

  edit(update: Uint8Array, step?: 1 | 2): void {
    this.send(this.address.dialect.edit(this.address.document, update, step))
  }

  send(frame: Uint8Array): void {
    this.bytes.up += frame.length
    this.socket.send(frame)
  }

  encoded(update: Uint8Array): Uint8Array {
    return this.address.dialect.edit(this.address.document, update)
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    const closed = once(this.socket, 'close')
    this.socket.close()
    await closed
  }

  private greet(): void {
    const hello = this.address.dialect.hello(this.address.document)
    if (hello) this.send(hello)
    else if (!this.comesBack) this.askForText()
  }

  private askForText(): void {
    this.send(this.address.dialect.stepOne(this.address.document, this.knows))
  }

  private hear(data: Buffer): void {
    this.bytes.down += data.length
    const heard = this.address.dialect.read(data)
    if (heard.type === 'text' || heard.type === 'first-text') this.onUpdate(heard.bytes)
    if (heard.type === 'text') this.hearText(heard.bytes)
    else if (heard.type === 'ack') this.onAck((this.acked = heard.upTo ?? this.acked + 1))
    else if (heard.type === 'let-in') this.askForText()
    else if (heard.type === 'state') this.hearState(heard)
    else if (heard.type === 'step-1') this.serverKnows = heard.bytes
    else if (heard.type === 'first-text') this.hearFirst(heard.bytes)
  }

  private hearState({ resumed, reached }: Extract<Heard, { type: 'state' }>): void {
    this.reached ??= reached
    if (this.comesBack && !resumed) this.askForText()
  }

  private hearFirst(update: Uint8Array): void {
    this.joining.resolve()
    this.hasAnswer = true
    if (update.length > NO_TEXT) this.given.push(update.slice())
    if (this.given.length > 0) this.loading.resolve()
  }

  /** Before the answer it is a part of it; y-websocket, which may answer with nothing, sends all of it afterwards. */
  private hearText(update: Uint8Array): void {
    if (this.hasAnswer && this.given.length > 0) return this.onText(update)
    if (this.hasAnswer) return this.hearFirst(update)
    if (update.length > NO_TEXT) this.given.push(update.slice())
  }
}
