// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import { Editor } from '@tiptap/core'
import { CORE_EXTENSIONS, editorExtensions } from '../../../client/editor/extensions.ts'
import { contentOf } from '../../../client/editor/pm-blocks.ts'
import { cursorOf, resolveEnd } from '../../../client/editor/presence/cursor.ts'
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

/** An editor of Ann's document that shows carets; what the server relays is put into the states by hand. */
function watching(person: Person): {
  editor: Editor
  awareness: Awareness
  hear: (client: number, state: object | null) => void
} {
  const awareness = new Awareness(person.doc)
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: editorExtensions({
      fragment: person.fragment,
      undoManager: null,
      presence: { awareness, name: 'text' },
    }),
    enableCoreExtensions: CORE_EXTENSIONS,
    content: contentOf(readFragment(person.fragment)),
    injectCSS: false,
  })
  editors.push(editor)
  const hear = (client: number, state: object | null) => {
    if (state) awareness.states.set(client, state)
    else awareness.states.delete(client)
    awareness.emit('change', [{ added: [], updated: [client], removed: [] }, 'network'])
    vi.advanceTimersByTime(20)
  }
  return { editor, awareness, hear }
}

const KENYA = { name: 'Delegate, Kenya', administration: 'KEN', symbol: 'KEN' }
const caretIn = (editor: Editor) => editor.view.dom.querySelector<HTMLElement>('.remote-caret')

it('a cursor travels as a block and a place that stays right while others type', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x', 5)
  const cursor = cursorOf(bob.editor.state, 'text', bob.fragment)!
  expect(cursor).toMatchObject({ fragment: 'text', head: { block: 'x' } })
  expect(JSON.stringify(cursor).length).toBeLessThan(140)
  ann.caret('x', 0).type('>> ')
  expect(resolveEnd(cursor.head, ann.editor.state, ann.fragment)).toBe(ann.at('x', 8))
  desk.exchange()
})

it.each(['', 'AAAA', '%%%', 'AQID'])('a place that somebody made up is not shown (%s)', (pos) => {
  const { ann } = atWork()
  expect(resolveEnd({ block: 'x', pos }, ann.editor.state, ann.fragment)).toBeNull()
  expect(resolveEnd({ block: 'no such block', pos }, ann.editor.state, ann.fragment)).toBeNull()
})

it('the caret of another shows the symbol that the server stamped, and for two seconds its flag', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  const cursor = cursorOf(bob.caret('y', 4).editor.state, 'text', bob.fragment)
  hear(6, { cursor, user: KENYA })
  expect(caretIn(editor)!.textContent).toBe('KEN')
  expect(caretIn(editor)!.title).toBe('Delegate, Kenya, KEN')
  expect(caretIn(editor)!.classList.contains('hue-3')).toBe(true)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(true)
  vi.advanceTimersByTime(2000)
  expect(caretIn(editor)!.classList.contains('moved')).toBe(false)
  hear(6, null)
  expect(caretIn(editor)).toBeNull()
})

it('without a stamp, or in another part of the document, nobody is shown', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  const cursor = cursorOf(bob.editor.state, 'text', bob.fragment)!
  hear(6, { cursor })
  hear(7, { cursor: { ...cursor, fragment: 'reasons' }, user: KENYA })
  expect(caretIn(editor)).toBeNull()
})

it('what others select is tinted', () => {
  vi.useFakeTimers()
  const { ann, bob } = atWork()
  const { editor, hear } = watching(ann)
  hear(4, { cursor: cursorOf(bob.caret('x', 0, 5).editor.state, 'text', bob.fragment), user: KENYA })
  expect(editor.view.dom.querySelector('.remote-selection.hue-1')!.textContent).toBe('Alpha')
})

it('the own cursor is told at most four times a second, without a name, and taken back on leaving', () => {
  vi.useFakeTimers()
  const { ann } = atWork()
  const { editor, awareness } = watching(ann)
  const told: unknown[] = []
  awareness.on('update', () => told.push(awareness.getLocalState()))
  editor.view.focus()
  for (let second = 0; second < 10; second++) {
    editor.commands.setTextSelection(2 + (second % 5))
    vi.advanceTimersByTime(100)
  }
  expect(told.length).toBeGreaterThan(2)
  expect(told.length).toBeLessThanOrEqual(5)
  expect(Object.keys(told.at(-1) as object)).toEqual(['cursor'])
  editor.destroy()
  expect(awareness.getLocalState()).toEqual({ cursor: null })
})
