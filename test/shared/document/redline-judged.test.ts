/**
 * How the redline reads on real changes, judged by eye (2026-11), pair by pair: between Resolution 31 (Rev. Kigali, 2022), seed
 * 000, and its next edition in the third column of seed 001 (lines of that column), between the second and the third column of
 * 001 (one Sector's text against another's: harder), and on pairs of our own. The sentences of the seeds are not repeated here.
 *
 * Judged by these questions, in this order: can one say in a sentence what was done? Does each struck and each new stretch make
 * sense alone? Is a word struck only to come back beside it? Does punctuation change sides for no reason? "good": four times
 * yes. "busy": right, but slower to read than it could be. A row fails when a change of the algorithm gives another number of
 * places; then look again, and write down what you saw.
 */
import { describe, expect, it } from 'vitest'
import { redlineWords, type Piece } from '../../../shared/document/redline.ts'
import { isFootnoteRef } from '../../../shared/document/blocks.ts'
import type { Outline } from '../../../shared/import/outline.ts'
import { readEvery } from '../../../shared/import/several.ts'
import { haveSeeds, seed } from '../../support/seeds.ts'

/** Old clause, new clause, their lines in the seeds, places that changed, judgement. "call#2": the second call of that name. */
type Judged = readonly [old: string, next: string, lines: string, places: number, judgement: string]

const NEXT_EDITION: readonly Judged[] = [
  ['recognizing a)', 'recalling a)', '000:6 → 001:114', 1, 'good: an abbreviation added, nothing else'],
  ['recognizing b)', 'recalling b)', '000:7 → 001:115', 1, 'good: place and year as one replacement'],
  [
    'considering a)',
    'considering a)',
    '000:10 → 001:205',
    2,
    'good: a clause of the sentence replaced whole, an end added',
  ],
  ['recognizing#2', 'recognizing a)', '000:20 → 001:320', 1, 'good: the comma becomes a semicolon'],
  ['taking into account', 'taking into account', '000:22 → 001:375', 2, 'good: the name goes, its abbreviation stays'],
  ['noting a)', 'noting a)', '000:24 → 001:363', 5, 'good: the new signs stand apart, the words between them stay'],
  ['noting b)', 'noting b)', '000:25 → 001:364', 1, 'good'],
  ['noting c)', 'noting c)', '000:26 → 001:365', 1, 'good: article and noun together'],
  [
    'resolves to instruct 1',
    'resolves to instruct 1',
    '000:31 → 001:592',
    3,
    'good: three short places in ninety words',
  ],
  ['resolves to instruct 2', 'resolves to instruct 2', '000:32 → 001:602', 2, 'good: both titles in one replacement'],
  ['resolves to instruct 4', 'resolves to instruct 5', '000:34 → 001:613', 1, 'good'],
  ['resolves to instruct 5', 'resolves to instruct 6', '000:35 → 001:614', 1, 'good: one number in a hundred words'],
  ['requests 1', 'requests 1', '000:37 → 001:616', 1, 'good'],
  ['requests 2', 'requests 2', '000:38 → 001:621', 1, 'good'],
  ['requests 3', 'requests 3', '000:45 → 001:628', 1, 'good: the comma becomes a semicolon'],
]

const OTHER_SECTOR: readonly Judged[] = [
  ['recalling b)', 'recalling b)', '001:115', 1, 'good: one word goes'],
  ['considering a)', 'considering a)', '001:159 → 205', 5, 'good: two replacements at the head, two commas, one noun'],
  ['considering b)', 'considering b)', '001:180 → 228', 2, 'good: the end of the sentence replaced whole'],
  ['considering c)', 'considering c)', '001:133', 3, 'good: the same noun twice, a long insertion between'],
  ['considering d)', 'considering d)', '001:186 → 232', 2, 'good'],
  ['considering e)', 'considering e)', '001:189 → 235', 2, 'good: a new beginning, one verb'],
  ['considering f)', 'considering f)', '001:191 → 236', 2, 'good: the frame of the sentence changes, its middle stays'],
  ['considering g)', 'considering g)', '001:195', 1, 'good'],
  ['considering h)', 'considering h)', '001:196', 1, 'good: two words that change places are one replacement'],
  ['considering i)', 'considering i)', '001:150 → 241', 1, 'good: one word added'],
  ['recognizing a)', 'recognizing a)', '001:314 → 320', 2, 'good: a list becomes one phrase'],
  [
    'recognizing b)',
    'recognizing b)',
    '001:311 → 324',
    8,
    'busy: eight places, each right; the whole sentence twice would be slower',
  ],
  ['recognizing c)', 'recognizing c)', '001:316 → 328', 5, 'good: one of the five is a comma'],
  ['noting a)', 'noting a)', '001:357 → 363', 2, 'good'],
  ['noting b)', 'noting b)', '001:359 → 364', 3, 'good'],
  ['taking into account', 'taking into account', '001:371 → 375', 5, 'busy: five places in thirty words'],
  ['invites 3', 'invites 3', '001:459 → 463', 3, 'good'],
]

const OUR_OWN = [
  [
    'to submit an annual report on the use of the register to the Council',
    'to present every second year a summary of the results of the register to the Council',
    'to [-submit an annual report on the use-]{+present every second year a summary of the results+} of the register to the Council',
  ],
  [
    'that participation shall be voluntary and shall create no obligation to lend,',
    'that participation should be voluntary and should create no obligation to lend or to host,',
    'that participation [-shall-]{+should+} be voluntary and [-shall-]{+should+} create no obligation to lend{+ or to host+},',
  ],
  [
    'within six months of the end of the conference',
    'not later than three months before the opening of the next conference',
    '[-within six months of the end of the conference-]{+not later than three months before the opening of the next conference+}',
  ],
  [
    'considering the needs of developing countries, in particular least developed countries,',
    'considering the needs of developing countries, in particular landlocked countries and least developed countries,',
    'considering the needs of developing countries, in particular{+ landlocked countries and+} least developed countries,',
  ],
  [
    'the host administration keeps the equipment, trains the operators and pays for transport,',
    'the host administration stores the equipment, certifies the crews and bears the cost of transport,',
    'the host administration [-keeps-]{+stores+} the equipment, [-trains the operators and pays for-]{+certifies the crews and bears the cost of+} transport,',
  ],
  ['recognizing a) to c) above', 'recognizing a) to d) above', 'recognizing a) to [-c-]{+d+}) above'],
] as const

const columns = (number: string) => {
  const outcome = readEvery(seed(number))
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value.map(clausesOf)
}

describe.runIf(haveSeeds)('the redline of real changes', () => {
  it.each(NEXT_EDITION)('%s → %s (%s): %i places, %s', (old, next, _lines, places) => {
    expect(placesBetween(wordsAt(columns('000')[0]!, old), wordsAt(columns('001')[3]!, next))).toBe(places)
  })

  it.each(OTHER_SECTOR)('%s → %s (%s): %i places, %s', (old, next, _lines, places) => {
    const [, , assembly, conference] = columns('001')
    expect(placesBetween(wordsAt(assembly!, old), wordsAt(conference!, next))).toBe(places)
  })
})

const mark = ({ change, run }: Piece) => {
  const words = isFootnoteRef(run) ? '' : run.text
  return change === 'kept' ? words : change === 'deleted' ? `[-${words}-]` : `{+${words}+}`
}

describe('the redline of our own pairs', () => {
  it.each(OUR_OWN)('%s → %s', (old, next, shown) => {
    expect(
      redlineWords([{ text: old }], [{ text: next }])
        .map(mark)
        .join(''),
    ).toBe(shown)
  })
})

/** The words of each clause by its call and label; a call that comes again is "call#2". */
function clausesOf({ parts }: Outline): ReadonlyMap<string, string> {
  const calls = new Map<string, number>()
  return new Map(
    parts.flatMap(({ keyword, clauses }) => {
      const count = (calls.get(keyword) ?? 0) + 1
      calls.set(keyword, count)
      const call = count === 1 ? keyword : `${keyword}#${count}`
      return clauses.map(({ label, text }) => [label === null ? call : `${call} ${label}`, text] as const)
    }),
  )
}

function wordsAt(clauses: ReadonlyMap<string, string>, name: string): string {
  const words = clauses.get(name)
  if (words === undefined) throw new Error(`There is no ${name} among ${[...clauses.keys()].join(', ')}.`)
  return words
}

function placesBetween(old: string, next: string): number {
  const changed = redlineWords([{ text: old }], [{ text: next }]).map(
    ({ change, typographic }) => change !== 'kept' && !typographic,
  )
  return changed.filter((is, at) => is && !changed[at - 1]).length
}
