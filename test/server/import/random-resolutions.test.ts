/** Random resolutions in six languages, written out as text and as Word files and read back: structure and words to the character. */
import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { Outline } from '../../../shared/import/outline.ts'
import { outlinesOf, readEvery } from '../../../shared/import/several.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import {
  expectedParts,
  notesIn,
  randomResolution,
  readParts,
  type RandomResolution,
} from '../../support/random-resolution.ts'
import { asText, asWord, MANNERS } from '../../support/written-resolution.ts'

function outlineOf(outcome: Outcome<readonly Outline[]>): Outline {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  expect(outcome.value).toHaveLength(1)
  return outcome.value[0]!
}

function expectRead(outline: Outline, resolution: RandomResolution): void {
  expect(readParts(outline)).toEqual(expectedParts(resolution))
  expect([outline.number, outline.title]).toEqual([String(resolution.number), resolution.words.title])
  expect(outline.footnotes.map(({ text }) => text)).toEqual(
    Array.from({ length: notesIn(resolution) }, (_, at) => `Note ${at + 1}.`),
  )
  expect(outline.findings).toEqual([])
}

/** Without shrinking: the seed that is printed brings a failure back, and a large text shrinks for minutes. */
const RUNS = { numRuns: 150, endOnFailure: true }
/** A Word file costs ten times the time of a text. */
const WORD_RUNS = { ...RUNS, numRuns: 50 }
const LONG = 28
/** Word counts aa, bb after z. */
const LETTERS_OF_WORD = 27

/** The last v) of a list after four numerals may be the fifth of them: text alone cannot tell, and the reader says so. */
const isDoubtful = ({ findings }: Outline) => findings.some(({ code }) => code === 'level-doubtful')

describe('as text,', () => {
  it.each(Object.keys(MANNERS))('written with %s', (manner) => {
    let [doubtful, all] = [0, 0]
    fc.assert(
      fc.property(randomResolution(LONG), (resolution) => {
        const outline = outlineOf(readEvery(asText(resolution, MANNERS[manner]!)))
        all += 1
        if (isDoubtful(outline)) doubtful += 1
        else expectRead(outline, resolution)
      }),
      RUNS,
    )
    expect(doubtful).toBeLessThan(all / 10)
  })
})

describe('as a Word file,', () => {
  it.each([
    ['typed', false],
    ['computed', true],
  ])('with %s labels', (_, isComputed) =>
    fc.assert(
      fc.property(randomResolution(LETTERS_OF_WORD), fc.constantFrom(3, 7, 100), (resolution, cut) => {
        const word = readWordFile(asWord(resolution, isComputed, cut), 'random.docx')
        if (!word.ok) throw new Error(word.refusal.reason)
        expectRead(outlineOf(outlinesOf(word.value.reject)), resolution)
      }),
      WORD_RUNS,
    ),
  )
})
