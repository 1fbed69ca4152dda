// @vitest-environment jsdom
/** What one key may cost in the editor, counted and not timed: `npm run bench:typing` times it. */
import { afterEach, expect, it } from 'vitest'
import { blockElementsIn } from '../../../client/editor/block-view.ts'
import { labelsIn } from '../../../client/editor/label-gutter.ts'
import { rowsDrawnIn, showing } from '../../../client/editor/redline/redline-view.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

const TEXT = [
  clause('c', 'recalling', 'preamble-call'),
  ...Array.from({ length: 40 }, (_, at) => clause(`x${at}`, `the words of clause ${at} as they stand in force`)),
]

/** A third of the clauses differ from the text in force, one is gone and one is new. */
function atWork() {
  const base = TEXT.map((block, at) =>
    at % 3 === 1 ? { ...block, runs: [{ text: 'the words of quite another clause' }] } : block,
  )
  const desk = new Desk(TEXT)
  desks.push(desk)
  const [ann, bob] = desk.people as [Person, Person]
  const gone = clause('gone', 'a clause that is gone')
  ann.editor.view.dispatch(
    showing(ann.editor.state.tr, { view: 'redline', base: [...base.slice(0, 20), gone, ...base.slice(20, -1)] }),
  )
  return { desk, ann, bob }
}

/** The paragraphs that `work` writes on or in, by the id of their block; what lies between paragraphs is "?". */
function touchedBy(person: Person, work: () => void): ReadonlySet<string> {
  const { dom } = person.editor.view
  const observer = new MutationObserver(() => {})
  observer.observe(dom, { subtree: true, childList: true, attributes: true, characterData: true })
  work()
  const touched = observer.takeRecords().map(({ target }) => {
    const element = target instanceof Element ? target : target.parentElement
    return element?.closest('p')?.dataset['id'] ?? '?'
  })
  observer.disconnect()
  return new Set(touched)
}

const rowsOf = (person: Person) => rowsDrawnIn(person.editor.state)!
const changedRows = (person: Person, work: () => void): readonly string[] => {
  const before = new Set(rowsOf(person))
  work()
  return rowsOf(person).flatMap((row) => (before.has(row) ? [] : [String(row.block.id)]))
}

it.each(['x3', 'x4', 'x20', 'x39'])('one key in clause %s writes on no other paragraph', (id) => {
  const { ann } = atWork()
  ann.caret(id, 7)
  expect(touchedBy(ann, () => ann.type('k'))).toEqual(new Set([id]))
})

it('one key compares the words of one clause: the redline of every other is the very same', () => {
  const { ann } = atWork()
  ann.caret('x10', 7)
  expect(changedRows(ann, () => ann.type('k'))).toEqual(['x10'])
})

it('so does a key of another', () => {
  const { desk, ann, bob } = atWork()
  bob.caret('x12', 7)
  const change = () => {
    bob.type('k')
    desk.exchange()
  }
  expect(changedRows(ann, () => expect(touchedBy(ann, change)).toEqual(new Set(['x12'])))).toEqual(['x12'])
})

it('a key computes no label, and a new clause computes them all', () => {
  const { ann } = atWork()
  const before = labelsIn(ann.editor.state)
  ann.caret('x10', 7).type('k')
  expect(labelsIn(ann.editor.state)).toBe(before)
  ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('x5') - 1, ann.at('x5', -1) + 1))
  expect(labelsIn(ann.editor.state)).not.toBe(before)
  expect(blockElementsIn(ann.editor.view.dom)[6]!.dataset['label']).toBe('f)')
})

it('moving the caret writes nothing', () => {
  const { ann } = atWork()
  ann.caret('x10', 7)
  expect(touchedBy(ann, () => ann.caret('x30', 2))).toEqual(new Set())
})
