// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { newBlockId } from '../../../client/editor/block-ids.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function ann(): Person {
  const desk = new Desk([clause('x', 'Alpha one'), clause('y', 'Beta two')])
  desks.push(desk)
  return desk.people[0]!
}

const origins = (person: Person) => readFragment(person.fragment).map(({ origin }) => origin)

it('an id is 13 random characters of base 32', () => {
  const ids = Array.from({ length: 200 }, newBlockId)
  expect(new Set(ids).size).toBe(200)
  expect(ids.filter((id) => !/^[0-9a-hjkmnp-tv-z]{13}$/.test(id))).toEqual([])
})

it.each([
  ['at the end', -1, ['x', 'ann1', 'y'], ['Alpha one', '', 'Beta two'], ['base-x', null, 'base-y']],
  ['in the middle', 5, ['x', 'ann1', 'y'], ['Alpha', ' one', 'Beta two'], ['base-x', null, 'base-y']],
  ['at the start', 0, ['ann1', 'x', 'y'], ['', 'Alpha one', 'Beta two'], [null, 'base-x', 'base-y']],
])('Enter %s: the words keep their id, the new clause comes from nowhere', (_where, offset, ids, lines, from) => {
  const person = ann().caret('x', offset).do(splitBlock)
  expect([person.ids, person.lines, origins(person)]).toEqual([ids, lines, from])
})

it('a plain split of another command at the start keeps the id with the words too', () => {
  const person = ann().caret('x', 0)
  person.editor.view.dispatch(person.editor.state.tr.split(person.at('x')))
  expect([person.ids, person.lines, origins(person)]).toEqual([
    ['ann1', 'x', 'y'],
    ['', 'Alpha one', 'Beta two'],
    [null, 'base-x', 'base-y'],
  ])
})

it('Enter twice in the middle gives two new ids', () => {
  const person = ann().caret('x', 5).do(splitBlock).do(splitBlock)
  expect(person.ids).toEqual(['x', 'ann2', 'ann1', 'y'])
})

it.each([
  ['behind', (person: Person) => person.at('y', -1) + 1, ['x', 'y', 'ann1']],
  ['before', (person: Person) => person.at('x') - 1, ['ann1', 'x', 'y']],
])('a copy %s its original is a new clause', (_where, pos, ids) => {
  const person = ann()
  const { state, view } = person.editor
  view.dispatch(state.tr.insert(pos(person), state.doc.firstChild!))
  expect(person.ids).toEqual(ids)
  expect(origins(person).filter((origin) => origin === null)).toHaveLength(1)
})

it('a clause that is cut and pasted is itself', () => {
  const person = ann()
  const { view } = person.editor
  const [cut] = person.editor.state.doc.children
  view.dispatch(person.editor.state.tr.delete(0, cut!.nodeSize))
  expect(person.fragment.has('x')).toBe(false)
  view.dispatch(person.editor.state.tr.insert(person.editor.state.doc.content.size, cut!))
  expect([person.ids, person.lines, origins(person)]).toEqual([
    ['y', 'x'],
    ['Beta two', 'Alpha one'],
    ['base-y', 'base-x'],
  ])
})

it('a copy pasted as HTML keeps kind and level, and gets an id of its own', () => {
  const person = ann().caret('y', -1)
  person.editor.view.pasteHTML(
    '<p data-id="x" data-kind="item" data-level="1" data-origin="base-x">copy</p><p data-kind="nonsense" data-id="<b>">plain</p>',
    new Event('paste') as ClipboardEvent,
  )
  const [, , ...pasted] = readFragment(person.fragment)
  expect(person.ids).toHaveLength(new Set(person.ids).size)
  expect(pasted.map(({ kind, level, origin }) => [kind, level, origin])).toContainEqual(['item', 0, null])
  expect(readFragment(person.fragment).map(({ id }) => id)).toEqual(person.ids)
})
