/** People at work on one text: each has a real editor on a Y.Doc of their own, and updates travel only when they are told to. */
import { Editor } from '@tiptap/core'
import * as Y from 'yjs'
import { TextSelection, type Command } from '@tiptap/pm/state'
import { CORE_EXTENSIONS, editorExtensions } from '../../../client/editor/extensions.ts'
import { blocksIn, contentOf } from '../../../client/editor/pm-blocks.ts'
import { createUndoManager } from '../../../client/editor/undo.ts'
import type { Block, Kind, Level, Run } from '../../../shared/document/blocks.ts'
import { isFootnoteRef } from '../../../shared/document/blocks.ts'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { fragmentOf, readFragment, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'

// jsdom draws nothing; ProseMirror asks where a caret is when it scrolls to it.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const clause = (id: string, words: string | readonly Run[], kind: Kind = 'item', level: Level = 0): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: blockId(`base-${id}`),
  runs: typeof words === 'string' ? (words === '' ? [] : [{ text: words }]) : words,
})

export class Person {
  readonly doc = new Y.Doc()
  readonly undoManager = createUndoManager(this.doc)
  readonly editor: Editor
  readonly outbox: Uint8Array[] = []

  constructor(name: string, start: Uint8Array, chance: () => number) {
    if (start.length > 0) Y.applyUpdate(this.doc, start, 'network')
    let count = 0
    const newId = () => blockId(`${name}${++count}`)
    const parts = { fragment: this.fragment, undoManager: this.undoManager, newId, chance }
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: editorExtensions(parts),
      enableCoreExtensions: CORE_EXTENSIONS,
      content: contentOf(readFragment(this.fragment)),
      injectCSS: false,
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'network' && this.outbox.push(update))
  }

  get fragment() {
    return fragmentOf(this.doc, 'text')
  }

  get ids(): readonly string[] {
    return this.editor.state.doc.children.map((node) => String(node.attrs['id']))
  }

  get lines(): readonly string[] {
    return this.editor.state.doc.children.map((node) => node.textBetween(0, node.content.size, '', '*'))
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'network')
  }

  /** The position of a place in the words of a block. */
  at(id: string, offset = 0): number {
    let found = -1
    this.editor.state.doc.forEach((node, pos) => {
      if (node.attrs['id'] === id) found = pos + 1 + (offset < 0 ? node.content.size + 1 + offset : offset)
    })
    if (found < 0) throw new Error(`no block ${id} among ${this.ids.join(' ')}`)
    return found
  }

  /** Negative offsets count from the end: -1 is behind the last character. */
  caret(id: string, offset = 0, to: number = offset): this {
    const { tr, doc } = this.editor.state
    this.editor.view.dispatch(tr.setSelection(TextSelection.create(doc, this.at(id, offset), this.at(id, to))))
    return this
  }

  get blocks(): readonly Block[] {
    return blocksIn(this.editor.state.doc)
  }

  /** What is selected is not typed over. */
  caretHere(): this {
    const { tr, selection } = this.editor.state
    this.editor.view.dispatch(tr.setSelection(TextSelection.near(selection.$head)))
    return this
  }

  type(words: string): this {
    this.editor.view.dispatch(this.editor.state.tr.insertText(words))
    return this
  }

  do(command: Command): this {
    command(this.editor.state, this.editor.view.dispatch, this.editor.view)
    return this
  }

  where(): string {
    const { $head } = this.editor.state.selection
    return `${String($head.parent.attrs['id'])}:${$head.parentOffset}`
  }

  leave(): void {
    this.editor.destroy()
    this.doc.destroy()
  }
}

export class Desk {
  readonly people: readonly Person[]

  constructor(
    blocks: readonly Block[],
    names: readonly string[] = ['ann', 'bob'],
    chance: () => number = randomFrom(1),
  ) {
    const base = new Y.Doc()
    base.clientID = 1
    writeFragment(fragmentOf(base, 'text'), blocks, initialKeys(blocks.length))
    const start = blocks.length > 0 ? Y.encodeStateAsUpdate(base) : new Uint8Array()
    this.people = names.map((name, at) => {
      const person = new Person(name, start, chance)
      person.doc.clientID = 10 + 2 * at
      return person
    })
  }

  /** Everything that was said is heard, by everybody, until nobody has anything to say. */
  exchange(): void {
    while (this.people.some(({ outbox }) => outbox.length > 0))
      for (const person of this.people) for (const update of person.outbox.splice(0)) this.send(person, update)
  }

  private send(from: Person, update: Uint8Array): void {
    for (const person of this.people) if (person !== from) person.receive(update)
  }

  leave(): void {
    for (const person of this.people) person.leave()
  }
}

const MARKS = new Set(['emphasis', 'alternative', 'reference'])
const ATTRIBUTES = new Set(['kind', 'level', 'origin', 'order'])

/** What is wrong with what stands in Yjs: nothing, if the server would take it. */
export function faultsIn(fragment: Y.Map<Y.Text>): readonly string[] {
  return [...fragment.entries()].flatMap(([id, text]) => [
    ...Object.keys(text.getAttributes()).filter((name) => !ATTRIBUTES.has(name)),
    ...(typeof text.getAttribute('order') === 'string' ? [] : [`${id} has no order`]),
    ...(text.toDelta() as { insert: unknown; attributes?: object }[]).flatMap(({ insert, attributes }) => [
      ...Object.keys(attributes ?? {}).filter((name) => !MARKS.has(name)),
      ...(typeof insert === 'string' || (insert as { type?: string }).type === 'footnoteRef' ? [] : [`embed in ${id}`]),
    ]),
  ])
}

/** The words of a block as a reader of the document gets them; a reference is a star. */
export const wordsOf = (block: Block): string => block.runs.map((run) => (isFootnoteRef(run) ? '*' : run.text)).join('')
