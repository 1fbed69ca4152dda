/** A session's line to a real server, in the hands of a test: it can be cut, and can break just before an answer. */
import { WebSocket as NodeSocket } from 'ws'
import type { Environment, SocketClass } from '../../client/sync/environment.ts'
import { FRAME } from '../../shared/protocol/sync.ts'
import { BlockedSocket, lineAs, type Sockets } from './client-environment.ts'

const NOBODY_THERE = 'ws://127.0.0.1:1'

export function gatedLine(cookie: string, sockets: Sockets) {
  const open = new Set<NodeSocket>()
  const streams = new Set<AbortController>()
  const state = { isCut: false, breaksAtAnswers: false }

  class GatedSocket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(state.isCut ? NOBODY_THERE : url, protocols, { headers: { cookie } })
      open.add(this)
    }
    override emit(event: string | symbol, ...heard: unknown[]): boolean {
      if (event === 'message' && state.breaksAtAnswers && isAnswer(heard[0])) return (this.terminate(), false)
      return super.emit(event, ...heard)
    }
  }

  const direct = lineAs(cookie, sockets).fetch!
  const gatedFetch: typeof fetch = async (input, init) => {
    if (state.isCut) throw new TypeError('no line')
    const gone = new AbortController()
    streams.add(gone)
    const signals = [gone.signal, ...(init?.signal ? [init.signal] : [])]
    const response = await direct(input, { ...init, signal: AbortSignal.any(signals) })
    if (state.breaksAtAnswers && init?.method === 'POST') {
      await response.arrayBuffer()
      throw new TypeError('the line broke before the answer')
    }
    return response
  }

  const opening = sockets === 'blocked' ? BlockedSocket : GatedSocket
  const line: Pick<Environment, 'WebSocket' | 'fetch'> = {
    WebSocket: opening as unknown as SocketClass,
    fetch: gatedFetch,
  }
  return {
    line,
    cut() {
      state.isCut = true
      for (const socket of open) socket.terminate()
      for (const stream of streams) stream.abort()
      open.clear()
      streams.clear()
    },
    mend: () => void (state.isCut = false),
    /** Edits arrive; what the server says of them does not, because the line breaks. */
    breakAtAnswers: (isOn: boolean) => void (state.breaksAtAnswers = isOn),
  }
}

function isAnswer(data: unknown): boolean {
  const [type] = data instanceof ArrayBuffer ? new Uint8Array(data) : data instanceof Uint8Array ? data : []
  return type === FRAME.ack || type === FRAME.nack
}
