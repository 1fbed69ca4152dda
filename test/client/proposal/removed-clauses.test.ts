/** Who is told that much of a text was taken away, and of what. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { areMany, watchRemovals, type Removal } from '../../../client/proposal/document/removed-clauses.ts'
import { fragmentOf, writeFragment } from '../../../shared/document/ydoc.ts'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { blockId, personId, type PersonId } from '../../../shared/ids.ts'

const [SELF, OTHER, THIRD] = [personId('self'), personId('other'), personId('third')]
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => blockId(`c${from + at}`))

const remove = (doc: Y.Doc, those: readonly string[]) =>
  doc.transact(() => those.forEach((id) => fragmentOf(doc, 'text').delete(id)))

/** A text of so many clauses on the screen of one person, and the copy of another who sends what they do. */
function table(clauses: number) {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  const blocks = ids(0, clauses).map((id) => ({ id, kind: 'item', level: 0, origin: null, runs: [] }) as const)
  writeFragment(fragmentOf(there, 'text'), blocks, initialKeys(clauses))
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there), 'server')
  let seen = { state: { textSeq: 2, lastEdit: { by: OTHER, time: 0 } }, textSeq: 2 }
  let publish: (() => void) | null = null
  const told: (Removal | null)[] = []
  const subscribe = (listener: () => void) => ((publish = listener), () => void (publish = null))
  const { stop, dismiss } = watchRemovals(
    { doc: here, snapshot: () => seen, subscribe },
    SELF,
    (removal) => void told.push(removal),
  )
  /** As the server sends it: the text first, then the entries, of which the last is by `by`. */
  const hears = (by: PersonId, entries = 1) => {
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there, Y.encodeStateVector(here)), 'server')
    const textSeq = seen.state.textSeq + entries
    seen = { state: { textSeq, lastEdit: { by, time: textSeq * 1000 } }, textSeq }
    publish?.()
  }
  return { here, there, told, hears, stop, dismiss }
}

describe('a removal of clauses', () => {
  it('is told of with its author where it is one entry, and from where on to look', () => {
    const { there, told, hears } = table(10)
    remove(there, ids(0, 8))
    hears(OTHER)
    expect(told).toEqual([{ clauses: ids(0, 8), after: 2, upTo: 3, time: 3000, by: OTHER }])
  })

  it('is told of without a name where several entries came at once: whose it was stands in the comparison', () => {
    const { there, told, hears } = table(10)
    remove(there, ids(0, 8))
    hears(OTHER, 2)
    expect(told).toMatchObject([{ by: null, after: 2, upTo: 4 }])
  })

  it('of few clauses is told to nobody', () => {
    const { there, told, hears } = table(60)
    for (let stroke = 0; stroke < 3; stroke++) {
      remove(there, ids(stroke * 19, stroke * 19 + 19))
      if (stroke < 2) hears(OTHER)
    }
    expect(told).toEqual([])
    // The third leaves three of 22.
    hears(OTHER)
    expect(told).toHaveLength(1)
  })

  it('of one’s own, here or in another window, is not told to oneself', () => {
    const { here, there, told, hears } = table(30)
    remove(here, ids(0, 25))
    remove(there, ids(0, 30))
    hears(SELF)
    expect(told).toEqual([])
  })

  it('ends when the clauses are back, and shrinks when some are', () => {
    const { there, told, hears } = table(10)
    const undo = new Y.UndoManager(fragmentOf(there, 'text'))
    remove(there, ids(0, 8))
    hears(OTHER)
    fragmentOf(there, 'text').set('c0', new Y.Text('again'))
    hears(THIRD)
    expect(told.at(-1)).toMatchObject({ clauses: ids(1, 8), by: OTHER })
    undo.undo()
    undo.undo()
    for (const id of ids(0, 8)) if (!fragmentOf(there, 'text').has(id)) fragmentOf(there, 'text').set(id, new Y.Text())
    hears(OTHER)
    expect(told.at(-1)).toBe(null)
  })

  it('by a second person is told with the first, under no name, from before both', () => {
    const { there, told, hears } = table(100)
    remove(there, ids(0, 20))
    hears(OTHER)
    remove(there, ids(20, 45))
    hears(THIRD)
    expect(told.at(-1)).toEqual({ clauses: ids(0, 45), after: 2, upTo: 4, time: 4000, by: null })
  })

  it('that was seen is not told again when a part of it comes back', () => {
    const { there, told, hears, dismiss } = table(10)
    remove(there, ids(0, 8))
    hears(OTHER)
    dismiss()
    fragmentOf(there, 'text').set('c0', new Y.Text('again'))
    hears(OTHER)
    expect(told.slice(1)).toEqual([null])
  })

  it('is not looked for any more after the text was closed', () => {
    const { there, told, hears, stop } = table(10)
    stop()
    remove(there, ids(0, 8))
    hears(OTHER)
    expect(told).toEqual([])
  })
})

it.each([
  [19, 100, false],
  [20, 100, true],
  [2, 3, false],
  [3, 6, false],
  [3, 5, true],
])('%i of %i clauses are many: %s', (removed, before, many) => {
  expect(areMany(removed, before)).toBe(many)
})
