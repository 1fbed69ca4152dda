// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { moveBlock, setKind } from '../../../client/editor/commands/block-commands.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { blockElementsIn } from '../../../client/editor/block-view.ts'
import { showing } from '../../../client/editor/redline/redline-view.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { blockId } from '../../../shared/ids.ts'
import { runsOnSide } from '../../../shared/document/redline.ts'
import { liveRedline } from '../../../client/editor/redline/cached-redline.ts'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { clause, Desk, randomFrom, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

const TEXT = [
  clause('c', 'recalling', 'preamble-call'),
  clause('x', 'the first word of all'),
  clause('y', 'the second word of all'),
  clause('z', 'the third word of all'),
]

function inRedline(base: readonly Block[] = TEXT): { desk: Desk; ann: Person; bob: Person } {
  const desk = new Desk(TEXT)
  desks.push(desk)
  const [ann, bob] = desk.people as [Person, Person]
  ann.editor.view.dispatch(showing(ann.editor.state.tr, { view: 'redline', base }))
  return { desk, ann, bob }
}

/** The paper as text: [-struck-], {+inserted+}; a clause that is gone stands in its place. */
const paper = (person: Person): readonly string[] =>
  [...person.editor.view.dom.children].map((element) =>
    element.innerHTML
      .replaceAll(/<del[^>]*>(.*?)<\/del>/g, '[-$1-]')
      .replaceAll(/<ins[^>]*>(.*?)<\/ins>/g, '{+$1+}')
      .replaceAll(/<[^>]*>/g, ''),
  )

const marks = (person: Person) =>
  blockElementsIn(person.editor.view.dom).map(({ dataset }) => [
    dataset['oldLabel'] ?? '',
    dataset['label'] ?? '',
    dataset['changed'] !== undefined,
  ])

const replace = (person: Person, id: string, from: number, to: number, words: string) =>
  person.editor.view.dispatch(person.editor.state.tr.insertText(words, person.at(id, from), person.at(id, to)))

it('nothing is marked while nothing differs', () => {
  const { ann } = inRedline()
  expect(paper(ann)).toEqual(TEXT.map(({ runs }) => (runs[0] as { text: string }).text))
  expect(marks(ann).some(([, , changed]) => changed)).toBe(false)
})

it('words typed and deleted are marked, by whomever', () => {
  const { desk, ann, bob } = inRedline()
  replace(ann, 'x', 4, 9, 'last')
  replace(bob, 'y', 4, 10, 'other')
  desk.exchange()
  expect(paper(ann)).toEqual([
    'recalling',
    'the [-first-]{+last+} word of all',
    'the [-second-]{+other+} word of all',
    'the third word of all',
  ])
  expect(ann.lines[1]).toBe('the last word of all')
})

it('an inserted clause is underlined, and the labels behind it show old and new', () => {
  const { ann } = inRedline()
  ann.caret('x', -1).do(splitBlock).type('new')
  expect(paper(ann)).toContain('{+new+}')
  expect(marks(ann)).toEqual([
    ['', '', false],
    ['', 'a)', false],
    ['', 'b)', true],
    ['b)', 'c)', true],
    ['c)', 'd)', true],
  ])
})

it('a deleted clause stays visible at its place and is no part of the text', () => {
  const { ann } = inRedline()
  ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('y') - 1, ann.at('y', -1) + 1))
  expect(paper(ann)).toEqual([
    'recalling',
    'the first word of all',
    '[-the second word of all-]',
    'the third word of all',
  ])
  expect(ann.lines).toHaveLength(3)
})

it('a moved clause is struck where it stood and underlined where it stands', () => {
  const { ann } = inRedline()
  ann.caret('z').do(moveBlock('up')).do(moveBlock('up'))
  expect(paper(ann).filter((line) => line.includes('third'))).toEqual([
    '{+the third word of all+}',
    '[-the third word of all-]',
  ])
  expect(ann.editor.view.dom.querySelector('p[data-clause]')!.getAttribute('data-clause')).toBe('moved')
})

it('a change of kind has a bar', () => {
  const { ann } = inRedline()
  ann.caret('z').do(setKind('text'))
  expect(marks(ann)[3]![2]).toBe(true)
})

it('the clean view shows none of it', () => {
  const { ann } = inRedline()
  replace(ann, 'x', 4, 9, 'last')
  ann.editor.view.dispatch(showing(ann.editor.state.tr, { view: 'clean', base: TEXT }))
  expect(paper(ann)[1]).toBe('the last word of all')
  expect(marks(ann).some(([, , changed]) => changed)).toBe(false)
})

it('only the clause that was typed in is compared again', () => {
  const { ann } = inRedline()
  const before = liveRedline(TEXT, blocksIn(ann.editor.state.doc))
  replace(ann, 'x', 4, 9, 'last')
  const after = liveRedline(TEXT, blocksIn(ann.editor.state.doc))
  expect(after.rows.map(({ pieces }, at) => pieces === before.rows[at]!.pieces)).toEqual([true, false, true, true])
})

it.each(playedSeeds({ usual: 5 }))('what is drawn step by step is what is drawn at once (seed %i)', (seed) => {
  const chance = randomFrom(seed)
  const { ann } = inRedline()
  for (let step = 0; step < 60; step++) {
    const id = ann.ids[Math.floor(chance() * ann.ids.length)]!
    const size = ann.lines[ann.ids.indexOf(id)]!.length
    const at = Math.floor(chance() * size)
    if (chance() < 0.7)
      replace(ann, id, at, Math.min(size, at + Math.floor(chance() * 6)), chance() < 0.5 ? 'word ' : '')
    else if (chance() < 0.5) ann.caret(id, at).do(splitBlock)
    else ann.caret(id).do(moveBlock('up'))
    const drawn = paper(ann)
    ann.editor.view.dispatch(showing(ann.editor.state.tr, { view: 'redline', base: TEXT }))
    expect(drawn).toEqual(paper(ann))
  }
  const { rows } = liveRedline(TEXT, blocksIn(ann.editor.state.doc))
  expect(rows.map(({ pieces }) => runsOnSide(pieces, 'new'))).toEqual(
    blocksIn(ann.editor.state.doc).map(({ runs }) => runs),
  )
})

it('a clause that is gone keeps the number that its footnote mark had', () => {
  const marked = {
    ...clause('g', 'that cables last'),
    runs: [{ text: 'that cables last' }, { footnote: blockId('n') }],
  }
  const { ann } = inRedline([...TEXT, marked, clause('n', 'Of copper.', 'footnote')])
  expect(ann.editor.view.dom.querySelector('.gone sup')?.textContent).toBe('1')
})
