/**
 * A client of the protocol that was written from shared/protocol/PROTOCOL.md alone, with yjs and ws: nothing of the program is in it.
 * It keeps one text over several lines, sends what nobody acknowledged again, and gives a refused text up.
 */
import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

export type Nack = { readonly code: string; readonly reason: string; readonly parked: string | null }
type Welcome = {
  readonly stage: string
  readonly rights: readonly string[]
  readonly head: number
  readonly resumed?: boolean
  readonly state: {
    readonly operator: string
    readonly base: { readonly name: string; readonly digest: string } | null
    readonly head: number
    readonly textSeq: number
    readonly lastChange: { readonly time: number }
  }
}

export async function signIn(address: string, person: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in/demonstration`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

class Reader {
  private at = 0
  private readonly data: Uint8Array
  constructor(data: Uint8Array) {
    this.data = data
  }
  number(): number {
    for (let value = 0, weight = 1; ; weight *= 128) {
      const byte = this.data[this.at++]!
      value += (byte & 127) * weight
      if (byte < 128) return value
    }
  }
  bytes(): Uint8Array {
    const length = this.number()
    return this.data.subarray(this.at, (this.at += length))
  }
  rest = (): Uint8Array => this.data.subarray(this.at)
  string = (): string => new TextDecoder().decode(this.bytes())
  json = (): unknown => JSON.parse(this.string())
}

export function varuint(value: number): number[] {
  const bytes = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left]
    bytes.push((left % 128) + 128)
  }
}
const sized = (bytes: Uint8Array) => [...varuint(bytes.length), ...bytes]

export class Stranger {
  doc!: Y.Doc
  readonly heard: { type: number; at: number }[] = []
  readonly nacks: Nack[] = []
  readonly people: { number: number; person: string; name: string }[] = []
  welcome: Welcome | null = null
  closed: number | null = null
  /** All of the server's text is here. */
  isSynced = false
  diverged = 0
  private socket: WebSocket | null = null
  /** Edits that nobody acknowledged, with the number of the frame that carries them on this line. */
  private unsaved: { update: Uint8Array; frame: number }[] = []
  private sent = 0
  private reached: { seq: number; time: number } | null = null
  private isHoldingBack = false
  private readonly address: string
  private readonly cookie: string
  private readonly protocol: string

  constructor(address: string, proposal: string, cookie: string, protocol = 'cp1') {
    this.address = `${address.replace(/^http/, 'ws')}/sync/${proposal}`
    this.cookie = cookie
    this.protocol = protocol
    this.begin()
  }

  get isSaved(): boolean {
    return this.isSynced && this.unsaved.length === 0
  }

  join(): void {
    const from = this.reached
    this.isHoldingBack = from !== null
    this.socket = new WebSocket(from ? `${this.address}?after=${from.seq}.${from.time}` : this.address, [this.protocol], {
      headers: { cookie: this.cookie },
    })
    this.socket.on('open', () => !this.isHoldingBack && this.ask())
    this.socket.on('message', (data: Buffer) => this.hear(new Reader(new Uint8Array(data))))
    this.socket.on('close', (code) => (this.closed = code))
    this.socket.on('error', () => {})
  }

  leave(): void {
    this.socket?.terminate()
    this.socket = null
    this.isSynced = false
    this.sent = 0
    for (const edit of this.unsaved) edit.frame = 0
  }

  /** Of the first block of a kind. */
  write(kind: string, words: string): void {
    const text = [...this.doc.getMap<Y.Text>('text').values()].find((each) => each.getAttribute('kind') === kind)!
    this.doc.transact(() => text.insert(text.length, words), 'mine')
  }

  probe(digest: string): void {
    this.send([...varuint(104), ...varuint(this.reached!.seq), ...Buffer.from(digest, 'hex')])
  }

  caretAtStart(): void {
    const text = [...this.doc.getMap<Y.Text>('text').values()][0]!
    const { client, clock } = text._item!.id
    this.send([...varuint(113), 3, ...varuint(client), ...varuint(clock)])
  }

  /** A text that a refused edit is in is no use any more. */
  begin(): void {
    this.doc = new Y.Doc()
    this.unsaved = []
    this.reached = null
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin === 'mine' && this.take(update))
  }

  private take(update: Uint8Array): void {
    const edit = { update, frame: 0 }
    this.unsaved.push(edit)
    if (this.isSynced) this.sendEdit(edit)
  }

  private sendEdit(edit: { update: Uint8Array; frame: number }): void {
    edit.frame = ++this.sent
    this.send([0, 2, ...sized(edit.update)])
  }

  private ask(): void {
    this.send([0, 0, ...sized(Y.encodeStateVector(this.doc))])
  }

  private send(frame: readonly number[]): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(Uint8Array.from(frame))
  }

  private hear(frame: Reader): void {
    const type = frame.number()
    this.heard.push({ type, at: performance.now() })
    if (type === 0) return this.hearText(frame.number(), frame.bytes())
    if (type === 100) return this.acked(frame.number())
    if (type === 101) return this.nacked(frame.number(), frame.json() as Nack)
    if (type === 102) return this.greeted(frame.json() as Welcome)
    if (type === 105) return this.entered((frame.json() as { seq: number; time: number }[]).at(-1)!)
    if (type === 106) return this.texts(frame)
    if (type === 107) return void (this.diverged = frame.number())
    if (type === 110) return void this.people.push(...(frame.json() as typeof this.people))
    if (type === 114) return this.typed(frame)
  }

  private hearText(step: number, content: Uint8Array): void {
    // What the server lacks goes out when all of its text is here.
    if (step === 0) return
    Y.applyUpdate(this.doc, content, 'server')
    if (step === 1) this.synced()
  }

  private synced(): void {
    this.isSynced = true
    for (const edit of this.unsaved) this.sendEdit(edit)
  }

  private greeted(welcome: Welcome): void {
    const isFirst = this.heard.filter(({ type }) => type === 102).length === 1 || this.isHoldingBack
    this.welcome = welcome
    if (isFirst) this.reached = { seq: welcome.state.head, time: welcome.state.lastChange.time }
    if (this.isHoldingBack && !welcome.resumed) this.ask()
    this.isHoldingBack = false
  }

  private entered({ seq, time }: { seq: number; time: number }): void {
    this.reached = { seq, time }
  }

  private texts(frame: Reader): void {
    const [, to, time] = [frame.number(), frame.number(), frame.number()] as const
    this.reached = { seq: to, time }
  }

  private typed(frame: Reader): void {
    const [from, more, later] = [frame.number(), frame.number(), frame.number()] as const
    frame.number()
    const update = frame.rest()
    if (update.length > 0) Y.applyUpdate(this.doc, update, 'server')
    this.reached = { seq: from + more, time: this.reached!.time + later }
  }

  private acked(upTo: number): void {
    this.unsaved = this.unsaved.filter(({ frame }) => frame === 0 || frame > upTo)
  }

  private nacked(frame: number, nack: Nack): void {
    this.nacks.push(nack)
    this.unsaved = this.unsaved.filter((edit) => edit.frame !== frame)
  }

  /** As `test/vectors/digest.json` has it. */
  digest(): string {
    const { operator, base } = this.welcome!.state
    const parts = ['text', 'reasons', 'summary'].map((name) => fragmentDigest(name, this.doc))
    return hash('cp/document/1', json([operator, base && [base.name, base.digest], ...parts])).toString('hex')
  }
}

const hash = (tag: string, ...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256').update(`${tag}\0`)).digest()
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

const order = ([id, text]: [string, Y.Text]) => `${String(text.getAttribute('order'))}\0${id}`

function fragmentDigest(name: string, doc: Y.Doc): string {
  const blocks = [...doc.getMap<Y.Text>(name)].sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const notes = blocks.filter(([, text]) => text.getAttribute('kind') === 'footnote').map(([id]) => id)
  const leaves = blocks.map(([, text]) =>
    hash('cp/block/1', json([text.getAttribute('kind') ?? 'text', text.getAttribute('level') ?? 0, runsOf(text, notes)])),
  )
  return hash('cp/fragment/1', json([name, blocks.length, treeOf(leaves).toString('hex')])).toString('hex')
}

type Op = { insert: string | { to: string }; attributes?: { emphasis?: true; alternative?: string } }
type Run = { is: string | number; e: string; alternative: string | undefined }

function runsOf(text: Y.Text, notes: readonly string[]): unknown[] {
  const runs: Run[] = []
  for (const { insert, attributes } of text.toDelta() as Op[]) {
    const [e, alternative] = [attributes?.emphasis ? 'e' : '', attributes?.alternative]
    const last = runs.at(-1)
    if (typeof insert !== 'string') runs.push({ is: notes.indexOf(insert.to) + 1, e: '', alternative })
    else if (typeof last?.is === 'string' && last.e === e && last.alternative === alternative) last.is += insert
    else runs.push({ is: insert, e, alternative })
  }
  const brackets = [...new Set(runs.flatMap(({ alternative }) => alternative?.split(':')[0] ?? []))]
  return runs.map(({ is, e, alternative }) => {
    if (alternative === undefined) return e ? [is, e] : [is]
    const [bracket, number] = alternative.split(':') as [string, string]
    return [is, e, brackets.indexOf(bracket) + 1, Number(number)]
  })
}

function treeOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? hash('cp/none/1')
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return hash('cp/node/1', treeOf(leaves.slice(0, split)), treeOf(leaves.slice(split)))
}

/** One post of edits where no WebSocket can be opened; answers the numbers of the acks and nacks. */
export async function post(address: string, proposal: string, cookie: string, edits: readonly Uint8Array[]) {
  const body = edits.flatMap((update) => sized(Uint8Array.from([0, 2, ...sized(update)])))
  const answer = await fetch(`${address}/sync/${proposal}?line=by-hand&sent=0`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: Uint8Array.from(body),
  })
  const frames = (await answer.text()).split('\n\n').filter(Boolean)
  return frames.map((event) => {
    const frame = new Reader(new Uint8Array(Buffer.from(event.replace(/^data: /, ''), 'base64')))
    return { type: frame.number(), number: frame.number() }
  })
}
