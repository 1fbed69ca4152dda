/**
 * Several people write one text, each behind the others by some entries, and a server puts their edits in order as the log does.
 * What really happened is read off the server's own text after each entry, by a way that shares nothing with the attribution.
 */
import * as Y from 'yjs'
import { keyBetween } from '../../../shared/document/order-key.ts'
import { orderedTexts, readDocument } from '../../../shared/document/ydoc.ts'
import type { Document } from '../../../shared/document/blocks.ts'
import type { TextEntry } from '../../../shared/document/attribution.ts'
import type { Chance } from '../../support/server-chance.ts'

export type Happened = {
  readonly entries: readonly TextEntry[]
  /** Who sent each entry, by its number. */
  readonly authorOf: ReadonlyMap<number, string>
  readonly documents: ReadonlyMap<number, Document>
  /** The ids of a block's characters after each entry, in order. */
  readonly idsAt: ReadonlyMap<number, ReadonlyMap<string, readonly string[]>>
  /** The entry at which a character was first seen, and at which it was gone. */
  readonly appeared: ReadonlyMap<string, number>
  readonly vanished: ReadonlyMap<string, number>
  /** The entries at which each letter came to stand somewhere: nobody types a letter that was typed before. */
  readonly lettersAt: ReadonlyMap<string, readonly number[]>
  /** How often each kind of edit was made. */
  readonly made: ReadonlyMap<string, number>
}

type Writer = { readonly name: string; readonly doc: Y.Doc; readonly undo: Y.UndoManager; known: number }

export type Plan = { readonly writers: number; readonly edits: number; readonly delayed: boolean }

export function writeTogether(chance: Chance, { writers: count, edits, delayed }: Plan): Happened {
  const server = new Y.Doc()
  const entries: TextEntry[] = []
  const truth = new Truth(server)
  const letters = lettersInTurn()
  const made = new Map<string, number>()
  const commit = (name: string, update: Uint8Array) => {
    const brought = applied(server, update)
    if (brought === null) return
    entries.push({ seq: entries.length * 2 + 2, update: brought })
    truth.look(entries.at(-1)!.seq, name)
  }
  commit('start', startingText(chance, letters))
  const writers = Array.from({ length: count }, (_, at) => writerOf(`writer ${at}`, 10 + at))
  for (let edit = 0; edit < edits; edit++) {
    const writer = chance.one(writers)
    if (!delayed || chance.is(0.4)) catchUp(writer, entries)
    const sent = collecting(writer.doc)
    const kind = editSomething(writer, chance, letters)
    made.set(kind, (made.get(kind) ?? 0) + 1)
    for (const update of sent()) commit(writer.name, update)
  }
  return { entries, ...truth.told(), made }
}

/** As the server takes an update over: what it really brought, with all that vanished because of it. */
function applied(server: Y.Doc, update: Uint8Array): Uint8Array | null {
  const brought: Uint8Array[] = []
  const onUpdate = (fresh: Uint8Array) => void brought.push(fresh)
  server.on('update', onUpdate)
  Y.applyUpdate(server, update)
  server.off('update', onUpdate)
  return brought.length > 1 ? Y.mergeUpdates(brought) : (brought[0] ?? null)
}

function writerOf(name: string, client: number): Writer {
  const doc = new Y.Doc()
  doc.clientID = client
  const undo = new Y.UndoManager(doc.getMap('text'), { captureTimeout: 0, trackedOrigins: new Set(['hand']) })
  return { name, doc, undo, known: 0 }
}

function catchUp(writer: Writer, entries: readonly TextEntry[]): void {
  for (const { update } of entries.slice(writer.known)) Y.applyUpdate(writer.doc, update, 'server')
  writer.known = entries.length
}

function collecting(doc: Y.Doc): () => readonly Uint8Array[] {
  const updates: Uint8Array[] = []
  const onUpdate = (update: Uint8Array, origin: unknown) => void (origin !== 'server' && updates.push(update))
  doc.on('update', onUpdate)
  return () => {
    doc.off('update', onUpdate)
    return updates.length > 1 ? [Y.mergeUpdates(updates)] : updates
  }
}

/** Hangul syllables: letters, and enough of them that each is typed once. */
function lettersInTurn(): (count: number) => string {
  let next = 0xac00
  return (count) => Array.from({ length: count }, () => String.fromCharCode(next++)).join('')
}

type Letters = ReturnType<typeof lettersInTurn>

const words = (chance: Chance, letters: Letters, most = 4) =>
  Array.from({ length: 1 + chance.number(most) }, () => letters(2 + chance.number(5))).join(' ')

function startingText(chance: Chance, letters: Letters): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.transact(() => {
    for (let at = 0; at < 4; at++) addBlock(doc, `start${at}`, `${'BDFH'[at]}`, words(chance, letters, 8))
  })
  return Y.encodeStateAsUpdate(doc)
}

function addBlock(doc: Y.Doc, id: string, order: string, content: string): void {
  const text = doc.getMap<Y.Text>('text').set(id, new Y.Text())
  text.setAttribute('kind', 'item')
  text.setAttribute('order', order)
  text.insert(0, content, {})
}

function editSomething(writer: Writer, chance: Chance, letters: Letters): string {
  const { doc, undo } = writer
  const blocks = orderedTexts(doc.getMap<Y.Text>('text'))
  const kind = chance.one([
    'type',
    'type',
    'type',
    'delete',
    'replace',
    'split',
    'join',
    'move',
    'drop',
    'undo',
    'redo',
    'add',
    'mark',
  ])
  if (kind === 'undo') return (undo.undo(), kind)
  if (kind === 'redo') return (undo.redo(), kind)
  doc.transact(() => carryOut(kind, doc, blocks, chance, letters), 'hand')
  return kind
}

const wordsIn = (text: Y.Text) =>
  (text.toDelta() as readonly { readonly insert: string }[]).map(({ insert }) => insert).join('')

type Blocks = ReturnType<typeof orderedTexts>

function carryOut(kind: string, doc: Y.Doc, blocks: Blocks, chance: Chance, letters: Letters): void {
  const fragment = doc.getMap<Y.Text>('text')
  const at = chance.number(Math.max(1, blocks.length))
  const [id, text] = blocks[at] ?? ['', null]
  const orderAt = (place: number) => String(blocks[place]?.[1].getAttribute('order') ?? '') || null
  const between = (place: number) => keyBetween(orderAt(place - 1), orderAt(place), () => chance.number(1000) / 1000)
  const newId = `b${letters(1).charCodeAt(0).toString(36)}`
  if (kind === 'add' || text === null) return addBlock(doc, newId, between(at), words(chance, letters))
  const from = chance.number(text.length + 1)
  const length = Math.min(text.length - from, 1 + chance.number(9))
  const rest = wordsIn(text).slice(from)
  if (kind === 'delete' || kind === 'replace') text.delete(from, length)
  if (kind === 'type' || kind === 'replace') text.insert(from, words(chance, letters, 2), {})
  if (kind === 'mark') text.format(from, length, { emphasis: chance.is(0.6) ? true : null })
  if (kind === 'drop') fragment.delete(id)
  if (kind === 'move') text.setAttribute('order', between(chance.number(blocks.length + 1)))
  if (kind === 'split') {
    text.delete(from, text.length - from)
    addBlock(doc, newId, between(at + 1), rest)
  }
  const next = blocks[at + 1]
  if (kind === 'join' && next) {
    const moved = wordsIn(next[1])
    fragment.delete(next[0])
    text.insert(text.length, moved, {})
  }
}

/** What stands in the server's text after each entry. */
class Truth {
  readonly #server: Y.Doc
  readonly #authors = new Map<number, string>()
  readonly #documents = new Map<number, Document>()
  readonly #ids = new Map<number, ReadonlyMap<string, readonly string[]>>()
  readonly #appeared = new Map<string, number>()
  readonly #vanished = new Map<string, number>()
  readonly #letters = new Map<string, number[]>()
  #standing = new Map<string, string>()

  constructor(server: Y.Doc) {
    this.#server = server
  }

  look(seq: number, author: string): void {
    const ids = new Map<string, readonly string[]>()
    const standing = new Map<string, string>()
    for (const [id, text] of orderedTexts(this.#server.getMap<Y.Text>('text'))) {
      const here = charactersIn(text)
      ids.set(
        id,
        here.map(([character]) => character),
      )
      for (const [character, letter] of here) standing.set(character, letter)
    }
    for (const [character, letter] of standing) if (!this.#standing.has(character)) this.#come(character, letter, seq)
    for (const character of this.#standing.keys()) if (!standing.has(character)) this.#vanished.set(character, seq)
    this.#standing = standing
    this.#ids.set(seq, ids)
    this.#authors.set(seq, author)
    this.#documents.set(seq, readDocument(this.#server))
  }

  told() {
    return {
      authorOf: this.#authors,
      documents: this.#documents,
      idsAt: this.#ids,
      appeared: this.#appeared,
      vanished: this.#vanished,
      lettersAt: this.#letters,
    }
  }

  #come(character: string, letter: string, seq: number): void {
    this.#appeared.set(character, seq)
    this.#letters.set(letter, [...(this.#letters.get(letter) ?? []), seq])
  }
}

function charactersIn(text: Y.Text): readonly (readonly [id: string, letter: string])[] {
  const found: (readonly [string, string])[] = []
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString)
      for (let at = 0; at < item.length; at++)
        found.push([`${item.id.client}:${item.id.clock + at}`, item.content.str[at]!])
  return found
}
