/** The seeds as Word files: pasted line by line, and set in the styles of ITU. Each gives what the text gives. */
import { describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { Outline, OutlineClause } from '../../../shared/import/outline.ts'
import { outlinesOf, readEvery } from '../../../shared/import/several.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import { haveSeeds, seed } from '../../support/seeds.ts'
import { note, p, r, wordFile } from '../../support/word-builder.ts'

function given(outcome: Outcome<readonly Outline[]>): readonly Outline[] {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

function inWord(file: Uint8Array): readonly Outline[] {
  const word = readWordFile(file, 'seed.docx')
  if (!word.ok) throw new Error(word.refusal.reason)
  return given(outlinesOf(word.value.reject))
}

const withoutFindings = (outlines: readonly Outline[]) => outlines.map((outline) => ({ ...outline, findings: [] }))

/** Words of a clause with its notes at the end, behind the marks of the source. */
const runs = (text: string, refs: readonly string[]) => r(text) + refs.map((mark) => note(Number(mark))).join('')

function styled({ number, revision, title, parts, footnotes }: Outline): Uint8Array {
  const clause = ({ label, text, footnoteRefs, children }: OutlineClause, depth: number): string =>
    p(
      depth === 0 ? '' : `enumlev${depth}`,
      (label === null ? '' : r(label, '<w:i/>') + r('\t')) + runs(text, footnoteRefs),
    ) + children.map((child) => clause(child, depth + 1)).join('')
  const body = parts.flatMap(({ heading, chapeau, clauses }) => [
    p('Call', heading),
    ...(chapeau === undefined ? [] : [p('', chapeau)]),
    ...clauses.map((each) => clause(each, 0)),
  ])
  const marked = new Set(parts.flatMap(({ clauses }) => clauses.flatMap(({ footnoteRefs }) => footnoteRefs)))
  const inTitle = footnotes.filter(({ marker }) => !marked.has(marker)).map(({ marker }) => marker)
  return wordFile({
    body: [
      p('ResNo', `RESOLUTION ${number} (${revision})`),
      p('Restitle', runs(title, inTitle)),
      p('Normalaftertitle', 'The World Telecommunication Development Conference (Kigali, 2022),'),
      ...body,
    ].join(''),
    footnotes: footnotes.map(({ text }) => text),
  })
}

describe.skipIf(!haveSeeds)('a seed in Word', () => {
  it.each(['000', '001', '002', '003', '004'])('%s, pasted line by line, is what the text is', (name) => {
    const lines = seed(name).split('\n')
    const pasted = wordFile({ body: lines.map((line) => p('', line === '' ? '' : r(line))).join('') })
    const [word, text] = [inWord(pasted), given(readEvery(seed(name)))]
    expect(text.length).toBeGreaterThan(0)
    expect(withoutFindings(word)).toEqual(withoutFindings(text))
  })

  it.each(['000', '002', '003', '004'])('%s, in the styles of ITU, is what the text is, without a doubt', (name) => {
    const [text] = given(readEvery(seed(name)))
    const [word] = inWord(styled(text!))
    expect(withoutFindings([word!])).toEqual(withoutFindings([text!]))
    expect(word!.findings).toEqual([])
  })
})
