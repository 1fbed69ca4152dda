/** Numbers, chains and stores entries inside one transaction, and remembers what there is to tell once it is certain. */
import * as Y from 'yjs'
import { SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import type { ProposalId } from '../../shared/ids.ts'
import {
  encodeAct,
  entryHash,
  isTextKind,
  nextChain,
  payloadHash,
  type EntryKind,
  type TextKind,
} from '../../shared/log/chain.ts'
import type { ActPayload, LogEntry } from '../../shared/proposal/acts.ts'
import { FOLD_VERSION } from '../../shared/proposal/fold.ts'
import type { Db } from '../store/db.ts'
import { mayBeTriedAgain } from '../store/storage-failure.ts'
import { logEntryOf, type EntryRow, type EntryTable } from './entry-table.ts'
import type { LiveProposal } from './live-proposal.ts'
import type { LiveProposals } from './live-proposals.ts'
import type { Commit } from './proposal-log.ts'
import { OutcomeUnknown, type Mark } from './unknown-outcome.ts'

export type Author = { readonly id: string; readonly administration: string | null }
/** The proposal being written to, by whom, and the transaction's time. */
export type Pen = {
  readonly id: ProposalId
  readonly live: LiveProposal
  readonly author: Author
  readonly now: number
}
type Content = { readonly kind: EntryKind; readonly payload: Uint8Array; readonly command: string | null }
type Done<Answers> = { readonly answers: Answers; readonly commits: readonly Commit[] }
type Written = { readonly entry: LogEntry; readonly update: Uint8Array | null }

/** New text entries name the document schema that they are written in. */
const KIND_NOW = `text/${SCHEMA_VERSION}` as const satisfies TextKind

export class EntryWriter {
  private readonly db: Db
  private readonly entries: EntryTable
  private readonly proposals: LiveProposals
  private readonly saveCaches
  private readonly inHand = new Map<ProposalId, { live: LiveProposal; written: Written[] }>()

  constructor(db: Db, entries: EntryTable, proposals: LiveProposals) {
    this.db = db
    this.entries = entries
    this.proposals = proposals
    this.saveCaches = db.prepare(
      `UPDATE proposal SET head = ?, chain = ?, state = ?, fold_version = ${FOLD_VERSION} WHERE id = ?`,
    )
  }

  /**
   * Memory moves with the transaction; where it fails, memory is thrown away and read again from the log.
   * @throws {OutcomeUnknown} where all was done, and nobody answered the COMMIT.
   */
  transaction<Answers>(work: () => Answers): Done<Answers> {
    this.inHand.clear()
    let done: Done<Answers> | undefined
    try {
      return this.db.transaction(() => (done = this.whole(work)))
    } catch (error) {
      for (const id of this.inHand.keys()) this.proposals.forget(id)
      throw done && mayBeTriedAgain(error) ? new OutcomeUnknown(error, done, this.marks()) : error
    }
  }

  private whole<Answers>(work: () => Answers): Done<Answers> {
    const answers = work()
    this.saveTouched()
    return { answers, commits: this.commits() }
  }

  private marks(): readonly Mark[] {
    return this.touched().map(([proposal, { live }]) => ({ proposal, seq: live.head, chain: live.chain }))
  }

  /** Takes hold of what a batch writes to, always in the same order, so that two nodes never wait for each other in a circle. */
  hold(ids: readonly ProposalId[]): void {
    for (const id of [...new Set(ids)].toSorted()) this.proposal(id)
  }

  /** The proposal as it is at this point of the transaction; undefined where there is none. */
  proposal(id: ProposalId): LiveProposal | undefined {
    const inHand = this.inHand.get(id)
    if (inHand) return inHand.live
    const live = this.proposals.held(id)
    if (live) this.inHand.set(id, { live, written: [] })
    return live
  }

  /** An update that the text has taken over already. */
  writeText(pen: Pen, update: Uint8Array): number {
    return this.write(pen, { kind: KIND_NOW, payload: update, command: null })
  }

  /** A text entry as it would stand in the log, not written. */
  drafted({ live, author, now }: Pen, payload: Uint8Array): EntryRow {
    const { id, administration } = author
    return { seq: live.head + 1, time: now, author: id, administration, kind: KIND_NOW, payload, chain: live.chain }
  }

  writeAct(pen: Pen, payload: ActPayload): number {
    return this.write(pen, { kind: 'act/1', payload: encodeAct(payload), command: payload.command })
  }

  private write({ id, live, author, now }: Pen, { kind, payload, command }: Content): number {
    const seq = live.head + 1
    // A clock that is set back must not make an entry older than the one before it.
    const time = live.head === 0 ? now : Math.max(now, live.state.lastChange.time)
    const frame = { proposal: id, seq, time, author: author.id, administration: author.administration, kind }
    const chain = nextChain(live.chain, entryHash(frame, payloadHash(payload)))
    const row = { seq, time, author: author.id, administration: author.administration, kind, payload, chain }
    this.entries.insert(id, row, command)
    live.step(row)
    this.inHand.get(id)?.written.push({ entry: logEntryOf(row), update: isTextKind(kind) ? payload : null })
    return seq
  }

  private touched() {
    return [...this.inHand].filter(([, { written }]) => written.length > 0)
  }

  private saveTouched(): void {
    for (const [id, { live }] of this.touched())
      this.saveCaches.run(live.head, live.chain, JSON.stringify(live.state), id)
  }

  private commits(): readonly Commit[] {
    return this.touched().map(([id, { written }]) => commitOf(id, written))
  }
}

function commitOf(proposal: ProposalId, written: readonly Written[]): Commit {
  const updates = written.flatMap(({ update }) => (update ? [update] : []))
  return {
    proposal,
    entries: written.map(({ entry }) => entry),
    update: updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null),
    head: written.at(-1)!.entry.seq,
  }
}
