/** A client of `cp1` written after shared/protocol/PROTOCOL.md and nothing else: it connects, exchanges, sends each edit, and counts the answers. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { SocketClass } from '../../client/sync/environment.ts'
import { editFrame } from '../../client/sync/update-frames.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { FRAME, SUBPROTOCOL, type Welcome } from '../../shared/protocol/sync.ts'

type Settings = { readonly Socket: SocketClass; readonly isTwice: () => boolean }

const AGAIN_MS = 200

export class HandLine {
  doc = new Y.Doc()
  private readonly url: string
  private readonly settings: Settings
  private socket: WebSocket | null = null
  private isSynced = false
  private mayEdit = false
  private unanswered: { readonly number: number; readonly update: Uint8Array }[] = []
  private sent = 0
  private isClosed = false
  /** The last entry that was told on this connection. */
  private told: number | null = null
  /** Entries that were not told in their order. */
  readonly jumps: string[] = []
  /** All that was written here and was not acknowledged, or refused with nothing kept. */
  private waiting: Uint8Array[] = []
  private again: ReturnType<typeof setTimeout> | undefined

  constructor(url: string, settings: Settings) {
    this.url = url
    this.settings = settings
    this.begin()
  }

  isOpen = (): boolean => this.isSynced && this.mayEdit
  isSettled = (): boolean => this.isSynced && this.unanswered.length === 0
  kept = (): readonly Uint8Array[] => [...this.waiting, ...this.unanswered.map(({ update }) => update)]

  /** With an empty text. What was not answered stays with its author. */
  begin(): void {
    this.waiting.push(...this.unanswered.map(({ update }) => update))
    this.unanswered = []
    this.doc = new Y.Doc()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== this && this.edit(update))
    this.connect()
  }

  close(): void {
    this.isClosed = true
    clearTimeout(this.again)
    this.socket?.close()
  }

  private connect(): void {
    clearTimeout(this.again)
    this.isClosed = false
    this.isSynced = false
    this.sent = 0
    this.told = null
    const before = this.socket
    const socket = new this.settings.Socket(this.url, [SUBPROTOCOL])
    this.socket = socket
    before?.close()
    socket.binaryType = 'arraybuffer'
    socket.addEventListener(
      'message',
      ({ data }) => void (this.socket === socket && this.hear(new Uint8Array(data as ArrayBuffer))),
    )
    socket.addEventListener('close', () => void (this.socket === socket && this.lost()))
  }

  private lost(): void {
    this.isSynced = false
    if (!this.isClosed) this.again = setTimeout(() => this.connect(), AGAIN_MS)
  }

  private edit(update: Uint8Array): void {
    this.send(update)
    if (this.settings.isTwice()) this.send(update)
  }

  private send(update: Uint8Array): void {
    this.unanswered.push({ number: ++this.sent, update })
    if (this.socket?.readyState === 1) this.socket.send(editFrame(update))
  }

  private hear(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === FRAME.sync) this.hearText(decoder)
    if (type === FRAME.state) this.greeted(readJson(decoder) as Welcome)
    if (type === FRAME.acts) for (const { seq } of readJson(decoder) as readonly LogEntry[]) this.entries(seq, seq)
    if (type === FRAME.texts) this.entries(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    if (type === FRAME.ack) this.answered(decoding.readVarUint(decoder))
    if (type === FRAME.nack) this.refused(decoding.readVarUint(decoder), readJson(decoder) as { parked: string | null })
  }

  private greeted({ rights, head }: Welcome): void {
    this.mayEdit = rights.includes('edit-text')
    this.told ??= head
  }

  private entries(from: number, to: number): void {
    if (from !== (this.told ?? 0) + 1) this.jumps.push(`entry ${from} after ${this.told}`)
    this.told = to
  }

  private hearText(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    if (step === 0) return this.question()
    Y.applyUpdate(this.doc, content, this)
    if (step === 1) this.exchange()
  }

  private question(): void {
    const vector = Y.encodeStateVector(this.doc)
    this.socket?.send(
      Uint8Array.from(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, FRAME.sync)
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarUint8Array(encoder, vector)
        }),
      ),
    )
  }

  /** What was not answered goes again, as on every new connection. */
  private exchange(): void {
    const open = this.unanswered.map(({ update }) => update)
    this.unanswered = []
    this.sent = 0
    this.isSynced = true
    for (const update of open) this.send(update)
  }

  private answered(upTo: number): void {
    this.unanswered = this.unanswered.filter(({ number }) => number > upTo)
  }

  private refused(frame: number, { parked }: { readonly parked: string | null }): void {
    const update = this.unanswered.find(({ number }) => number === frame)?.update
    this.unanswered = this.unanswered.filter(({ number }) => number !== frame)
    if (update && parked === null) this.waiting.push(update)
    this.begin()
  }
}

const readJson = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))
