// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { blockId } from '../../../shared/ids.ts'
import { clause, Desk, type Person } from './desk.ts'

const START = [
  clause('con', 'considering', 'preamble-call'),
  clause('a', 'that trees grow;'),
  clause('b', 'that trees fall,'),
  clause('res', 'resolves', 'operative-call'),
  clause('one', [
    { text: 'to plant as in ' },
    { text: 'considering a)', reference: blockId('a') },
    { text: ' above.' },
  ]),
]

const desks: Desk[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  desks.splice(0).forEach((desk) => desk.leave())
  vi.useRealTimers()
})

function atWork() {
  const desk = new Desk(START)
  desks.push(desk)
  return { ann: desk.people[0]! }
}

const broken = ({ editor }: Person) =>
  [...editor.view.dom.querySelectorAll('.broken-reference')].map((element) => element.textContent)
const rest = () => vi.advanceTimersByTime(600)

describe('a link whose clause is gone', () => {
  it('is drawn as broken when nobody types any more, and as a link while its clause is there', () => {
    const { ann } = atWork()
    rest()
    expect(broken(ann)).toEqual([])
    ann.fragment.delete('a')
    expect(broken(ann)).toEqual([])
    rest()
    expect(broken(ann)).toEqual(['considering a)'])
  })

  it('is a link again when the clause comes back', () => {
    const { ann } = atWork()
    const text = ann.fragment.get('a')!
    const [again, attributes] = [text.clone(), text.getAttributes()]
    ann.fragment.delete('a')
    rest()
    ann.fragment.set('a', again)
    for (const [name, value] of Object.entries(attributes)) again.setAttribute(name, value as string)
    rest()
    expect(broken(ann)).toEqual([])
  })

  it('keeps its place while somebody types before it', () => {
    const { ann } = atWork()
    ann.fragment.delete('a')
    rest()
    ann.caret('one', 0).type('now ')
    expect(broken(ann)).toEqual(['considering a)'])
  })

  it('is no edit: what is drawn changes no word and stays out of undo', () => {
    const { ann } = atWork()
    ann.fragment.delete('a')
    ann.outbox.splice(0)
    rest()
    expect(ann.outbox).toEqual([])
  })
})
