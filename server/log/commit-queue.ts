/**
 * Natural group commit: while one batch is being written, what arrives waits together and is the next batch, with all that arrives in
 * the same turn of the event loop. No timer.
 * Order is kept: what one connection sends first is judged first.
 */
import { setImmediate as turnEnds } from 'node:timers/promises'
import type { Store } from '../store/engine-client.ts'
import { tellDone } from './telling-done.ts'
import type { Appended } from './append.ts'
import type { AppendAnswer, AppendItem, Commit, TextAnswer, TextItem } from './proposal-log.ts'

/** One transaction must stay short, so that a lock never waits long behind typing. */
const MOST_AT_ONCE = { items: 512, bytes: 1_000_000 }

/** What waits while the storage stands still is all in memory. `EACH`: what an item is besides its update. Bytes. */
const MOST_WAITING = 64_000_000
const EACH = 500

const QUIET_MS = 60_000

/** Who is answered: for several items in the order in which they were given. */
export type Asker<Answer> = {
  readonly answered: (answer: Answer) => void
  /** {@link StorageFailed} where the disk did not take it: then nothing was done. */
  readonly failed: (error: Error) => void
}
type Waiting = { readonly item: AppendItem; readonly asker: Asker<never> }

export class CommitQueue {
  private waiting: Waiting[] = []
  private isWriting = false
  private readonly restful: (() => void)[] = []
  private bytes = 0
  private readonly most: number
  private readonly hopeful: (() => void)[] = []
  private complainedAt = 0
  private readonly store: Pick<Store, 'append'>
  private readonly tell: (commits: readonly Commit[]) => void | Promise<unknown>

  /** `tell` is called after the commit and before any author is answered: whoever is told "saved" has been heard. */
  constructor(
    store: Pick<Store, 'append'>,
    tell: (commits: readonly Commit[]) => void | Promise<unknown>,
    most: number = MOST_WAITING,
  ) {
    this.store = store
    this.tell = tell
    this.most = most
  }

  /** Rejects with {@link StorageFailed} where the disk did not take it: then nothing was done. */
  append<Item extends AppendItem>(item: Item): Promise<AppendAnswer<Item>> {
    return new Promise((answered, failed) => this.ask<AppendAnswer<Item>>(item, { answered, failed }))
  }

  /** As `append`, without a promise for each of many. */
  take(item: TextItem, asker: Asker<TextAnswer>): void {
    this.ask(item, asker)
  }

  private ask<Answer>(item: AppendItem, asker: Asker<Answer>): void {
    this.waiting.push({ item, asker })
    this.bytes += sizeOf(item)
    if (this.isWriting) return
    this.isWriting = true
    void this.write()
  }

  /** Nothing is turned away; but whoever reads from the network is to read no more until {@link roomy}. */
  get isFull(): boolean {
    return this.bytes >= this.most
  }

  /** When half of what may wait is written, or could not be. */
  roomy(): Promise<void> {
    return new Promise((resolve) => void this.hopeful.push(resolve))
  }

  /** When all that was given so far is answered, and nothing more came meanwhile. */
  idle(): Promise<void> {
    return this.isWriting ? new Promise((resolve) => void this.restful.push(resolve)) : Promise.resolve()
  }

  private async write(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.writeNext()
    } finally {
      this.isWriting = false
      for (const tellIdle of this.restful.splice(0)) tellIdle()
    }
  }

  private async writeNext(): Promise<void> {
    // What the other sockets bring in this turn of the event loop comes along.
    await turnEnds()
    const batch = this.nextBatch()
    await this.writeBatch(batch)
    this.bytes -= batch.reduce((sum, { item }) => sum + sizeOf(item), 0)
    if (this.bytes <= this.most / 2) for (const tellRoomy of this.hopeful.splice(0)) tellRoomy()
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    const appended = await this.written(batch)
    if (appended instanceof Error) return this.rejectAll(batch, appended)
    const telling = tellDone(() => this.tell(appended.commits))
    if (telling) await telling
    const { answers, failure } = appended
    batch.slice(0, answers.length).forEach(({ asker }, index) => give(() => asker.answered(answers[index] as never)))
    if (failure) this.rejectAll(batch.slice(answers.length), failure)
  }

  private async written(batch: readonly Waiting[]): Promise<Appended | Error> {
    try {
      return await this.store.append(batch.map(({ item }) => item))
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  /** Said once for each outage, not once for each keystroke. */
  private rejectAll(batch: readonly Waiting[], error: Error): void {
    if (Date.now() - this.complainedAt > QUIET_MS) {
      this.complainedAt = Date.now()
      console.error(`Nothing can be saved at present: ${error.message.split('\n')[0]}`)
    }
    for (const { asker } of batch) give(() => asker.failed(error))
  }

  private nextBatch(): readonly Waiting[] {
    let bytes = 0
    const end = this.waiting.findIndex(({ item }, index) => {
      bytes += item.kind === 'text' ? item.update.length : 0
      return index >= MOST_AT_ONCE.items || (index > 0 && bytes > MOST_AT_ONCE.bytes)
    })
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end)
  }
}

const sizeOf = (item: AppendItem): number => EACH + (item.kind === 'text' ? item.update.length : 0)

/** Nobody goes without an answer because somebody else could not be given one. */
function give(answer: () => void): void {
  try {
    answer()
  } catch (error) {
    console.error('An answer could not be given.', error)
  }
}
