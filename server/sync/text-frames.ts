/**
 * The text in frames, for whoever joins. What is sent to those who know nothing is made once and kept for a while: after a restart
 * hundreds come at once, and all of them are sent the same bytes.
 *
 * The frames of one answer: an update with most of the text, where that is kept apart, then always a step 2, by which a client
 * knows that it has all of it. An answer may be older than the moment at which it is sent, but never older than the joining: what is
 * committed after that is told in the room.
 */
import type { ProposalId } from '../../shared/ids.ts'
import { RecentlyUsed } from '../log/recently-used.ts'
import type { SentText } from '../log/sent-texts.ts'
import type { Store } from '../store/engine-client.ts'
import { stepTwoFrame, updateFrame } from './frames.ts'

/** The text up to an entry, or more of it. */
export type TextFramed = { readonly frames: readonly Uint8Array[]; readonly head: number }
/** `update`: all of the text up to an entry, as the storage gave it; null for a text that is all in what follows. */
type Base = { readonly seq: number; readonly update: Uint8Array | null; readonly frame: Uint8Array | null }
type Kept = TextFramed & { readonly base: Base; readonly lineage: number }

const KEPT = { most: 32_000_000, forMs: 30_000 }
/** A Yjs update that says nothing. */
export const NOTHING = new Uint8Array([0, 0])
const KNOWS_NOTHING = new Uint8Array([0])

export class TextFrames {
  private readonly store: Pick<Store, 'textFor'>
  private readonly kept: RecentlyUsed<Kept>
  private readonly asking = new Map<ProposalId, Promise<Kept | null>>()

  constructor(store: Pick<Store, 'textFor'>, clock: () => number) {
    this.store = store
    this.kept = new RecentlyUsed({ ...KEPT, clock })
  }

  /**
   * What somebody lacks, up to the entry `least` at least. Null where there is no such proposal. Rejects where the vector is none.
   * @param vector a Yjs state vector
   */
  async lacking(id: ProposalId, vector: Uint8Array, least: number): Promise<TextFramed | null> {
    if (isEmpty(vector)) return this.whole(id, least)
    const text = await this.store.textFor(id, vector, null)
    return text && { frames: framesOf(text.base && updateFrameOf(text.base.update), text), head: text.head }
  }

  /** To be called before somebody joins who was greeted of this log: what is kept of another one, under the same numbers, is not theirs. */
  keepOnlyOf(id: ProposalId, lineage: number): void {
    const kept = this.kept.get(id)
    if (kept && kept.lineage !== lineage) this.kept.delete(id)
  }

  dropOld(): void {
    this.kept.dropOld()
  }

  private async whole(id: ProposalId, least: number): Promise<TextFramed | null> {
    const kept = this.kept.get(id)
    if (kept && kept.head >= least) return kept
    const asked = this.asking.get(id)
    const answer = await (asked ?? this.ask(id, kept ?? null))
    // Somebody asked before our entry was there.
    if (asked && answer && answer.head < least) return this.whole(id, least)
    return answer
  }

  private ask(id: ProposalId, kept: Kept | null): Promise<Kept | null> {
    const asking = this.asked(id, kept).finally(() => this.asking.delete(id))
    this.asking.set(id, asking)
    return asking
  }

  private async asked(id: ProposalId, kept: Kept | null): Promise<Kept | null> {
    const has = kept && { seq: kept.base.seq, lineage: kept.lineage }
    const text = await this.store.textFor(id, KNOWS_NOTHING, has)
    if (text === null) return null
    const base = text.base ? { ...text.base, frame: null } : kept!.base
    const framed = text.after && base.update && !base.frame ? { ...base, frame: updateFrame(base.update) } : base
    const { head, lineage } = text
    const whole = { base: framed, frames: framesOf(framed.frame, { ...text, base: framed }), head, lineage }
    return this.kept.set(id, whole, 2 * (base.update?.length ?? 0) + (text.after?.length ?? 0))
  }
}

const isEmpty = (vector: Uint8Array) => vector.length === 1 && vector[0] === 0

const updateFrameOf = (update: Uint8Array | null) => update && updateFrame(update)

function framesOf(base: Uint8Array | null, text: Pick<SentText, 'base' | 'after'>): readonly Uint8Array[] {
  const [before, after] = [text.base?.update ?? null, text.after]
  if (before === null || after === null) return [stepTwoFrame(before ?? after ?? NOTHING)]
  return [base ?? updateFrame(before), stepTwoFrame(after)]
}
