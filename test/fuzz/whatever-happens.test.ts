/**
 * Whatever happens between people, lines, nodes and disks, the invariants hold. What happens comes from a seed, and so does all chance
 * in the program; time is virtual; the pages, the server and the database are the real ones.
 *
 * `SEED=123` plays one seed and tells what happened in it (`played-seeds.ts`).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INVARIANTS, type Invariant } from './invariants.ts'
import { postgresPlaces, sqlitePlaces, type Places } from './places.ts'
import { play, type Played } from './play.ts'
import { playedSeeds, SEED } from '../support/played-seeds.ts'

/** Each seed with what it broke. */
const PINNED: readonly (readonly [seed: number, what: string])[] = [
  [
    20_042,
    'words typed by a client that does not tell, into a clause that was taken away, were acknowledged and dropped',
  ],
]

/** Set where the tests of the log run on PostgreSQL. */
const SERVER = process.env['CONTRACT_DATABASE']
const seeds = playedSeeds({ pinned: PINNED.map(([seed]) => seed), usual: SERVER ? 4 : 10 })

/** From so many on, everything that can happen has happened. */
const MANY = 40

let places: Places
const played: Played[] = []
beforeAll(() => void (places = SERVER ? postgresPlaces(SERVER) : sqlitePlaces()))
afterAll(() => places.leave())

async function playedAt(seed: number): Promise<Played> {
  const place = places.fresh()
  const result = await play(seed, place)
  place.leave()
  return result
}

describe('whatever happens', () => {
  it.each(seeds)('the invariants hold (seed %i)', async (seed) => {
    const again = `SEED=${seed} npx vitest run test/fuzz`
    const result = await playedAt(seed).catch((error: Error) => {
      console.log(`A seed failed: ${again}`, error.message)
      throw error
    })
    played.push(result)
    if (played.length % 50 === 0) console.log(`${played.length} of ${seeds.length} seeds`)
    if (SEED !== undefined) console.log(result.events.join('\n'), result)
    const { violations, complaints } = result
    // At once: a run of thousands may never come to its end.
    if (violations.length + complaints.length > 0) console.log(`A seed failed: ${again}`, violations, complaints)
    expect({ violations, complaints }, again).toEqual({
      violations: [],
      complaints: [],
    })
  })

  it('a seed is the same world each time', async () => {
    const chains = [await playedAt(3), await playedAt(3)].map(({ chain }) => chain)
    expect(chains[0]).toBe(chains[1])
  })

  it.each(Object.entries(INVARIANTS))('%s %s', (name) => {
    const asked = played.reduce((sum, each) => sum + each.asked[name as Invariant], 0)
    expect(played.flatMap(({ violations }) => violations).filter(({ invariant }) => invariant === name)).toEqual([])
    expect(asked, 'it was asked').toBeGreaterThanOrEqual(seeds.length)
  })

  it.skipIf(seeds.length < MANY)('the seeds brought about what the invariants are to be tried on', () => {
    const sum = (of: keyof Played['cameAbout']) => played.reduce((all, { cameAbout }) => all + cameAbout[of], 0)
    const all = { refusals: sum('refusals'), posts: sum('posts'), locks: sum('locks'), drafts: sum('draftsApplied') }
    console.log(`${played.length} seeds: ${JSON.stringify(all)}`)
    expect(Math.min(...Object.values(all))).toBeGreaterThan(0)
  })
})
