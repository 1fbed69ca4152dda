/**
 * The text of a proposal in memory. It comes as it is kept, and is put together when somebody needs a `Y.Doc`; until then words that
 * are put among words wait beside it (`unopened-text.ts`).
 */
import * as Y from 'yjs'
import { PackedText } from './packed-text.ts'
import { UnopenedText } from './unopened-text.ts'
import { updateOfWords } from './update-of-words.ts'

export class LiveText {
  private opened: Y.Doc | null = null
  private packed: Uint8Array | null
  /** To be put in when the text is opened, in this order. */
  private waiting: Uint8Array[] = []
  /** Undefined until it is asked for; null where it cannot be told. */
  private read: UnopenedText | null | undefined

  /** `packed` and `waiting`: a snapshot, and what came after it. */
  constructor(packed: Uint8Array | null = null, waiting: readonly Uint8Array[] = []) {
    this.packed = packed
    this.waiting = [...waiting]
  }

  get doc(): Y.Doc {
    return this.opened ?? this.open()
  }

  get isOpen(): boolean {
    return this.opened !== null
  }

  /** What the text is read from while it is not opened; null where only the whole text can tell. */
  get unopened(): UnopenedText | null {
    if (this.isOpen) return null
    return (this.read ??= this.readUnopened())
  }

  /** Entries of the log. One transaction: to put them in one by one costs three times as much on a long log. */
  follow(updates: readonly Uint8Array[]): void {
    if (this.opened) return applyAll(this.opened, updates)
    this.waiting.push(...updates)
    this.read = undefined
  }

  /** What `unopened` has found to be plain, as an update. */
  putUnopened(items: readonly Y.Item[]): Uint8Array {
    const update = updateOfWords(items)
    this.waiting.push(update)
    this.read!.put(items)
    return update
  }

  /** One of its own that stands as this one does. */
  twin(): LiveText {
    return this.opened ? new LiveText(Y.encodeStateAsUpdate(this.opened)) : new LiveText(this.packed, this.waiting)
  }

  destroy(): void {
    this.opened?.destroy()
  }

  private open(): Y.Doc {
    const doc = new Y.Doc()
    if (this.packed) Y.applyUpdate(doc, this.packed)
    applyAll(doc, this.waiting)
    this.opened = doc
    this.packed = null
    this.waiting = []
    this.read = null
    return doc
  }

  private readUnopened(): UnopenedText | null {
    const packed = this.packed && PackedText.of(this.packed)
    if (!packed) return null
    const unopened = new UnopenedText(packed)
    return this.waiting.every((update) => unopened.follow(update)) ? unopened : null
  }
}

const applyAll = (doc: Y.Doc, updates: readonly Uint8Array[]) =>
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
