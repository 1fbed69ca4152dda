/**
 * Words that people give beside the text: titles, reasons, summaries. No control characters, and no embeddings or overrides of the
 * direction of writing, which reach beyond the words themselves and turn around what stands next to them. The isolates
 * (U+2066–2069) and the marks (U+200E, U+200F) are how Arabic is written, and stay. Source: UAX 9, 2.1–2.5.
 */
import { z } from 'zod'

const CONTROLS = String.raw`\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E`
const NEVER = new RegExp(`[${CONTROLS}]`)
const NEVER_IN_A_LINE = new RegExp(`[${CONTROLS}\\t\\n\\r\\u2028\\u2029]`)

/** What cannot be written as UTF-8 (half a surrogate pair) cannot be hashed, so it never becomes an act. */
const wellFormed = () => z.string().refine((text) => text.isWellFormed(), 'The words hold half a character.')

/** One line: 1 to `most` characters. */
export const oneLine = (most: number) =>
  wellFormed()
    .trim()
    .refine(
      (text) => !NEVER_IN_A_LINE.test(text),
      'This is one line of words: without line breaks or invisible control characters.',
    )
    .min(1)
    .max(most)

/** With line breaks and tabs; may be empty. */
export const paragraphs = (most: number) =>
  wellFormed()
    .refine(
      (text) => !NEVER.test(text),
      'The words hold invisible control characters. Take them out, or write the words anew.',
    )
    .max(most)

/** With line breaks and tabs: 1 to `most` characters. */
export const someWords = (most: number) => paragraphs(most).trim().min(1)
