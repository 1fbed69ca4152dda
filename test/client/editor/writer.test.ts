// @vitest-environment jsdom
/** What each key does in each kind of clause, at its start, in its middle, at its end, and when it is empty. */
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { backspace, deleteForward } from '../../../client/editor/commands/join-blocks.ts'
import { moveBlock, shiftLevel } from '../../../client/editor/commands/block-commands.ts'
import { moveTo } from '../../../client/editor/commands/move-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import type { Block, Kind, Level } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function deskOf(...blocks: Block[]): Desk {
  const desk = new Desk(blocks, ['ann', 'bob'])
  desks.push(desk)
  return desk
}
const alone = (...blocks: Block[]): Person => deskOf(...blocks).people[0]!

const SHORT: Record<Kind, string> = {
  number: 'number',
  title: 'title',
  history: 'history',
  opening: 'opening',
  'preamble-call': 'pre',
  'operative-call': 'op',
  item: 'item',
  text: 'text',
  footnote: 'note',
}
const textOf = (person: Person) =>
  readFragment(person.fragment).map(
    ({ kind, level, runs }) =>
      `${SHORT[kind]}${kind === 'item' ? level : ''} ${runs.map((run) => ('text' in run ? run.text : '*')).join('')}`,
  )
const call = clause('c', 'noting', 'preamble-call')
const item = (id: string, level: Level = 0, words = id) => clause(id, words, 'item', level)

describe('Enter', () => {
  type Cell = readonly [where: string, blocks: readonly Block[], id: string, offset: number, after: readonly string[]]
  const CELLS: readonly Cell[] = [
    [
      'in the middle of a call: the rest is its first item',
      [clause('c', 'noting that', 'preamble-call')],
      'c',
      6,
      ['pre noting', 'item0  that'],
    ],
    [
      'at the start of a call: the section above goes on',
      [item('a'), clause('c', 'resolves', 'operative-call')],
      'c',
      0,
      ['item0 a', 'item0 ', 'op resolves'],
    ],
    [
      'at the start of a call that opens the text: a paragraph',
      [clause('c', 'noting', 'preamble-call')],
      'c',
      0,
      ['text ', 'pre noting'],
    ],
    ['at the start of an item: an item before it', [call, item('a')], 'a', 0, ['pre noting', 'item0 ', 'item0 a']],
    [
      'in the middle of a sub-item: two of its level',
      [call, item('a'), item('b', 1, 'left right')],
      'b',
      4,
      ['pre noting', 'item0 a', 'item1 left', 'item1  right'],
    ],
    [
      'at the end of a dash: another dash',
      [call, item('a'), item('b', 2)],
      'b',
      1,
      ['pre noting', 'item0 a', 'item2 b', 'item2 '],
    ],
    [
      'in an empty sub-item: up one level',
      [call, item('a'), item('b', 1, '')],
      'b',
      0,
      ['pre noting', 'item0 a', 'item0 '],
    ],
    ['in an empty item: a paragraph', [call, item('a'), item('b', 0, '')], 'b', 0, ['pre noting', 'item0 a', 'text ']],
    [
      'at the end of a paragraph under a call: another',
      [call, clause('t', 'one', 'text')],
      't',
      3,
      ['pre noting', 'text one', 'text '],
    ],
    ['in the middle of a title: two titles', [clause('t', 'one two', 'title')], 't', 3, ['title one', 'title  two']],
    ['at the end of a footnote: another footnote', [clause('f', 'one', 'footnote')], 'f', 3, ['note one', 'note ']],
  ]
  it.each(CELLS)('%s', (_, blocks, id, offset, after) => {
    expect(
      textOf(
        alone(...blocks)
          .caret(id, offset)
          .do(splitBlock),
      ),
    ).toEqual(after)
  })

  it('over several selected clauses replaces them', () => {
    const person = alone(call, item('a', 0, 'one'), item('b', 1, 'two'), item('d', 0, 'three'))
    select(person, person.at('a', 1), person.at('d', 2))
    expect(textOf(person.do(splitBlock))).toEqual(['pre noting', 'item0 o', 'item0 ree'])
  })
})

function select(person: Person, from: number, to: number): void {
  const { state, view } = person.editor
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}

describe('Backspace at the start', () => {
  type Cell = readonly [where: string, blocks: readonly Block[], id: string, presses: readonly (readonly string[])[]]
  const CELLS: readonly Cell[] = [
    [
      'of the first item after a call: the label goes, then the break',
      [call, item('a')],
      'a',
      [['pre noting', 'text a'], ['pre notinga']],
    ],
    ['of an empty item after a call: the item goes', [call, item('a', 0, '')], 'a', [['pre noting']]],
    [
      'of a sub-item: out a level, then into the item above',
      [call, item('a'), item('b', 1)],
      'b',
      [
        ['pre noting', 'item0 a', 'item0 b'],
        ['pre noting', 'item0 ab'],
      ],
    ],
    [
      'of a dash: level by level',
      [call, item('a'), item('b', 2)],
      'b',
      [
        ['pre noting', 'item0 a', 'item1 b'],
        ['pre noting', 'item0 a', 'item0 b'],
      ],
    ],
    [
      'of a call: into the item above, as it was before Enter',
      [item('a'), clause('c', 'resolves', 'operative-call')],
      'c',
      [['item0 aresolves']],
    ],
    [
      'of a paragraph after an empty one: the empty one goes',
      [clause('t', '', 'text'), clause('u', 'two', 'text')],
      'u',
      [['text two']],
    ],
    [
      'of a footnote after a clause: nothing',
      [item('a'), clause('f', 'note', 'footnote')],
      'f',
      [['item0 a', 'note note']],
    ],
    ['of an empty footnote: it goes', [item('a'), clause('f', '', 'footnote')], 'f', [['item0 a']]],
    ['of the text: nothing', [item('a')], 'a', [['item0 a']]],
  ]
  it.each(CELLS)('%s', (_, blocks, id, presses) => {
    const person = alone(...blocks).caret(id, 0)
    expect(presses.map(() => textOf(person.do(backspace)))).toEqual(presses)
  })
})

describe('Delete at the end', () => {
  type Cell = readonly [where: string, blocks: readonly Block[], id: string, after: readonly string[]]
  const CELLS: readonly Cell[] = [
    ['of an item: the next one joins it', [item('a'), item('b')], 'a', ['item0 ab']],
    ['of an item before its sub-item: that joins it', [item('a'), item('b', 1)], 'a', ['item0 ab']],
    ['of a call: its first item joins it', [call, item('a')], 'c', ['pre notinga']],
    [
      'of an empty item: it goes, the next stays itself',
      [call, item('a', 0, ''), item('b', 1)],
      'a',
      ['pre noting', 'item1 b'],
    ],
    [
      'of the last clause before the footnotes: nothing',
      [item('a'), clause('f', 'note', 'footnote')],
      'a',
      ['item0 a', 'note note'],
    ],
  ]
  it.each(CELLS)('%s', (_, blocks, id, after) => {
    expect(
      textOf(
        alone(...blocks)
          .caret(id, -1)
          .do(deleteForward),
      ),
    ).toEqual(after)
  })
})

const levels = (person: Person) => readFragment(person.fragment).map(({ level }) => level)

describe('Tab and Shift-Tab', () => {
  it('take the sub-items along', () => {
    const person = alone(call, item('a'), item('b'), item('i', 1), item('d')).caret('b')
    expect(levels(person.do(shiftLevel(1)))).toEqual([0, 0, 1, 2, 0])
    expect(levels(person.do(shiftLevel(-1)))).toEqual([0, 0, 0, 1, 0])
  })

  it('move all selected items once, also where a sub-item is selected with its item', () => {
    const person = alone(call, item('a'), item('b'), item('i', 1), item('d'))
    select(person, person.at('b'), person.at('d', 1))
    expect(levels(person.do(shiftLevel(1)))).toEqual([0, 0, 1, 2, 1])
  })

  it('change nothing where the first item of a section is, and stop at the deepest level', () => {
    expect(levels(alone(call, item('a')).caret('a').do(shiftLevel(1)))).toEqual([0, 0])
    expect(levels(alone(item('a'), item('b', 1), item('d', 2)).caret('d').do(shiftLevel(1)))).toEqual([0, 1, 2])
  })
})

describe('a move', () => {
  const TEXT = [
    call,
    item('a'),
    item('i', 1),
    item('b'),
    clause('r', 'resolves', 'operative-call'),
    item('x'),
    item('y'),
  ]

  it('takes an item past its neighbour and that one’s sub-items, with its own', () => {
    expect(
      alone(...TEXT)
        .caret('b')
        .do(moveBlock('up')).ids,
    ).toEqual(['c', 'b', 'a', 'i', 'r', 'x', 'y'])
    expect(
      alone(...TEXT)
        .caret('a')
        .do(moveBlock('down')).ids,
    ).toEqual(['c', 'b', 'a', 'i', 'r', 'x', 'y'])
  })

  it('takes a whole section by its call', () => {
    expect(
      alone(...TEXT)
        .caret('r')
        .do(moveBlock('up')).ids,
    ).toEqual(['r', 'x', 'y', 'c', 'a', 'i', 'b'])
    expect(
      alone(...TEXT)
        .caret('c')
        .do(moveBlock('down')).ids,
    ).toEqual(['r', 'x', 'y', 'c', 'a', 'i', 'b'])
  })

  it('takes several selected clauses together, and the selection with them', () => {
    const person = alone(...TEXT)
    select(person, person.at('x'), person.at('y', 1))
    expect(person.do(moveBlock('up')).ids).toEqual(['c', 'a', 'i', 'b', 'x', 'y', 'r'])
    expect(person.where()).toBe('y:1')
  })

  it('never goes behind the footnotes', () => {
    const person = alone(item('a'), clause('f', 'note', 'footnote'))
      .caret('a')
      .do(moveBlock('down'))
    expect(person.ids).toEqual(['a', 'f'])
    expect(moveTo(person.editor.state, { from: 0, to: 1 }, 2)).toBeNull()
  })

  it('is a change of order: what another types in the moved clauses meanwhile goes along', () => {
    const desk = deskOf(...TEXT)
    const [ann, bob] = [desk.people[0]!, desk.people[1]!]
    bob.caret('i', -1).type(' and more')
    ann.caret('a').do(moveBlock('down'))
    desk.exchange()
    expect(ann.ids).toEqual(['c', 'b', 'a', 'i', 'r', 'x', 'y'])
    expect([ann.lines[3], bob.lines[3]]).toEqual(['i and more', 'i and more'])
  })

  it('is taken back by one undo', () => {
    const person = alone(...TEXT)
      .caret('r')
      .do(moveBlock('up'))
    person.undoManager.undo()
    expect(person.ids).toEqual(['c', 'a', 'i', 'b', 'r', 'x', 'y'])
  })
})

/** Types as a keyboard does: each key goes by the plugins first. */
function key(person: Person, text: string): Person {
  for (const one of text) {
    const { view, state } = person.editor
    const { from, to } = state.selection
    const insert = () => view.state.tr.insertText(one, from, to)
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, one, insert))) view.dispatch(insert())
  }
  return person
}

const under = (call: Kind, ...items: Block[]) =>
  alone(clause('c', 'call', call), ...items, clause('x', '', 'text')).caret('x')
const last = (person: Person) => {
  const blocks = readFragment(person.fragment)
  return [textOf(person).at(-1), labelsOf(blocks).at(-1)]
}

describe('a typed label', () => {
  it('at the start makes an item of its level', () => {
    expect(last(key(under('preamble-call', item('a')), 'b) that'))).toEqual(['item0 that', 'b)'])
    expect(last(key(under('operative-call', item('a')), '2 to act'))).toEqual(['item0 to act', '2'])
    expect(last(key(under('operative-call', item('a')), 'i) on land'))).toEqual(['item1 on land', 'i)'])
    expect(last(key(under('operative-call', item('a')), '– on land'))).toEqual(['item2 on land', '–'])
  })

  it('i) is the ninth letter after h)', () => {
    const eight = Array.from({ length: 8 }, (_, at) => item(`n${at}`))
    expect(last(key(under('preamble-call', ...eight), 'i) that'))).toEqual(['item0 that', 'i)'])
  })

  it('is a word where it would not be the label: a number that is not next, or outside a section', () => {
    expect(last(key(under('operative-call', item('a')), '5 GHz'))[0]).toBe('text 5 GHz')
    expect(textOf(key(alone(clause('x', '', 'text')).caret('x'), 'a) one'))).toEqual(['text a) one'])
  })

  it('comes back by undo as it was typed', () => {
    const person = key(under('preamble-call', item('a')), 'b) ')
    expect(textOf(person).at(-1)).toBe('item0 ')
    person.undoManager.undo()
    expect(textOf(person).at(-1)).toBe('text b) ')
  })
})
