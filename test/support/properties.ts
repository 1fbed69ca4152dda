/**
 * fast-check by the rule of `played-seeds.ts`: the same examples in every run; with `RUNS=500` so many fresh ones, or as many as fit
 * into ten seconds; with `SEED=123` those of that seed. A failure prints its seed.
 */
import * as fc from 'fast-check'
import { RUNS, SEED } from './played-seeds.ts'

export * from 'fast-check'

fc.configureGlobal({
  seed: SEED ?? (RUNS === undefined ? 2029 : Date.now() % 2 ** 31),
  ...(RUNS !== undefined && { interruptAfterTimeLimit: 10_000 }),
})

const played = <T>(usual?: fc.Parameters<T>): fc.Parameters<T> =>
  RUNS === undefined ? { ...usual } : { ...usual, numRuns: RUNS }

export const assert = ((property: fc.IProperty<unknown>, usual?: fc.Parameters<unknown>) =>
  fc.assert(property, played(usual))) as typeof fc.assert
