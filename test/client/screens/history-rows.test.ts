import { describe, expect, it } from 'vitest'
import { historyRows } from '../../../client/proposal/history/history-rows.ts'
import { personId } from '../../../shared/ids.ts'
import type { LogEntry } from '../../../shared/proposal/acts.ts'

/** Each entry a minute after the one before. */
const frame = (seq: number, author: string) => ({
  seq,
  time: seq * 60_000,
  author: personId(author),
  administration: null,
  chain: '0'.repeat(64),
})
const text = (seq: number, author: string): LogEntry => ({ ...frame(seq, author), kind: 'text' })
/** In the second `seq` of the first minutes. */
const within = (seq: number, author: string): LogEntry => ({ ...frame(seq, author), kind: 'text', time: seq * 1000 })
const renamed = (seq: number, author: string): LogEntry => ({
  ...frame(seq, author),
  kind: 'act',
  act: { type: 'renamed', title: 'x' },
  as: 'coordinator',
})

describe('the history', () => {
  it('shows the edits of one person that follow each other as one row, with count and range', () => {
    const rows = historyRows([text(1, 'a'), text(2, 'a'), text(3, 'a')])
    expect(rows).toMatchObject([{ kind: 'edits', count: 3, first: { seq: 1 }, last: { seq: 3 } }])
  })

  it('begins a new row when somebody else writes, and when an act stands between', () => {
    const rows = historyRows([text(1, 'a'), text(2, 'b'), renamed(3, 'b'), text(4, 'b')])
    expect(rows.map((row) => (row.kind === 'act' ? 'act' : row.count))).toEqual([1, 1, 'act', 1])
  })

  it('shows what several people wrote in one minute as one row, and how much each wrote', () => {
    const rows = historyRows([within(1, 'a'), within(2, 'b'), within(3, 'a'), within(61, 'b')])
    expect(rows).toMatchObject([{ count: 3, last: { seq: 3 } }, { count: 1 }])
    const [first] = rows
    expect(first?.kind === 'edits' && [...first.by]).toEqual([
      ['a', 2],
      ['b', 1],
    ])
  })

  it('shows every act, and loses no entry', () => {
    const entries = [renamed(1, 'a'), text(2, 'a'), text(3, 'a'), renamed(4, 'a'), renamed(5, 'a')]
    const counted = historyRows(entries).reduce((sum, row) => sum + (row.kind === 'act' ? 1 : row.count), 0)
    expect(counted).toBe(entries.length)
  })

  it('gives an edit that took many clauses away a row of its own', () => {
    const rows = historyRows(
      [within(1, 'a'), within(2, 'b'), within(3, 'a'), within(4, 'a'), within(5, 'a')],
      [
        { seq: 2, clauses: 30 },
        { seq: 4, clauses: 2 },
      ],
    )
    expect(rows).toMatchObject([
      { removed: 0, count: 1, last: { author: 'a' } },
      { removed: 30, count: 1, last: { author: 'b' } },
      { removed: 0, count: 3 },
    ])
  })
})
