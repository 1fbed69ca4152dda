import { describe, expect, it } from 'vitest'
import type { Block, Document, Kind, Level, Run } from '../../../shared/document/blocks.ts'
import { blockingFindings, draftingFindings } from '../../../shared/drafting/drafting-checks.ts'
import { blockId } from '../../../shared/ids.ts'
import { OPERATORS, type Operator } from '../../../shared/proposal/acts.ts'
import { chanceOf, draftOf, randomText } from '../document/random-text.ts'

const block = (id: string, kind: Kind, runs: readonly Run[] | string, level: Level = 0): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: null,
  runs: typeof runs === 'string' ? [{ text: runs }] : runs,
})
const CALL = block('call', 'operative-call', 'resolves')
const BASE = [CALL, block('a', 'item', 'to write tests;'), block('b', 'item', 'to run them.')]
const CHANGED = BASE.with(2, block('b', 'item', 'to run all of them.'))
const REASONS = [block('r', 'text', 'They are not run.')]

const subject = (text: readonly Block[], operator: Operator = 'MOD', over: Partial<Document> = {}) => ({
  operator,
  document: { text, reasons: REASONS, summary: [], ...over },
  base: BASE,
})
/** Without the signs at the end of clauses, which these texts do not care for. */
const found = (of: ReturnType<typeof subject>) => draftingFindings(of).filter(({ code }) => code !== 'punctuation')
const codes = (of: ReturnType<typeof subject>) => found(of).map(({ code }) => code)

const said = (text: readonly Block[], operator: Operator) =>
  found(subject(text, operator)).map(({ code, blocking }) => [code, blocking])

describe('a finished text', () => {
  it('has no findings', () => expect(draftingFindings(subject(CHANGED))).toEqual([]))
})

describe('the reasons', () => {
  const NEEDED: Record<Operator, boolean> = {
    MOD: true,
    ADD: true,
    SUP: true,
    '(MOD)': true,
    NOC: false,
    'NOC-underlined': true,
  }

  it.each(OPERATORS)('of %s block the lock where they are needed and missing', (operator) => {
    const text = operator === 'SUP' ? [] : operator.startsWith('NOC') ? BASE : CHANGED
    const found = blockingFindings(subject(text, operator, { reasons: [] }))
    expect(found.map(({ code }) => code)).toEqual(NEEDED[operator] ? ['missing-reasons'] : [])
    expect(blockingFindings(subject(text, operator))).toEqual([])
  })

  it('are not given by blank paragraphs, nor by a footnote mark', () => {
    const blank = [
      block('r1', 'text', ' \u00a0 '),
      block('r2', 'text', []),
      block('r3', 'text', [{ footnote: blockId('f') }]),
    ]
    expect(codes(subject(CHANGED, 'MOD', { reasons: blank }))).toEqual(['missing-reasons', 'vanished-footnote'])
  })
})

describe('an empty text', () => {
  it.each(OPERATORS)('blocks under %s, but for SUP, which proposes none', (operator) => {
    const found = blockingFindings(subject([], operator)).map(({ code }) => code)
    expect(found).toEqual(operator === 'SUP' ? [] : ['empty-text'])
  })
})

describe('an empty clause', () => {
  it('blocks, and is named by its label or by what it is', () => {
    const found = blockingFindings(subject([...CHANGED, block('c', 'item', ' '), block('t', 'title', [])]))
    expect(found.map(({ code, block, message }) => [code, block, message])).toEqual([
      ['empty-clause', 'c', 'resolves 3 is empty.'],
      ['empty-clause', 't', 'A paragraph (title) is empty.'],
    ])
  })

  it('is not one that holds a footnote mark', () => {
    const marked = block('c', 'item', [{ footnote: blockId('f') }])
    expect(codes(subject([...CHANGED, marked, block('f', 'footnote', 'A note.')]))).toEqual([])
  })
})

describe('a footnote mark', () => {
  it('whose footnote is gone blocks, once for each mark', () => {
    const marked = block('c', 'item', [{ text: 'words' }, { footnote: blockId('f') }, { footnote: blockId('g') }])
    expect(codes(subject([...CHANGED, marked]))).toEqual(['vanished-footnote', 'vanished-footnote'])
    expect(codes(subject([...CHANGED, marked, block('f', 'footnote', 'A note.')]))).toEqual(['vanished-footnote'])
  })

  it('that points to a clause which is no footnote is one of them', () => {
    const marked = block('c', 'item', [{ text: 'words' }, { footnote: blockId('a') }])
    expect(codes(subject([...CHANGED, marked]))).toEqual(['vanished-footnote'])
  })
})

describe('the operator', () => {
  it('SUP advises to leave the text out', () => {
    expect(said(BASE, 'SUP')).toEqual([['text-not-reproduced', false]])
    expect(said([], 'SUP')).toEqual([])
  })

  it('NOC advises where the text differs, MOD and (MOD) where it does not', () => {
    expect(said(BASE, 'NOC')).toEqual([])
    expect(said(CHANGED, 'NOC')).toEqual([['no-change', false]])
    for (const operator of ['MOD', '(MOD)'] as const) {
      expect(said(BASE, operator)).toEqual([['no-change', false]])
      expect(said(CHANGED, operator)).toEqual(operator === 'MOD' ? [] : [['words-changed', false]])
    }
  })

  it('ADD has no text in force to differ from', () => expect(said(CHANGED, 'ADD')).toEqual([]))

  it.each<[string, readonly Block[]]>([
    ['a level', BASE.with(2, { ...BASE[2]!, level: 1 })],
    ['a kind', BASE.with(2, { ...BASE[2]!, kind: 'text' })],
    ['emphasis', BASE.with(2, block('b', 'item', [{ text: 'to run them.', emphasis: true }]))],
    ['the order of two clauses', [BASE[0]!, BASE[2]!, BASE[1]!]],
  ])('takes %s for a change', (_what, text) => expect(said(text, 'MOD')).toEqual([]))

  it('does not take new ids for a change', () => {
    const base = randomText(chanceOf(5))
    const copy = { operator: 'NOC', document: { text: draftOf(base), reasons: [], summary: [] }, base } as const
    expect(draftingFindings(copy).filter(({ code }) => code === 'no-change')).toEqual([])
  })
})
