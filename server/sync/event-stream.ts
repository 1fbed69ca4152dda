/**
 * Frames over plain HTTP, for browsers that cannot open a WebSocket: a `text/event-stream` of which each event is one frame, in
 * base64. Its end is named by the frame `closed`, as a WebSocket names it by a close code.
 */
import type { ServerResponse } from 'node:http'
import type { Carrier } from './connection.ts'
import { closedFrame } from './frames.ts'

/** Open until it is closed from here, or the reader is gone. */
export class EventStream implements Carrier {
  readonly OPEN = 1
  private readonly response: ServerResponse
  private isOpen = true

  constructor(response: ServerResponse) {
    this.response = response
    response.on('close', () => (this.isOpen = false))
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
    return this.response.writableLength
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return
    this.begin()
    this.response.write(eventOf(frame))
  }

  // A response that is corked while it ends leaves its socket corked for the next one.
  cork(): void {}
  uncork(): void {}

  /** The answer to one request: what was sent is all. */
  end(): void {
    this.begin()
    this.response.end()
  }

  close(code: number): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.begin()
    this.response.end(eventOf(closedFrame(code)))
  }
}

const eventOf = (frame: Uint8Array): string => `data: ${Buffer.from(frame).toString('base64')}\n\n`
