// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { moveBlock, setLevel } from '../../../client/editor/commands/block-commands.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { toggleEmphasis } from '../../../client/editor/keyboard.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import { clause, Desk, faultsIn, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function atWork(): { desk: Desk; ann: Person; bob: Person } {
  const runs = [{ text: 'Beta ' }, { text: 'two', emphasis: true as const }, { footnote: 'n' as never }]
  const desk = new Desk([clause('x', 'Alpha one'), clause('y', runs, 'item', 1), clause('z', 'Gamma')])
  desks.push(desk)
  return { desk, ann: desk.people[0]!, bob: desk.people[1]! }
}

function remove(person: Person, id: string): void {
  person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id) - 1, person.at(id, -1) + 1))
}

function agree(desk: Desk): readonly string[] {
  desk.exchange()
  for (const { editor, fragment, lines } of desk.people) {
    expect(blocksIn(editor.state.doc)).toEqual(readFragment(fragment))
    expect(lines).toEqual(desk.people[0]!.lines)
    expect(faultsIn(fragment)).toEqual([])
  }
  return desk.people[0]!.lines
}

it("takes back one's own typing and leaves another's word inside it", () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', -1).type(' abcd')
  desk.exchange()
  bob.caret('x', 12).type('-B-')
  desk.exchange()
  ann.undoManager.undo()
  expect(agree(desk)[0]).toBe('Alpha one-B-')
  ann.undoManager.redo()
  expect(agree(desk)[0]).toContain('-B-')
})

it('takes back nothing of what only others did', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x', -1).type('!')
  desk.exchange()
  expect(ann.undoManager.canUndo()).toBe(false)
})

it('brings a deleted clause back with words, emphasis, reference and attributes, at its place', () => {
  const { desk, ann, bob } = atWork()
  const before = readFragment(ann.fragment)
  remove(ann, 'y')
  desk.exchange()
  bob.caret('x', -1).type('!')
  desk.exchange()
  ann.undoManager.undo()
  expect(agree(desk)).toEqual(['Alpha one!', 'Beta two*', 'Gamma'])
  expect(readFragment(bob.fragment)[1]).toEqual(before[1])
  ann.undoManager.redo()
  expect(agree(desk)).toEqual(['Alpha one!', 'Gamma'])
  ann.undoManager.undo()
  agree(desk)
  expect(readFragment(bob.fragment)[1]).toEqual(before[1])
})

it('takes a split back and does it again with the same id', () => {
  const { desk, ann } = atWork()
  ann.caret('x', 5).do(splitBlock)
  ann.undoManager.undo()
  expect(agree(desk)).toEqual(['Alpha one', 'Beta two*', 'Gamma'])
  ann.undoManager.redo()
  expect(agree(desk)).toEqual(['Alpha', ' one', 'Beta two*', 'Gamma'])
  expect(ann.ids).toEqual(['x', 'ann1', 'y', 'z'])
})

it('leaves a clause that somebody else has written in since', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5).do(splitBlock)
  desk.exchange()
  bob.caret('ann1', -1).type(' by Bob')
  desk.exchange()
  ann.undoManager.undo()
  expect(agree(desk)).toEqual(['Alpha one', ' by Bob', 'Beta two*', 'Gamma'])
  expect(readFragment(ann.fragment)[1]!.kind).toBe('item')
})

it('leaves such a clause where it was moved to in the same moment', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5).do(splitBlock).do(moveBlock('up'))
  desk.exchange()
  bob.caret('ann1', -1).type(' by Bob')
  desk.exchange()
  ann.undoManager.undo()
  expect(agree(desk)).toEqual([' by Bob', 'Alpha one', 'Beta two*', 'Gamma'])
})

it('takes a move back and keeps what was typed in the clause meanwhile', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('z').do(moveBlock('up'))
  desk.exchange()
  bob.caret('z', -1).type('!')
  desk.exchange()
  ann.undoManager.undo()
  expect(agree(desk)).toEqual(['Alpha one', 'Beta two*', 'Gamma!'])
})

it('takes a level back in a clause of many hands, and emphasis', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x', -1).type('!')
  desk.exchange()
  ann.caret('x', 0, 5).do(toggleEmphasis).do(setLevel(1))
  desk.exchange()
  ann.undoManager.undo()
  agree(desk)
  expect(readFragment(bob.fragment)[0]).toMatchObject({ level: 0, runs: [{ text: 'Alpha one!' }] })
})

it('leaves a move standing when another moved the same clause at once', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x').do(moveBlock('down'))
  ann.caret('x').do(moveBlock('down')).do(moveBlock('down'))
  desk.exchange()
  for (const { undoManager } of [ann, bob]) undoManager.undo()
  expect(agree(desk)).toHaveLength(3)
})

it('leaves a level that another set later', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('z').do(setLevel(1))
  desk.exchange()
  bob.caret('z').do(setLevel(2))
  desk.exchange()
  ann.undoManager.undo()
  agree(desk)
  expect(readFragment(ann.fragment)[2]!.level).toBe(2)
})

it('stops where the stack was cleared', () => {
  const { ann } = atWork()
  ann.caret('x', -1).type('!')
  ann.undoManager.clear()
  ann.undoManager.undo()
  expect(ann.lines[0]).toBe('Alpha one!')
})
