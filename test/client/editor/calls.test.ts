// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { CALL_PHRASES } from '../../../client/editor/calls/phrases.ts'
import { enterAfterCall, insertCall } from '../../../client/editor/calls/start-section.ts'
import { callsIn, suggestionsFor } from '../../../client/editor/calls/suggestions.ts'
import { LANGUAGES } from '../../../shared/document/language.ts'
import { readCall } from '../../../shared/import/opening-words.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function alone(...blocks: Block[]): Person {
  const desk = new Desk(blocks, ['ann'])
  desks.push(desk)
  return desk.people[0]!
}
const textOf = (person: Person) =>
  readFragment(person.fragment).map(
    ({ kind, runs }) => `${kind}: ${runs.map((run) => ('text' in run ? run.text : '')).join('')}`,
  )

const press = (person: Person, name: string, more: KeyboardEventInit = {}): boolean => {
  const { view } = person.editor
  return (
    view.someProp('handleKeyDown', (handle) => handle(view, new KeyboardEvent('keydown', { key: name, ...more }))) ??
    false
  )
}

describe.each(LANGUAGES)('the calls that are offered in %s', (language) => {
  it('are all known to the reader of resolutions, in their part', () => {
    const unknown = callsIn(language)
      .map(({ words, part, open }) => ({ words: open ? words + CALL_PHRASES[language].addressees[0]! : words, part }))
      .filter(({ words, part }) => readCall(words)?.part !== part)
    expect(unknown).toEqual([])
  })

  it('go on with every addressee', () => {
    const { addressing, addressees } = CALL_PHRASES[language]
    const space = language === 'zh' ? '' : ' '
    const unknown = addressing.flatMap((verb) =>
      addressees
        .map((to) => verb + (verb.endsWith("'") ? '' : space) + to)
        .filter((words) => readCall(words)?.part !== 'operative'),
    )
    expect(unknown).toEqual([])
  })
})

const offered = (typed: string) => suggestionsFor(typed, 'en').map(({ words }) => words)

describe('what is offered while one types', () => {
  it('are the calls that go on with it, in either part', () => {
    expect(offered('no')).toEqual(['noting', 'noting further'])
    expect(offered('Resolves to in')).toEqual(['resolves to instruct ', 'resolves to invite '])
  })

  it('are addressees behind a verb that has one', () => {
    expect(offered('instructs the Dir')).toEqual([
      'instructs the Director of the Telecommunication Development Bureau',
      'instructs the Director of the Radiocommunication Bureau',
      'instructs the Director of the Telecommunication Standardization Bureau',
      'instructs the Directors of the three Bureaux',
    ])
  })

  it('is nothing for one letter, and nothing for words that begin no call', () => {
    expect([offered('r'), offered('the text'), offered('')]).toEqual([[], [], []])
  })
})

describe('typing a call', () => {
  it('and Enter starts its section', () => {
    const person = alone(clause('x', '', 'text'))
      .caret('x')
      .type('resolves')
    expect(press(person, 'Enter')).toBe(true)
    expect(textOf(person)).toEqual(['operative-call: resolves', 'item: '])
    expect(person.where()).toBe('ann1:0')
  })

  it('with any addressee does so too', () => {
    const person = alone(clause('x', '', 'text'))
      .caret('x')
      .type('invites the harbour masters of the north')
    expect(enterAfterCall(person.editor.state, person.editor.view.dispatch)).toBe(true)
    expect(textOf(person)[0]).toBe('operative-call: invites the harbour masters of the north')
  })

  it('is left alone in a sentence', () => {
    const person = alone(clause('x', '', 'item'))
      .caret('x')
      .type('resolves that all is well;')
    expect(enterAfterCall(person.editor.state)).toBe(false)
  })

  it('and Tab takes the first of the list, then the addressee from the next list', () => {
    const person = alone(clause('x', '', 'text'))
      .caret('x')
      .type('resolves to inv')
    expect(press(person, 'Tab')).toBe(true)
    expect(textOf(person)).toEqual(['operative-call: resolves to invite '])
    press(person, 'ArrowDown')
    press(person, 'ArrowDown')
    expect(press(person, 'Enter')).toBe(true)
    expect(textOf(person)).toEqual(['operative-call: resolves to invite Member States and Sector Members', 'item: '])
  })

  it('leaves the keys alone once the list is closed', () => {
    const person = alone(clause('x', '', 'text'))
      .caret('x')
      .type('resolv')
    press(person, 'Escape')
    expect(press(person, 'ArrowDown')).toBe(false)
  })

  it('is offered in an item only after more letters', () => {
    const person = alone(clause('c', 'noting', 'preamble-call'), clause('x', ''))
      .caret('x')
      .type('reco')
    expect(press(person, 'ArrowDown')).toBe(false)
    expect(press(person.type('gni'), 'ArrowDown')).toBe(true)
  })
})

describe('a call from the list', () => {
  const [resolves, invites] = ['resolves', 'invites '].map((words) =>
    callsIn('en').find((call) => call.words === words)!,
  )

  it('fills an empty paragraph', () => {
    expect(
      textOf(
        alone(clause('x', '', 'text'))
          .caret('x')
          .do(insertCall(resolves!)),
      ),
    ).toEqual(['operative-call: resolves', 'item: '])
  })

  it('comes behind the section of the caret, not into it', () => {
    const person = alone(
      clause('c', 'noting', 'preamble-call'),
      clause('a', 'one'),
      clause('b', 'two'),
      clause('f', 'n', 'footnote'),
    )
    expect(textOf(person.caret('a').do(insertCall(invites!)))).toEqual([
      'preamble-call: noting',
      'item: one',
      'item: two',
      'operative-call: invites ',
      'footnote: n',
    ])
  })
})
