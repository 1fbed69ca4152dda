/** What of a comparison is marked, and what a filter by administration does to it. */
import { describe, expect, it } from 'vitest'
import { addressOf, comparingIn } from '../../../client/proposal/compare/compare-address.ts'
import { marked } from '../../../client/proposal/compare/compared-changes.ts'
import { pointsOf } from '../../../client/proposal/compare/compare-points.ts'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { runsOnSide } from '../../../shared/document/redline.ts'
import { blockId, personId } from '../../../shared/ids.ts'
import type { ComparedPiece, ComparedRow } from '../../../shared/protocol/compare.ts'

const [KENYA, SENEGAL] = [0, 1]
const authors = ['KEN', 'SEN'].map((administration) => ({
  person: personId(administration),
  administration,
  isStart: false,
}))

const piece = (change: ComparedPiece['change'], text: string, by: number | null = null): ComparedPiece => ({
  change,
  run: { text },
  by,
})

const block = (id: string): Block => ({ id: blockId(id), kind: 'item', level: 0, origin: null, runs: [] })

const row = (id: string, pieces: readonly ComparedPiece[], fields: Partial<ComparedRow> = {}): ComparedRow => ({
  side: 'both',
  moved: false,
  block: block(id),
  old: block(id),
  oldLabel: '1',
  newLabel: '1',
  by: null,
  pieces,
  ...fields,
})

const marks = (rows: readonly ComparedRow[], shown: readonly string[] | null) =>
  marked({ parts: { text: rows, reasons: [], summary: [] }, authors }, shown)

const wordsOf = (row: { readonly pieces: readonly ComparedPiece[] }) =>
  row.pieces.map(({ change, run }) => `${change[0]}:${'text' in run ? run.text : ''}`)

const EDITED = row('a', [
  piece('kept', 'The '),
  piece('deleted', 'old', KENYA),
  piece('inserted', 'new', KENYA),
  piece('kept', ' text'),
  piece('inserted', ' ends', SENEGAL),
])

describe('without a filter', () => {
  it('every change is marked and counted for its administration', () => {
    const { changes, counts, parts } = marks([EDITED], null)
    expect(changes.map(({ kind, words, by }) => [kind, words, by])).toEqual([
      ['deleted', 'old', KENYA],
      ['inserted', 'new', KENYA],
      ['inserted', 'ends', SENEGAL],
    ])
    expect([...counts]).toEqual([
      ['KEN', 2],
      ['SEN', 1],
    ])
    expect(new Set(changes.map(({ id }) => id)).size).toBe(3)
    expect(runsOnSide(parts.text[0]!.pieces, 'old')).toEqual([{ text: 'The old text' }])
  })

  it('what nobody changed in a replaced phrase is no change of anybody', () => {
    const { changes } = marks([row('a', [piece('deleted', 'of the '), piece('deleted', 'old', KENYA)])], null)
    expect(changes.map(({ words }) => words)).toEqual(['old'])
  })

  it('a move is one change, told where the clause stands now', () => {
    const there = row('a', [piece('deleted', 'words')], { side: 'old', moved: true, by: SENEGAL, newLabel: null })
    const here = row('a', [piece('kept', 'words')], { side: 'new', moved: true, by: SENEGAL, oldLabel: null })
    const { changes, counts, parts } = marks([there, here], null)
    expect(changes.map(({ kind }) => kind)).toEqual(['moved'])
    expect(counts.get('SEN')).toBe(1)
    expect(parts.text).toHaveLength(2)
  })
})

describe('with a filter', () => {
  it('the words of the others stand plain as they are now', () => {
    const { parts, changes, counts } = marks([EDITED], ['SEN'])
    expect(wordsOf(parts.text[0]!)).toEqual(['k:The ', 'k:new', 'k: text', 'i: ends'])
    expect(changes).toHaveLength(1)
    expect(counts.get('KEN')).toBe(2)
  })

  it('the second text is whole, whoever is chosen', () => {
    const gone = row('b', [piece('deleted', 'gone', KENYA)], { side: 'old', by: KENYA, newLabel: null })
    const added = row('c', [piece('inserted', 'added', KENYA)], { side: 'new', by: KENYA, old: null, oldLabel: null })
    for (const shown of [null, [], ['KEN'], ['SEN']]) {
      const { parts } = marks([EDITED, gone, added], shown)
      const words = parts.text
        .flatMap(({ pieces }) => runsOnSide(pieces, 'new'))
        .map((run) => plainText({ runs: [run] }))
      expect(words).toEqual(['The new text ends', 'added'])
    }
  })

  it('a clause that others deleted is not there, and one that they moved or inserted is not marked', () => {
    const gone = row('b', [piece('deleted', 'gone', KENYA)], { side: 'old', by: KENYA, newLabel: null })
    const added = row('c', [piece('inserted', 'added', KENYA)], { side: 'new', by: KENYA, old: null, oldLabel: null })
    const there = row('d', [piece('deleted', 'words')], { side: 'old', moved: true, by: KENYA, newLabel: null })
    const here = row('d', [piece('kept', 'words')], { side: 'new', moved: true, by: KENYA, oldLabel: null })
    const { parts, changes } = marks([gone, added, there, here], ['SEN'])
    expect(parts.text.map(({ block: { id }, side, moved }) => [id, side, moved])).toEqual([
      ['c', 'both', false],
      ['d', 'both', false],
    ])
    expect(changes).toEqual([])
  })
})

describe('the address of a comparison', () => {
  it('says all of it, and is read back', () => {
    const comparing = { from: 'base', to: 12, by: ['KEN', '-'], who: true, clause: 'a1' } as const
    expect(comparingIn(addressOf(comparing))).toEqual(comparing)
    expect(comparingIn(addressOf({ ...comparing, by: [] })).by).toEqual([])
  })

  it('that is nonsense compares from the beginning to the present', () => {
    expect(comparingIn(new URLSearchParams('from=x&to=-1'))).toEqual({
      from: null,
      to: null,
      by: null,
      who: false,
      clause: null,
    })
  })
})

it('an address may name an entry that is no moment of the list', () => {
  const view = { base: 'Resolution 1', startSeq: 2, head: 9, moments: [], people: [] }
  expect(pointsOf(view, [5, 99]).map(({ name }) => name)).toEqual(['base', 2, 5])
})
