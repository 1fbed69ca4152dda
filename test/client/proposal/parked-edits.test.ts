import { expect, it } from 'vitest'
import { parkedEdits } from '../../../client/proposal/parked/parked-edits.ts'

const EMPTY = { text: [], reasons: [], summary: [] }
const draft = (...editIds: readonly string[]) => ({
  id: editIds[0]!,
  time: 0,
  editIds,
  reason: '',
  against: EMPTY,
  text: EMPTY,
  words: '',
  isJoinable: true,
})

it('an edit that the server keeps counts once, whether a refusal named it, a draft, or both', () => {
  expect(parkedEdits([], ['e1'])).toBe(1)
  expect(parkedEdits([draft('e1', 'e2'), draft('e3')], [])).toBe(3)
  expect(parkedEdits([draft('e1', 'e2')], ['e2', 'e3'])).toBe(3)
})
