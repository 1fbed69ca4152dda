/**
 * The questions of one connection for text that it lacks. Each costs the storage a moment that others wait for, and may be answered by
 * all of the text, so one is answered at a time. Of those that come meanwhile only the last is answered: it says what the client holds
 * by then.
 */
import type { TextFramed } from './text-frames.ts'

/** `isCompared`: the storage went through all of the text to find what was lacking. */
export type TextCost = { readonly bytes: number; readonly isCompared: boolean }

/** @param vector a Yjs state vector; one byte names nothing at all */
export const costOf = (vector: Uint8Array, { frames }: TextFramed): TextCost => ({
  bytes: frames.reduce((sum, { length }) => sum + length, 0),
  isCompared: vector.length > 1,
})

export class TextAsking {
  private readonly answer: (vector: Uint8Array) => Promise<void>
  private readonly isOpen: () => boolean
  private isAnswering = false
  private waiting: Uint8Array | null = null

  /** `answer` never rejects. */
  constructor(answer: (vector: Uint8Array) => Promise<void>, isOpen: () => boolean) {
    this.answer = answer
    this.isOpen = isOpen
  }

  /** @param vector a Yjs state vector */
  async ask(vector: Uint8Array): Promise<void> {
    this.waiting = vector
    if (this.isAnswering) return
    this.isAnswering = true
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    while (this.waiting && this.isOpen()) await this.answer(this.taken())
    this.waiting = null
    this.isAnswering = false
  }

  private taken(): Uint8Array {
    const vector = this.waiting!
    this.waiting = null
    return vector
  }
}
