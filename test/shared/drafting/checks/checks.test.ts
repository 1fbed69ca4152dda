import { describe, expect, it } from 'vitest'
import { alternativeOf } from '../../../../shared/document/alternative.ts'
import type { Block } from '../../../../shared/document/blocks.ts'
import type { CheckedOperator } from '../../../../shared/drafting/checks/finding.ts'
import { blockingFindings, draftingFindings, type Finding } from '../../../../shared/drafting/drafting-checks.ts'
import { blockId } from '../../../../shared/ids.ts'
import { linkedTo, written } from '../../../support/written-text.ts'

const reasons = written('T why Because.')
const findings = (text: readonly Block[], operator: CheckedOperator = 'ADD', base: readonly Block[] = []) =>
  draftingFindings({ operator, document: { text, reasons, summary: [] }, base })
const of = (text: readonly Block[], code: Finding['code'], operator?: CheckedOperator, base?: readonly Block[]) =>
  findings(text, operator, base).filter((finding) => finding.code === code)
const mends = (found: readonly Finding[]) =>
  found.map(({ block, range, mends: offered = [] }) => [
    block,
    range?.from,
    ...offered.map(({ name, words }) => `${name} ${words}`.trim()),
  ])

const FINISHED = `
  P con considering
  - c1 that trees grow;
  - c2 that trees fall; and
  - c3 that others grow,
  O res resolves
  - o1 to plant as in considering b) above:
  -- o1i in spring;
  -- o1ii in autumn;
  - o2 to water.
`
const withWords = (id: string, words: string) =>
  written(FINISHED).map((block) => (block.id === blockId(id) ? { ...block, runs: [{ text: words }] } : block))

describe('the signs at the end of clauses', () => {
  it('are right in a finished text, "; and" among them, and before sub-items anything goes', () =>
    expect(of(written(FINISHED), 'punctuation')).toEqual([]))

  it.each<[string, string, readonly unknown[]]>([
    ['c1', 'that trees grow', ['c1', 15, 'set-punctuation ;']],
    ['c1', 'that trees grow.', ['c1', 15, 'set-punctuation ;']],
    ['c3', 'that others grow;', ['c3', 16, 'set-punctuation ,']],
    ['c2', 'that trees fall, and', ['c2', 15, 'set-punctuation ;']],
    ['o2', 'to water,', ['o2', 8, 'set-punctuation .']],
    ['o1ii', 'in autumn', ['o1ii', 9, 'set-punctuation ;']],
    ['c1', '树木生长', ['c1', 4, 'set-punctuation ；']],
    ['c3', 'أن الأشجار تنمو', ['c3', 15, 'set-punctuation ،']],
  ])('%s: %s', (id, words, expected) => expect(mends(of(withWords(id, words), 'punctuation'))).toEqual([expected]))

  it.each([
    ['c1', '树木生长；'],
    ['c1', 'أن الأشجار تنمو؛'],
    ['c1', 'that trees grow; or'],
    ['o1', 'to plant'],
  ])('are the same in other scripts (%s: %s)', (id, words) =>
    expect(of(withWords(id, words), 'punctuation')).toEqual([]),
  )

  it('never block', () => expect(of(withWords('c1', 'that trees grow'), 'punctuation')[0]!.blocking).toBe(false))
})

describe('slips of typing and pasting', () => {
  it.each<[Finding['code'], string, readonly string[]]>([
    ['doubled-space', 'that  trees', ['one-space']],
    ['doubled-sign', 'that trees,, grow', ['one-sign ,']],
    ['doubled-sign', 'that trees, , grow', ['one-sign ,']],
    ['repeated-words', 'that trees trees grow', ['delete-repetition trees']],
    ['repeated-words', 'that in the spring in the spring trees grow', ['delete-repetition in the spring']],
    ['stray-sign', 'that = trees grow', ['delete-sign']],
    ['typed-bracket', 'that [tall] trees grow', ['make-bracket tall']],
    ['unbalanced-parenthesis', 'that (tall trees grow', []],
    ['unbalanced-parenthesis', 'that tall trees) grow', []],
  ])('%s: %s', (code, words, expected) => {
    const found = of(withWords('c1', `${words};`), code)
    expect(
      found.map(({ mends: offered = [] }) => offered.map(({ name, words: instead }) => `${name} ${instead}`.trim())),
    ).toEqual([expected])
    expect(found[0]!.blocking).toBe(false)
  })

  it.each([
    'that that is so',
    'as in a) and (b) above',
    'see (considering a)) above',
    'trees (tall ones) grow',
    'and so on… or not',
    'a 2 030 m line',
    'the year (2025) of a)',
    'que nous nous souvenons',
    'well-known known unknowns',
  ])('are none in: %s', (words) => {
    const codes = [
      'doubled-space',
      'doubled-sign',
      'repeated-words',
      'stray-sign',
      'typed-bracket',
      'unbalanced-parenthesis',
    ]
    expect(findings(withWords('o2', `${words}.`)).filter(({ code }) => codes.includes(code))).toEqual([])
  })
})

const strays = (words: string) =>
  of(withWords('c1', words), 'stray-bracket').map(({ range, blocking }) => [range?.from, range?.to, blocking])

describe('square brackets that are only characters', () => {
  it.each<[string, readonly unknown[]]>([
    ['that [tall trees grow;', [[5, 6, false]]],
    ['that tall] trees grow;', [[9, 10, false]]],
    ['that [tall [old] trees] grow;', [[5, 23, false]]],
    ['that [] trees grow;', [[5, 7, false]]],
    ['that [tall] trees grow;', []],
  ])('are told of: %s', (words, expected) => expect(strays(words)).toEqual(expected))

  it('are no parentheses', () => {
    const codes = findings(withWords('c1', 'that [tall trees grow;')).map(({ code }) => code)
    expect(codes).not.toContain('unbalanced-parenthesis')
  })

  it('offer the inner pair as a bracket', () =>
    expect(mends(of(withWords('c1', 'that [tall [old] trees] grow;'), 'typed-bracket'))).toEqual([
      ['c1', 11, 'make-bracket old'],
    ]))

  it('hold the places of a number and of a date that are not known yet', () => {
    const head = written('N n DRAFT NEW RESOLUTION [ABC-[X]]\nB b The Assembly ([place], [2027]),')
    expect(of([...head, ...written(FINISHED)], 'stray-bracket')).toEqual([])
    expect(of([...head, ...written(FINISHED)], 'typed-bracket')).toEqual([])
    expect(of([...written('N n DRAFT NEW RESOLUTION [ABC'), ...written(FINISHED)], 'stray-bracket')).toHaveLength(1)
  })
})

const odd = (words: string) => of(withWords('c1', words), 'odd-characters')

describe('characters that nobody sees', () => {
  it.each(['202A', '202E', '2066', '2069', '0000', '0007', '001F', '0085', '009F', '200B', 'FEFF', 'FFFC', 'FFFD'])(
    'are told of: U+%s',
    (code) => {
      const [found, ...more] = odd(`that trees${String.fromCharCode(parseInt(code, 16))} grow;`)
      expect(more).toEqual([])
      expect(found).toMatchObject({ block: 'c1', blocking: false })
      expect(found!.message).toContain(`in considering a): U+${code} (`)
      expect(found!.message).toContain('after “that trees”')
    },
  )

  it('are told of once for a paragraph, and taken out together', () => {
    const [found, ...more] = odd('\u202Ethat trees\u0000 grow\uFEFF;')
    expect(more).toEqual([])
    expect(found!.message).toMatch(/^3 characters .* at the start; .* after “that trees”; /)
    expect(found!.mends).toMatchObject([
      { name: 'take-out', safeForAll: true, mend: { from: 0, to: 18, at: [0, 11, 17] } },
    ])
  })

  it('are not taken out unseen where a letter was lost', () =>
    expect(odd('that tr\uFFFDes grow;')[0]!.mends).toMatchObject([{ safeForAll: false }]))

  it('are none in words that need joiners, marks of direction, or footnotes', () => {
    expect(odd('می\u200cخواهد\u200f\u200e 👩\u200d🌾\tand\u00a0so')).toEqual([])
    const noted = written(FINISHED).map((block) =>
      block.id === blockId('c1') ? { ...block, runs: [...block.runs, { footnote: blockId('f') }] } : block,
    )
    expect(of(noted, 'odd-characters')).toEqual([])
  })

  it('turn no remark around', () => {
    const all = findings(withWords('c1', 'that [\u202Etall [old] trees] grow;'))
    const [stray] = all.filter(({ code }) => code === 'stray-bracket')
    expect(stray!.message).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u)
  })
})

describe('the place of a remark', () => {
  it('is the full name of the clause, as another clause would write it', () => {
    const [found] = of(withWords('o1i', ''), 'empty-clause')
    expect(found!.message).toBe('resolves 1 i) is empty.')
    expect(of(withWords('c1', 'that trees grow'), 'punctuation')[0]!.message).toMatch(/^considering a\) has no sign/)
  })
})

const linked = (target: string, words: string, text = written(FINISHED)) =>
  text.map((block) => (block.id === blockId('o1') ? linkedTo(target, words, block) : block))

const toNothing = (words: string) => of(withWords('o2', words), 'reference-to-nothing').map(({ blocking }) => blocking)

describe('references', () => {
  it('that are not linked are to be linked', () =>
    expect(mends(of(written(FINISHED), 'unlinked-reference'))).toEqual([['o1', 15, 'link considering b)']]))

  it('that are linked and say the name are no finding', () =>
    expect(findings(linked('c2', 'considering b)')).filter(({ code }) => code.includes('reference'))).toEqual([]))

  it('that say another name offer the present one, and the clause that they name', () =>
    expect(mends(of(linked('c1', 'considering b)'), 'reference-differs'))).toEqual([
      ['o1', 15, 'use-present-name considering a)', 'link-to-named considering b)'],
    ]))

  it('to a clause that is gone block, and offer the clause that the words name by now', () => {
    const gone = linked('gone', 'considering b)')
    const [found] = blockingFindings({ operator: 'ADD', document: { text: gone, reasons, summary: [] }, base: [] })
    expect(found).toMatchObject({ code: 'vanished-reference', blocking: true, range: { from: 15, to: 29 } })
    expect(mends([found!])).toEqual([['o1', 15, 'link-to-named considering b)', 'unlink considering b)']])
  })

  it('to a clause that never was block where they say "above", and else only warn', () => {
    expect(toNothing('to water as in considering z) above.')).toEqual([true])
    expect(toNothing('to water as in considering z).')).toEqual([false])
  })

  it('in the reasons are looked at as well', () => {
    const text = written(FINISHED)
    const why = written('T why See resolves 2 above.')
    const found = draftingFindings({ operator: 'ADD', document: { text, reasons: why, summary: [] }, base: [] })
    expect(found.filter(({ fragment }) => fragment === 'reasons').map(({ code }) => code)).toEqual([
      'unlinked-reference',
    ])
  })
})

describe('brackets', () => {
  it('that are open block, in every part', () => {
    const open = { ...written('T x ')[0]!, runs: [{ text: 'tall', alternative: alternativeOf('k', 0) }] }
    const blocking = blockingFindings({
      operator: 'ADD',
      document: {
        text: [...written(FINISHED), open],
        reasons: [...reasons, { ...open, id: blockId('y') }],
        summary: [],
      },
      base: [],
    })
    expect(blocking.map(({ code, fragment, block }) => [code, fragment, block])).toEqual([
      ['unsettled-bracket', 'text', 'x'],
      ['unsettled-bracket', 'reasons', 'y'],
    ])
  })

  it('that were torn apart are told so, which does not block by itself', () => {
    const runs = [
      { text: 'a', alternative: alternativeOf('k', 0) },
      { text: ' and ' },
      { text: 'b', alternative: alternativeOf('k', 0) },
    ]
    const found = findings([...written(FINISHED), { ...written('T x ')[0]!, runs }])
    expect(found.filter(({ code }) => code.endsWith('bracket')).map(({ code, blocking }) => [code, blocking])).toEqual([
      ['unsettled-bracket', true],
      ['broken-bracket', false],
    ])
  })
})

describe('the operator', () => {
  it('ADD is not for words inside an existing text', () => {
    const added = (line: string) => of([...written(`N n ${line}`), ...written(FINISHED)], 'add-inside-text')
    expect(added('RESOLUTION 31 (Rev. Kigali, 2022)')).toHaveLength(1)
    expect(added('DRAFT NEW RESOLUTION [number] ([place], 2029)')).toEqual([])
    const taken = written(FINISHED).map((block) => ({ ...block, origin: block.id }))
    expect(of(taken, 'add-inside-text')).toHaveLength(1)
  })

  it('(MOD) changes no words; signs, capitals and numbers of clauses it may', () => {
    const base = written(FINISHED)
    const editorial = (text: readonly Block[]) => of(text, 'words-changed', '(MOD)', base)
    expect(editorial(withWords('c1', 'That trees grow,'))).toEqual([])
    expect(editorial(withWords('c1', 'that shrubs grow;')).map(({ block }) => block)).toEqual(['c1'])
    expect(editorial(base.slice(1))).toHaveLength(1)
  })
})

describe('an unreferenced footnote', () => {
  it('is offered for deletion, and does not block', () => {
    const found = of([...written(FINISHED), ...written('F f A note.')], 'unreferenced-footnote')
    expect(mends(found)).toEqual([['f', undefined, 'delete-footnote']])
    expect(found[0]!.blocking).toBe(false)
  })
})
