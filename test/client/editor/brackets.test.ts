// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { addAlternative, putInBrackets } from '../../../client/editor/brackets/bracket-commands.ts'
import { bracketsIn } from '../../../shared/document/brackets.ts'
import { writtenText } from '../../../shared/document/written.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const WORDS = 'that it shall report'
const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function deskOf(...args: ConstructorParameters<typeof Desk>): Desk {
  const desk = new Desk(...args)
  desks.push(desk)
  return desk
}

const alone = (words = WORDS): Person => deskOf([clause('a', words), clause('b', 'another clause')], ['ann']).people[0]!
const written = ({ fragment }: Person) => readFragment(fragment).map(writtenText)
const brackets = ({ fragment }: Person) => bracketsIn(readFragment(fragment))

const select = (person: Person, from: number, to: number, id = 'a'): Person => person.caret(id, from, to)

/** As a key press enters text: the plugins are asked first. */
function press(person: Person, text: string): void {
  const { view } = person.editor
  for (const key of text) {
    const { from, to } = view.state.selection
    const plain = () => view.state.tr.insertText(key, from, to)
    if (!view.someProp('handleTextInput', (ask) => ask(view, from, to, key, plain))) view.dispatch(plain())
  }
}

const arrow = (person: Person, key: string) =>
  person.editor.view.someProp('handleKeyDown', (ask) => ask(person.editor.view, new KeyboardEvent('keydown', { key })))

const inBrackets = (person: Person) =>
  putInBrackets(() => 'k')(person.editor.state, person.editor.view.dispatch, person.editor.view)

describe('putting words in brackets', () => {
  it('marks the selected words, without the spaces at their ends', () => {
    const person = select(alone(), 7, 14)
    expect(inBrackets(person)).toBe(true)
    expect(written(person)).toEqual(['that it [shall] report', 'another clause'])
  })

  it('makes one bracket of each clause', () => {
    const person = alone()
    const { state, view } = person.editor
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, person.at('a', 5), person.at('b', 7))))
    press(person, '[')
    expect(written(person)).toEqual(['that [it shall report]', '[another] clause'])
    expect(new Set(brackets(person).map(({ id }) => id)).size).toBe(2)
  })

  it('leaves words alone that are in a bracket already', () => {
    const person = select(alone(), 8, 13)
    inBrackets(person)
    expect(inBrackets(select(person, 0, 10))).toBe(false)
  })

  it('happens when somebody types the signs', () => {
    const person = select(alone(''), 0, 0)
    press(person, 'it [shall][should] report')
    expect(written(person)[0]).toBe('it [shall][should] report')
    expect(brackets(person)).toMatchObject([{ broken: false, alternatives: [{ number: 0 }, { number: 1 }] }])
  })

  it('leaves a sign alone that closes nothing', () => {
    const person = select(alone(''), 0, 0)
    press(person, 'an odd ] and []')
    expect(written(person)[0]).toBe('an odd ] and []')
    expect(brackets(person)).toEqual([])
  })

  it('is one step to undo', () => {
    const person = select(alone(), 8, 13)
    inBrackets(person)
    person.undoManager.undo()
    expect(written(person)[0]).toBe(WORDS)
  })
})

describe('writing at a bracket', () => {
  it('goes on inside at its end, and outside after an arrow', () => {
    const person = select(alone(), 8, 13)
    inBrackets(person)
    press(select(person, 13, 13), ' not')
    expect(written(person)[0]).toBe('that it [shall not] report')
    arrow(person, 'ArrowRight')
    press(person, ', yearly,')
    expect(written(person)[0]).toBe('that it [shall not], yearly, report')
  })

  it('goes from one alternative into the next by an arrow', () => {
    const person = select(alone(''), 0, 0)
    press(person, '[shall][should]')
    select(person, 5, 5)
    arrow(person, 'ArrowRight')
    press(person, 'we ')
    expect(written(person)[0]).toBe('[shall][we should]')
  })

  it('offers another wording as a copy to type over', () => {
    const person = select(alone(), 8, 13)
    inBrackets(person)
    select(person, 10, 10)
    addAlternative(person.editor.state, person.editor.view.dispatch, person.editor.view)
    expect(written(person)[0]).toBe('that it [shall][shall] report')
    press(person, 'may')
    expect(written(person)[0]).toBe('that it [shall][may] report')
    expect(brackets(person)).toMatchObject([{ id: 'k', broken: false }])
  })
})

describe('two people at one bracket', () => {
  it('keep the words that one types inside while the other puts them in brackets', () => {
    const desk = deskOf([clause('a', WORDS)])
    const [ann, bob] = desk.people as [Person, Person]
    inBrackets(select(ann, 8, 13))
    press(select(bob, 10, 10), 'XX')
    desk.exchange()
    expect(written(ann)).toEqual(written(bob))
    expect(written(ann)[0]).toBe('that it [shXXall] report')
  })
})

describe('a bracket on the clipboard', () => {
  it('has its signs for other programs, and is a bracket of its own when it is pasted as a copy', () => {
    const person = select(alone(), 8, 13)
    inBrackets(person)
    const { view } = person.editor
    const { dom } = view.serializeForClipboard(view.state.doc.slice(person.at('a', 5), person.at('a', 20)))
    expect(dom.textContent).toBe('it [shall] report')
    select(person, 0, 0, 'b')
    view.pasteHTML(dom.innerHTML, new Event('paste') as ClipboardEvent)
    expect(written(person)[1]).toBe('it [shall] reportanother clause')
    expect(new Set(brackets(person).map(({ id }) => id)).size).toBe(2)
  })
})
