import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { initialKeys, keyBetween } from '../../../shared/document/order-key.ts'
import { chanceOf, type Chance } from './random-text.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
/** The least, the middle and the most that chance can give. */
const extremes = fc.constantFrom<Chance>(
  () => 0,
  () => 0.5,
  () => 1 - Number.EPSILON,
)
const anyChance = fc.oneof(seeds.map(chanceOf), extremes)
/** Where to insert, as a share of what is there. */
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 120, size: 'max' })

const isWellFormed = (key: string) => /^[0-9A-Za-z]+$/.test(key) && !key.endsWith('0')
const isRising = (keys: readonly string[]) => keys.every((key, at) => at === 0 || keys[at - 1]! < key)

function inserted(chance: Chance, where: readonly number[], start: readonly string[]): readonly string[] {
  return where.reduce<readonly string[]>((keys, place) => {
    const at = Math.floor(place * (keys.length + 1))
    return keys.toSpliced(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null, chance))
  }, start)
}

describe('an order key', () => {
  it('stands strictly between its neighbours in code-unit order, wherever one inserts', () => {
    fc.assert(
      fc.property(anyChance, places, fc.nat(30), (chance, where, start) => {
        const keys = inserted(chance, where, initialKeys(start))
        expect(keys).toHaveLength(start + where.length)
        expect(isRising(keys)).toBe(true)
        expect(keys.every(isWellFormed)).toBe(true)
      }),
    )
  })

  it.each([
    ['at the start', () => 0],
    ['at the end', (count: number) => count],
    ['after the first', () => 1],
    ['before the last', (count: number) => count - 1],
  ] as const)('stays short when one inserts a thousand times %s', (_where, at) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const chance = chanceOf(seed)
        let keys = initialKeys(2)
        for (let time = 0; time < 1000; time++) {
          const place = at(keys.length)
          keys = keys.toSpliced(place, 0, keyBetween(keys[place - 1] ?? null, keys[place] ?? null, chance))
        }
        expect(isRising(keys)).toBe(true)
        expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(1000 / 4)
      }),
      { numRuns: 5 },
    )
  })

  it('differs between two people who insert at one place, but for one time in some thousands', () => {
    const chance = chanceOf(11)
    const keys = Array.from({ length: 100 }, () => keyBetween('A', 'B', chance))
    expect(new Set(keys).size).toBeGreaterThan(95)
  })

  it('after neighbours that are equal or the wrong way round stands just after the first', () => {
    fc.assert(
      fc.property(anyChance, places, (chance, where) => {
        const [first, second] = inserted(chance, where, initialKeys(2)) as [string, string]
        expect(keyBetween(second, second, chance) > second).toBe(true)
        expect(keyBetween(second, first, chance) > second).toBe(true)
      }),
    )
  })

  it('is given whatever stands in the place of its neighbours', () => {
    const anything = fc.option(fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(anyChance, anything, anything, (chance, before, after) => {
        expect(typeof keyBetween(before, after, chance)).toBe('string')
      }),
    )
  })
})

describe('the keys of a new text', () => {
  it.each([0, 1, 2, 3, 61, 62, 63, 500, 4000])('rise, and never end in the lowest digit (%i of them)', (count) => {
    const keys = initialKeys(count)
    expect(keys).toHaveLength(count)
    expect(isRising(keys)).toBe(true)
    expect(keys.every(isWellFormed)).toBe(true)
    expect(Math.max(0, ...keys.map((key) => key.length))).toBeLessThanOrEqual(4)
  })

  it('leave room before, between and after', () => {
    const keys = initialKeys(3)
    const all = [null, ...keys, null]
    for (let at = 0; at < 4; at++) {
      const key = keyBetween(all[at]!, all[at + 1]!, () => 0)
      expect(all[at] === null || key > all[at]!).toBe(true)
      expect(all[at + 1] === null || key < all[at + 1]!).toBe(true)
    }
  })
})
