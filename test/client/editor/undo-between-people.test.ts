// @vitest-environment jsdom
/** An undo takes back what one did oneself; the words of others stay, wherever one's own split, join, move or deletion had put them. */
import { afterEach, describe, expect, it } from 'vitest'
import { moveBlock } from '../../../client/editor/commands/block-commands.ts'
import { backspace } from '../../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

type Deed = (person: Person) => void
/** Ann does it, both see it, Bob does his, both see it, Ann takes hers back. */
function afterUndo(ann: Deed, bob: Deed): readonly string[] {
  const desk = new Desk([clause('x', 'head tail'), clause('y', 'Beta two'), clause('z', 'Gamma')])
  desks.push(desk)
  const [one, other] = [desk.people[0]!, desk.people[1]!]
  ann(one)
  desk.exchange()
  bob(other)
  desk.exchange()
  one.undoManager.undo()
  desk.exchange()
  for (const { editor, fragment } of desk.people) expect(blocksIn(editor.state.doc)).toEqual(readFragment(fragment))
  expect(one.lines).toEqual(other.lines)
  return one.lines
}

const split: Deed = (ann) => void ann.caret('x', 4).do(splitBlock)
const join: Deed = (ann) => void ann.caret('y', 0).do(backspace)

const remove: Deed = (ann) => ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('x', 4), ann.at('x', 9)))

const erase =
  (id: string, from: number, to: number): Deed =>
  (person) =>
    person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id, from), person.at(id, to)))

describe('the undo of a split', () => {
  it('leaves what another wrote in the second half, in that clause', () => {
    expect(afterUndo(split, (bob) => void bob.caret('ann1', -1).type(' by Bob'))).toEqual([
      'head tail',
      ' by Bob',
      'Beta two',
      'Gamma',
    ])
  })

  it('leaves what another wrote in the first half', () => {
    expect(afterUndo(split, (bob) => void bob.caret('x', 2).type('--'))).toEqual(['he--ad tail', 'Beta two', 'Gamma'])
  })
})

describe('the undo of a split, and what another deleted in the second half', () => {
  // Known gap of an editor alone: the undo puts back the words as they stood before the split, also those that have been deleted
  // since. The server takes these out again (test/server/log/undo-at-server.test.ts).
  it.fails('does not bring it back when the deletion had been seen', () => {
    expect(afterUndo(split, erase('ann1', 2, 4))).toEqual(['head tl', 'Beta two', 'Gamma'])
  })
})

describe('the undo of a join', () => {
  // The same gap.
  it.fails('does not bring back what another deleted in the joined words', () => {
    expect(afterUndo(join, erase('x', 10, 12))).toEqual(['head tail', 'Ba two', 'Gamma'])
  })

  it('leaves what another wrote in the joined words, at the end of the first clause', () => {
    expect(afterUndo(join, (bob) => void bob.caret('x', -1).type('!'))).toEqual(['head tail!', 'Beta two', 'Gamma'])
  })
})

it('the undo of a move leaves the words of others in the moved clause', () => {
  const lines = afterUndo(
    (ann) => void ann.caret('z').do(moveBlock('up')),
    (bob) => void bob.caret('z', -1).type('!'),
  )
  expect(lines).toEqual(['head tail', 'Beta two', 'Gamma!'])
})

it('the undo of a deletion leaves what another wrote beside it', () => {
  expect(afterUndo(remove, (bob) => void bob.caret('x', -1).type('!'))[0]).toContain('!')
  expect(afterUndo(remove, (bob) => void bob.caret('x', -1).type('!'))[0]).toContain(' tail')
})
