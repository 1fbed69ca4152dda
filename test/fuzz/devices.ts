/** The three kinds of programs that people write with: our page, the stock y-websocket client, and one that speaks the frames by hand. */
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openProposalSession, type ProposalSession } from '../../client/sync/proposal-session.ts'
import { personId, type PersonId } from '../../shared/ids.ts'
import { memoryOutboxStore } from '../client/sync/memory-outbox-store.ts'
import type { Chance } from '../support/server-chance.ts'
import { HandLine } from './hand-line.ts'
import type { Line } from './network.ts'
import { fetchOn, socketOn, Told } from './told.ts'
import { Writing, type Erased, type Typed } from './writing.ts'

export type Belongings = {
  readonly name: string
  readonly person: PersonId
  readonly cookie: () => string
  readonly line: Line
  readonly chance: Chance
  readonly proposal: string
  readonly erased: Erased
  readonly keeping: Keeping
}

/** What one browser keeps for a person, in all its tabs; and the letters of what was discarded there. */
export type Keeping = { readonly memory: ReturnType<typeof memoryOutboxStore>; readonly discarded: string[] }
export const newKeeping = (): Keeping => ({ memory: memoryOutboxStore(), discarded: [] })

const URL = 'ws://server/sync'
const contains = (updates: readonly Uint8Array[], word: string) =>
  updates.some((update) => lettersIn(update).includes(word))

/** The letters that an update brings, in the order in which they were typed. */
export const lettersIn = (update: Uint8Array): string =>
  Y.decodeUpdate(update)
    .structs.map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('')

export abstract class Device {
  readonly told = new Told()
  readonly typed: Typed[] = []
  /** Every client id under which something may have been written here. */
  readonly clients = new Set<number>()
  readonly line: Line
  readonly person: PersonId
  readonly name: string
  protected readonly own: Belongings
  protected readonly writing: Writing
  isBlocked = false

  constructor(own: Belongings) {
    this.own = own
    this.line = own.line
    this.person = own.person
    this.name = own.name
    this.writing = new Writing(own.name, own.chance, own.erased)
  }

  abstract get doc(): Y.Doc | null
  abstract mayWrite(): boolean
  /** No edit of its own waits for an answer. */
  abstract isClean(): boolean
  abstract reopen(): void
  abstract close(): void
  /** The word is still here: it was neither taken nor kept by the server, and the device knows that. */
  abstract keeps(word: string): boolean
  abstract isAtRest(): boolean
  /** For whoever looks into a failure. */
  abstract describe(): string

  write(what: 'type' | 'erase' | 'emphasize' | 'level' | 'move' | 'add' | 'remove'): void {
    const { doc } = this
    if (!doc || !this.mayWrite()) return
    this.clients.add(doc.clientID)
    if (what === 'add') return this.writing.add(doc, () => new Y.Text())
    if (what !== 'type') return this.writing[what](doc)
    const typed = this.writing.type(doc)
    if (typed) this.typed.push(typed)
  }
}

/** Our page, with what it keeps on the device. */
export class Page extends Device {
  readonly memory = this.own.keeping.memory
  session: ProposalSession
  isLowBandwidth = false

  constructor(own: Belongings) {
    super(own)
    this.session = this.open()
  }

  private open(): ProposalSession {
    const { proposal, person, cookie, line, chance } = this.own
    const wired = { line, cookie, told: this.told }
    return openProposalSession(
      { proposal, person: personId(person) },
      {
        url: URL,
        WebSocket: socketOn(wired, () => this.isBlocked),
        fetch: fetchOn(wired, () => chance.is(0.15)),
        store: this.memory.store,
        now: Date.now,
        random: () => chance.number(1e6) / 1e6,
        leastWait: 50,
        mostWait: 1_000,
        quietBeforeProbe: 2_000,
        isLowBandwidth: () => this.isLowBandwidth,
      },
    )
  }

  get doc(): Y.Doc {
    return this.session.doc
  }

  mayWrite(): boolean {
    const { synced, rights } = this.session.snapshot()
    return synced && rights.includes('edit-text')
  }

  isClean = (): boolean => this.session.snapshot().isClean
  isSaved = (): boolean => this.session.snapshot().save.state === 'saved' && this.session.snapshot().parked === null

  reopen(): void {
    this.close()
    this.session = this.open()
  }

  close(): void {
    this.session.close()
  }

  keeps(word: string): boolean {
    return (
      contains(
        this.memory.rows().map(({ update }) => update),
        word,
      ) || this.isDiscarded(word)
    )
  }

  isDiscarded = (word: string): boolean => this.own.keeping.discarded.some((letters) => letters.includes(word))

  isAtRest(): boolean {
    const { save, synced, isClean } = this.session.snapshot()
    return synced && isClean && save.state !== 'saving' && save.state !== 'kept'
  }

  describe(): string {
    const { connection, synced, save, isClean, refusal, trouble, rights } = this.session.snapshot()
    return JSON.stringify({ connection, synced, save, isClean, refusal, trouble, rights })
  }

  /** A tab of the same browser: what one left unsent another may take over. */
  isBeside(other: Device): other is Page {
    return other instanceof Page && other !== this && other.own.keeping === this.own.keeping
  }

  /** The browser has these words, and this tab does not say that nothing waits. */
  waitsWith(word: string): boolean {
    return !this.isClean() && this.keeps(word)
  }

  discardAside(): void {
    const { edits } = this.session.snapshot().aside
    this.own.keeping.discarded.push(...edits.map(({ update }) => lettersIn(update)))
    this.session.discardAside(edits)
  }
}

/** y-websocket as npm has it. It is told nothing but a close code; then its writer begins anew with the server's text. */
export class StockClient extends Device {
  private provider: WebsocketProvider | null = null
  private text: Y.Doc | null = null
  private readonly left: Y.Doc[] = []
  private isEnded = false

  constructor(own: Belongings) {
    super(own)
    this.reopen()
  }

  get doc(): Y.Doc | null {
    return this.text
  }

  mayWrite = (): boolean =>
    this.provider?.synced === true || (this.text !== null && !this.isEnded && this.clients.size > 0)
  isClean = (): boolean => false
  isAtRest = (): boolean => this.provider?.synced === true

  reopen(): void {
    this.close()
    if (this.text) this.left.push(this.text)
    this.text = new Y.Doc()
    this.isEnded = false
    const { proposal, line, cookie } = this.own
    const Socket = socketOn({ line, cookie, told: this.told }, () => this.isBlocked)
    this.provider = new WebsocketProvider(URL, proposal, this.text, {
      disableBc: true,
      maxBackoffTime: 500,
      WebSocketPolyfill: Socket,
    })
    this.provider.on('connection-close', (event) => {
      if (event && event.code >= 4400 && event.code < 4500) this.isEnded = true
    })
  }

  close(): void {
    this.provider?.destroy()
    this.provider = null
  }

  /** Its writer sees the text end, and takes the words from the screen. */
  keeps = (word: string): boolean =>
    [this.text, ...this.left].some((doc) => doc !== null && lettersIn(Y.encodeStateAsUpdate(doc)).includes(word))

  isOver = (): boolean => this.isEnded
  describe = (): string => `synced: ${this.provider?.synced}, ended: ${this.isEnded}`
}

/** Speaks the frames by itself, some of them twice; after a refusal it begins anew. */
export class HandClient extends Device {
  private readonly hand: HandLine

  constructor(own: Belongings) {
    super(own)
    const { line, cookie, chance, proposal } = own
    this.hand = new HandLine(`${URL}/${proposal}`, {
      Socket: socketOn({ line, cookie, told: this.told }, () => this.isBlocked),
      isTwice: () => chance.is(0.2),
    })
  }

  get doc(): Y.Doc {
    return this.hand.doc
  }

  jumps = (): readonly string[] => this.hand.jumps
  mayWrite = (): boolean => this.hand.isOpen()
  isClean = (): boolean => this.hand.isSettled()
  isAtRest = (): boolean => this.hand.isOpen() && this.hand.isSettled()
  reopen = (): void => this.hand.begin()
  close = (): void => this.hand.close()
  keeps = (word: string): boolean => contains(this.hand.kept(), word)
  describe = (): string => `open: ${this.hand.isOpen()}, settled: ${this.hand.isSettled()}`
}
