// node test/examples/type-a-word.mjs ADDRESS [PERSON] [PROPOSAL]: types a word into a clause and reads it back
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [address, person = 'demo-coordinator-nga', proposal] = process.argv.slice(2)
const headers = { 'content-type': 'application/json' }
const post = (path, body) => fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })

headers.cookie = (await post('/api/sign-in/demonstration', { person })).headers.get('set-cookie').split(';')[0]
const start = { commandId: crypto.randomUUID(), title: 'By a script', operator: 'ADD', base: null }
const rest = { summary: '', reasons: '', acceptSuperseded: false }
const id = proposal ?? (await (await post('/api/forums/rto-atu-wtdc-29/proposals', { ...start, ...rest })).json()).id

class SignedIn extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { headers })
  }
}
async function join(doc = new Y.Doc()) {
  const options = { WebSocketPolyfill: SignedIn, disableBc: true }
  const provider = new WebsocketProvider(`${address.replace('http', 'ws')}/sync`, id, doc, options)
  await new Promise((synced) => provider.once('sync', synced))
  return [...doc.getMap('text').values()].find((text) => text.getAttribute('kind') === 'item')
}
const [mine, theirs] = [await join(), await join()]
theirs.observe(() => process.exit(console.log(`${id}: ${theirs}`)))
mine.insert(0, 'hello ')
