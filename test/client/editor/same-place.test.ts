// @vitest-environment jsdom
/** People who type at the same place at the same time: the words of each stay together, whoever's come first. */
import { afterEach, expect, it } from 'vitest'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { clause, Desk, randomFrom, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

const seeds = playedSeeds({ usual: 5 })

const SENTENCES = [' Kenya writes a new clause', ' and Senegal asks for a deadline', ' but Ghana leaves assets alone']
const NAMES = ['ann', 'bob', 'eve']
const WORDS = 'shall create no obligation'

function atWork(names: readonly string[], words: string = WORDS): Desk {
  const desk = new Desk([clause('w', 'recalling', 'preamble-call'), clause('x', words), clause('y', 'Beta')], names)
  desks.push(desk)
  return desk
}

/** Letters leave one by one, late, and reach each of the others at another time; those of one person stay in their order. */
function typeAtOnce(people: readonly Person[], chance: () => number): void {
  const left = people.map((_, at) => SENTENCES[at]!.split(''))
  const heard = people.map(() => people.map(() => 0))
  const hear = (to: number, from: number) => {
    const next = people[from]!.outbox[heard[to]![from]!]
    if (to === from || !next) return
    people[to]!.receive(next)
    heard[to]![from]! += 1
  }
  while (left.some(({ length }) => length > 0)) {
    const at = Math.floor(chance() * people.length)
    const key = chance() < 0.5 ? left[at]!.shift() : undefined
    if (key === undefined) hear(at, Math.floor(chance() * people.length))
    else people[at]!.type(key)
  }
}

type Place = readonly [name: string, words: string, at: number]
const PLACES: readonly Place[] = [
  ['the end of a clause', WORDS, -1],
  ['the start of a clause', WORDS, 0],
  ['the middle of a clause', WORDS, 5],
  ['an empty clause', '', 0],
]
const cases = seeds.flatMap((seed) => PLACES.map(([name, words, at]) => [name, words, at, seed] as const))

it.each(cases)(
  'two, and three, who type at once at %s each keep their sentence whole (%j, %i, seed %i)',
  (_name, words, at, seed) => {
    for (const names of [NAMES.slice(0, 2), NAMES]) {
      const desk = atWork(names, words)
      for (const person of desk.people) person.caret('x', at)
      typeAtOnce(desk.people, randomFrom(seed))
      desk.exchange()
      const line = desk.people[0]!.lines[1]!
      for (const person of desk.people) expect(person.lines).toEqual(desk.people[0]!.lines)
      for (const sentence of SENTENCES.slice(0, names.length)) expect(line).toContain(sentence)
      const rest = SENTENCES.slice(0, names.length).reduce((text, sentence) => text.replace(sentence, ''), line)
      expect(rest).toBe(words)
    }
  },
)

it('what another types where one’s caret stands comes behind the caret', () => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', 5)
  bob.caret('x', 5).type('ZZ')
  desk.exchange()
  expect([ann.where(), bob.where()]).toEqual(['x:5', 'x:7'])
  ann.type('AA')
  desk.exchange()
  expect([ann.where(), bob.where()]).toEqual(['x:7', 'x:9'])
  expect(bob.lines[1]).toBe('shallAAZZ create no obligation')
})

it('a caret behind words that another is typing goes along with them, until one has typed behind them oneself', () => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', -1).type(' Kenya wri')
  desk.exchange()
  bob.caret('x', -1)
  ann.type('tes')
  desk.exchange()
  bob.type(' and')
  desk.exchange()
  ann.type(' here')
  desk.exchange()
  bob.type(' so on')
  desk.exchange()
  expect(ann.lines[1]).toBe(`${WORDS} Kenya writes here and so on`)
  expect(bob.lines).toEqual(ann.lines)
})

it.each([
  [6, 12],
  [12, 6],
])('a selection from %i to %i takes in nothing that is written at its edges', (anchor, head) => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', anchor, head)
  bob.caret('x', 12).type('ZZ').caret('x', 6).type('YY')
  desk.exchange()
  const { doc, selection } = ann.editor.state
  expect(doc.textBetween(selection.from, selection.to)).toBe('create')
  expect(selection.anchor < selection.head).toBe(anchor < head)
})

it('a selection whose words another deletes is a caret', () => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', 6, 12)
  bob.caret('x', 4, 14).type('ZZ')
  desk.exchange()
  expect(ann.editor.state.selection.empty).toBe(true)
  expect(ann.lines[1]!.startsWith('shalZZ')).toBe(true)
})

it('after Enter the caret is in the new clause and stays before what another writes at its start', () => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', 5).do(splitBlock)
  desk.exchange()
  const made = ann.ids[2]!
  bob.caret(made, 0).type('ZZ')
  desk.exchange()
  ann.type('A').type('B')
  desk.exchange()
  expect(bob.lines[2]).toBe('ABZZ create no obligation')
})

it('words that are put anew in their place keep the caret behind them', () => {
  const desk = atWork(['ann', 'bob'])
  const [ann, bob] = desk.people as [Person, Person]
  ann.caret('x', 5).type('abc')
  desk.exchange()
  bob.caret('x', 5, 8).type('abc')
  desk.exchange()
  expect(ann.where()).toBe('x:8')
})
