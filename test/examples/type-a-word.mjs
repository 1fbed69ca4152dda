import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [address, proposal, person = 'demo-delegate-ken'] = process.argv.slice(2)
const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) }
const headers = { cookie: (await fetch(`${address}/api/sign-in/demonstration`, json)).headers.get('set-cookie') }
const WebSocketPolyfill = class extends WebSocket { constructor(url, names) { super(url, names, { headers }) } }
async function join(doc = new Y.Doc()) {
  const line = new WebsocketProvider(`${address.replace('http', 'ws')}/sync`, proposal, doc, { WebSocketPolyfill, disableBc: true })
  await new Promise((done) => line.once('sync', done))
  return [...doc.getMap('text').values()].find((block) => block.getAttribute('kind') === 'item')
}
const [here, there] = [await join(), await join()] // the same clause, on two lines
there.observe(() => process.exit(console.log(there.toString())))
here.insert(0, 'hello ')
