/** One clause can be shown to stand in the locked text without showing another. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from '../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { RECORD_FORMAT } from '../../shared/protocol/record.ts'
import { chanceOf } from '../support/server-chance.ts'
import { temporaryFolder } from '../support/server-engine.ts'
import { RandomLog } from './random-log.ts'
import { verify, type ProposalRecord } from './verifier.ts'

type Proof = {
  readonly format: string
  readonly digest: string
  readonly part: string
  readonly clauses: number
  readonly clause: readonly [kind: string, level: number, runs: readonly unknown[]]
  readonly digests: readonly string[]
  readonly about: readonly unknown[]
  readonly path: readonly (readonly [side: string, hash: string])[]
}
type Script = {
  readonly proofOf: (record: ProposalRecord, words: string) => Proof
  readonly holds: (proof: Proof) => boolean
}
const SCRIPT = join(import.meta.dirname, 'clause-proof.mjs')
const { proofOf, holds } = (await import(pathToFileURL(SCRIPT).href)) as Script

/** A log that was locked, with a clause that has words of its own; its other clauses are as chance has it. */
async function lockedRecord(seed: number): Promise<ProposalRecord> {
  const log = new RandomLog(chanceOf(seed))
  log.lockWith('these words stand once')
  return log.record()
}

const run = (...args: readonly string[]) => spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' })

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })

const forgeries: readonly ((proof: Proof) => Proof)[] = [
  (proof) => ({ ...proof, clause: [proof.clause[0], proof.clause[1], [['these words stand twice']]] }),
  (proof) => ({ ...proof, clause: ['footnote', proof.clause[1], proof.clause[2]] }),
  (proof) => ({ ...proof, clauses: proof.clauses + 1 }),
  (proof) => ({ ...proof, part: proof.part === 'text' ? 'reasons' : 'text' }),
  (proof) => ({ ...proof, digest: 'ab'.repeat(32) }),
  (proof) => ({ ...proof, about: ['SUP', proof.about[1]] }),
  (proof) => ({ ...proof, path: [...proof.path, ['left', 'ab'.repeat(32)]] }),
  (proof) => ({ ...proof, path: proof.path.map(([side, hash]) => [side === 'left' ? 'right' : 'left', hash]) }),
  (proof) => ({ ...proof, format: RECORD_FORMAT }),
]

describe('the proof of a clause', () => {
  it('holds, with no word of the other clauses in it, and holds no more when it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const record = await lockedRecord(seed)
        expect(verify(record).faults).toEqual([])
        const proof = proofOf(record, 'these words stand once')
        expect(holds(proof)).toBe(true)
        expect(proof.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(proof.clauses)))
        for (const forged of forgeries.map((forge) => forge(proof)))
          if (JSON.stringify(forged) !== JSON.stringify(proof))
            expect(holds(forged), JSON.stringify(forged)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it('is not made for words that no clause has', async () => {
    const record = await lockedRecord(3)
    expect(() => proofOf(record, 'these words stand nowhere')).toThrow('0 clauses')
  })

  it('is made and checked on the command line', async () => {
    const folder = temporaryFolder()
    const [record, proof] = [join(folder, 'record.json'), join(folder, 'proof.json')]
    writeFileSync(record, JSON.stringify(await lockedRecord(5)))
    const { stdout } = run(record, 'these words stand once')
    writeFileSync(proof, stdout)
    expect(run(proof)).toMatchObject({ status: 0, stdout: expect.stringContaining('This clause stands') })
    writeFileSync(proof, stdout.replace('stand once', 'stand twice'))
    expect(run(proof)).toMatchObject({ status: 1, stdout: expect.stringContaining('IT IS NOT SHOWN') })
  })
})
