/** Whether a source is one resolution; where it is not, a sentence for the person who uploaded it. */
import { hasMergedRevisions, numberLines, openingAfter } from './head.ts'
import type { Paragraph } from './paragraphs.ts'
import type { SourceLine } from './clean-source.ts'

/** A comparison of several texts, or one text with two editions run together, is never taken apart by guessing. */
export function severalInOne(lines: readonly SourceLine[]): string | null {
  const numbers = numberLines(lines)
  const opening = openingAfter(lines, numbers[0] ? lines.indexOf(numbers[0]) : -1)
  const isMerged = numbers.some(({ text }) => hasMergedRevisions(text)) || hasMergedRevisions(opening?.text ?? '')
  const merged = isMerged ? 'Its revision marks are lost, so that two editions run into one another. ' : ''
  const at = numbers.map(({ line }) => line).join(', ')
  if (numbers.length > 1)
    return `This file holds ${numbers.length} resolutions, or versions of one (lines ${at}): it looks like a comparison. ${merged}Upload the text of each as a file of its own.`
  return isMerged ? `${merged}Upload the text of one edition.` : null
}

/** Null where the source has a number, an opening line and an operative part. */
export function missingParts(lines: readonly SourceLine[], paragraphs: readonly Paragraph[]): string | null {
  const number = numberLines(lines)[0]
  const opening = openingAfter(lines, number ? lines.indexOf(number) : -1)
  const isOperative = paragraphs.some((paragraph) => paragraph.is === 'call' && paragraph.part === 'operative')
  const missing = [
    ...(number ? [] : ['a line with its number, such as “RESOLUTION 31 (Rev. Kigali, 2022)”']),
    ...(opening
      ? []
      : ['an opening line, such as “The World Telecommunication Development Conference (Kigali, 2022),”']),
    ...(isOperative ? [] : ['an operative part, which opens with a line such as “resolves”']),
  ]
  if (missing.length === 0) return null
  return `This is not the text of a resolution: it lacks ${new Intl.ListFormat('en').format(missing)}.`
}
