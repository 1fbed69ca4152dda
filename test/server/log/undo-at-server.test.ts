// @vitest-environment jsdom
/** An undo, and what others have done since to what it takes back: the editor puts back what stood before, and the server what was meant. */
import { afterAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { backspace } from '../../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { isUndoClient } from '../../../shared/document/undo-client.ts'
import { clause, type Person } from '../../client/editor/desk.ts'
import { Table } from '../../support/editors-at-server.ts'
import { openEngine, serverText } from '../../support/server-engine.ts'

const { engine } = openEngine({ later: afterAll })
type Deed = (person: Person) => void
const split: Deed = (ann) => void ann.caret('x', 4).do(splitBlock)
const join: Deed = (ann) => void ann.caret('y', 0).do(backspace)
const erase =
  (id: string, from: number, to: number): Deed =>
  (person) =>
    person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id, from), person.at(id, to)))

const together = () => {
  const table = new Table(engine, [clause('x', 'head tail'), clause('y', 'Beta two'), clause('z', 'Gamma')])
  return { table, ann: table.seat('ann').person, bob: table.seat('bob').person }
}

/** Ann does it, both see it, Bob does his, Ann takes hers back, having seen Bob's or not. */
function afterUndo(ann: Deed, bob: Deed, isSeen: boolean): Table {
  const { table, ...people } = together()
  ann(people.ann)
  table.exchange()
  bob(people.bob)
  if (isSeen) table.exchange()
  people.ann.undoManager.undo()
  table.exchange()
  return table
}

describe.each([true, false])('the undo, where what another did since was seen: %s', (isSeen) => {
  it('of a split does not bring back what another deleted in the second half', () => {
    const table = afterUndo(split, erase('ann1', 2, 4), isSeen)
    expect([table.lines, table.flags]).toEqual([['head tl', 'Beta two', 'Gamma'], []])
  })

  it('of a join does not bring back what another deleted in the joined words', () => {
    const table = afterUndo(join, erase('x', 10, 12), isSeen)
    expect([table.lines, table.flags]).toEqual([['head tail', 'Ba two', 'Gamma'], []])
  })

  it('of a split whose second half another split: the words stand twice, flagged', () => {
    const table = afterUndo(split, (bob) => void bob.caret('ann1', 2).do(splitBlock), isSeen)
    expect(table.lines).toEqual(['head tail', 'ail', 'Beta two', 'Gamma'])
    expect(table.flags).toEqual([expect.stringContaining('text-twice: "ail"')])
  })
})

describe('who both deleted a word', () => {
  it('and both bring it back, have it once', () => {
    const { table, ann, bob } = together()
    for (const person of [ann, bob]) erase('x', 5, 9)(person)
    table.exchange()
    for (const person of [ann, bob]) person.undoManager.undo()
    table.exchange()
    expect([table.lines[0], table.flags]).toEqual(['head tail', []])
  })
})

describe('what an undo puts back', () => {
  it('stands under a Yjs client id of its own, by which the server knows it from the same words typed anew', () => {
    const { table, ann } = together()
    erase('x', 5, 9)(ann)
    ann.undoManager.undo()
    table.exchange()
    const doc = serverText(engine, table.proposal)
    const isKnown = (client: number) => Y.getState(doc.store, client) > 0
    const clients = [...doc.store.clients.keys()].filter((client) => isUndoClient(client, isKnown))
    expect(clients).toEqual([ann.doc.clientID + 1])
    expect(Y.getState(doc.store, clients[0]!)).toBe(4)
  })

  it('may be typed in by its author, and then goes with the next undo as before', () => {
    const { table, ann } = together()
    ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('y') - 1, ann.at('y', -1) + 1))
    ann.undoManager.undo()
    ann.undoManager.stopCapturing()
    ann.caret('y', -1).type('!')
    ann.undoManager.undo()
    ann.undoManager.redo()
    table.exchange()
    expect(table.lines).toEqual(['head tail', 'Beta two!', 'Gamma'])
  })
})

describe('a clause that begins with emphasis, joined to one that is taken away at the same time', () => {
  const marked = [
    clause('x', 'Alpha'),
    clause('y', [{ text: 'Beta', emphasis: true as const }, { text: ' two' }]),
    clause('z', 'Gamma'),
  ]
  it.each(['ann', 'bob'] as const)('is held in a flag, with %s arriving first', (first) => {
    const table = new Table(engine, marked)
    const [ann, bob] = [table.seat('ann').person, table.seat('bob').person]
    ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('x') - 1, ann.at('x', -1) + 1))
    bob.caret('y', 0).do(backspace)
    table.seat(first).send()
    table.exchange()
    expect(table.lines).toEqual(['Gamma'])
    expect(table.flags).toEqual(['words-held: "Beta two" of bob, ann'])
  })
})
