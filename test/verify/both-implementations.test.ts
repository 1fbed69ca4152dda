/** The definition of digest and chain is good only if somebody else, who reads no code of ours, comes to the same values. */
import * as fc from '../support/properties.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as program from '../../shared/document/digest.ts'
import { ACTS_ONLY } from '../../server/export/record.ts'
import { chanceOf } from '../support/server-chance.ts'
import { sourceFile } from '../support/source-files.ts'
import { randomDocument } from './random-document.ts'
import { RandomLog } from './random-log.ts'
import { digestByScript, identityOf, SCRIPT, verify } from './verifier.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const BASE = { name: 'Resolution 900 (Rev. Testville, 2030)', digest: '07'.repeat(32) }

describe('the script that checks records', () => {
  it('has at most 150 lines of at most 120 signs', () => {
    const lines = readFileSync(SCRIPT, 'utf8').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(150)
    expect(lines.filter((line) => line.length > 120)).toEqual([])
  })

  it('shares no code with the program', () => {
    const { files, packages } = sourceFile('test/verify/verify-record.mjs')
    expect(files).toEqual([])
    expect(packages.toSorted()).toEqual(['node:crypto', 'node:fs', 'yjs'])
  })
})

describe('two implementations come to the same values', () => {
  it('on the digest and the identity of any document', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom('MOD', 'ADD', '(MOD)'),
        fc.option(fc.constant(BASE)),
        (seed, operator, base) => {
          const document = randomDocument(chanceOf(seed))
          expect(digestByScript(document, { operator, base })).toEqual(program.digestOf(document, { operator, base }))
          expect(identityOf(document.text)).toBe(program.identityOf(document.text))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('on the chain, the base and every text that was named, of any log', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { faults, claims } = verify(await new RandomLog(chanceOf(seed)).record())
        expect(faults).toEqual([])
        expect(claims.filter(({ isSo }) => isSo !== true)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  it('on the chain alone where the text is kept back, and then says nothing of the text', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const record = await new RandomLog(chanceOf(seed)).record(ACTS_ONLY)
        expect(record.entries.filter((entry) => 'payload' in entry && entry.kind !== 'act/1')).toEqual([])
        const { faults, claims } = verify(record)
        expect(faults).toEqual([])
        expect(claims.filter(({ isSo }) => isSo !== undefined)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
