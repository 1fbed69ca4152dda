/**
 * One person's live connection to one proposal.
 *
 * Update frames are numbered as they come and answered in that order: `ack n` says that frames 1 … n are on disk (or add
 * nothing), but those that a `nack` before it named. Nothing is acknowledged that is not committed.
 */
import type { Duplex } from 'node:stream'
import type { ProposalId } from '../../shared/ids.ts'
import { CLOSE, closeText, type CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import type { TextAnswer } from '../log/proposal-log.ts'
import { StorageFailed, type Store } from '../store/engine-client.ts'
import * as frames from './frames.ts'
import { presentUser, readPresence, stamped, writePresence, type PresenceEntry } from './presence.ts'
import type { RoomPresence } from './room-presence.ts'
import { costOf, TextAsking, type TextCost } from './text-asking.ts'
import { NOTHING, type TextFrames } from './text-frames.ts'

/** Beyond this a reader is too slow: presence is dropped first, then the connection, which catches up when it comes back. */
const BUFFERED = { presence: 256_000, all: 8_000_000 }

/** The digest of a long text takes a few milliseconds of the storage's time. */
const PROBE_PACE_MS = 5_000

export type Caller = {
  readonly person: Person
  readonly sessionHash: string
  /** In ms since 1970. */
  readonly sessionEndsAt: number
  readonly proposal: ProposalId
  /** Speaks the frames from 100 on. */
  readonly isExtended: boolean
  /** Its edits tell what their writer had seen. */
  readonly isTelling: boolean
  /** Speaks the frames 109 to 114 and not those of awareness. */
  readonly speaksCarets: boolean
}

/** A WebSocket, or what takes its place where a browser cannot open one. */
export type Carrier = {
  readonly OPEN: number
  readonly readyState: number
  readonly bufferedAmount: number
  send: (frame: Uint8Array) => void
  close: (code: number, reason: string) => void
}

/**
 * What carries the frames, and the stream under it. `framesBefore`: update frames that came another way. `charge` is told what
 * each question for text has cost.
 */
export type Wire = {
  readonly live: Carrier
  readonly stream: Pick<Duplex, 'cork' | 'uncork'>
  readonly framesBefore?: number
  readonly charge?: (cost: TextCost) => void
}

/** What a connection asks of the storage. */
type Answering = Pick<Store, 'digestAt'>

/** What a connection asks of the room it is in. */
type Room = {
  readonly presence: Pick<RoomPresence, 'entries' | 'isTaken' | 'speaks' | 'moves'>
  /** When the entries up to this one were told; rejects where they cannot be read. */
  readonly upTo: (head: number) => void | Promise<void>
}

export class Connection {
  readonly person: Person
  readonly sessionHash: string
  isSynced = false
  private readonly caller: Caller
  private readonly socket: Carrier
  private readonly stream: Wire['stream']
  private readonly store: Answering
  private readonly texts: TextFrames
  private readonly queue: CommitQueue
  private framesTaken: number
  private framesAnswered = 0
  private isAnswering = false
  private isHeldBack = false
  /** Edits that wait for their answer, in the order in which they came and are answered. */
  private readonly writing: Uint8Array[] = []
  private readonly waiting: (() => void)[] = []
  private readonly charge: (cost: TextCost) => void
  private asking: TextAsking | null = null
  /** By which it speaks of itself in awareness. */
  private ownClient: number | null = null
  private head = 0
  /** Entries after this one are told in the room. */
  private joinedAt = 0
  private probedAt = -Infinity
  /** Bytes: of all frames, and of those up to the end of the last text that was asked for. */
  private readonly sent = { all: 0, upToText: 0 }

  constructor(
    caller: Caller,
    { live, stream, framesBefore = 0, charge = () => {} }: Wire,
    services: { store: Answering; texts: TextFrames; queue: CommitQueue },
  ) {
    this.caller = caller
    this.person = caller.person
    this.sessionHash = caller.sessionHash
    this.socket = live
    this.stream = stream
    this.charge = charge
    this.framesTaken = framesBefore
    this.store = services.store
    this.texts = services.texts
    this.queue = services.queue
  }

  /** Edits are answered later: {@link allAnswered}. */
  receive(bytes: Uint8Array, room: Room): void | Promise<void> {
    const frame = frames.readFrame(bytes)
    switch (frame?.type) {
      case undefined:
        return this.close('invalid')
      case 'step-1':
        return this.askedFor(frame.stateVector, room)
      case 'update':
        return this.take(frame.update, frame.isExchange)
      case 'awareness':
        return this.takePresence(frame.update, room)
      case 'caret':
        return room.presence.moves(this, frame.caret)
      case 'probe':
        return this.answerProbe(frame)
      case 'query-awareness':
        return this.send(frames.awarenessFrame(writePresence(room.presence.entries())))
    }
  }

  /** Null: the person may not read this proposal any more. */
  welcome(welcome: Welcome | null): void {
    if (welcome === null) return this.close('notPermitted')
    this.sendExtended(frames.stateFrame(welcome))
  }

  /** Its session is over: writing is refused already, and reading ends as well. */
  isSignedOutAt(now: number): boolean {
    return now >= this.caller.sessionEndsAt
  }

  get seen(): number {
    return this.head
  }

  /** The text was sent up to this entry. */
  contains(head: number): void {
    this.head = Math.max(this.head, head)
  }

  send(frame: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.unread > BUFFERED.all) return this.close('slow')
    this.put(frame)
  }

  private put(frame: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    this.holdBack()
    this.sent.all += frame.length
    this.socket.send(frame)
  }

  /** A text is as long as it is, whoever asked for it: while it is on its way, only what was sent after it counts. */
  private get unread(): number {
    return Math.min(this.socket.bufferedAmount, this.sent.all - this.sent.upToText)
  }

  /** Not to one who leaves the text before this one unread. */
  private sendText(frames: readonly Uint8Array[]): void {
    if (this.socket.bufferedAmount > BUFFERED.all) return this.close('slow')
    for (const frame of frames) this.put(frame)
    this.sent.upToText = this.sent.all
  }

  /** What is said in one turn goes out in one write: the call to the system costs more than the frame. */
  private holdBack(): void {
    if (this.isHeldBack) return
    this.isHeldBack = true
    this.stream.cork()
    // After every microtask of this turn: the acknowledgement goes out with the text.
    process.nextTick(() => {
      this.isHeldBack = false
      this.stream.uncork()
    })
  }

  get isExtended(): boolean {
    return this.caller.isExtended
  }

  /** Only to a client that understands it. */
  sendExtended(frame: Uint8Array): void {
    if (this.caller.isExtended) this.send(frame)
  }

  get speaksCarets(): boolean {
    return this.caller.speaksCarets
  }

  /** False where the reader is too slow for it. */
  sendPresence(frame: Uint8Array): boolean {
    if (this.socket.bufferedAmount >= BUFFERED.presence) return false
    this.send(frame)
    return true
  }

  close(reason: CloseReason): void {
    this.acknowledge()
    this.socket.close(CLOSE[reason], closeText(reason))
  }

  private askedFor(stateVector: Uint8Array, room: Room): Promise<void> {
    this.asking ??= new TextAsking(
      (vector) => this.answerStepOne(vector, room),
      () => this.socket.readyState === this.socket.OPEN,
    )
    return this.asking.ask(stateVector)
  }

  private async answerStepOne(stateVector: Uint8Array, room: Room): Promise<void> {
    try {
      const text = await this.texts.lacking(this.caller.proposal, stateVector, this.joinedAt)
      if (text === null) return this.close('notFound')
      this.charge(costOf(stateVector, text))
      // What another node wrote is in this answer: its entries are told first, then the head that names them.
      await room.upTo(text.head)
      this.sendText(text.frames)
      this.holds(text.head)
    } catch (error) {
      if (!(error instanceof StorageFailed)) console.error('A text could not be sent.', error)
      this.close('storageFailed')
    }
  }

  joined(head: number): void {
    this.joinedAt = head
  }

  /** To a client that came back, and had the text as it was not long ago. */
  resume(after: Uint8Array | null, head: number): void {
    this.sendText([frames.stepTwoFrame(after ?? NOTHING)])
    this.holds(head)
  }

  private holds(head: number): void {
    this.contains(head)
    this.isSynced = true
    this.sendExtended(frames.seqFrame(this.head))
  }

  /** Silence says that the copies are the same, or that nothing can be said: there is newer text already. */
  private async answerProbe({ seq, digest }: { readonly seq: number; readonly digest: string }): Promise<void> {
    const now = performance.now()
    if (now - this.probedAt < PROBE_PACE_MS) return
    this.probedAt = now
    const { proposal, person } = this.caller
    const ours = await this.store.digestAt(proposal, seq).catch(() => null)
    if (ours === null || ours === digest) return
    console.error(
      `Incident: a copy of proposal ${proposal} diverged at entry ${seq}: ${digest} at ${person.id}, ${ours} here.`,
    )
    this.sendExtended(frames.divergedFrame(seq))
  }

  private take(update: Uint8Array, isExchange: boolean): void {
    const { proposal, person, isTelling } = this.caller
    const [tells, mayHaveSeen] = [isTelling && !isExchange, this.head]
    const item = { kind: 'text', proposal, person: person.id, session: this.sessionHash, mayHaveSeen, tells } as const
    this.framesTaken++
    this.writing.push(update)
    this.queue.take({ ...item, update }, this.asker)
  }

  private readonly asker = {
    answered: (answer: TextAnswer) => {
      this.writing.shift()
      this.answer(this.framesTaken - this.writing.length, answer)
      this.tellAnswered()
    },
    failed: (error: Error) => {
      this.writing.shift()
      // Not refused: the edit stays on the author's device and is sent again when the connection is back.
      if (!(error instanceof StorageFailed)) console.error('An edit could not be written.', error)
      this.close('storageFailed')
      this.tellAnswered()
    },
  }

  /** When every edit that came so far is answered. */
  allAnswered(): void | Promise<void> {
    if (this.writing.length > 0) return new Promise((resolve) => void this.waiting.push(resolve))
  }

  private tellAnswered(): void {
    if (this.waiting.length > 0 && this.writing.length === 0) for (const tell of this.waiting.splice(0)) tell()
  }

  /** These very bytes came over this line, and wait for their answer. */
  isWriting(update: Uint8Array): boolean {
    for (const each of this.writing)
      if (each.length === update.length && Buffer.compare(each, update) === 0) return true
    return false
  }

  private answer(frame: number, answer: TextAnswer): void {
    if (!answer.ok && answer.refusal.code === 'not-signed-in') return this.close('notSignedIn')
    if (!answer.ok && answer.refusal.code === 'gap-in-updates' && answer.parked === null) return this.close('gap')
    if (!answer.ok && !this.caller.isExtended) return this.close(closeReasonFor(answer.refusal.code))
    if (!answer.ok) this.send(frames.nackFrame(frame, { ...answer.refusal, parked: answer.parked }))
    if (answer.ok && answer.seq !== null) this.head = Math.max(this.head, answer.seq)
    this.framesAnswered = frame
    this.acknowledgeSoon()
  }

  /** Once for all frames that the same commit answers: they are answered in one turn, in order. */
  private acknowledgeSoon(): void {
    if (this.isAnswering) return
    this.isAnswering = true
    queueMicrotask(() => this.acknowledge())
  }

  private acknowledge(): void {
    if (!this.isAnswering) return
    this.isAnswering = false
    this.sendExtended(frames.ackFrame(this.framesAnswered, this.head))
  }

  /** A connection speaks for one client id; what else it sends (stock clients repeat what they heard) is left out. */
  private takePresence(update: Uint8Array, room: Room): void {
    const entries = readPresence(update)
    if (entries === null) return this.close('invalid')
    const own = entries.find(({ client }) => client === this.ownClient) ?? this.firstOwn(entries, room)
    if (!own) return
    this.ownClient = own.client
    room.presence.speaks(this, stamped(own, presentUser(this.person)))
  }

  private firstOwn(entries: readonly PresenceEntry[], room: Room): PresenceEntry | undefined {
    if (this.ownClient !== null || entries.length !== 1) return undefined
    return entries.find(({ client, state }) => state !== null && !room.presence.isTaken(client, this))
  }
}

const closeReasonFor = (code: string): CloseReason => {
  if (code === 'wrong-stage') return 'locked'
  if (code === 'too-large') return 'tooLarge'
  return code === 'invalid-update' ? 'invalid' : 'notPermitted'
}
