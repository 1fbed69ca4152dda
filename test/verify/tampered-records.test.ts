/** Whatever is changed in a record is found, and the first entry that is not as it was is named. */
import * as fc from '../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { chanceOf } from '../support/server-chance.ts'
import { change, FORGERIES, rechained } from './forgeries.ts'
import { RandomLog } from './random-log.ts'
import { firstBroken } from './verifier.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })

describe('a record in which somebody changed', () => {
  it.each(Object.entries(FORGERIES))('%s is found out, and the entry is named', async (_name, forge) => {
    let tried = 0
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const chance = chanceOf(seed)
        const record = await new RandomLog(chance).record()
        const forged = forge(record, chance)
        if (!forged) return
        tried++
        expect(firstBroken(forged[0])).toBe(forged[1])
      }),
      { numRuns: 15 },
    )
    expect(tried).toBeGreaterThan(1)
  })

  it('everything from its first entry on is in order in itself, and is found out by a chain value that somebody noted', async () => {
    const record = await new RandomLog(chanceOf(7)).record()
    const forged = rechained(change(record, 0, (entry) => ({ ...entry, author: 'somebody else' })))
    expect(firstBroken(forged)).toBeNull()
    for (const { chain } of record.entries) {
      expect(firstBroken(record, chain)).toBeNull()
      expect(firstBroken(forged, chain)).toBe(0)
    }
  })
})
