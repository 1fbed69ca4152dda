/** A resolution of our own words, as long as the benchmark asks, and the same with a third of its clauses rewritten. */

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

/** The clauses as a text that the program's own reader takes: some under each call. */
export function resolutionOf(clauses: readonly string[]): string {
  const each = Math.ceil(clauses.length / CALLS.length)
  const sections = CALLS.map((call, at) => sectionOf(call, clauses.slice(at * each, (at + 1) * each)))
  return [
    'RESOLUTION 999 (Rev. Baku, 2025)',
    'A long text to type in',
    'The World Telecommunication Development Conference (Baku, 2025),',
    ...sections,
  ].join('\n\n')
}

const sectionOf = (call: string, clauses: readonly string[]) =>
  [call, '', ...clauses.map((words, at) => `${at + 1}\t${words}`)].join('\n')
