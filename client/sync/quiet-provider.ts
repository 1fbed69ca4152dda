/** The provider of y-websocket, used for nothing but the exchange of texts: when it connects and what else it says is ours to decide. */
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { CARETS_SUBPROTOCOL, SUBPROTOCOL, TELLING_SUBPROTOCOL } from '../../shared/protocol/sync.ts'
import type { SocketClass } from './environment.ts'

export function quietProvider(url: string, proposal: string, doc: Y.Doc, Socket: SocketClass): WebsocketProvider {
  const provider = new WebsocketProvider(url, proposal, doc, {
    connect: false,
    awareness: silentAwareness(doc),
    protocols: [CARETS_SUBPROTOCOL, TELLING_SUBPROTOCOL, SUBPROTOCOL],
    disableBc: true,
    WebSocketPolyfill: Socket,
  })
  // There is no other tab to take leave of, and the farewell would name the client id of the text.
  provider.disconnectBc = () => {}
  return provider
}

/**
 * The provider cannot do without an awareness. This one says nothing and holds nobody: the provider would send every change that it
 * hears back to the server, and speak in the name of the text's client id, which nobody is to learn before its owner has written with it.
 */
function silentAwareness(doc: Y.Doc): Awareness {
  const silent = new Awareness(doc)
  silent.destroy()
  return silent
}
