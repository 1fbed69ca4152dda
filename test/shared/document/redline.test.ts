import { assert, integer, property } from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { joinRuns, type Block, type Kind, type Run } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { isUnchanged, redline, runsOnSide, type RedlineRow } from '../../../shared/document/redline.ts'
import { written } from '../../../shared/document/written.ts'
import { blockId } from '../../../shared/ids.ts'
import { chanceOf, draftOf, randomEdits, randomText } from './random-text.ts'

const block = (id: string, words: string, kind: Kind = 'item'): Block => ({
  id: blockId(id),
  kind,
  level: 0,
  origin: null,
  runs: [{ text: words }],
})
const from = (origin: string, words: string): Block => ({ ...block(`new-${origin}`, words), origin: blockId(origin) })
const shown = (rows: readonly RedlineRow[]) =>
  rows.map(({ side, moved, block: { id } }) => `${side}${moved ? ' moved' : ''} ${id}`)

const TEXT = [block('call', 'resolves', 'operative-call'), ...['a', 'b', 'c', 'd'].map((id) => block(id, `to ${id}`))]
const CALL = { ...from('call', 'resolves'), kind: 'operative-call' as const }

describe('a redline', () => {
  it('finds nothing between a text and itself', () => {
    expect(redline(TEXT, TEXT).every(isUnchanged)).toBe(true)
  })

  it('aligns clauses by where they come from, whatever their words', () => {
    const rows = redline(TEXT, [CALL, from('a', 'entirely different'), from('b', 'to b')])
    expect(shown(rows)).toEqual(['both new-call', 'both new-a', 'both new-b', 'old c', 'old d'])
  })

  it('aligns two moments of one proposal by the id of the clause', () => {
    const before = [CALL, from('a', 'to a'), block('fresh', 'to assist')]
    const after = [CALL, block('fresh', 'to assist all'), from('a', 'to a')]
    expect(shown(redline(before, after)).filter((row) => row.startsWith('both'))).toHaveLength(2)
    expect(redline(before, after).find(({ block: { id } }) => id === 'fresh')?.old?.id).toBe('fresh')
  })

  it('keeps a deleted clause where it stood, before what was inserted there', () => {
    const rows = redline(TEXT, [CALL, from('a', 'to a'), block('x', 'to x'), from('c', 'to c'), from('d', 'to d')])
    expect(shown(rows)).toEqual(['both new-call', 'both new-a', 'old b', 'new x', 'both new-c', 'both new-d'])
  })

  it('shows a moved clause at both places, and its changed words against the old ones', () => {
    const rows = redline(TEXT, [CALL, from('d', 'to d too'), from('a', 'to a'), from('b', 'to b'), from('c', 'to c')])
    expect(shown(rows)).toEqual([
      'both new-call',
      'new moved new-d',
      'both new-a',
      'both new-b',
      'both new-c',
      'old moved d',
    ])
    expect(rows[1]?.movedPieces).toEqual([
      { change: 'kept', run: { text: 'to d' } },
      { change: 'inserted', run: { text: ' too' } },
    ])
  })

  it('lets a copied clause be the same clause only once', () => {
    const rows = redline(TEXT, [CALL, from('a', 'to a'), { ...from('a', 'to a'), id: blockId('copy') }])
    expect(rows.find(({ block: { id } }) => id === 'copy')).toMatchObject({ side: 'new', old: null })
  })

  it('does not mark a footnote reference that the draft took over', () => {
    const note: Block = block('note', 'States of the region', 'footnote')
    const refers: Block = { ...block('a', ''), runs: [{ text: 'States' }, { footnote: note.id }] }
    expect(redline([refers, note], draftOf([refers, note])).every(isUnchanged)).toBe(true)
  })

  it('reports a changed label of unchanged words', () => {
    const rows = redline(TEXT, [CALL, from('b', 'to b'), from('c', 'to c'), from('d', 'to d')])
    expect(rows.map(({ oldLabel, newLabel }) => [oldLabel, newLabel])).toEqual([
      ['', ''],
      ['1', null],
      ['2', '1'],
      ['3', '2'],
      ['4', '3'],
    ])
    expect(rows.filter(isUnchanged)).toHaveLength(1)
  })

  it('counts a clause that became a call as changed', () => {
    const rows = redline(TEXT, TEXT.with(1, { ...TEXT[1]!, kind: 'operative-call' }))
    expect(isUnchanged(rows[1]!)).toBe(false)
  })
})

/** Everything of a block that a reader sees, and its identity. */
const facts = ({ id, kind, level, runs }: Block, label: string | null, words: readonly Run[] = seen(runs)) => ({
  id,
  kind,
  level,
  label,
  words,
})

/** With the signs of the brackets; a link, and what a bracket's id is, nobody sees. */
const seen = (runs: readonly Run[]) => joinRuns(written(runs).map(plain))

function plain(run: Run): Run {
  if ('footnote' in run) return { footnote: run.footnote }
  return run.emphasis ? { text: run.text, emphasis: true } : { text: run.text }
}

const textOf = (blocks: readonly Block[]) => labelsOf(blocks).map((label, at) => facts(blocks[at]!, label))

const rejected = (rows: readonly RedlineRow[]) =>
  rows.filter(({ side }) => side !== 'new').map((row) => facts(row.old!, row.oldLabel, runsOnSide(row.pieces, 'old')))
const accepted = (rows: readonly RedlineRow[]) =>
  rows.filter(({ side }) => side !== 'old').map((row) => facts(row.block, row.newLabel, runsOnSide(row.pieces, 'new')))

const anySeed = integer({ min: 0, max: 2 ** 31 - 1 })
const RUNS = { numRuns: 400 }
const world = (seed: number) => {
  const chance = chanceOf(seed)
  const old = randomText(chance)
  return { old, now: randomEdits(chance, draftOf(old), 1 + Math.floor(chance() * 12)) }
}

describe('a redline of any edits', () => {
  it('gives the old text to the character and the mark when everything is rejected', () => {
    assert(
      property(anySeed, (seed) => {
        const { old, now } = world(seed)
        expect(rejected(redline(old, now))).toEqual(textOf(old))
      }),
      RUNS,
    )
  })

  it('gives the new text to the character and the mark when everything is accepted', () => {
    assert(
      property(anySeed, (seed) => {
        const { old, now } = world(seed)
        expect(accepted(redline(old, now))).toEqual(textOf(now))
      }),
      RUNS,
    )
  })

  it('holds between two moments of one proposal as well', () => {
    assert(
      property(anySeed, (seed) => {
        const { now } = world(seed)
        const later = randomEdits(chanceOf(seed + 1), now, 6).map((one, at) =>
          one.id.startsWith('e') ? { ...one, id: blockId(`${one.id}-later-${at}`) } : one,
        )
        const rows = redline(now, later)
        expect(rejected(rows)).toEqual(textOf(now))
        expect(accepted(rows)).toEqual(textOf(later))
      }),
      RUNS,
    )
  })

  it('never alternates: between two kept pieces everything deleted stands before everything inserted', () => {
    assert(
      property(anySeed, (seed) => {
        const { old, now } = world(seed)
        for (const { pieces } of redline(old, now))
          pieces.forEach(({ change }, at) =>
            expect([pieces[at - 1]?.change, change]).not.toEqual(['inserted', 'deleted']),
          )
      }),
      RUNS,
    )
  })
})
