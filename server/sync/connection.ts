/** One person's live connection to one proposal: what it says, and what it is told. */
import type { ProposalId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import { StorageFailed, type Store } from '../store/engine-client.ts'
import { EditAnswers } from './edit-answers.ts'
import * as frames from './frames.ts'
import { Outgoing, type Way } from './outgoing.ts'
import { OwnAwareness } from './own-awareness.ts'
import { presentUser, readPresence, stamped, writePresence } from './presence.ts'
import { ProbeAnswers } from './probe-answers.ts'
import type { RoomPresence } from './room-presence.ts'
import { costOf, TextAsking, type TextCost } from './text-asking.ts'
import { NOTHING, type TextFrames } from './text-frames.ts'

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

/** `framesBefore`: update frames that came another way. `charge` is told what each question for text has cost. */
export type Wire = Way & { readonly framesBefore?: number; readonly charge?: (cost: TextCost) => void }

type Services = { readonly store: Pick<Store, 'digestAt'>; readonly texts: TextFrames; readonly queue: CommitQueue }

/** What a connection asks of the room it is in. */
type Room = {
  readonly presence: Pick<RoomPresence, 'entries' | 'isTaken' | 'speaks' | 'moves'>
  /** When the entries up to this one were told; rejects where they cannot be read. */
  readonly upTo: (head: number) => void | Promise<void>
}

export class Connection extends Outgoing {
  isSynced = false
  private readonly caller: Caller
  private readonly texts: TextFrames
  private readonly charge: (cost: TextCost) => void
  private readonly edits: EditAnswers
  private readonly probes: ProbeAnswers
  private readonly awareness = new OwnAwareness()
  private asking: TextAsking | null = null
  private head = 0
  /** Entries after this one are told in the room. */
  private joinedAt = 0

  constructor(caller: Caller, { framesBefore = 0, charge = () => {}, ...way }: Wire, services: Services) {
    super(way, caller.isExtended)
    this.caller = caller
    this.texts = services.texts
    this.charge = charge
    this.edits = new EditAnswers(caller, services.queue, { line: this, framesBefore })
    this.probes = new ProbeAnswers(services.store, caller)
  }

  get person(): Person {
    return this.caller.person
  }

  get sessionHash(): string {
    return this.caller.sessionHash
  }

  get speaksCarets(): boolean {
    return this.caller.speaksCarets
  }

  /** Its session is over: writing is refused already, and reading ends as well. */
  isSignedOutAt(now: number): boolean {
    return now >= this.caller.sessionEndsAt
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
        return this.edits.take(frame.update, frame.isExchange)
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

  /** When every edit that came so far is answered. */
  allAnswered(): void | Promise<void> {
    return this.edits.allAnswered()
  }

  /** These very bytes came over this line, and wait for their answer. */
  isWriting(update: Uint8Array): boolean {
    return this.edits.isWriting(update)
  }

  override close(reason: CloseReason): void {
    this.edits.acknowledge()
    super.close(reason)
  }

  /** Null: the person may not read this proposal any more. */
  welcome(welcome: Welcome | null): void {
    if (welcome === null) return this.close('notPermitted')
    this.sendExtended(frames.stateFrame(welcome))
  }

  joined(head: number): void {
    this.joinedAt = head
  }

  /** To a client that came back, and had the text as it was not long ago. */
  resume(after: Uint8Array | null, head: number): void {
    this.sendText([frames.stepTwoFrame(after ?? NOTHING)])
    this.holds(head)
  }

  get seen(): number {
    return this.head
  }

  /** The text was sent up to this entry. */
  contains(head: number): void {
    this.head = Math.max(this.head, head)
  }

  private holds(head: number): void {
    this.contains(head)
    this.isSynced = true
    this.sendExtended(frames.seqFrame(this.head))
  }

  private askedFor(stateVector: Uint8Array, room: Room): Promise<void> {
    this.asking ??= new TextAsking(
      (vector) => this.answerStepOne(vector, room),
      () => this.isOpen,
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

  /** Silence says that the copies are the same, or that nothing can be said. */
  private async answerProbe(probe: { readonly seq: number; readonly digest: string }): Promise<void> {
    if (await this.probes.isDiverged(probe)) this.sendExtended(frames.divergedFrame(probe.seq))
  }

  private takePresence(update: Uint8Array, room: Room): void {
    const entries = readPresence(update)
    if (entries === null) return this.close('invalid')
    const own = this.awareness.ownOf(entries, (client) => room.presence.isTaken(client, this))
    if (own) room.presence.speaks(this, stamped(own, presentUser(this.person)))
  }
}
