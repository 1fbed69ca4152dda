// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { carryOut } from '../../../client/editor/references/mend.ts'
import type { Mend } from '../../../shared/drafting/checks/mend.ts'
import { isFootnoteRef } from '../../../shared/document/blocks.ts'
import { linksIn } from '../../../shared/drafting/linked-references.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'
import { clause, Desk } from './desk.ts'

const id = blockId
const START = [
  clause('con', 'considering', 'preamble-call'),
  clause('a', 'that trees grow;'),
  clause('b', [
    { text: 'that ' },
    { text: 'trees', emphasis: true },
    { text: ' fall' },
    { footnote: id('f') },
    { text: ',' },
  ]),
  clause('res', 'resolves', 'operative-call'),
  clause('one', 'to plant as in considering a) above;'),
  clause('f', 'A note.', 'footnote'),
]

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function atWork() {
  const desk = new Desk(START)
  desks.push(desk)
  const [ann, bob] = [desk.people[0]!, desk.people[1]!]
  const runs = (block: string) => readFragment(ann.fragment).find((each) => each.id === id(block))?.runs
  return { desk, ann, bob, runs, line: (block: string) => ann.lines[ann.ids.indexOf(block)] }
}
const text = { fragment: 'text' } as const

describe('a mend', () => {
  it('replaces only the characters that differ, and keeps their marks', () => {
    const { ann, runs } = atWork()
    const mend: Mend = { kind: 'replace', ...text, block: id('b'), from: 5, to: 10, was: 'trees', words: 'trunks' }
    ann.do(carryOut(mend))
    expect(runs('b')!.slice(0, 3)).toEqual([{ text: 'that ' }, { text: 'trunks', emphasis: true }, { text: ' fall' }])
  })

  it('does nothing where the words are others by now', () => {
    const { ann, line } = atWork()
    ann.caret('a', 0).type('so ')
    const mend: Mend = { kind: 'replace', ...text, block: id('a'), from: 15, to: 16, was: ';', words: ',' }
    expect(carryOut(mend)(ann.editor.state)).toBe(false)
    expect(line('a')).toBe('so that trees grow;')
  })

  it('takes out characters that nobody sees, and leaves the marks and the footnotes between them', () => {
    const { ann, runs } = atWork()
    ann.caret('b', 17).type('\u202E').caret('b', 5).type('\u0000')
    const was = '\u0000trees fall\uFFFC,\u202E'
    const place = { ...text, block: id('b'), from: 5, to: 5 + was.length, was }
    ann.do(carryOut({ kind: 'take-out', ...place, at: [5, 18] }))
    expect(runs('b')).toEqual(START[2]!.runs)
  })

  it('counts a footnote mark as one character', () => {
    const { ann, line } = atWork()
    ann.do(carryOut({ kind: 'replace', ...text, block: id('b'), from: 16, to: 17, was: ',', words: '.' }))
    expect(line('b')).toBe('that trees fall*.')
    ann.do(carryOut({ kind: 'delete-mark', ...text, block: id('b'), at: 15 }))
    expect(line('b')).toBe('that trees fall.')
  })

  it('links words, and takes a link off', () => {
    const { ann } = atWork()
    const links = () => readFragment(ann.fragment).flatMap(linksIn)
    const place = { ...text, block: id('one'), from: 15, to: 29, was: 'considering a)' }
    expect(carryOut({ kind: 'link', target: id('a'), ...place, was: 'considering b)' })(ann.editor.state)).toBe(false)
    ann.do(carryOut({ kind: 'link', target: id('a'), ...place }))
    expect(links()).toMatchObject([{ words: 'considering a)', target: 'a' }])
    ann.do(carryOut({ kind: 'unlink', ...place }))
    expect(links()).toEqual([])
  })

  it('makes a bracket of typed signs', () => {
    const { ann, runs } = atWork()
    ann.caret('a', 5).type('[tall] ')
    ann.do(carryOut({ kind: 'bracket', ...text, block: id('a'), from: 5, to: 11, was: '[tall]' }))
    expect(runs('a')!.map((run) => (isFootnoteRef(run) ? '' : [run.text, run.alternative !== undefined]))).toEqual([
      ['that ', false],
      ['tall', true],
      [' trees grow;', false],
    ])
  })

  it('deletes a clause, and undo brings it back', () => {
    const { ann } = atWork()
    ann.do(carryOut({ kind: 'delete-block', ...text, block: id('f') }))
    expect(ann.ids).not.toContain('f')
    ann.undoManager.undo()
    expect(ann.ids).toContain('f')
  })

  it('meets what somebody else writes in the same clause', () => {
    const { desk, ann, bob, line } = atWork()
    ann.do(carryOut({ kind: 'replace', ...text, block: id('a'), from: 15, to: 16, was: ';', words: ',' }))
    bob.caret('a', 5).type('tall ')
    desk.exchange()
    expect(line('a')).toBe('that tall trees grow,')
    expect(ann.lines).toEqual(bob.lines)
  })
})

const links = (person: { readonly fragment: Parameters<typeof readFragment>[0] }) =>
  readFragment(person.fragment)
    .flatMap(linksIn)
    .map(({ words, target }) => [words, target])

describe('words that a writer completes', () => {
  it('become a link with their last sign, and undo takes both back', () => {
    const { ann } = atWork()
    ann.caret('one', -1)
    for (const letter of ' See considering b)') ann.type(letter)
    expect(links(ann)).toEqual([['considering b)', 'b']])
    ann.undoManager.undo()
    expect(links(ann)).toEqual([])
  })

  it('become one when they are pasted, as they are', () => {
    const { ann } = atWork()
    ann.caret('a', -1).type(' as considering b) above')
    expect(links(ann)).toEqual([['considering b)', 'b']])
  })

  it('are left alone in what another person writes, and in old words that are only stood beside', () => {
    const { desk, ann, bob } = atWork()
    ann.caret('one', 3).type('x ')
    expect(links(ann)).toEqual([])
    bob.caret('a', -1).type(' in considering b)')
    desk.exchange()
    expect(links(ann)).toEqual([['considering b)', 'b']])
    bob.undoManager.undo()
    desk.exchange()
    expect(links(ann)).toEqual([])
  })
})
