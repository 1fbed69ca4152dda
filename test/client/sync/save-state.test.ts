import { describe, expect, it } from 'vitest'
import { PATIENCE, saveStateOf, type SaveFacts } from '../../../client/sync/save-state.ts'

const NOW = 1_000_000
const facts: SaveFacts = {
  mayEdit: true,
  connected: true,
  settled: true,
  edits: 0,
  waitingSince: null,
  savedAt: 7,
  keptOnDevice: true,
  notTaken: 0,
  notTakenIsStored: true,
}
const YOUNG = NOW - PATIENCE + 1
const OLD = NOW - PATIENCE

/** One line for each combination that means something; `edits` of 2 stands for "some". */
const TABLE: readonly (readonly [said: string, given: Partial<SaveFacts>])[] = [
  ['saved', {}],
  ['saving', { settled: false, waitingSince: YOUNG }],
  ['kept', { settled: false, waitingSince: OLD }],
  ['saving', { edits: 2, waitingSince: YOUNG }],
  ['kept', { edits: 2, waitingSince: OLD }],
  ['saving', { edits: 2, settled: false, waitingSince: YOUNG }],
  ['kept', { edits: 2, settled: false, waitingSince: OLD }],
  ['kept', { connected: false, settled: false }],
  ['kept', { connected: false, settled: false, edits: 2, waitingSince: YOUNG }],
  ['kept', { connected: false, settled: true, edits: 2, waitingSince: YOUNG }],
  ['not-taken', { notTaken: 2 }],
  ['not-taken', { notTaken: 2, mayEdit: false }],
  ['saving', { notTaken: 2, edits: 2, waitingSince: YOUNG }],
  ['kept', { notTaken: 2, connected: false, settled: false }],
  ['read-only', { mayEdit: false }],
  ['read-only', { mayEdit: false, connected: false, settled: false }],
  ['saving', { mayEdit: false, edits: 2, waitingSince: YOUNG }],
  ['kept', { mayEdit: false, edits: 2, waitingSince: OLD }],
  ['kept', { mayEdit: false, edits: 2, connected: false, settled: false, waitingSince: YOUNG }],
]

describe('what the writer is told', () => {
  it.each(TABLE)('is "%s" given %o', (said, given) => {
    expect(saveStateOf({ ...facts, ...given }, NOW).state).toBe(said)
  })

  it('is never "saved" while an edit waits, or the line is down, or a frame is unanswered', () => {
    const wrong = everyCombination().filter(
      (each) => saveStateOf(each, NOW).state === 'saved' && (each.edits > 0 || !each.connected || !each.settled),
    )
    expect(wrong).toEqual([])
    expect(everyCombination().some((each) => saveStateOf(each, NOW).state === 'saved')).toBe(true)
  })

  it('says how many edits wait, and whether closing the page would lose them', () => {
    expect(saveStateOf({ ...facts, connected: false, edits: 3, keptOnDevice: false }, NOW)).toEqual({
      state: 'kept',
      edits: 3,
      keptOnDevice: false,
    })
  })
})

function everyCombination(): readonly SaveFacts[] {
  const either = [true, false]
  return either.flatMap((mayEdit) =>
    either.flatMap((connected) =>
      either.flatMap((settled) =>
        [0, 2].flatMap((edits) =>
          [null, YOUNG, OLD].map((waitingSince) => ({ ...facts, mayEdit, connected, settled, edits, waitingSince })),
        ),
      ),
    ),
  )
}
