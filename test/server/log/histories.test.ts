/** What is kept of the past of a text says the same as a replay of the whole log, however it came to be. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { EntryRow } from '../../../server/log/entry-table.ts'
import { Histories } from '../../../server/log/collisions/histories.ts'
import { ClockTable } from '../../../server/log/collisions/clock-table.ts'
import type { TextHistory } from '../../../server/log/collisions/text-history.ts'

const chainOf = (seq: number, branch = '') => new TextEncoder().encode(`${branch}${seq}`)

/** A log of `length` letters, each typed before the one before, and every third taken out again. */
function logOf(length: number, branch = ''): EntryRow[] {
  const doc = new Y.Doc()
  doc.clientID = 1
  const rows: EntryRow[] = []
  doc.on('update', (payload: Uint8Array) => {
    const seq = rows.length + 1
    rows.push({
      seq,
      time: seq,
      author: 'ann',
      administration: 'KEN',
      kind: 'text/2',
      payload,
      chain: chainOf(seq, branch),
    })
  })
  const text = doc.getMap<Y.Text>('text').set('x', new Y.Text())
  while (rows.length < length) {
    if (rows.length % 3 === 0 && text.length > 0) text.delete(0, 1)
    else text.insert(0, branch || 'a')
  }
  return rows
}

function shelf(log: readonly EntryRow[]) {
  const asked: number[] = []
  const rowsOf = (_: string, after: number, upTo = Infinity) => {
    const rows = log.filter(({ seq }) => seq > after && seq <= upTo)
    asked.push(rows.length)
    return rows
  }
  return {
    histories: new Histories(rowsOf),
    asked,
    state: (head: number, branch = '') => ({ head, chain: chainOf(head, branch) }),
  }
}

const wordsOf = (history: TextHistory) => {
  const text = history.textsTouchedBy(history.entries.get(history.upTo)!)[0]!
  return history.charsOf(text).map((char) => [char.key, history.insertedBy(char), history.deletedBy(char)])
}
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('the kept history of a text', () => {
  it('is led on by what came since, and says the same as a replay', () => {
    const log = logOf(90)
    const { histories, asked, state } = shelf(log)
    histories.upTo('p', state(60))
    const led = histories.upTo('p', state(90))
    expect(asked).toEqual([60, 30])
    expect(wordsOf(led)).toEqual(wordsOf(shelf(log).histories.upTo('p', state(90))))
  })

  it('is thrown away where it holds rows that never came into the log', () => {
    const log = logOf(30)
    const { histories, state } = shelf(log)
    histories.upTo('p', state(30))
    log.splice(0, 30, ...logOf(31, 'b'))
    expect(wordsOf(histories.upTo('p', state(31, 'b')))).toEqual(
      wordsOf(shelf(logOf(31, 'b')).histories.upTo('p', state(31, 'b'))),
    )
  })

  it('supposes a row without keeping it', () => {
    const { histories, state } = shelf(logOf(30))
    const history = histories.upTo('p', state(30))
    const row = { ...logOf(30)[29]!, seq: 31, chain: chainOf(31) }
    expect(history.supposing(row, () => history.entries.has(31))).toBe(true)
    expect([history.upTo, history.entries.has(31)]).toEqual([30, false])
    expect(histories.upTo('p', state(30))).toBe(history)
  })

  it('of a long log is prepared in small steps between other work', async () => {
    const { histories, asked, state } = shelf(logOf(950))
    histories.prepare('p', 950)
    histories.prepare('p', 950)
    expect(asked).toEqual([])
    await turns(30)
    expect(Math.max(...asked)).toBeLessThanOrEqual(100)
    expect(histories.upTo('p', state(950)).upTo).toBe(950)
    expect(asked.reduce((sum, rows) => sum + rows, 0)).toBe(950)
  })
})

describe('which entry did something to a clock', () => {
  it('is found whatever the order in which it was told', () => {
    const table = new ClockTable()
    for (const [from, to, seq] of [
      [10, 20, 1],
      [0, 5, 2],
      [30, 31, 3],
      [5, 10, 4],
      [20, 30, 5],
    ] as const)
      table.add({ client: 1, from, to }, seq)
    const found = [0, 4, 5, 9, 10, 19, 20, 29, 30].map((clock) => table.at({ client: 1, clock }))
    expect(found).toEqual([2, 2, 4, 4, 1, 1, 5, 5, 3])
    expect([table.at({ client: 1, clock: 31 }), table.at({ client: 2, clock: 0 })]).toEqual([null, null])
  })
})
