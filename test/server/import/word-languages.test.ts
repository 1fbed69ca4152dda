/** Word files in the languages of the Union beside English, with the style names of ITU's templates. */
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { CleanSource } from '../../../shared/import/clean-source.ts'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { outlinesOf, readEvery } from '../../../shared/import/several.ts'
import { LANGUAGES, wordOf, type Clause, type LanguageCase } from '../../support/word-languages.ts'

const clean = (bytes: Uint8Array): CleanSource => {
  const outcome = readWordFile(bytes, 'test.docx')
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value.reject
}

function outlineOf(outcome: ReturnType<typeof readEvery>): Outline {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  expect(outcome.value).toHaveLength(1)
  return outcome.value[0]!
}

const seen = ({ label, text, children }: OutlineClause): Clause =>
  children.length === 0 ? [label, text] : [label, text, children.map(seen)]

function expectRead(outline: Outline, { expected }: LanguageCase): void {
  const { number, revision, conference, title } = outline
  expect({ number, revision, conference, title }).toEqual({
    number: expected.number,
    revision: expected.revision,
    conference: expected.conference,
    title: expected.title,
  })
  expect(
    outline.parts.map(({ keyword, heading, kind, clauses }) => [keyword, heading, kind, clauses.map(seen)]),
  ).toEqual(expected.parts)
  expect(outline.footnotes.map(({ text }) => text)).toEqual([expected.footnote])
  expect(outline.parts[0]!.clauses[0]!.footnoteRefs).toEqual(['1'])
  expect(outline.findings).toEqual([])
}

/** The same as plain text: what the styles say has to be told from the words alone. */
const plainText = ({ numberLine, opening, expected }: LanguageCase) => {
  const clause = ([label, text, children = []]: Clause): string =>
    [`${label === null ? '' : `${label}\t`}${text}`, ...children.map(clause)].join('\n')
  const body = expected.parts.flatMap(([, heading, , clauses]) => [heading, ...clauses.map(clause)]).join('\n')
  return `${numberLine}\n${expected.title}\n${opening}\n${body}\n\n¹ ${expected.footnote}`.replace(
    /([;；؛])\n/,
    '¹$1\n',
  )
}

describe.each(LANGUAGES.map((each) => [each.language, each] as const))('%s', (_, each) => {
  it('is read from a Word file, to the character', () => expectRead(outlineOf(outlinesOf(clean(wordOf(each)))), each))
  it('is read from plain text, to the character', () => expectRead(outlineOf(readEvery(plainText(each))), each))
})

it('a lost Arabic label is given back in Arabic', () => {
  const arabic = LANGUAGES.find(({ language }) => language === 'Arabic')!
  const outline = outlineOf(readEvery(plainText(arabic).replace('ب)\t', '- ').replace('أ )\t', '- أ ) ')))
  expect(outline.parts[0]!.clauses.map(({ label }) => label)).toEqual(['أ )', 'ب)'])
  expect(outline.findings.map(({ code }) => code)).toEqual(['label-restored'])
})
