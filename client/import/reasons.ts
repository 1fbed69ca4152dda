/** The reasons that a file gives for its proposal: no words of the resolution, but those of the new proposal's field. */
import type { AccountedText, Omission } from '../../shared/import/accounted.ts'
import { REASONS_LINE } from '../../shared/import/head-words.ts'

/** As the field holds them. */
const MOST = 20_000

/** '' where none are left out: those that were put into the text by hand are words of the text. */
export const reasonsIn = (leftOut: readonly Omission[]): string =>
  leftOut
    .filter(({ isReasons, whole }) => isReasons && whole)
    .map(({ text }) => plain(text).replace(REASONS_LINE, '').trim())
    .filter((words) => words !== '')
    .join('\n\n')
    .slice(0, MOST)

/** The reason of leaving them out, in words that say what becomes of them. */
export const withReasonsOffered = (text: AccountedText, why: string): AccountedText => ({
  ...text,
  leftOut: text.leftOut.map((omission) => (omission.isReasons ? { ...omission, why } : omission)),
})

/** A field has neither notes nor emphasis. */
const plain = (text: string) =>
  text
    .replace(/\[footnoteRef:\d+\]/g, '')
    .replace(/\*([^*]+)\*/g, '$1')
    .trim()
