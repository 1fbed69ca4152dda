// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { backspace, deleteForward } from '../../../client/editor/commands/join-blocks.ts'
import {
  insertBlockAfter,
  insertFootnote,
  moveBlock,
  setKind,
  shiftLevel,
} from '../../../client/editor/commands/block-commands.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { blockElementsIn } from '../../../client/editor/block-view.ts'
import type { Block, Kind } from '../../../shared/document/blocks.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function alone(...blocks: Block[]): Person {
  const desk = new Desk(blocks, ['ann'])
  desks.push(desk)
  return desk.people[0]!
}

const shapes = (person: Person) => readFragment(person.fragment).map(({ kind, level }) => `${kind} ${level}`)

describe('Enter', () => {
  const AFTER: Record<Kind, Kind> = {
    number: 'title',
    title: 'opening',
    history: 'opening',
    opening: 'preamble-call',
    'preamble-call': 'item',
    'operative-call': 'item',
    item: 'item',
    text: 'text',
    footnote: 'footnote',
  }

  it.each(Object.entries(AFTER))('at the end of %s begins %s', (kind, next) => {
    const person = alone(clause('x', 'words', kind as Kind))
      .caret('x', -1)
      .do(splitBlock)
    expect(shapes(person)).toEqual([`${kind} 0`, `${next} 0`])
    expect(person.where()).toBe('ann1:0')
  })

  it('keeps the level of an item, and replaces a selection', () => {
    const person = alone(clause('x', 'one two', 'item', 2))
      .caret('x', 3, 4)
      .do(splitBlock)
    expect([person.lines, shapes(person)]).toEqual([
      ['one', 'two'],
      ['item 2', 'item 2'],
    ])
  })

  it('in an empty item leaves its list step by step', () => {
    const person = alone(clause('x', '', 'item', 2))
      .caret('x')
      .do(splitBlock)
      .do(splitBlock)
    expect(shapes(person)).toEqual(['item 0'])
    expect(shapes(person.do(splitBlock))).toEqual(['text 0'])
    expect(person.ids).toEqual(['x'])
  })
})

describe('Backspace and Delete', () => {
  it('take an item out of its level before they join it', () => {
    const person = alone(clause('x', 'one'), clause('y', 'two', 'item', 1))
      .caret('y')
      .do(backspace)
    expect(shapes(person)).toEqual(['item 0', 'item 0'])
    expect(person.do(backspace).lines).toEqual(['onetwo'])
    expect(person.ids).toEqual(['x'])
  })

  it('keep the identity of the words when one of the two is empty', () => {
    expect(alone(clause('x', ''), clause('y', 'two')).caret('y').do(backspace).ids).toEqual(['y'])
    expect(alone(clause('x', 'one'), clause('y', '')).caret('y').do(backspace).ids).toEqual(['x'])
    expect(alone(clause('x', ''), clause('y', 'two')).caret('x').do(deleteForward).ids).toEqual(['y'])
  })

  it('do nothing at the two ends of the text', () => {
    const person = alone(clause('x', 'one')).caret('x').do(backspace).caret('x', -1).do(deleteForward)
    expect(person.outbox).toEqual([])
  })
})

describe('Tab', () => {
  it('takes an item at most one level below the item before it', () => {
    const person = alone(clause('c', 'recalling', 'preamble-call'), clause('x', 'one'), clause('y', 'two'))
    person.caret('y').do(shiftLevel(1)).do(shiftLevel(1)).caret('x').do(shiftLevel(1))
    expect(shapes(person)).toEqual(['preamble-call 0', 'item 0', 'item 1'])
    expect(shapes(person.caret('y').do(shiftLevel(-1)).do(shiftLevel(-1)))[2]).toBe('item 0')
  })

  it('is left to the browser outside a list', () => {
    const person = alone(clause('c', 'recalling', 'preamble-call'))
    expect(shiftLevel(1)(person.editor.state)).toBe(false)
  })
})

describe('commands', () => {
  it('set the kind of every selected block and drop a level that has no meaning', () => {
    const person = alone(clause('x', 'one', 'item', 1), clause('y', 'two'), clause('z', 'three'))
    const { tr, doc } = person.editor.state
    person.editor.view.dispatch(tr.setSelection(TextSelection.create(doc, person.at('x', 1), person.at('y', 1))))
    expect(shapes(person.do(setKind('text')))).toEqual(['text 0', 'text 0', 'item 0'])
  })

  it('insert an item after a call and a clause of the same level after an item', () => {
    const person = alone(clause('c', 'recalling', 'preamble-call'))
      .caret('c', 2)
      .do(insertBlockAfter)
      .do(insertBlockAfter)
    expect(shapes(person)).toEqual(['preamble-call 0', 'item 0', 'item 0'])
    expect(person.where()).toBe('ann2:0')
  })

  it('move a clause with its caret, and not beyond the ends', () => {
    const person = alone(clause('x', 'one'), clause('y', 'two')).caret('y', 2).do(moveBlock('up')).do(moveBlock('up'))
    expect([person.ids, person.where()]).toEqual([['y', 'x'], 'y:2'])
  })

  it('insert a footnote: a reference at the caret and an empty footnote at the end', () => {
    const person = alone(clause('x', 'one'), clause('y', 'two'))
      .caret('x', -1)
      .do(insertFootnote(() => 'f' as never))
    expect([person.lines, person.where()]).toEqual([['one*', 'two', ''], 'f:0'])
  })
})

it('labels are written onto the paragraphs and follow every change', () => {
  const person = alone(clause('c', 'recalling', 'preamble-call'), clause('x', 'one'), clause('y', 'two'))
  const labels = () => blockElementsIn(person.editor.view.dom).map(({ dataset }) => dataset['label'] ?? '')
  expect(labels()).toEqual(['', 'a)', 'b)'])
  person.caret('x', -1).do(splitBlock)
  expect(labels()).toEqual(['', 'a)', 'b)', 'c)'])
  person.caret('y').do(moveBlock('up'))
  expect(labels()).toEqual(['', 'a)', 'b)', 'c)'])
  person.caret('x', -1).do(insertFootnote(() => 'f' as never))
  expect(labels()).toEqual(['', 'a)', 'b)', 'c)', '1'])
  expect(person.editor.view.dom.querySelector('sup')!.dataset['number']).toBe('1')
})

it('copied clauses carry their labels as plain text', () => {
  const person = alone(clause('c', 'recalling', 'preamble-call'), clause('x', 'one'), clause('y', 'two'))
  const { view, state } = person.editor
  const copied = view.serializeForClipboard(state.doc.slice(0, state.doc.content.size))
  expect(copied.text).toBe('recalling\na)\tone\nb)\ttwo')
  expect(view.serializeForClipboard(state.doc.slice(person.at('x', 1), person.at('x', 3))).text).toBe('ne')
})

it.each([
  ['item', 2, 'item 2'],
  ['preamble-call', 0, 'item 0'],
  ['text', 0, 'text 0'],
] as const)('paragraphs of another program put into %s %i become %s', (kind, level, shape) => {
  const person = alone(clause('x', 'one', kind, level)).caret('x', -1)
  person.editor.view.pasteHTML('<p>, two</p><p>three</p>', new Event('paste') as ClipboardEvent)
  expect([person.lines, shapes(person)]).toEqual([
    ['one, two', 'three'],
    [`${kind} ${level}`, shape],
  ])
})
