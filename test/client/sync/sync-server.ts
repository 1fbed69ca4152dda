/** A small server that speaks the frames of shared/protocol/PROTOCOL.md over real sockets, and does what a test tells it to. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readSyncStep1, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import { WebSocketServer, type WebSocket } from 'ws'
import * as Y from 'yjs'
import { fragmentOf, SCHEMA_VERSION, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId, forumId, personId, type PersonId } from '../../../shared/ids.ts'
import type { Act, LogEntry } from '../../../shared/proposal/acts.ts'
import { FOLD_VERSION, foldAll } from '../../../shared/proposal/fold.ts'
import type { Right } from '../../../shared/proposal/permissions.ts'
import type { Stage } from '../../../shared/proposal/stages.ts'
import { readCaret, writeCaretMoves, type Caret, type Present } from '../../../shared/protocol/presence.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { CARETS_SUBPROTOCOL, FRAME, LARGEST_FRAME, type Nack, type Welcome } from '../../../shared/protocol/sync.ts'
import { ownPort } from '../../support/own-port.ts'

export const WRITER: readonly Right[] = ['read', 'edit-text']
export const READER: readonly Right[] = ['read']
export const AUTHOR = personId('author')

type Peer = {
  readonly socket: WebSocket
  frames: number
  caretFrames: number
  readonly number: number
  readonly person: PersonId
  readonly held: (() => void)[]
}

export type SyncServer = Awaited<ReturnType<typeof startSyncServer>>

export async function startSyncServer() {
  const doc = new Y.Doc({ gc: false })
  const entries: LogEntry[] = []
  const peers = new Set<Peer>()
  /** The update frames of all connections, as they came. */
  const received: { kind: 'exchange' | 'edit'; update: Uint8Array }[] = []
  const refusals: Nack[] = []
  /** The bytes of every refused update, and of those among them that were parked. */
  const turnedDown: Uint8Array[] = []
  const parked: Uint8Array[] = []
  /** Every frame that is not of the text. */
  const asides: Uint8Array[] = []
  /** What their carets named. */
  const carets: (Caret | null)[] = []
  let connections = 0
  const world = {
    stage: 'drafting' as Stage,
    rights: WRITER,
    schema: SCHEMA_VERSION,
    fold: FOLD_VERSION,
    /** Asks whoever may write what they hold, as a server should. */
    isAsking: true,
    /** Frames are judged and answered only when `release` is called. */
    isHolding: false,
    judge: ((_update: Uint8Array) => null) as (update: Uint8Array) => Nack | null,
    parkedDrafts: 0,
    /** Who signs in next; else everybody is somebody else. */
    whoComes: null as PersonId | null,
    /** Sends the whole log after the state, as a server may. */
    repeatsLog: false,
  }
  const port = await ownPort()
  let server = await listen()

  enter({ type: 'created', forum: forumId('atu'), title: 'T', operator: 'ADD', base: null, warnedOfSuperseded: false })
  const block = { id: blockId('b1'), kind: 'text', level: 0, origin: null, runs: [{ text: 'considering' }] } as const
  writeFragment(fragmentOf(doc, 'text'), [block], ['a0'])
  enter(null)

  async function listen(): Promise<WebSocketServer> {
    const opened = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => CARETS_SUBPROTOCOL })
    opened.on('connection', meet)
    await new Promise((resolve) => opened.once('listening', resolve))
    return opened
  }

  function enter(act: Act | null): void {
    const seq = entries.length + 1
    const frame = { seq, time: seq * 1000, author: AUTHOR, administration: null, chain: 'c' }
    const entry: LogEntry = act ? { ...frame, kind: 'act', act, as: 'coordinator' } : { ...frame, kind: 'text' }
    entries.push(entry)
    if (act) for (const { socket } of peers) socket.send(json(FRAME.acts, [entry]))
  }

  function meet(socket: WebSocket): void {
    const number = ++connections
    const person = world.whoComes ?? personId(`person-${number}`)
    const peer: Peer = { socket, frames: 0, caretFrames: 0, number, person, held: [] }
    peers.add(peer)
    socket.on('close', () => leave(peer))
    socket.on('error', () => {})
    socket.on('message', (data: Buffer) => {
      if (data.length > LARGEST_FRAME) return socket.close(CLOSE.tooLarge)
      return hear(peer, decoding.createDecoder(new Uint8Array(data)))
    })
    sendWelcome(peer)
    socket.send(numbers(FRAME.number, number))
    for (const other of peers)
      other.socket.send(json(FRAME.people, other === peer ? [...peers].map(presentOf) : [presentOf(peer)]))
    if (world.repeatsLog) socket.send(json(FRAME.acts, entries))
    socket.send(numbers(FRAME.seq, entries.length))
    if (mayWrite() && world.isAsking) socket.send(sync((encoder) => writeSyncStep1(encoder, doc)))
  }

  function leave(peer: Peer): void {
    peers.delete(peer)
    for (const { socket } of peers) socket.send(numbers(FRAME.left, peer.number))
  }

  const mayWrite = () => world.rights.includes('edit-text')
  const sendWelcome = ({ socket }: Peer) => socket.send(json(FRAME.state, welcome()))

  function welcome(): Welcome {
    const { stage, rights, schema, fold } = world
    return { stage, rights, state: foldAll(entries)!, head: entries.length, schema, fold }
  }

  function hear(peer: Peer, decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    if (type !== FRAME.sync) asides.push(decoder.arr)
    if (type === FRAME.caret) return relay(peer, readCaret(decoder))
    if (type !== FRAME.sync) return
    const step = decoding.readVarUint(decoder)
    if (step === 0) return peer.socket.send(sync((encoder) => readSyncStep1(decoder, encoder, doc)))
    const update = decoding.readVarUint8Array(decoder)
    received.push({ kind: step === 1 ? 'exchange' : 'edit', update })
    const number = ++peer.frames
    const answer = () => judge(peer, number, update)
    if (world.isHolding) peer.held.push(answer)
    else answer()
  }

  function judge(peer: Peer, number: number, update: Uint8Array): void {
    const refusal = isNews(update) ? world.judge(update) : null
    if (!refusal && hasGap(update)) return peer.socket.close(CLOSE.gap, 'gap')
    if (refusal) {
      refusals.push(refusal)
      turnedDown.push(update)
      if (refusal.parked !== null) parked.push(update)
      return peer.socket.send(nack(number, refusal))
    }
    if (isNews(update)) {
      Y.applyUpdate(doc, update)
      enter(null)
      const frame = sync((encoder) => writeUpdate(encoder, update))
      for (const { socket } of peers) socket.send(frame)
      for (const { socket } of peers) socket.send(textsFrame(entries.at(-1)!))
    }
    peer.socket.send(numbers(FRAME.ack, number, entries.length))
  }

  function isNews(update: Uint8Array): boolean {
    const copy = new Y.Doc({ gc: false })
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateAsUpdate(copy)
    Y.applyUpdate(copy, update)
    return Buffer.compare(before, Y.encodeStateAsUpdate(copy)) !== 0
  }

  /** What is missing may be of the same client, or what another one wrote beside. */
  function hasGap(update: Uint8Array): boolean {
    const copy = new Y.Doc({ gc: false })
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(copy, update)
    return copy.store.pendingStructs !== null || copy.store.pendingDs !== null
  }

  function relay(from: Peer, caret: Caret | null): void {
    from.caretFrames += 1
    carets.push(caret)
    const frame = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, FRAME.carets)
      writeCaretMoves(encoder, [{ number: from.number, caret }])
    })
    for (const { socket } of peers) socket.send(frame)
  }

  return {
    url: `ws://127.0.0.1:${port}/sync`,
    doc,
    entries,
    received,
    refusals,
    parked,
    turnedDown,
    asides,
    carets,
    peers,
    world,
    enter,
    /** Judges what was held back, in the order in which it came, and holds no more. */
    release() {
      world.isHolding = false
      for (const peer of peers) for (const answer of peer.held.splice(0)) answer()
    },
    /** From now on edits are refused and parked; the clients are told only where `tell` is true. */
    lock({ tell = true }: { tell?: boolean } = {}) {
      world.stage = 'locked'
      world.rights = READER
      world.judge = () => ({ code: 'wrong-stage', reason: 'The text is locked.', parked: `p${++world.parkedDrafts}` })
      enter({ type: 'locked', digest: 'd', identity: 'i', reason: null, overridden: [] })
      if (tell) peers.forEach(sendWelcome)
    },
    unlock() {
      world.stage = 'review'
      world.rights = WRITER
      world.judge = () => null
      enter({ type: 'unlocked', reason: 'a late comment' })
      peers.forEach(sendWelcome)
    },
    /** One entry is told that the clients cannot follow. */
    tellWithGap() {
      const at = { seq: entries.length + 7, time: 0, author: AUTHOR, administration: null, chain: 'c' }
      peers.forEach(({ socket }) => socket.send(json(FRAME.acts, [{ ...at, kind: 'text' }])))
    },
    drop: () => peers.forEach(({ socket }) => socket.terminate()),
    closeAll: (code: number) => peers.forEach(({ socket }) => socket.close(code)),
    async goAway() {
      peers.forEach(({ socket }) => socket.terminate())
      await new Promise((resolve) => server.close(resolve))
    },
    async comeBack() {
      server = await listen()
    },
    async stop() {
      peers.forEach(({ socket }) => socket.terminate())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sync(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.sync)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const numbers = (...values: readonly number[]) =>
  encoding.encode((encoder) => values.forEach((value) => encoding.writeVarUint(encoder, value)))

const json = (type: number, value: unknown) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarString(encoder, JSON.stringify(value))
  })

const nack = (number: number, refusal: Nack) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME.nack)
    encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, JSON.stringify(refusal))
  })

const presentOf = ({ number, person }: Peer): Present => ({
  number,
  seat: number - 1,
  person,
  name: 'Delegate, Kenya',
  administration: 'KEN',
  symbol: 'KEN',
})

const textsFrame = ({ seq, time, author }: LogEntry) =>
  encoding.encode((encoder) => {
    for (const number of [FRAME.texts, seq, seq, time]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, author)
  })
