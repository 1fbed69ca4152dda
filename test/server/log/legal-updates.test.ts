/** Whatever stock Yjs clients do to a text within its schema is taken over, and the log gives the same text again. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { PersonId, ProposalId } from '../../../shared/ids.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import {
  appendOne,
  KNOWS_NOTHING,
  openEngine,
  PEOPLE,
  serverText,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

const begin = () => {
  const folder = temporaryFolder()
  const { engine } = openEngine({ folder })
  return { folder, engine, proposal: startProposal(engine) }
}

type Writer = ReturnType<typeof writerOf>
const blocksOf = readDocument

function send(engine: Engine, proposal: ProposalId, person: PersonId, edits: readonly Uint8Array[]): void {
  for (const edit of edits) expect(appendOne(engine, textItem(proposal, person, edit))).toMatchObject({ ok: true })
}

/** The text as a second process reads it from the file. */
function replayed(folder: string, proposal: ProposalId): { document: unknown; digest: string } {
  const { engine } = openEngine({ folder })
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.kenya)!, proposal)
  if (!view.ok) throw new Error(view.refusal.reason)
  return { document: blocksOf(serverText(engine, proposal)), digest: view.value.digest }
}

describe('an edit is taken over', () => {
  it('typing, emphasis, a footnote reference, a new block, a move, a removal', () => {
    const { folder, engine, proposal } = begin()
    const kenya = writerOf(engine, proposal)
    const [first, second] = textsOf(kenya.doc, 'item') as [Y.Text, Y.Text]
    first.insert(3, 'words ')
    first.insert(0, 'bold', { emphasis: true })
    first.format(0, 2, { emphasis: null })
    first.insertEmbed(4, { type: 'footnoteRef', to: 'abc123' })
    second.setAttribute('order', 'a1')
    second.setAttribute('level', 2)
    const block = new Y.Text('a new clause 😀')
    kenya.doc.getMap('text').set('newblock00001', block)
    block.setAttribute('kind', 'item')
    block.setAttribute('origin', null)
    kenya.doc.getMap('text').delete([...kenya.doc.getMap('text').keys()][3]!)
    send(engine, proposal, PEOPLE.kenya, kenya.take())
    expect(blocksOf(serverText(engine, proposal))).toEqual(blocksOf(kenya.doc))
    expect(replayed(folder, proposal).document).toEqual(blocksOf(kenya.doc))
  })

  it('the removal of another’s words, and words among them that came at the same time', () => {
    const { folder, engine, proposal } = begin()
    const [kenya, senegal] = [writerOf(engine, proposal), writerOf(engine, proposal)]
    const [mine] = textsOf(kenya.doc, 'item')
    mine!.insert(5, 'inside')
    textsOf(senegal.doc, 'item')[0]!.delete(0, 10)
    send(engine, proposal, PEOPLE.senegal, senegal.take())
    send(engine, proposal, PEOPLE.kenya, kenya.take())
    for (const each of [kenya, senegal]) each.catchUp()
    expect(blocksOf(kenya.doc)).toEqual(blocksOf(senegal.doc))
    expect(replayed(folder, proposal).document).toEqual(blocksOf(kenya.doc))
  })

  it('the whole text once more, with a little that is new: what a client sends after a time away', () => {
    const { engine, proposal } = begin()
    const kenya = writerOf(engine, proposal)
    textsOf(kenya.doc, 'item')[0]!.insert(0, 'one ')
    send(engine, proposal, PEOPLE.kenya, [Y.encodeStateAsUpdate(kenya.doc)])
    textsOf(kenya.doc, 'item')[0]!.insert(4, 'two ')
    send(engine, proposal, PEOPLE.kenya, [Y.encodeStateAsUpdate(kenya.doc), Y.encodeStateAsUpdate(kenya.doc)])
    expect(blocksOf(serverText(engine, proposal))).toEqual(blocksOf(kenya.doc))
  })

  it('what one said twice is one entry, and the second answer says that it adds nothing', () => {
    const { engine, proposal } = begin()
    const kenya = writerOf(engine, proposal)
    textsOf(kenya.doc, 'item')[0]!.insert(0, 'once ')
    const [edit] = kenya.take()
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, edit!))).toEqual({ ok: true, seq: 3 })
    expect(appendOne(engine, textItem(proposal, PEOPLE.kenya, edit!))).toEqual({ ok: true, seq: null })
  })

  it('undo and redo, also of a removed block that the server has collected', () => {
    const { folder, engine, proposal } = begin()
    const kenya = writerOf(engine, proposal)
    const texts = kenya.doc.getMap<Y.Text>('text')
    const undo = new Y.UndoManager(texts, { captureTimeout: 0 })
    const [id, text] = [...texts].find(([, each]) => each.getAttribute('kind') === 'item')!
    const step = (change: () => unknown) => {
      change()
      send(engine, proposal, PEOPLE.kenya, kenya.take())
    }
    step(() => text.insert(0, 'first '))
    const before = blocksOf(kenya.doc)
    step(() => text.insert(6, 'strong', { emphasis: true }))
    step(() => texts.delete(id))
    for (let count = 0; count < 2; count++) step(() => undo.undo())
    expect(blocksOf(serverText(engine, proposal))).toEqual(before)
    for (let count = 0; count < 2; count++) step(() => undo.redo())
    step(() => undo.undo())
    expect(texts.has(id)).toBe(true)
    expect(blocksOf(serverText(engine, proposal))).toEqual(blocksOf(kenya.doc))
    expect(replayed(folder, proposal).document).toEqual(blocksOf(kenya.doc))
  })

  it('work that one person did on two devices, sent from one of them', () => {
    const { engine, proposal } = begin()
    const [desk, train] = [writerOf(engine, proposal), writerOf(engine, proposal)]
    textsOf(desk.doc, 'item')[0]!.insert(0, 'desk ')
    Y.applyUpdate(train.doc, Y.encodeStateAsUpdate(desk.doc))
    textsOf(train.doc, 'item')[0]!.insert(5, 'train ')
    Y.applyUpdate(desk.doc, Y.encodeStateAsUpdate(train.doc))
    textsOf(desk.doc, 'item')[0]!.insert(11, 'desk again ')
    const known = engine.proposals.joining(PEOPLE.kenya, proposal)
    if (!known.ok || known.value.start.kind !== 'exchange') throw new Error('not readable')
    send(engine, proposal, PEOPLE.kenya, [Y.encodeStateAsUpdate(desk.doc, known.value.start.stateVector)])
    expect(blocksOf(serverText(engine, proposal))).toEqual(blocksOf(desk.doc))
  })
})

describe('the log keeps all of an edit', () => {
  it('also where Yjs tidies up superfluous emphasis after it', () => {
    const { folder, engine, proposal } = begin()
    const kenya = writerOf(engine, proposal)
    textsOf(kenya.doc, 'item')[0]!.insert(0, 'strong', { emphasis: true })
    send(engine, proposal, PEOPLE.kenya, kenya.take())
    const [one, other] = [writerOf(engine, proposal), writerOf(engine, proposal)]
    textsOf(one.doc, 'item')[0]!.delete(0, 3)
    textsOf(other.doc, 'item')[0]!.delete(3, 3)
    send(engine, proposal, PEOPLE.kenya, one.take())
    send(engine, proposal, PEOPLE.senegal, other.take())
    const live = blocksOf(serverText(engine, proposal))
    expect(JSON.stringify(live)).not.toContain('ong')
    expect(replayed(folder, proposal).document).toEqual(live)
  })

  it.each(playedSeeds({ usual: 6 }))(
    'whatever four people write at random: all agree, and the file read again gives the same text (seed %i)',
    (seed) => {
      const { folder, engine, proposal } = begin()
      const chance = chanceOf(seed)
      const people = [PEOPLE.kenya, PEOPLE.senegal, PEOPLE.ghana, PEOPLE.coordinator]
      const writers = people.map(() => writerOf(engine, proposal))
      const undos = writers.map(({ doc }) => new Y.UndoManager(doc.getMap('text'), { captureTimeout: 0 }))
      for (let turn = 0; turn < 150; turn++) {
        const at = chance.number(people.length)
        const writer = writers[at]!
        if (chance.is(0.1)) undos[at]![chance.one(['undo', 'redo'] as const)]()
        else writeSomething(writer, chance, turn)
        if (chance.is(0.3)) send(engine, proposal, people[at]!, merged(writer.take(), chance))
        if (chance.is(0.2)) writer.catchUp()
      }
      writers.forEach((writer, at) => {
        send(engine, proposal, people[at]!, merged(writer.take(), chance))
      })
      writers.forEach((writer) => writer.catchUp())
      writers.forEach((writer, at) => send(engine, proposal, people[at]!, writer.take()))
      const documents = writers.map((writer) => (writer.catchUp(), blocksOf(writer.doc)))
      const again = replayed(folder, proposal)
      for (const document of documents) expect(document).toEqual(again.document)
      const view = engine.proposals.view(engine.accounts.person(PEOPLE.kenya)!, proposal)
      expect(view.ok && view.value.digest).toBe(again.digest)
      const fresh = new Y.Doc()
      Y.applyUpdate(fresh, engine.proposals.missing(proposal, KNOWS_NOTHING)!.update)
      expect(blocksOf(fresh)).toEqual(again.document)
    },
  )
})

const merged = (edits: readonly Uint8Array[], chance: Chance): readonly Uint8Array[] =>
  edits.length > 1 && chance.is(0.5) ? [Y.mergeUpdates([...edits])] : edits

function writeSomething({ doc }: Writer, chance: Chance, turn: number): void {
  const texts = doc.getMap<Y.Text>('text')
  const id = chance.one([...texts.keys()])
  const text = texts.get(id)!
  const at = atCharacter(text, chance.number(text.length + 1))
  const length = atCharacter(text, Math.min(at + chance.number(12), text.length)) - at
  const acts: readonly (() => unknown)[] = [
    () => text.insert(at, chance.one(['word ', 'ä', '😀', 'x'.repeat(30)])),
    () => text.insert(at, 'strong', { emphasis: true }),
    () => text.delete(at, length),
    () => text.format(at, length, { emphasis: chance.one([true, null]) }),
    () => text.format(at, length, { emphasis: chance.one([true, null]) }),
    () => text.insertEmbed(at, { type: 'footnoteRef', to: id }),
    () => text.setAttribute('order', chance.one(['a1', 'b2', 'Zz', '5'])),
    () => text.setAttribute('kind', chance.one(['item', 'text', 'operative-call'])),
    () => texts.size > 5 && chance.is(0.3) && texts.delete(id),
    () => texts.set(`new${turn}`, new Y.Text('a clause')),
  ]
  chance.one(acts)()
}

/** Not between the two halves of a character: Yjs destroys it there, and where nothing is changed by it in this copy alone. */
function atCharacter(text: Y.Text, at: number): number {
  const words = (text.toDelta() as readonly { readonly insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
    .join('')
  return /^[\uDC00-\uDFFF]/.test(words.slice(at)) ? at - 1 : at
}
