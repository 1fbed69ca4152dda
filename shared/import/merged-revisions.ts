/**
 * Spots where a converter that lost the revision marks wrote a deleted and an inserted text as one: "20142026", "BusanDoha",
 * "cb)". Nothing is taken apart: each spot is named for a person, with what it perhaps was.
 */
import type { Draft } from './clauses.ts'
import type { ImportFinding } from './imported-text.ts'

/** Two years that run together are the proof; without one, a text is not searched. */
const PROOF = /(?:19|20)\d{2}(?:19|20)\d{2}/
export const isMerged = (drafts: readonly Draft[]): boolean => drafts.some(({ text }) => PROOF.test(text))

/** Each spot with its line; and first, what would settle them all. */
export function mergedSpots(drafts: readonly Draft[]): readonly ImportFinding[] {
  if (!isMerged(drafts)) return []
  const known = wordCounts(drafts)
  const spots = drafts.flatMap((draft) => spotsIn(draft, known))
  return [settlement(drafts[0]!.line, spots.length), ...spots]
}

const settlement = (line: number, count: number): ImportFinding => ({
  line,
  code: 'revision-marks',
  message: `This file lost its revision marks: deleted and inserted words stand together. ${count} suspicious spots are named; the text is taken as it is. The Word file with its tracked changes would settle it.`,
})

function spotsIn(draft: Draft, known: ReadonlyMap<string, number>): readonly ImportFinding[] {
  const text = draft.text.replace(/\[footnoteRef:\d+\]/g, '')
  const inWords = PATTERNS.flatMap((pattern) => pattern(text))
  return [...labelSpots(draft.plainLabel ?? ''), ...inWords, ...joinedWords(text, known)].map(
    ({ spot, deleted, inserted }) => ({
      line: draft.line,
      code: 'merged-revision',
      message: `“${spot}”: perhaps deleted ${deleted}, inserted ${inserted}.`,
    }),
  )
}

type Spot = { readonly spot: string; readonly deleted: string; readonly inserted: string }

const spotsOf =
  (pattern: RegExp) =>
  (text: string): readonly Spot[] =>
    [...text.matchAll(pattern)].map(([spot, deleted, inserted]) => ({
      spot,
      deleted: deleted!.trim(),
      inserted: inserted!.trim(),
    }))

const PLACE = "\\p{Lu}[\\p{L}'’-]*"
const DETERMINERS = 'its|their|the|this|these|those'

const PATTERNS: readonly ((text: string) => readonly Spot[])[] = [
  spotsOf(/\b((?:19|20)\d{2})((?:19|20)\d{2})\b/g),
  // "WRC-0719", "Resolution 5825".
  spotsOf(/(?<=[A-Z]{2,}[-‑])(\d{2})(\d{2})\b/g),
  spotsOf(/(?<=\bResolution )([1-9]\d{1,2})(\d{2,3})\b/g),
  // "BusanDoha", "Union" after a small letter; a word of ITU such as "McX" has no four letters on either side.
  spotsOf(/(\p{L}*\p{Ll}{3})(\p{Lu}\p{Ll}{2,})/gu),
  // "(Rev. Busan Doha, …" and "(Rev. Hyderabad Baku, …": two places before two years.
  spotsOf(
    new RegExp(`(?<=\\(Rev\\.\\s?)(${PLACE}) (${PLACE}(?: ${PLACE})?)(?=, (?:19|20)\\d{2}(?:19|20)\\d{2})`, 'giu'),
  ),
  // "(Rev. Dubai, 2012 New Delhi, 2024)": two editions in one parenthesis.
  spotsOf(/(?<=\(Rev\.\s?)([^();\d]+, (?:19|20)\d{2}),? ?(\p{Lu}[^();\d]*, (?:19|20)\d{2})(?=\))/giu),
  // "1994)25": words right behind a parenthesis.
  spotsOf(/(\([^()]{1,40}\))([\p{L}\d]{2,})/gu),
  spotsOf(/([,;])([,;])/g),
  spotsOf(new RegExp(`\\b(${DETERMINERS}) (${DETERMINERS}|many)\\b`, 'g')),
]

/** "cb)": after so few letters, no list has come to two of them. */
const labelSpots = (label: string): readonly Spot[] => {
  const [, deleted, inserted] = /^([a-z])([a-z])\)$/.exec(label) ?? []
  const isPlain = deleted === undefined || deleted === inserted || /^[ivx]{2}\)/.test(label) || deleted === 'a'
  return isPlain ? [] : [{ spot: label, deleted: `${deleted})`, inserted: `${inserted})` }]
}

/** How often each word stands in the text. */
function wordCounts(drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of drafts)
    for (const [word] of text.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const WORD = /[\p{L}'’-]+/gu

/** "conferencemany": a word met once whose halves the text has elsewhere. */
const joinedWords = (text: string, known: ReadonlyMap<string, number>): readonly Spot[] =>
  [...text.matchAll(WORD)].flatMap(([word]) => {
    if (word.length < 8 || /\p{Lu}/u.test(word.slice(1)) || known.get(word.toLowerCase()) !== 1) return []
    for (let at = 3; at <= word.length - 3; at++) {
      const [deleted, inserted] = [word.slice(0, at), word.slice(at)]
      if (isWord(deleted.toLowerCase(), known) && isWord(inserted, known)) return [{ spot: word, deleted, inserted }]
    }
    return []
  })

const isWord = (half: string, known: ReadonlyMap<string, number>) =>
  !PARTS_OF_WORDS.has(half) && (known.get(half) ?? 0) >= 1

/** They stand alone and begin or end other words as well. */
const PARTS_OF_WORDS = new Set([
  'for',
  'with',
  'out',
  'over',
  'under',
  'inter',
  'able',
  'after',
  'ever',
  'fore',
  'per',
  'pre',
  'ing',
  'ion',
  'all',
  'any',
  'one',
  'man',
  'men',
  'age',
])
