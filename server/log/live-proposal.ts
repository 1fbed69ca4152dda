/** A proposal in memory: its text and its state, folded from the log. Disposable; the log is the truth. */
import * as Y from 'yjs'
import { digestOf, identityOf } from '../../shared/document/digest.ts'
import type { Document } from '../../shared/document/blocks.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { fold, type ProposalState } from '../../shared/proposal/fold.ts'
import { GENESIS, isTextKind } from '../../shared/log/chain.ts'
import { logEntryOf, type EntryRow } from './entry-table.ts'

const ENTRIES_TO_SAVE = 500
const BYTES_TO_SAVE = 64_000

export class LiveProposal {
  readonly doc = new Y.Doc()
  chain: Uint8Array = GENESIS
  private folded: ProposalState | null = null
  private digestMemo: { readonly textSeq: number; readonly digest: string } | null = null

  /** Since the last snapshot; what a cold start would have to replay. */
  private unsaved = { entries: 0, bytes: 0 }

  /** From a snapshot: the fold, the chain and the text (Yjs v2) at one entry. */
  static revived(state: ProposalState, chain: Uint8Array, text: Uint8Array): LiveProposal {
    const live = new LiveProposal()
    live.folded = state
    live.chain = chain
    Y.applyUpdateV2(live.doc, text)
    return live
  }

  /** @throws where the rows do not follow each other, or what is there already. */
  replay(rows: readonly EntryRow[]): this {
    for (const row of rows) this.step(row)
    // One transaction: applying them one by one costs three times as much on a long log.
    this.doc.transact(() => {
      for (const row of rows) if (isTextKind(row.kind)) Y.applyUpdate(this.doc, row.payload)
    })
    return this
  }

  get isWorthSaving(): boolean {
    return this.unsaved.entries >= ENTRIES_TO_SAVE || this.unsaved.bytes >= BYTES_TO_SAVE
  }

  saved(): void {
    this.unsaved = { entries: 0, bytes: 0 }
  }

  get state(): ProposalState {
    if (this.folded === null) throw new Error('the log of this proposal is empty')
    return this.folded
  }

  get head(): number {
    return this.folded?.head ?? 0
  }

  /** Moves the state by one committed (or about to be committed) row. The text is moved apart. */
  step(row: EntryRow): void {
    this.folded = fold(this.folded, logEntryOf(row))
    this.chain = row.chain
    this.unsaved.entries += 1
    this.unsaved.bytes += row.payload.length
  }

  /**
   * Applies an update; answers all that it brought, or null where all of it was there already. Yjs may tidy up emphasis
   * afterwards, in a transaction of its own: that belongs to it.
   * @throws where something would wait for what is not there: the update was not validated.
   */
  apply(update: Uint8Array): Uint8Array | null {
    return joined(this.applyInSteps(update))
  }

  /** As `apply`: what the update itself brought comes first, then each tidying. */
  applyInSteps(update: Uint8Array): readonly Uint8Array[] {
    const brought = this.listening(() => Y.applyUpdate(this.doc, update))
    const { pendingStructs, pendingDs } = this.doc.store
    if (pendingStructs !== null || pendingDs !== null) throw new Error('a part of an update waits for another')
    return brought
  }

  /** A change that the server makes; answers it as an update, or null where it changed nothing. */
  change(work: (doc: Y.Doc) => void): Uint8Array | null {
    return joined(this.listening(() => this.doc.transact(() => work(this.doc))))
  }

  private listening(work: () => void): readonly Uint8Array[] {
    const brought: Uint8Array[] = []
    const onUpdate = (fresh: Uint8Array) => void brought.push(fresh)
    this.doc.on('update', onUpdate)
    work()
    this.doc.off('update', onUpdate)
    return brought
  }

  /** The text alone, to try something on. */
  copy(): Y.Doc {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    return copy
  }

  get document(): Document {
    return readDocument(this.doc)
  }

  /** Which clauses these are, in all three parts. */
  get identity(): string {
    const { text, reasons, summary } = this.document
    return identityOf([...text, ...reasons, ...summary])
  }

  get digest(): string {
    const { textSeq } = this.state
    if (this.digestMemo?.textSeq !== textSeq)
      this.digestMemo = { textSeq, digest: digestFor(this.document, this.state) }
    return this.digestMemo.digest
  }
}

const joined = (updates: readonly Uint8Array[]): Uint8Array | null =>
  updates.length > 1 ? Y.mergeUpdates([...updates]) : (updates[0] ?? null)

export const digestFor = (document: Document, { operator, base }: Pick<ProposalState, 'operator' | 'base'>): string =>
  digestOf(document, { operator, base }).document
