/**
 * The edits that come over one connection, and their answers.
 *
 * Update frames are numbered as they come and answered in that order: `ack n` says that frames 1 … n are on disk (or add
 * nothing), but those that a `nack` before it named. Nothing is acknowledged that is not committed.
 */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/protocol/close-codes.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import type { TextAnswer } from '../log/proposal-log.ts'
import { StorageFailed } from '../store/engine-client.ts'
import { ackFrame, nackFrame } from './frames.ts'

type Author = {
  readonly proposal: ProposalId
  readonly person: { readonly id: PersonId }
  readonly sessionHash: string
  /** Its edits tell what their writer had seen. */
  readonly isTelling: boolean
}

type Line = {
  readonly isExtended: boolean
  /** The entry up to which it has the text. */
  readonly seen: number
  contains: (head: number) => void
  send: (frame: Uint8Array) => void
  sendExtended: (frame: Uint8Array) => void
  close: (reason: CloseReason) => void
}

export class EditAnswers {
  private readonly author: Author
  private readonly queue: CommitQueue
  private readonly line: Line
  private framesTaken: number
  private framesAnswered = 0
  private isAnswering = false
  /** Edits that wait for their answer, in the order in which they came and are answered. */
  private readonly writing: Uint8Array[] = []
  private readonly waiting: (() => void)[] = []

  /** @param framesBefore update frames of this connection that came another way */
  constructor(author: Author, queue: CommitQueue, { line, framesBefore }: { line: Line; framesBefore: number }) {
    this.author = author
    this.queue = queue
    this.line = line
    this.framesTaken = framesBefore
  }

  take(update: Uint8Array, isExchange: boolean): void {
    const { proposal, person, sessionHash: session, isTelling } = this.author
    const [tells, mayHaveSeen] = [isTelling && !isExchange, this.line.seen]
    this.framesTaken++
    this.writing.push(update)
    this.queue.take({ kind: 'text', proposal, person: person.id, session, mayHaveSeen, tells, update }, this.asker)
  }

  /** When every edit that came so far is answered. */
  allAnswered(): void | Promise<void> {
    if (this.writing.length > 0) return new Promise((resolve) => void this.waiting.push(resolve))
  }

  /** These very bytes came over this line, and wait for their answer. */
  isWriting(update: Uint8Array): boolean {
    for (const each of this.writing)
      if (each.length === update.length && Buffer.compare(each, update) === 0) return true
    return false
  }

  /** Says now what is to be acknowledged. */
  acknowledge(): void {
    if (!this.isAnswering) return
    this.isAnswering = false
    this.line.sendExtended(ackFrame(this.framesAnswered, this.line.seen))
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
      this.line.close('storageFailed')
      this.tellAnswered()
    },
  }

  private tellAnswered(): void {
    if (this.waiting.length > 0 && this.writing.length === 0) for (const tell of this.waiting.splice(0)) tell()
  }

  private answer(frame: number, answer: TextAnswer): void {
    const end = this.endAfter(answer)
    if (end !== null) return this.line.close(end)
    if (!answer.ok) this.line.send(nackFrame(frame, { ...answer.refusal, parked: answer.parked }))
    if (answer.ok && answer.seq !== null) this.line.contains(answer.seq)
    this.framesAnswered = frame
    this.acknowledgeSoon()
  }

  /** Why an answer ends the connection; null where it is only told. */
  private endAfter(answer: TextAnswer): CloseReason | null {
    if (answer.ok) return null
    if (answer.refusal.code === 'not-signed-in') return 'notSignedIn'
    if (answer.refusal.code === 'gap-in-updates' && answer.parked === null) return 'gap'
    return this.line.isExtended ? null : closeReasonFor(answer.refusal.code)
  }

  /** Once for all frames that the same commit answers: they are answered in one turn, in order. */
  private acknowledgeSoon(): void {
    if (this.isAnswering) return
    this.isAnswering = true
    queueMicrotask(() => this.acknowledge())
  }
}

const closeReasonFor = (code: string): CloseReason => {
  if (code === 'wrong-stage') return 'locked'
  if (code === 'too-large') return 'tooLarge'
  return code === 'invalid-update' ? 'invalid' : 'notPermitted'
}
