/**
 * The text in frames, for whoever joins. What is sent is made once for all who know the same, and kept for a while: after a restart
 * hundreds come at once, who know nothing, or what they were sent before it.
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
/** Of one log, by what somebody knew: the one that was asked for first comes first. */
type Answers = { readonly lineage: number; readonly byVector: Map<string, TextFramed> }

const KEPT = { most: 32_000_000, forMs: 30_000 }
/** Of each proposal. Whoever was there to the end knows the same; others know what they were last sent. */
const MOST_ANSWERS = 8
/** A Yjs update that says nothing. */
export const NOTHING = new Uint8Array([0, 0])
const KNOWS_NOTHING = new Uint8Array([0])

export class TextFrames {
  private readonly store: Pick<Store, 'textFor'>
  private readonly kept: RecentlyUsed<Kept>
  private readonly asking = new Map<ProposalId, Promise<Kept | null>>()
  private readonly answers: RecentlyUsed<Answers>
  private readonly answering = new Map<string, Promise<TextFramed | null>>()

  constructor(store: Pick<Store, 'textFor'>, clock: () => number) {
    this.store = store
    this.kept = new RecentlyUsed({ ...KEPT, clock })
    this.answers = new RecentlyUsed({ ...KEPT, clock })
  }

  /**
   * What somebody lacks, up to the entry `least` at least. Null where there is no such proposal. Rejects where the vector is none.
   * @param vector a Yjs state vector
   */
  async lacking(id: ProposalId, vector: Uint8Array, least: number): Promise<TextFramed | null> {
    return isEmpty(vector) ? this.whole(id, least) : this.beyond(id, vector, least)
  }

  /** To be called before somebody joins who was greeted of this log: what is kept of another one, under the same numbers, is not theirs. */
  keepOnlyOf(id: ProposalId, lineage: number): void {
    const kept = this.kept.get(id)
    if (kept && kept.lineage !== lineage) this.kept.delete(id)
    const answers = this.answers.get(id)
    if (answers && answers.lineage !== lineage) this.answers.delete(id)
  }

  dropOld(): void {
    this.kept.dropOld()
    this.answers.dropOld()
  }

  /** By those who know the same, it is asked once. */
  private async beyond(id: ProposalId, vector: Uint8Array, least: number): Promise<TextFramed | null> {
    const name = Buffer.from(vector).toString('base64')
    const kept = this.answers.get(id)?.byVector.get(name)
    if (kept && kept.head >= least) return kept
    const key = `${id} ${name}`
    const asked = this.answering.get(key)
    const answer = await (asked ?? this.askBeyond(id, { vector, name, key }))
    return asked && answer && answer.head < least ? this.beyond(id, vector, least) : answer
  }

  private askBeyond(id: ProposalId, of: Asked): Promise<TextFramed | null> {
    const answering = this.answerTo(id, of).finally(() => this.answering.delete(of.key))
    this.answering.set(of.key, answering)
    return answering
  }

  private async answerTo(id: ProposalId, { vector, name }: Asked): Promise<TextFramed | null> {
    const text = await this.store.textFor(id, vector, null)
    if (text === null) return null
    const answer = { frames: framesOf(text.base && updateFrameOf(text.base.update), text), head: text.head }
    this.keepAnswer(id, text.lineage, [name, answer])
    return answer
  }

  private keepAnswer(id: ProposalId, lineage: number, [name, answer]: readonly [string, TextFramed]): void {
    const kept = this.answers.get(id)
    const others = kept?.lineage === lineage ? [...kept.byVector].filter(([other]) => other !== name) : []
    const byVector = new Map([...others, [name, answer] as const].slice(-MOST_ANSWERS))
    this.answers.set(id, { lineage, byVector }, weightOf(byVector))
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

/** `name`: the vector as characters. */
type Asked = { readonly vector: Uint8Array; readonly name: string; readonly key: string }

const weightOf = (byVector: Answers['byVector']): number =>
  [...byVector].reduce((sum, [name, { frames }]) => sum + name.length + bytesIn(frames), 0)

const bytesIn = (frames: readonly Uint8Array[]) => frames.reduce((sum, { length }) => sum + length, 0)

const isEmpty = (vector: Uint8Array) => vector.length === 1 && vector[0] === 0

const updateFrameOf = (update: Uint8Array | null) => update && updateFrame(update)

function framesOf(base: Uint8Array | null, text: Pick<SentText, 'base' | 'after'>): readonly Uint8Array[] {
  const [before, after] = [text.base?.update ?? null, text.after]
  if (before === null || after === null) return [stepTwoFrame(before ?? after ?? NOTHING)]
  return [base ?? updateFrame(before), stepTwoFrame(after)]
}
