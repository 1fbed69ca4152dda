import { cleanWords, NOTHING_ASIDE, type Pasted } from './pasted.ts'

/** Plain text: a line is a paragraph, and its label stands among its words. */
export const readPlain = (text: string): Pasted => ({
  paragraphs: text
    .split(/\r\n?|\n|\u2028|\u2029|\v|\f/)
    .map((line) => cleanWords(line).trim())
    .filter(Boolean)
    .map((line) => ({ runs: [{ text: line }], label: null })),
  notes: new Map(),
  aside: NOTHING_ASIDE,
})
