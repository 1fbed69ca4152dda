/**
 * Whether a socket is read. It rests for as long as there is any reason for it; what its sender says meanwhile waits in the network,
 * and the sender with it.
 */
import type { WebSocket } from 'ws'

/** `admission`: nobody knows yet who it is. `stopping` has no end. */
type RestReason = 'admission' | 'rate' | 'storage' | 'stopping'

export class Reading {
  private readonly socket: Pick<WebSocket, 'pause' | 'resume'>
  private readonly reasons = new Set<RestReason>()

  constructor(socket: Pick<WebSocket, 'pause' | 'resume'>) {
    this.socket = socket
  }

  rest(reason: RestReason): void {
    this.reasons.add(reason)
    this.socket.pause()
  }

  goOn(reason: RestReason): void {
    if (this.reasons.delete(reason) && this.reasons.size === 0) this.socket.resume()
  }

  isResting(reason: RestReason): boolean {
    return this.reasons.has(reason)
  }

  /** Because it was too fast; what comes in the meantime does not make it longer. */
  restFor(seconds: number): void {
    if (this.isResting('rate')) return
    this.rest('rate')
    setTimeout(() => this.goOn('rate'), seconds * 1000).unref()
  }
}
