/** What a person was told of their edits, read from the frames on the wire and from nothing else. */
import { Readable } from 'node:stream'
import { request, type IncomingMessage } from 'node:http'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import type { SocketClass } from '../../client/sync/environment.ts'
import { updateFrameOf } from '../../client/sync/update-frames.ts'
import { readFrames } from '../../server/sync/frames.ts'
import { FRAME, type Nack } from '../../shared/protocol/sync.ts'
import type { Line } from './network.ts'

export type Refused = { readonly update: Uint8Array; readonly nack: Nack }

export class Told {
  readonly acknowledged: Uint8Array[] = []
  readonly refused: Refused[] = []
  /** Requests with frames in them, over HTTP. */
  posts = 0
}

/** The update frames of one connection, and the answers to them. Acknowledged frames that a nack named before are refused. */
class Frames {
  private readonly told: Told
  private readonly unanswered = new Map<number, Uint8Array>()
  private sent: number

  constructor(told: Told, sent = 0) {
    this.told = told
    this.sent = sent
  }

  goes(frame: unknown): void {
    if (updateFrameOf(frame) === null) return
    const decoder = decoding.createDecoder(frame as Uint8Array)
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    this.unanswered.set(++this.sent, decoding.readVarUint8Array(decoder).slice())
  }

  comes(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === FRAME.ack) this.acknowledge(decoding.readVarUint(decoder))
    if (type === FRAME.nack) this.refuse(decoding.readVarUint(decoder), decoding.readVarString(decoder))
  }

  private acknowledge(upTo: number): void {
    for (const [frame, update] of this.unanswered) {
      if (frame > upTo) continue
      this.unanswered.delete(frame)
      this.told.acknowledged.push(update)
    }
  }

  private refuse(frame: number, json: string): void {
    const update = this.unanswered.get(frame)
    this.unanswered.delete(frame)
    if (update) this.told.refused.push({ update, nack: JSON.parse(json) as Nack })
  }
}

type Wired = { readonly line: Line; readonly cookie: () => string; readonly told: Told }

/** A WebSocket on the line, as this person. `isBlocked`: it never opens, as behind some proxies. */
export function socketOn({ line, cookie, told }: Wired, isBlocked: () => boolean = () => false): SocketClass {
  class LineSocket extends WebSocket {
    private readonly frames = new Frames(told)

    constructor(url: string, protocols?: string | string[]) {
      super(isBlocked() ? url.replace('/sync/', '/blocked/') : url, protocols, {
        createConnection: line.connect,
        headers: { cookie: cookie() },
      })
      this.on('message', (data: Buffer) => this.frames.comes(new Uint8Array(data)))
      this.on('error', () => {})
    }

    override send(data: Uint8Array): void {
      if (this.readyState === this.OPEN) this.frames.goes(data)
      super.send(data)
    }
  }
  return LineSocket as unknown as SocketClass
}

/** `fetch` on the line, as this person. `isTwice`: something on the way sends a post again. */
export function fetchOn({ line, cookie, told }: Wired, isTwice: () => boolean = () => false): typeof fetch {
  return (async (input: string, { body, signal, method = 'GET', headers }: RequestInit = {}) => {
    const { pathname, search, searchParams } = new URL(input)
    const frames = new Frames(told, Number(searchParams.get('sent') ?? 0))
    if (body instanceof Uint8Array) for (const frame of readFrames(body) ?? []) frames.goes(frame)
    const ask = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const outgoing = request(
          {
            host: 'server',
            path: pathname + search,
            method,
            headers: { ...(headers as Record<string, string>), cookie: cookie() },
            createConnection: line.connect,
          },
          resolve,
        )
        outgoing.on('error', reject)
        signal?.addEventListener('abort', () => outgoing.destroy())
        outgoing.end(body as Uint8Array | undefined)
      })
    if (method === 'POST') told.posts++
    if (method === 'POST' && isTwice())
      ask().then(
        (answer) => answer.resume(),
        () => {},
      )
    const answer = await ask()
    answer.on('error', () => {})
    hearEvents(answer, frames)
    const stream = Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>
    return new Response(stream, { status: answer.statusCode ?? 0 })
  }) as typeof fetch
}

function hearEvents(answer: IncomingMessage, frames: Frames): void {
  let rest = ''
  answer.on('data', (piece: Buffer) => {
    const events = (rest + piece.toString()).split('\n\n')
    rest = events.pop()!
    for (const event of events) frames.comes(Buffer.from(event.replace(/^data: /, ''), 'base64'))
  })
}
