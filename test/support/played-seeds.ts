/**
 * Which seeds a randomised test plays. Without more: its pinned ones and a fixed run of numbers, the same in every run. `RUNS=500`
 * (`npm run fuzz`): the pinned ones and so many fresh ones, that many in a row from a first one that is printed, or from `FIRST` on.
 * `SEED=123`: that one alone. A seed that failed belongs among the pinned, with a word on what it broke.
 */
type Playing = {
  readonly pinned?: readonly number[]
  /** How many numbers are played besides, and from which on. */
  readonly usual: number
  readonly from?: number
  /** A seed that takes seconds is played once where others are played so many times. */
  readonly oneIn?: number
}

const given = (name: string): number | undefined => {
  const value = process.env[name]
  if (value === undefined || value === '') return undefined
  if (!/^\d+$/.test(value)) throw new Error(`${name} is a whole number, not “${value}”.`)
  return Number(value)
}

export const SEED = given('SEED')
/** How many fresh seeds are asked for; without it the test plays its usual ones. */
export const RUNS = given('RUNS')

export function playedSeeds({ pinned = [], usual, from = 1, oneIn = 1 }: Playing): readonly number[] {
  if (SEED !== undefined) return [SEED]
  const count = RUNS === undefined ? usual : Math.max(1, Math.ceil(RUNS / oneIn))
  const first = RUNS === undefined ? from : (given('FIRST') ?? Date.now() % 2 ** 31)
  if (RUNS !== undefined) console.log(`seeds ${first} to ${first + count - 1}`)
  return [...new Set([...pinned, ...Array.from({ length: count }, (_, at) => first + at)])]
}

/** Of a long run, which plays one seed: its own, a fresh one with `RUNS`. Its test says it in its name. */
export const playedSeed = (usual: number): number => playedSeeds({ usual: 1, from: usual, oneIn: Infinity })[0]!
