import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Engine } from '../../../server/store/engine.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { draftingFindings } from '../../../shared/drafting/drafting-checks.ts'
import { isCall, plainText, type Document } from '../../../shared/document/blocks.ts'
import { clauseNames, type ClauseName } from '../../../shared/drafting/clause-names.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { agrees, linksIn, type Linked } from '../../../shared/drafting/linked-references.ts'
import { keyBetween } from '../../../shared/document/order-key.ts'
import type { ProposalId } from '../../../shared/ids.ts'
import {
  PEOPLE,
  appendOne,
  commandItem,
  openEngine,
  serverText,
  startProposal,
  textItem,
  writerOf,
} from '../../support/server-engine.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, oneOf, type Chance } from '../../shared/document/random-text.ts'

const linksOf = ({ text, reasons, summary }: Document) => [...text, ...reasons, ...summary].flatMap(linksIn)
const textOf = (engine: Engine, proposal: ProposalId) => readDocument(serverText(engine, proposal))
const wordsLinked = (engine: Engine, proposal: ProposalId) =>
  linksOf(textOf(engine, proposal)).map(({ words }) => words)

const blocksOf = (doc: Y.Doc) => readDocument(doc).text
const fragment = (doc: Y.Doc) => doc.getMap<Y.Text>('text')
const orderOf = (doc: Y.Doc, id: string) => fragment(doc).get(id)!.getAttribute('order') as string

function insertBefore(doc: Y.Doc, at: number, id: string, kind: string, words: string, chance: Chance): void {
  const blocks = blocksOf(doc)
  const [before, after] = [blocks[at - 1], blocks[at]]
  doc.transact(() => {
    const text = new Y.Text()
    fragment(doc).set(id, text)
    text.setAttribute('kind', kind)
    text.setAttribute(
      'order',
      keyBetween(before ? orderOf(doc, before.id) : null, after ? orderOf(doc, after.id) : null, chance),
    )
    text.insert(0, words)
  })
}

function begun() {
  const { engine } = openEngine()
  const proposal = startProposal(engine, { reasons: 'They follow from resolves 2 i) above.' })
  const writer = writerOf(engine, proposal)
  const send = () => writer.take().map((edit) => appendOne(engine, textItem(proposal, PEOPLE.kenya, edit)))
  return { engine, proposal, writer, send }
}
const itemSaying = (doc: Y.Doc, words: string) => blocksOf(doc).findIndex((block) => plainText(block).includes(words))

describe('a started proposal', () => {
  it('has the references of its text and of its reasons linked, each to one clause', () => {
    const { engine, proposal } = begun()
    const { text } = textOf(engine, proposal)
    const names = clauseNames(text)
    expect(wordsLinked(engine, proposal)).toEqual([
      'considering a)',
      'resolves 1',
      'resolves to instruct 2',
      'resolves 2 iii)',
      'resolves 2 i)',
    ])
    for (const link of linksOf(textOf(engine, proposal)))
      expect(agrees(link.words, names.byId.get(link.target)!, names)).toBe(true)
  })

  it('leaves a reference that can mean two clauses alone: "recognizing a)" of a text with two such sections', () => {
    const { engine, proposal } = begun()
    const document = textOf(engine, proposal)
    const found = draftingFindings({ operator: 'MOD', document, base: [] }).filter(
      ({ code }) => code === 'ambiguous-reference',
    )
    expect(found.map(({ message, mends }) => [message, mends?.length])).toEqual([
      ['“recognizing a)” can mean 2 clauses.', 2],
    ])
  })
})

describe('linked words', () => {
  it('follow an inserted clause in the same transaction, under the name of who inserted it', () => {
    const { engine, proposal, writer } = begun()
    insertBefore(
      writer.doc,
      itemSaying(writer.doc, 'to encourage the establishment'),
      'inserted',
      'item',
      'to begin;',
      chanceOf(1),
    )
    const { commits } = engine.append(writer.take().map((edit) => textItem(proposal, PEOPLE.kenya, edit)))
    expect(commits[0]!.entries.map(({ kind, author }) => [kind, author])).toEqual([
      ['text', PEOPLE.kenya],
      ['text', PEOPLE.kenya],
    ])
    expect(wordsLinked(engine, proposal)).toEqual([
      'considering a)',
      'resolves 2',
      'resolves to instruct 2',
      'resolves 3 iii)',
      'resolves 3 i)',
    ])
    const heard = new Y.Doc()
    Y.applyUpdate(heard, Y.encodeStateAsUpdate(writer.doc))
    Y.applyUpdate(heard, commits[0]!.update!)
    expect(readDocument(heard)).toEqual(textOf(engine, proposal))
  })

  it('are left as they are by typing', () => {
    const { engine, proposal, writer, send } = begun()
    const before = engine.proposals.welcome(PEOPLE.kenya, proposal)!.state.head
    fragment(writer.doc).get(blocksOf(writer.doc)[8]!.id)!.insert(3, 'x')
    send()
    expect(engine.proposals.welcome(PEOPLE.kenya, proposal)!.state.head).toBe(before + 1)
  })

  it('that somebody wrote otherwise are not touched, and are a finding', () => {
    const { engine, proposal, writer, send } = begun()
    const at =
      itemSaying(writer.doc, 'the register of the pools') === -1 ? itemSaying(writer.doc, 'established under') : 0
    const block = blocksOf(writer.doc)[at]!
    const [link] = linksIn(block)
    fragment(writer.doc)
      .get(block.id)!
      .applyDelta([{ retain: link!.to - 1 }, { delete: 1 }, { insert: '7', attributes: { reference: link!.target } }])
    insertBefore(
      writer.doc,
      itemSaying(writer.doc, 'to encourage the establishment'),
      'inserted',
      'item',
      'to begin;',
      chanceOf(1),
    )
    send()
    expect(wordsLinked(engine, proposal)).toContain('resolves 7')
    const codes = draftingFindings({ operator: 'MOD', document: textOf(engine, proposal), base: [] }).map(
      ({ code }) => code,
    )
    expect(codes).toContain('reference-differs')
  })

  it('follow when the numbers of the text in force are kept, and when they are not any more', () => {
    const { engine, proposal, writer, send } = begun()
    insertBefore(
      writer.doc,
      itemSaying(writer.doc, 'that each pool should have'),
      'inserted',
      'item',
      'to begin;',
      chanceOf(1),
    )
    send()
    expect(wordsLinked(engine, proposal)).toContain('resolves 3 iii)')
    const set = (numbering: 'keep' | 'renumber') =>
      appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'set-numbering', numbering }))
    expect(set('keep').ok).toBe(true)
    expect(wordsLinked(engine, proposal)).toContain('resolves 2 iii)')
    expect(set('renumber').ok).toBe(true)
    expect(wordsLinked(engine, proposal)).toContain('resolves 3 iii)')
  })
})

const STEPS = 14

describe('whatever two people do to the structure', () => {
  it.each(playedSeeds({ usual: 15 }))('the linked words say what their clause is called (seed %i)', (seed) => {
    const chance = chanceOf(seed)
    const { engine } = openEngine()
    const proposal = startProposal(engine, { reasons: 'They follow from resolves 2 i) above.' })
    const writers = [PEOPLE.kenya, PEOPLE.senegal].map((person) => ({ person, ...writerOf(engine, proposal) }))
    const unnamed = new Set<string>()
    let checked = 0
    const send = ({ person, take }: (typeof writers)[number]) => {
      for (const edit of take()) {
        appendOne(engine, textItem(proposal, person, edit))
        checked += check(textOf(engine, proposal), unnamed, seed)
      }
    }
    for (let step = 0; step < STEPS; step++) {
      for (const { doc } of writers) change(doc, chance, `${step}x${Math.floor(chance() * 1e9)}`)
      for (const writer of writers) if (chance() < 0.7) send(writer)
      for (const { catchUp } of writers) if (chance() < 0.7) catchUp()
    }
    writers.forEach(send)
    for (const { doc, catchUp } of writers) {
      catchUp()
      expect(readDocument(doc)).toEqual(textOf(engine, proposal))
    }
    expect(checked, 'links were looked at').toBeGreaterThan(0)
  })
})

/** A clause that had no name for a while cannot be followed from there on: then there must be a finding. */
function check(document: Document, unnamed: Set<string>, seed: number): number {
  const { text } = document
  const names = clauseNames(text, labelsOf(text))
  const found = draftingFindings({ operator: 'MOD', document, base: [] })
  const links = linksOf(document)
  for (const link of links) {
    const name = names.byId.get(link.target)
    if (!name || !canBeNamed(name, names.sections[name.section]!.heading)) unnamed.add(keyOf(link))
    const says = name !== undefined && agrees(link.words, name, names)
    if (!unnamed.has(keyOf(link))) expect(says, `seed ${seed}: “${link.words}” of ${link.block}`).toBe(true)
    const isFound = found.some(
      ({ code, block, range }) => isAbout(code) && block === link.block && range?.from === link.from,
    )
    expect(isFound, `seed ${seed}: a finding for “${link.words}”`).toBe(!says)
  }
  return links.length
}

const keyOf = ({ block, target }: Linked) => `${block} ${target}`
const canBeNamed = ({ path }: ClauseName, heading: string) => !path.includes('–') && heading !== ''
const isAbout = (code: string) => code === 'reference-differs' || code === 'vanished-reference'

function change(doc: Y.Doc, chance: Chance, id: string): void {
  const blocks = blocksOf(doc)
  const at = 6 + Math.floor(chance() * (blocks.length - 7))
  const text = fragment(doc).get(blocks[at]!.id)!
  const place = 6 + Math.floor(chance() * (blocks.length - 7))
  const what = oneOf(chance, ['insert', 'insert', 'call', 'delete', 'level', 'move', 'move', 'kind', 'type'] as const)
  if (what === 'insert') insertBefore(doc, at, `i${id}`, 'item', 'to begin;', chance)
  if (what === 'call')
    insertBefore(
      doc,
      at,
      `i${id}`,
      oneOf(chance, ['preamble-call', 'operative-call']),
      oneOf(chance, ['noting', 'further resolves', 'recommends the Council']),
      chance,
    )
  if (what === 'delete') fragment(doc).delete(blocks[at]!.id)
  if (what === 'level') text.setAttribute('level', Math.floor(chance() * 3))
  if (what === 'kind') text.setAttribute('kind', oneOf(chance, ['item', 'text', 'item']))
  if (what === 'move')
    text.setAttribute('order', keyBetween(orderOf(doc, blocks[place - 1]!.id), orderOf(doc, blocks[place]!.id), chance))
  // A call that is written otherwise is another name, and a finding: that is not what is asked here.
  if (what === 'type' && !isCall(blocks[at]!.kind)) text.insert(0, 'and ')
}
