// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { follow, hold, placeBefore } from '../../../client/editor/binding/held-changes.ts'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import { hasUnwritten } from '../../../shared/document/unwritten.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { clause, Desk, randomFrom, type Person } from './desk.ts'

const desks: Desk[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  desks.splice(0).forEach((desk) => desk.leave())
  vi.useRealTimers()
})

function atWork(): { desk: Desk; ann: Person; bob: Person } {
  const desk = new Desk([clause('x', 'Alpha one'), clause('y', 'Beta two')])
  desks.push(desk)
  return { desk, ann: desk.people[0]!, bob: desk.people[1]! }
}

const event = (person: Person, name: string) =>
  person.editor.view.dom.dispatchEvent(new CompositionEvent(name, { bubbles: true }))

function endComposition(person: Person): void {
  event(person, 'compositionend')
  vi.advanceTimersByTime(100)
}

/** What the input method shows replaces what it showed before. */
const compose = (person: Person, from: number, to: number, words: string) =>
  person.editor.view.dispatch(person.editor.state.tr.insertText(words, person.at('x', from), person.at('x', to)))

it('while somebody composes, what others write into that clause waits, and then both stand there', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5)
  event(ann, 'compositionstart')
  compose(ann, 5, 5, 'に')
  desk.exchange()
  bob.caret('x', 0).type('>> ').caret('x', -1).type('!')
  desk.exchange()
  expect(ann.lines[0]).toBe('Alphaに one')
  compose(ann, 5, 6, 'にほん')
  compose(ann, 5, 8, '日本')
  endComposition(ann)
  desk.exchange()
  expect([ann.lines[0], bob.lines[0]]).toEqual(['>> Alpha日本 one!', '>> Alpha日本 one!'])
})

it.each([
  ['one end', 9],
  ['one place', 5],
])(
  'somebody composes and another types at %s: both stay whole, and the caret is behind what was composed',
  (_at, at) => {
    const { desk, ann, bob } = atWork()
    for (const person of desk.people) person.caret('x', at)
    event(ann, 'compositionstart')
    compose(ann, at, at, 'に')
    desk.exchange()
    bob.type('!')
    desk.exchange()
    compose(ann, at, at + 1, '日本')
    bob.type('?')
    endComposition(ann)
    ann.type('語')
    desk.exchange()
    expect(ann.lines[0]).toMatch(/日本語/)
    expect(ann.lines[0]).toMatch(/!\?/)
    expect(ann.lines).toEqual(bob.lines)
  },
)

it('what is composed while it waits counts as not written, until it stands in the document', () => {
  const { desk, ann, bob } = atWork()
  const isHeld = () => hasUnwritten(ann.doc)
  ann.caret('x', 5)
  event(ann, 'compositionstart')
  compose(ann, 5, 5, 'に')
  expect(isHeld()).toBe(false)
  desk.exchange()
  bob.caret('x', 0).type('>> ')
  desk.exchange()
  compose(ann, 5, 6, 'にほん')
  expect(isHeld()).toBe(true)
  endComposition(ann)
  expect(isHeld()).toBe(false)
})

it('what others write elsewhere is seen at once', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5)
  event(ann, 'compositionstart')
  bob.caret('y', -1).type('!')
  desk.exchange()
  expect(ann.lines[1]).toBe('Beta two!')
})

it('others may delete what is being composed in', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5)
  event(ann, 'compositionstart')
  compose(ann, 5, 5, 'に')
  desk.exchange()
  bob.caret('x', 0, -1).do((state, dispatch) => (dispatch?.(state.tr.deleteSelection()), true))
  desk.exchange()
  compose(ann, 5, 6, '日')
  bob.doc.transact(() => bob.fragment.delete('x'))
  desk.exchange()
  endComposition(ann)
  desk.exchange()
  expect([ann.lines, bob.lines]).toEqual([['Beta two'], ['Beta two']])
})

it('an editor that goes while it waits loses nothing', () => {
  const { desk, ann, bob } = atWork()
  ann.caret('x', 5)
  event(ann, 'compositionstart')
  bob.caret('x', 0).type('>> ')
  desk.exchange()
  compose(ann, 5, 5, '日本')
  ann.editor.destroy()
  expect(readFragment(ann.fragment)[0]!.runs).toEqual([{ text: '>> Alpha日本 one' }])
})

it.each(playedSeeds({ usual: 6 }))('compositions among random edits: all agree (seed %i)', (seed) => {
  const chance = randomFrom(seed)
  const { desk, ann, bob } = atWork()
  for (let round = 0; round < 30; round++) {
    const at = Math.floor(chance() * (ann.lines[0]!.length + 1))
    ann.caret('x', at)
    event(ann, 'compositionstart')
    for (let step = 0; step < 4; step++) {
      compose(ann, at, at + (step > 0 ? step : 0), 'ん'.repeat(step + 1))
      const size = bob.lines[0]!.length
      const from = Math.floor(chance() * size)
      bob.caret('x', from, Math.min(size, from + Math.floor(chance() * 4))).type(chance() < 0.7 ? 'w' : '-')
      if (chance() < 0.6) desk.exchange()
    }
    endComposition(ann)
    desk.exchange()
    expect(ann.lines[0]).toContain('ん')
    for (const person of desk.people) expect(blocksIn(person.editor.state.doc)).toEqual(readFragment(person.fragment))
    expect(ann.lines).toEqual(bob.lines)
  }
})

it('a place follows what others insert and delete around it', () => {
  const held = follow(hold('x', 6), [{ retain: 1 }, { insert: 'ab' }, { delete: 2 }, { retain: 1 }, { insert: {} }])
  expect(held.places).toEqual([0, null, null, 3, 5, 6])
  expect([0, 1, 2, 3, 4].map((at) => placeBefore(held, at))).toEqual([0, 1, 1, 1, 4])
})
