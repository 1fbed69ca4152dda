/**
 * What stands in for a WebSocket where none can be opened: frames come as an event stream and go as posts, one at a time, as
 * shared/protocol/PROTOCOL.md describes. Frames that are made while a post is under way go together in the next.
 */
import { fromBase64, toBase64UrlEncoded } from 'lib0/buffer'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { uuidv4 } from 'lib0/random'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { FRAME } from '../../shared/protocol/sync.ts'
import type { SocketClass } from './environment.ts'
import { isQuestion, updateFrameOf } from './update-frames.ts'

/** The line itself broke. Source: RFC 6455 §7.4.1. */
const BROKEN = 1006
/** An address may not be longer than some servers bear; a reader with a longer vector is sent the whole text. Bytes. */
const LONGEST_VECTOR = 4_000
/** In one post. The last frame may be as large as the server takes. */
const MOST = { frames: 64, bytes: 500_000 }
/** A post that is not answered by then will not be: so long, and longer by what its bytes take on the slowest of lines. */
const PATIENCE = { ms: 30_000, bytesPerSecond: 2_000 }
/** What a closing page may still send. Source: Fetch standard, "inflight keepalive bytes": 64 KiB in all. */
const LARGEST_LAST = 30_000

type Heard = ((event: { readonly data: Uint8Array }) => void) | null
type Ended = ((event: { readonly code: number; readonly reason: string }) => void) | null

/** `vector`: the Yjs state vector of what is held here. */
export function httpSocket(ask: typeof fetch, vector: () => Uint8Array, patience = PATIENCE): SocketClass {
  class HttpSocket {
    readonly OPEN = OPEN
    binaryType = 'arraybuffer'
    readyState: number = WAITING
    onopen: (() => void) | null = null
    onmessage: Heard = null
    onclose: Ended = null
    onerror: ((event: unknown) => void) | null = null
    private readonly address: string
    /** What else the address says. */
    private readonly query: string
    private readonly line = uuidv4()
    private readonly gone = new AbortController()
    private readonly waiting: Uint8Array[] = []
    private isPosting = false
    private sent = 0
    private answered = 0

    constructor(url: string) {
      const [address, query] = url.replace(/^ws/, 'http').split('?')
      this.address = address!
      this.query = query ? `&${query}` : ''
      void this.listen()
    }

    send(frame: Uint8Array): void {
      // The address of the stream said already what is held here.
      if (this.readyState !== OPEN || isQuestion(frame)) return
      this.waiting.push(frame)
      void this.post()
    }

    close(): void {
      this.end(NORMAL)
    }

    private async listen(): Promise<void> {
      const held = vector()
      const since = held.length > LONGEST_VECTOR ? '' : toBase64UrlEncoded(held)
      try {
        const response = await ask(`${this.address}/events?line=${this.line}&since=${since}${this.query}`, {
          signal: this.gone.signal,
          cache: 'no-store',
        })
        if (!response.ok || !response.body || this.readyState !== WAITING) return this.end(codeFor(response.status))
        await this.hearAll(response.body)
      } catch {
        // Said by the end.
      }
      this.end(BROKEN)
    }

    private async post(): Promise<void> {
      if (this.isPosting) return
      this.isPosting = true
      try {
        // oxlint-disable-next-line no-await-in-loop -- the order of the frames is the order of the posts
        while (this.waiting.length > 0) await this.postSome()
      } catch {
        this.end(BROKEN)
      }
      this.isPosting = false
    }

    private async postSome(): Promise<void> {
      const frames = someOf(this.waiting)
      const body = bodyOf(frames)
      const before = this.sent
      this.sent += frames.filter((frame) => updateFrameOf(frame) !== null).length
      const overdue = new AbortController()
      const timer = setTimeout(() => overdue.abort(), patience.ms + (body.length / patience.bytesPerSecond) * 1000)
      await this.askedToTake(body, before, overdue.signal).finally(() => clearTimeout(timer))
    }

    private async askedToTake(body: Uint8Array<ArrayBuffer>, before: number, signal: AbortSignal): Promise<void> {
      const response = await ask(`${this.address}?line=${this.line}&sent=${before}${this.query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
        signal,
        keepalive: body.length < LARGEST_LAST,
      })
      if (!response.ok || !response.body) return this.end(codeFor(response.status))
      await this.hearAll(response.body)
      // Whatever stands in between may answer in the server's place, or end its answer early. The next acknowledgement would count these.
      if (this.answered < this.sent) this.end(BROKEN)
    }

    private async hearAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
      let rest = ''
      for await (const piece of chunksOf(stream.pipeThrough(new TextDecoderStream()))) {
        const events = (rest + piece).split('\n\n')
        rest = events.pop()!
        for (const event of events) this.hear(fromBase64(event.replace(/^data: /, '')))
      }
    }

    private hear(frame: Uint8Array): void {
      if (this.readyState === CLOSED) return
      const decoder = decoding.createDecoder(frame)
      const type = decoding.readVarUint(decoder)
      if (type === FRAME.closed) return this.end(decoding.readVarUint(decoder))
      if (type === FRAME.ack) this.answered = Math.max(this.answered, decoding.readVarUint(decoder))
      if (this.readyState === WAITING) this.open()
      this.onmessage?.({ data: frame })
    }

    /** With the first frame: what answers an address need not be the server. */
    private open(): void {
      this.readyState = OPEN
      this.onopen?.()
    }

    private end(code: number): void {
      if (this.readyState === CLOSED) return
      this.readyState = CLOSED
      this.gone.abort()
      this.onclose?.({ code, reason: '' })
    }
  }
  return HttpSocket as unknown as SocketClass
}

/** As a WebSocket counts them. */
const [WAITING, OPEN, CLOSED] = [0, 1, 3]
const NORMAL = 1000

/** What a socket would have been told by its close code. */
function codeFor(status: number): number {
  if (status === 401) return CLOSE.notSignedIn
  if (status === 403) return CLOSE.notPermitted
  return status === 413 ? CLOSE.tooLarge : BROKEN
}

function someOf(waiting: Uint8Array[]): readonly Uint8Array[] {
  let [count, bytes] = [1, waiting[0]!.length]
  while (count < Math.min(waiting.length, MOST.frames) && bytes + waiting[count]!.length <= MOST.bytes)
    bytes += waiting[count++]!.length
  return waiting.splice(0, count)
}

const bodyOf = (frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encoding.encode((encoder) => {
      for (const frame of frames) encoding.writeVarUint8Array(encoder, frame)
    }),
  )

/** Not every browser can go through a stream by itself. */
async function* chunksOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader()
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
