/** The stock y-websocket client, signed in by a cookie as a browser would be. */
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

export type StockClient = { readonly doc: Y.Doc; readonly provider: WebsocketProvider; readonly closes: number[] }

export type SocketClass = new (url: string, protocols?: string | string[]) => WebSocket

export const signedInSocket = (cookie: string): SocketClass =>
  class extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }

type Joining = {
  readonly address: string
  readonly proposal: string
  readonly cookie: string
  readonly Socket?: SocketClass
  readonly doc?: Y.Doc
}

export function stockClient({
  address,
  proposal,
  cookie,
  Socket = signedInSocket(cookie),
  doc = new Y.Doc(),
}: Joining) {
  const provider = new WebsocketProvider(`${address.replace('http', 'ws')}/sync`, proposal, doc, {
    disableBc: true,
    maxBackoffTime: 100,
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
  })
  const closes: number[] = []
  provider.on('connection-close', (event: CloseEvent | null) => void (event && closes.push(event.code)))
  onTestFinished(() => provider.destroy())
  return { doc, provider, closes }
}
