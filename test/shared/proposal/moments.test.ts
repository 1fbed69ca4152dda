/** Which moments of a log there are to choose from. */
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../shared/proposal/acts.ts'
import { momentsOf } from '../../../shared/proposal/moments.ts'
import { personId } from '../../../shared/ids.ts'

const MINUTE = 60_000

type Edit = readonly [minute: number, person: string]

const edits = (...list: readonly Edit[]): readonly LogEntry[] =>
  list.map(([minute, person], at) => ({
    seq: at + 1,
    time: minute * MINUTE,
    author: personId(person),
    administration: person.toUpperCase(),
    chain: '',
    kind: 'text',
  }))

describe('the moments of a log', () => {
  it('are the quiet points after edits that followed each other within two minutes', () => {
    const moments = momentsOf(edits([0, 'ken'], [1, 'sen'], [2, 'ken'], [9, 'ken']))
    expect(moments.map(({ seq }) => seq)).toEqual([3, 4])
    expect(moments[0]).toMatchObject({
      since: 0,
      time: 2 * MINUTE,
      edits: 3,
      by: [
        { administration: 'KEN', edits: 2 },
        { administration: 'SEN', edits: 1 },
      ],
    })
  })

  it('are each decision, which ends the edits before it', () => {
    const [first, second] = edits([0, 'ken'], [0, 'ken'])
    const act: LogEntry = { ...first!, seq: 2, kind: 'act', act: { type: 'review-opened' }, as: 'coordinator' }
    expect(momentsOf([first!, act, { ...second!, seq: 3 }]).map(({ kind, seq }) => [kind, seq])).toEqual([
      ['quiet', 1],
      ['decision', 2],
      ['quiet', 3],
    ])
  })

  it('are not more than one can look through: the quiet has to be longer then', () => {
    const sparse = edits(...Array.from({ length: 500 }, (_, at): Edit => [5 * at, 'ken']))
    expect(momentsOf(sparse).length).toBe(500)
    const few = momentsOf(sparse, 50)
    expect(few.length).toBeLessThanOrEqual(50)
    expect(few.at(-1)!.seq).toBe(500)
    expect(momentsOf([])).toEqual([])
  })
})
