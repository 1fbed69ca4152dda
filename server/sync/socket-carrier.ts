/**
 * A WebSocket, written to without `ws` between: what a room is told is made into bytes of the wire once, in one piece, and each
 * reader's socket is given that piece. `ws` would make a header for each of them and write two pieces. What a server sends is not masked,
 * and nothing here is compressed, so there is no more to it (RFC 6455, 5.2).
 */
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Carrier } from './outgoing.ts'

const WHOLE_BINARY = 0x82
const LENGTH_IN = { twoBytes: 126, eightBytes: 127 }
/** A longer one is not copied behind its header. */
const SHORT = 16_384
/** A room is told at most two or three frames in turn. */
const REMEMBERED = 4

export class SocketCarrier implements Carrier {
  readonly OPEN = 1
  private readonly live: WebSocket
  private readonly socket: Socket

  constructor(live: WebSocket, socket: Socket) {
    this.live = live
    this.socket = socket
  }

  get readyState(): number {
    return this.live.readyState
  }

  get bufferedAmount(): number {
    return this.live.bufferedAmount
  }

  send(frame: Uint8Array): void {
    if (this.readyState !== this.OPEN) return
    if (frame.length <= SHORT) return void this.socket.write(wireOf(frame))
    this.socket.write(headerOf(frame.length))
    this.socket.write(frame)
  }

  close(code: number, reason: string): void {
    this.live.close(code, reason)
  }
}

const made: { readonly frame: Uint8Array; readonly wire: Uint8Array }[] = []

/** The same piece for everybody who is told the same. */
function wireOf(frame: Uint8Array): Uint8Array {
  const known = made.find((each) => each.frame === frame)
  if (known) return known.wire
  const wire = Buffer.concat([headerOf(frame.length), frame])
  made.unshift({ frame, wire })
  made.length = Math.min(made.length, REMEMBERED)
  return wire
}

export function headerOf(length: number): Buffer {
  if (length < LENGTH_IN.twoBytes) return Buffer.from([WHOLE_BINARY, length])
  const header = Buffer.alloc(length < 2 ** 16 ? 4 : 10)
  header[0] = WHOLE_BINARY
  header[1] = length < 2 ** 16 ? LENGTH_IN.twoBytes : LENGTH_IN.eightBytes
  if (length < 2 ** 16) header.writeUInt16BE(length, 2)
  else header.writeBigUInt64BE(BigInt(length), 2)
  return header
}
