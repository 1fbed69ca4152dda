// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { Editor } from '@tiptap/core'
import * as Y from 'yjs'
import { CORE_EXTENSIONS, editorExtensions } from '../../../client/editor/extensions.ts'
import { contentOf } from '../../../client/editor/pm-blocks.ts'
import { caretOf, resolveEnd, type AtWork } from '../../../client/editor/presence/cursor.ts'
import { personId } from '../../../shared/ids.ts'
import type { Caret } from '../../../shared/protocol/presence.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
const editors: Editor[] = []
afterEach(() => {
  editors.splice(0).forEach((editor) => editor.destroy())
  desks.splice(0).forEach((desk) => desk.leave())
  vi.useRealTimers()
})

function atWork(): { desk: Desk; ann: Person; bob: Person } {
  const desk = new Desk([clause('x', 'Alpha one'), clause('y', 'Beta two')])
  desks.push(desk)
  return { desk, ann: desk.people[0]!, bob: desk.people[1]! }
}

type Others = ReturnType<AtWork['others']>[number]

/** An editor of Ann's document that shows carets; what the server relays is put in by hand. */
function watching(person: Person) {
  const others = new Map<number, Others>()
  const listeners = new Set<() => void>()
  const places: (() => Caret | null)[] = []
  let moves = 0
  const atWork: AtWork = {
    others: () => [...others.values()],
    onCarets: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    caretPlace: (read) => {
      places.push(read)
      return { moved: () => void (moves += 1), leave: () => void places.splice(places.indexOf(read), 1) }
    },
  }
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: editorExtensions({ fragment: person.fragment, undoManager: null, atWork }),
    enableCoreExtensions: CORE_EXTENSIONS,
    content: contentOf(readFragment(person.fragment)),
    injectCSS: false,
  })
  editors.push(editor)
  const hear = (number: number, caret: Caret | null | 'gone') => {
    if (caret === 'gone') others.delete(number)
    else others.set(number, { ...KENYA, number, seat: number, caret })
    listeners.forEach((listener) => listener())
    vi.advanceTimersByTime(20)
  }
  return { editor, hear, places, moves: () => moves }
}

const KENYA = { person: personId('ken'), name: 'Delegate, Kenya', administration: 'KEN', symbol: 'KEN' }
const caretIn = (editor: Editor) => editor.view.dom.querySelector<HTMLElement>('.remote-caret')

it('a caret travels as an item of the text, and stays right while others type', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x', 5)
  const caret = caretOf(bob.editor.state, bob.fragment)!
  expect(caret.head.place).toBe('before')
  ann.caret('x', 0).type('>> ')
  expect(resolveEnd(caret.head, ann.editor.state, ann.fragment)?.pos).toBe(ann.at('x', 8))
  desk.exchange()
})

it.each([3, 9])(
  'a caret behind which its owner types on is the same all the while, and moves for the others (%i)',
  (at) => {
    const { desk, ann, bob } = atWork()
    const caret = caretOf(bob.caret('x', at).editor.state, bob.fragment)!
    const before = resolveEnd(caret.head, ann.editor.state, ann.fragment)!
    bob.type(' and')
    desk.exchange()
    expect(caretOf(bob.editor.state, bob.fragment)).toEqual(caret)
    const after = resolveEnd(caret.head, ann.editor.state, ann.fragment)!
    expect(after.pos).toBe(before.pos + 4)
    expect(after.behind).not.toBe(before.behind)
  },
)

it.each([
  ['before', 0, 0],
  ['end', 0, 0],
  ['behind', 4_000_000_000, 4_000_000_000],
  ['end', 12, 99_999],
] as const)('a place that somebody made up is not shown (%s %i %i)', (place, client, clock) => {
  const { ann } = atWork()
  expect(resolveEnd({ place, client, clock }, ann.editor.state, ann.fragment)).toBeNull()
})

it('the caret of another shows who the server says it is, and for two seconds its flag', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  hear(6, caretOf(bob.caret('y', 4).editor.state, bob.fragment))
  expect(caretIn(editor)!.textContent).toBe('KEN')
  expect(caretIn(editor)!.title).toBe('Delegate, Kenya, KEN')
  expect(caretIn(editor)!.classList.contains('hue-3')).toBe(true)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(true)
  vi.advanceTimersByTime(2000)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(false)
  hear(6, 'gone')
  expect(caretIn(editor)).toBeNull()
})

it('the flag shows again when its owner types on, and not when somebody else types in that clause', () => {
  vi.useFakeTimers()
  const { desk, ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  hear(6, caretOf(bob.caret('x', 5).editor.state, bob.fragment))
  vi.advanceTimersByTime(2000)
  ann.caret('x', 0).type('Now ')
  vi.advanceTimersByTime(20)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(false)
  desk.exchange()
  bob.type('s')
  desk.exchange()
  vi.advanceTimersByTime(20)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(true)
})

it('in another part of the document nobody is shown', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  hear(7, caretOf(bob.editor.state, bob.fragment))
  expect(caretIn(editor)).not.toBeNull()
  const reasons = bob.doc.getMap<Y.Text>('reasons')
  bob.doc.transact(() => reasons.set('r', new Y.Text('Because')))
  ann.doc.transact(() => Y.applyUpdate(ann.doc, Y.encodeStateAsUpdate(bob.doc)))
  const { item } = Y.createRelativePositionFromTypeIndex(reasons.get('r')!, 2)
  const end = { place: 'before', client: item!.client, clock: item!.clock } as const
  hear(7, { anchor: end, head: end })
  expect(caretIn(editor)).toBeNull()
})

it('an editor that nobody’s caret is in is left in peace', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  let transactions = 0
  editor.on('transaction', () => (transactions += 1))
  for (let turn = 0; turn < 5; turn++) hear(6, null)
  expect(transactions).toBe(0)
  hear(6, caretOf(bob.caret('y', 4).editor.state, bob.fragment))
  hear(6, null)
  expect([transactions, caretIn(editor)]).toEqual([2, null])
})

it('what others select is tinted', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  hear(4, caretOf(bob.caret('x', 0, 5).editor.state, bob.fragment))
  expect(editor.view.dom.querySelector('.remote-selection.hue-1')!.textContent).toBe('Alpha')
})

it('the own caret is where the writer is, nowhere when the text loses the focus, and taken back on leaving', () => {
  const { ann } = atWork()
  const { editor, places, moves } = watching(ann)
  expect(places[0]!()).toBeNull()
  editor.view.focus()
  const before = moves()
  editor.commands.setTextSelection(3)
  expect(moves()).toBeGreaterThan(before)
  expect(places[0]!()).toEqual(caretOf(editor.state, ann.fragment))
  editor.view.dom.blur()
  expect(places[0]!()).toBeNull()
  editor.destroy()
  expect(places).toEqual([])
})
