// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { clause, Desk } from './desk.ts'

it('the browser’s own undo takes back what this person wrote, and nothing of anybody else’s', () => {
  const desk = new Desk([clause('a', 'words')])
  const [ann, bob] = desk.people as [(typeof desk.people)[0], (typeof desk.people)[0]]
  ann.caret('a', -1).type(' of Ann')
  desk.exchange()
  bob.caret('a', 0).type('Bob has ')
  desk.exchange()
  const asked = new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true })
  ann.editor.view.dom.dispatchEvent(asked)
  expect(asked.defaultPrevented).toBe(true)
  expect(ann.lines).toEqual(['Bob has words'])
  desk.leave()
})
