import { describe, expect, it } from 'vitest'
import { spreadAsked } from '../../../client/sync/closing.ts'
import { waitBefore } from '../../../client/sync/reconnecting.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'

const bounds = { leastWait: 500, mostWait: 15_000 }
const longest = (attempt: number, told: number | null) => waitBefore(attempt, told, { ...bounds, random: () => 1 })
const shortest = (attempt: number, told: number | null) => waitBefore(attempt, told, { ...bounds, random: () => 0 })

const eager = (attempt: number, told: number | null) => waitBefore(attempt, told, { ...bounds, random: () => 1 }, true)

describe('the wait before connecting again', () => {
  it('is anything between half a second and 15 s where the server said that it restarts, from the first attempt on', () => {
    const waits = Array.from({ length: 1_000 }, (_, at) => waitBefore(0, 0, { ...bounds, random: () => at / 1_000 }))
    expect(Math.min(...waits)).toBe(500)
    for (const second of [1, 3, 5, 7, 9, 11, 13])
      expect(waits.filter((wait) => wait >= second * 1_000 && wait < (second + 1) * 1_000).length).toBeGreaterThan(60)
    expect(Math.max(...waits)).toBeGreaterThan(14_900)
  })

  it('grows from attempt to attempt up to 15 s where the line broke without a word', () => {
    expect([0, 1, 2, 3, 40].map((attempt) => longest(attempt, null))).toEqual([4_000, 8_000, 15_000, 15_000, 15_000])
    expect(shortest(40, null)).toBe(500)
  })

  it('is short at first for whoever has edits that are not saved, and grows to the same 15 s', () => {
    expect([0, 1, 2, 3, 4, 40].map((attempt) => eager(attempt, null))).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ])
    expect(eager(0, 0)).toBe(15_000)
  })

  it('is spread over the time that the server asks for, within reason', () => {
    expect(longest(0, 60)).toBe(60_000)
    expect(longest(0, 5)).toBe(15_000)
    expect(longest(0, 999_999)).toBe(120_000)
  })
})

describe('the time over which a server wants its clients spread', () => {
  it('stands at the end of the reason of a close', () => {
    expect(spreadAsked(CLOSE.overloaded, 'overloaded; retry-after=30')).toBe(30)
    expect(spreadAsked(CLOSE.restarting, 'restarting')).toBe(0)
    expect(spreadAsked(1006, '')).toBeNull()
    expect(spreadAsked(undefined, undefined)).toBeNull()
  })
})
