/** A proposal in memory: its text and its state, folded from the log. Disposable; the log is the truth. */
import * as Y from 'yjs'
import { digestOf, identityOf } from '../../shared/document/digest.ts'
import type { Document } from '../../shared/document/blocks.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { fold, type ProposalState } from '../../shared/proposal/fold.ts'
import { GENESIS, isTextKind } from '../../shared/log/chain.ts'
import { logEntryOf, type EntryRow } from './entry-table.ts'
import { LiveText } from './live-text.ts'
import type { Snapshot } from './snapshot-table.ts'
import type { UnopenedText } from './unopened-text.ts'

/** While it is written to all the time; a text that is left alone is saved sooner. */
const MOST_TO_REPLAY = { entries: 1_000, bytes: 128_000 }
/** It takes as long as to send the text to somebody. */
const MEASURED_EVERY_MS = 5_000

export class LiveProposal {
  chain: Uint8Array = GENESIS
  private folded: ProposalState | null = null
  private digestMemo: { readonly textSeq: number; readonly digest: string } | null = null

  private text: LiveText

  /** About: each entry counts in full until it is measured. */
  private size = { bytes: 0, measuredAt: -Infinity }

  /** Since the last snapshot; what a cold start would have to replay. */
  private unsaved = { entries: 0, bytes: 0 }

  constructor(text = new LiveText()) {
    this.text = text
  }

  /** As it was at one entry. */
  static revived({ state, chain, text, digest }: Snapshot): LiveProposal {
    const live = new LiveProposal(new LiveText(text))
    live.folded = state
    live.chain = chain
    live.digestMemo = { textSeq: state.textSeq, digest }
    live.size.bytes = text.length
    return live
  }

  /** @throws where the rows do not follow each other, or what is there already. */
  replay(rows: readonly EntryRow[]): this {
    for (const row of rows) this.step(row)
    this.text.follow(rows.flatMap(({ kind, payload }) => (isTextKind(kind) ? [payload] : [])))
    return this
  }

  /** Put together at the first question for it. */
  get doc(): Y.Doc {
    return this.text.doc
  }

  get isOpen(): boolean {
    return this.text.isOpen
  }

  /** What tells of the text without opening it; null where it is open, or only the whole of it can tell. */
  get unopened(): UnopenedText | null {
    return this.text.unopened
  }

  get isWorthSaving(): boolean {
    return this.wouldReplay(MOST_TO_REPLAY)
  }

  /** A cold start would have to replay so many entries or bytes. */
  wouldReplay({ entries, bytes }: { readonly entries: number; readonly bytes: number }): boolean {
    return this.unsaved.entries >= entries || this.unsaved.bytes >= bytes
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

  /**
   * Bytes of the text as one update: never less than they are. Beyond `most` they are measured, now and then, because words that
   * are gone and many small entries take less room than they were counted for.
   */
  textBytesAbout(most: number, now: number): number {
    if (this.size.bytes > most && now - this.size.measuredAt >= MEASURED_EVERY_MS)
      this.size = { bytes: Y.encodeStateAsUpdate(this.doc).length, measuredAt: now }
    return this.size.bytes
  }

  /** Moves the state by one committed (or about to be committed) row. The text is moved apart. */
  step(row: EntryRow): void {
    this.folded = fold(this.folded, logEntryOf(row))
    this.chain = row.chain
    this.unsaved.entries += 1
    this.unsaved.bytes += row.payload.length
    if (isTextKind(row.kind)) this.size.bytes += row.payload.length
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
    return this.applied(() => Y.applyUpdate(this.doc, update))
  }

  /**
   * Puts in the parts of one edit after the other, each asked for when those before it are in; null ends it. They were judged to
   * have no gaps, to be new and to stand among words: so nothing waits, and the bytes need not be read a second time.
   */
  putEach(next: () => readonly Y.Item[] | null): Uint8Array | null {
    const unopened: Uint8Array[] = []
    let items = next()
    // To judge the next may open the text; then what was put beside it is in it.
    for (; items !== null && !this.isOpen; items = next()) unopened.push(this.text.putUnopened(items))
    return joined([...unopened, ...(items === null ? [] : this.putOpened(items, next))])
  }

  private putOpened(first: readonly Y.Item[], next: () => readonly Y.Item[] | null): readonly Uint8Array[] {
    const putAll = (transaction: Y.Transaction) => {
      for (let items: typeof first | null = first; items !== null; items = next())
        for (const item of items) put(item, transaction)
    }
    // As if from elsewhere, like each update alone: Yjs goes by that when it tidies up.
    return this.applied(() => Y.transact(this.doc, putAll, null, false))
  }

  private applied(work: () => void): readonly Uint8Array[] {
    const brought = this.listening(work)
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

  /** To try something on that is undone: this one stays as it is. */
  twin(): LiveProposal {
    const twin = new LiveProposal(this.text.twin())
    twin.folded = this.folded
    twin.chain = this.chain
    twin.digestMemo = this.digestMemo
    twin.size = { ...this.size }
    return twin
  }

  /** The text alone, to try something on. */
  copy(): Y.Doc {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    return copy
  }

  destroy(): void {
    this.text.destroy()
  }

  get document(): Document {
    return readDocument(this.doc)
  }

  /** As it would read. */
  documentWith(updates: readonly Uint8Array[]): Document {
    const copy = this.copy()
    for (const update of updates) Y.applyUpdate(copy, update)
    const document = readDocument(copy)
    copy.destroy()
    return document
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

function put(item: Y.Item, transaction: Y.Transaction): void {
  const waitsFor = item.getMissing(transaction, transaction.doc.store)
  if (waitsFor !== null) throw new Error('a part of an update waits for another')
  item.integrate(transaction, 0)
}

const joined = (updates: readonly Uint8Array[]): Uint8Array | null =>
  updates.length > 1 ? Y.mergeUpdates([...updates]) : (updates[0] ?? null)

export const digestFor = (document: Document, { operator, base }: Pick<ProposalState, 'operator' | 'base'>): string =>
  digestOf(document, { operator, base }).document
