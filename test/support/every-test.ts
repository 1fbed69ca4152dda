/**
 * Before every test: what the program takes from the system's chance comes from the name of the test, so that each run of it is the
 * same run, alone and among the others. `CHANCE=1`, `2` … deal it anew.
 */
import { beforeEach, expect, type TestContext } from 'vitest'
import { chanceFromSeed } from './seeded-crypto.ts'

const DEALT = process.env['CHANCE'] ?? '0'

/** FNV-1a */
function seedOf(words: string): number {
  let hash = 0x811c9dc5
  for (const letter of words) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  return hash >>> 0
}

/** Tests of one name in one file are told apart: what they draw must not meet in a server that they share. */
const times = new Map<string, number>()
function nameOf({ fullName }: TestContext['task']): string {
  const time = (times.get(fullName) ?? 0) + 1
  times.set(fullName, time)
  return `${fullName} ${time}`
}

const path = (expect.getState().testPath ?? '').slice(process.cwd().length)
chanceFromSeed(seedOf(`${path} ${DEALT}`))
beforeEach(({ task }) => chanceFromSeed(seedOf(`${nameOf(task)} ${DEALT}`)))
