/** People with the real clients: y-websocket's, hocuspocus', and ours. What their sockets carry is counted; nothing else is changed. */
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { WebSocket as NodeSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type { Awareness } from 'y-protocols/awareness'
import * as Yjs from 'yjs'
import { openProposalSession } from '../../../client/sync/proposal-session.ts'
import type { SocketClass } from '../../../client/sync/environment.ts'
import type { Caret } from '../../../shared/protocol/presence.ts'
import { personId } from '../../../shared/ids.ts'
import { memoryOutboxStore } from '../../client/sync/memory-outbox-store.ts'
import type { Contestant } from './contestants.ts'
import { itemsOf } from './sample-document.ts'
import { pathOf } from './server-under-test.ts'

export type Traffic = { up: number; down: number }
export type Participant = {
  readonly traffic: Traffic
  readonly press: () => void
  /** The caret goes somewhere else. */
  readonly move: () => void
  readonly written: () => string
  readonly close: () => void
}
export type Client = 'own' | 'low bandwidth' | 'stock'

/** `own`: the client that the server's makers provide; `low bandwidth`: ours, where its reader asked it to send rarely. */
export async function participant(at: Contestant, document: string, n: number, client: Client): Promise<Participant> {
  if (at.name === 'hocuspocus, sqlite') return viaHocuspocus(at, document, n)
  if (at.name !== 'ours' || client === 'stock') return viaStock(at, document, n)
  return viaOurs(at, document, n, client === 'low bandwidth')
}

function countingSocket(headers: Readonly<Record<string, string>>, traffic: Traffic): SocketClass {
  class Counting extends NodeSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers: { ...headers }, perMessageDeflate: false })
      this.on('message', (data: Buffer) => (traffic.down += data.byteLength))
    }

    override send(data: Uint8Array): void {
      traffic.up += data.byteLength
      super.send(data)
    }
  }
  return Counting as unknown as SocketClass
}

async function viaOurs(at: Contestant, document: string, n: number, isSparing: boolean): Promise<Participant> {
  const traffic = { up: 0, down: 0 }
  const { headers } = at.address(document, n)
  const session = openProposalSession(
    { proposal: document, person: personId(`bench-${n}`) },
    {
      url: `ws://127.0.0.1:${at.server.port}/sync`,
      WebSocket: countingSocket(headers, traffic),
      store: memoryOutboxStore().store,
      now: Date.now,
      random: Math.random,
      leastWait: 100,
      mostWait: 1_000,
      isLowBandwidth: () => isSparing,
    },
  )
  await until(() => session.snapshot().synced && session.snapshot().save.state === 'saved')
  let caret: Caret | null = null
  const place = session.presence.caretPlace(() => caret)
  return acting(Yjs, session.doc, n, {
    traffic,
    // As the editor reads it.
    setCaret: ({ item, type }) => {
      const end = { place: item ? 'before' : 'end', ...(item ?? type)! } as const
      caret = { anchor: end, head: end }
      place.moved()
    },
    close: () => session.close(),
  })
}

async function viaStock(at: Contestant, document: string, n: number): Promise<Participant> {
  const traffic = { up: 0, down: 0 }
  const { headers, url } = at.address(document, n)
  const doc = new Yjs.Doc()
  const provider = new WebsocketProvider(url.slice(0, -document.length - 1), document, doc, {
    disableBc: true,
    WebSocketPolyfill: countingSocket(headers, traffic),
  })
  await until(() => provider.synced && itemsOf(doc).length > 0)
  return acting(Yjs, doc, n, { traffic, setCaret: stockCaret(provider.awareness, n), close: () => provider.destroy() })
}

type Hocuspocus = new (options: object) => {
  readonly isSynced: boolean
  readonly awareness: Awareness
  destroy(): void
}

/** With the Yjs of its own packages: two copies in one document do not know each other's types. */
async function viaHocuspocus(at: Contestant, document: string, n: number): Promise<Participant> {
  const traffic = { up: 0, down: 0 }
  const { HocuspocusProvider } = (await fromPeers('@hocuspocus/provider/dist/hocuspocus-provider.esm.js')) as {
    readonly HocuspocusProvider: Hocuspocus
  }
  const Y = (await fromPeers('yjs/dist/yjs.mjs')) as typeof Yjs
  const doc = new Y.Doc()
  const { url } = at.address(document, n)
  const provider = new HocuspocusProvider({
    url,
    name: document,
    document: doc,
    WebSocketPolyfill: countingSocket({}, traffic),
  })
  await until(() => provider.isSynced && doc.getMap('text').size > 0)
  return acting(Y, doc, n, { traffic, setCaret: stockCaret(provider.awareness, n), close: () => provider.destroy() })
}

const fromPeers = (path: string): Promise<unknown> =>
  import(pathToFileURL(pathOf(`../peers/node_modules/${path}`)).href) as Promise<unknown>

/**
 * As the caret extension of Tiptap tells it: who, in which colour, and two places; where they are not the same as before (y-prosemirror's
 * `updateCursorInfo`), so that typing straight on tells nothing.
 */
function stockCaret(awareness: Awareness, n: number): (place: Relative) => void {
  awareness.setLocalStateField('user', { name: `Head of delegation, Country ${n}`, color: '#2b6cb0' })
  let told = ''
  return (place) => {
    if (JSON.stringify(place) === told) return
    told = JSON.stringify(place)
    awareness.setLocalStateField('cursor', { anchor: place, head: place })
  }
}

type Item = { readonly client: number; readonly clock: number }
/** A Yjs relative position as JSON. */
type Relative = { readonly item?: Item; readonly type?: Item }

type Means = { readonly traffic: Traffic; readonly setCaret: (place: Relative) => void; readonly close: () => void }

function acting(Y: typeof Yjs, doc: Yjs.Doc, n: number, { traffic, setCaret, close }: Means): Participant {
  const texts = [...doc.getMap<Yjs.Text>('text').values()].filter((text) => text.getAttribute('kind') === 'item')
  const text = texts[n % texts.length]!
  let moved = 0
  const caretAt = (place: number) =>
    setCaret(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, place)) as Relative)
  return {
    traffic,
    press: () => {
      text.insert(text.length, 'r')
      caretAt(text.length)
    },
    move: () => caretAt((7 * ++moved) % text.length),
    written: () => texts.map((each) => each.toJSON()).join('\n'),
    close,
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (condition()) return
    // oxlint-disable-next-line no-await-in-loop
    await wait(10)
  }
  throw new Error('a client did not come in')
}
