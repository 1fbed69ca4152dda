import { readCall } from './opening-words.ts'

/** Two calls in one word: "notingrecalling". Null where it is none. */
export function mergedCall(words: string): readonly [deleted: string, inserted: string] | null {
  if (words.length > 80 || /[;.,:]$/.test(words)) return null
  for (let at = 4; at < words.length - 3; at++) {
    const halves = [words.slice(0, at), words.slice(at)] as const
    if (!halves.some((half) => half !== half.trim()) && halves.every((half) => readCall(half) !== null)) return halves
  }
  return null
}
