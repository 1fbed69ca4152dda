/** A resolution of our own words, as long as the benchmark asks, and the same with a third of its clauses rewritten. */

import type { Kind } from '../../../shared/document/blocks.ts'
import type { PostedImport } from '../../../shared/protocol/imports.ts'

const WORDS =
  'the each every common shared regional administration operator community network spectrum coverage exercise register pool mast cable village school clinic harbour island border licence tariff training report budget calendar observer equipment of for with under between within among to provide maintain extend publish review compare measure finance protect restore open fair timely local yearly technical affordable portable resilient'.split(
    ' ',
  )
const CALLS = ['considering', 'recognizing', 'noting', 'resolves', 'invites Member States', 'requests the Director']

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const wordsOf = (count: number, chance: () => number): string =>
  Array.from({ length: count }, () => WORDS[Math.floor(chance() * WORDS.length)]!).join(' ')

/** `count` clauses of some 60 words. */
export const clausesOf = (count: number, chance: () => number): readonly string[] =>
  Array.from({ length: count }, () => `that ${wordsOf(50 + Math.floor(chance() * 20), chance)};`)

/** The clauses as a text in force: as many under each call. */
export function textInForce(clauses: readonly string[]): PostedImport {
  const each = Math.ceil(clauses.length / CALLS.length)
  const lines: readonly Line[] = [
    ['number', 'RESOLUTION 999 (Rev. Baku, 2025)'],
    ['title', 'A long text to type in'],
    ['opening', 'The World Telecommunication Development Conference (Baku, 2025),'],
    ...CALLS.flatMap((call, at): readonly Line[] => [
      [at < 3 ? 'preamble-call' : 'operative-call', call],
      ...clauses.slice(at * each, (at + 1) * each).map((words): Line => ['item', words]),
    ]),
  ]
  const blocks = lines.map(([kind, text], at) => ({
    id: `b${at}`,
    kind,
    level: 0 as const,
    origin: null,
    runs: [{ text }],
  }))
  return {
    fileName: `${clauses.length} clauses.txt`,
    edition: { ...EDITION, number: String(clauses.length) },
    blocks,
    findings: [],
    leftOut: [],
  }
}

type Line = readonly [kind: Kind, words: string]

const EDITION = {
  revision: 'Rev. Baku, 2025',
  conference: 'World Telecommunication Development Conference',
  heldAt: 'Baku, 2025',
  title: 'A long text to type in',
  language: 'en',
} as const
