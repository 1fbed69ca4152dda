/** A client that speaks the frames of `shared/protocol/PROTOCOL.md` by hand, on a socket of its own, and remembers all that it hears. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { readPresence, writePresence, type PresenceEntry } from '../../server/sync/presence.ts'
import { personId } from '../../shared/ids.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { FRAME, SUBPROTOCOL, type Nack, type Welcome } from '../../shared/protocol/sync.ts'
import { until } from './until.ts'

export type Line = ReturnType<typeof openLine>

type Joining = {
  readonly address: string
  readonly proposal: string
  readonly cookie?: string
  readonly origin?: string
  /** Without it the client is a plain one, which is sent no frames from 100 on. */
  readonly isPlain?: boolean
  /** The client's own copy, kept over several lines. */
  readonly doc?: Y.Doc
  /** For the address: up to where the text is here already. Then nothing is asked before the server's first word. */
  readonly after?: string
}

/** The text of the document follows what is heard; what is written into it is sent only by `send`. */
export function openLine({ address, proposal, cookie = '', origin, isPlain, doc = new Y.Doc(), after }: Joining) {
  const query = after ? `?after=${after}` : ''
  const socket = new WebSocket(
    `${address.replace('http', 'ws')}/sync/${proposal}${query}`,
    isPlain ? [] : [SUBPROTOCOL],
    {
      headers: { cookie, ...(origin && { origin }) },
    },
  )
  const heard = {
    types: [] as number[],
    /** Of the frames that hold a text or ask for one: 0, 1 or 2, and how long each is. */
    steps: [] as number[],
    bytes: [] as number[],
    acked: 0,
    nacks: [] as { frame: number; nack: Nack }[],
    states: [] as Welcome[],
    entries: [] as LogEntry[],
    present: new Map<number, PresenceEntry>(),
    isSynced: false,
    close: null as { code: number; reason: string } | null,
    /** The HTTP status with which the upgrade was turned away. */
    refused: null as number | null,
  }
  let sent = 0
  const listeners: { onAck?: (frames: number) => void } = {}
  const send = (bytes: Uint8Array) => socket.readyState === WebSocket.OPEN && socket.send(bytes)
  socket.on('message', (data: Buffer) => hear(new Uint8Array(data)))
  socket.on('close', (code, reason) => (heard.close = { code, reason: reason.toString() }))
  socket.on('unexpected-response', (_, response) => {
    heard.refused = response.statusCode ?? 0
    socket.terminate()
  })
  socket.on('error', () => {})
  onTestFinished(() => socket.terminate())

  function hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    heard.types.push(type)
    if (type === FRAME.sync) hearSync(decoder)
    else if (type === FRAME.awareness) hearPresence(decoding.readVarUint8Array(decoder))
    else if (type === FRAME.ack) {
      heard.acked = decoding.readVarUint(decoder)
      listeners.onAck?.(heard.acked)
    } else if (type === FRAME.nack)
      heard.nacks.push({ frame: decoding.readVarUint(decoder), nack: json(decoder) as Nack })
    else if (type === FRAME.state) heard.states.push(json(decoder) as Welcome)
    else if (type === FRAME.acts) heard.entries.push(...(json(decoder) as readonly LogEntry[]))
    else if (type === FRAME.texts) hearTexts(decoder)
  }

  function hearSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    heard.steps.push(step)
    heard.bytes.push(content.length)
    if (step === 0) return void send(sync(0, Y.encodeStateVector(doc)))
    Y.applyUpdate(doc, content, 'server')
    if (step === 1) heard.isSynced = true
  }

  /** As entries, though only the last says by whom. */
  function hearTexts(decoder: decoding.Decoder): void {
    const [from, to, time] = [0, 0, 0].map(() => decoding.readVarUint(decoder)) as [number, number, number]
    const frame = { time, author: personId(decoding.readVarString(decoder)), administration: null, chain: '' }
    for (let seq = from; seq <= to; seq++) heard.entries.push({ ...frame, seq, kind: 'text' })
  }

  function hearPresence(update: Uint8Array): void {
    for (const entry of readPresence(update) ?? [])
      if (entry.state === null) heard.present.delete(entry.client)
      else heard.present.set(entry.client, entry)
  }

  return {
    socket,
    doc,
    heard,
    listeners,
    sendBytes: send,
    /** Answers the number of the frame. */
    send: (update: Uint8Array, step: 1 | 2 = 2): number => (send(sync(step, update)), ++sent),
    sendPresence: (...entries: readonly PresenceEntry[]) => send(presence(entries)),
    close: () => socket.close(),
    terminate: () => socket.terminate(),
    until: (condition: (now: typeof heard) => unknown) => until(() => condition(heard)),
    synced: () => until(() => heard.isSynced),
    closed: () => until(() => heard.close ?? undefined),
  }
}

const json = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))

const sync = (step: number, content: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, content)
  })

const presence = (entries: readonly PresenceEntry[]) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME.awareness)
    encoding.writeVarUint8Array(encoder, writePresence(entries))
  })

/** Writes into a document and answers what it changed, as one update. */
export function change(doc: Y.Doc, write: () => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => void updates.push(update)
  doc.on('update', collect)
  doc.transact(write)
  doc.off('update', collect)
  return Y.mergeUpdates(updates)
}
