/** Whole proposals in six languages, in the styles of ITU's templates: the resolution is found in them, the rest is accounted for. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { WordReading } from '../../../server/import/word-runs.ts'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { outlinesOf, understoodIn, type EachUnderstood } from '../../../shared/import/several.ts'
import { unaccountedIn } from '../../support/word-account.ts'
import type { Clause, LanguageCase } from '../../support/word-languages.ts'
import {
  PROPOSAL_LANGUAGES,
  proposalWords,
  wordProposal,
  type Numbering,
  type StyleNames,
} from '../../support/word-proposals.ts'

const STYLES: readonly StyleNames[] = ['template', 'localized', 'based']
const NUMBERINGS: readonly Numbering[] = ['typed', 'computed']
const CASES = PROPOSAL_LANGUAGES.flatMap((each) =>
  STYLES.flatMap((styles) => NUMBERINGS.map((numbering) => [each.language, styles, numbering, each] as const)),
)

function texts(file: Uint8Array) {
  const outcome = readWordFile(file, 'proposal.docx')
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

function outlines(file: Uint8Array, reading: WordReading): readonly Outline[] {
  const outcome = outlinesOf(texts(file)[reading])
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

const seen = ({ label, text, children }: OutlineClause): Clause => {
  const own = label?.replace(' ', '') ?? null
  return children.length === 0 ? [own, text] : [own, text, children.map(seen)]
}

const parts = ({ parts: each }: Outline) =>
  each.map(({ keyword, heading, kind, clauses }) => [keyword, heading, kind, clauses.map(seen)])

const ABJAD = 'أبج'

/** The parts that should be read: `old` stands in every clause of the text in force, `added` is a third clause of the amended one. */
function expectedParts(each: LanguageCase, reading: WordReading) {
  const { old, added } = proposalWords(each.language)
  const shown = ([label, text, children = []]: Clause): Clause => {
    const own = label?.replace(' ', '') ?? null
    const words = reading === 'reject' ? `${old}${text}` : text
    return children.length === 0 ? [own, words] : [own, words, children.map(shown)]
  }
  const third = each.isRightToLeft ? `${ABJAD[2]!})` : 'c)'
  return each.expected.parts.map(([keyword, heading, kind, clauses], at) => [
    keyword,
    heading,
    kind,
    [...clauses.map(shown), ...(at === 0 && reading === 'accept' ? [[third, added] as Clause] : [])],
  ])
}

describe.each(CASES)('a proposal in %s, styles %s, numbers %s', (_, styles, numbering, each) => {
  const file = wordProposal(each, { styles, numbering })

  it.each(['reject', 'accept'] as const)('holds one resolution, read to the character (%s)', (reading) => {
    const [outline, ...more] = outlines(file, reading)
    expect(more).toEqual([])
    const { number, revision, conference, title } = outline!
    expect({ number, revision, conference, title }).toEqual({
      number: each.expected.number,
      revision: each.expected.revision,
      conference: each.expected.conference,
      title: each.expected.title,
    })
    expect(parts(outline!)).toEqual(expectedParts(each, reading))
    expect(outline!.footnotes.map(({ text }) => text)).toEqual([each.expected.footnote])
    expect(outline!.parts[0]!.clauses[0]!.footnoteRefs).toEqual(['1'])
  })

  it.each(['reject', 'accept'] as const)('is accounted for, paragraph by paragraph (%s)', (reading) => {
    const outcome = understoodIn(texts(file)[reading])
    if (!outcome.ok) throw new Error(outcome.refusal.reason)
    expect(unaccountedIn(file, reading, outcome.value)).toEqual([])
  })

  it('says of the suppressed resolution that it has no text', () => {
    const [outline] = outlines(file, 'accept')
    expect(outline!.findings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/is proposed to be suppressed \(SUP\); its text is not reproduced/),
    )
  })
})

it('the account misses nothing: one without what was left out has holes', () => {
  const file = wordProposal(PROPOSAL_LANGUAGES[0]!, { styles: 'template', numbering: 'typed' })
  const outcome = understoodIn(texts(file).accept)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  const holes = outcome.value.map(({ source, understood }): EachUnderstood => ({
    source,
    understood: { ...understood, leftOut: [] },
  }))
  expect(unaccountedIn(file, 'accept', holes).length).toBeGreaterThan(10)
  expect(strFromU8(unzipSync(file)['word/document.xml']!)).toContain('txbxContent')
})
