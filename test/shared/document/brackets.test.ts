import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { alternativeOf, isAlternative } from '../../../shared/document/alternative.ts'
import type { Block, Run } from '../../../shared/document/blocks.ts'
import { bracketsIn } from '../../../shared/document/brackets.ts'
import { fragmentDigest } from '../../../shared/document/digest.ts'
import { initialKeys } from '../../../shared/document/order-key.ts'
import { redlineWords, runsOnSide } from '../../../shared/document/redline.ts'
import { applyTextChange } from '../../../shared/document/text-change.ts'
import { writtenText } from '../../../shared/document/written.ts'
import { fragmentOf, readFragment, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'

const inBracket = (text: string, number = 0, bracket = 'k'): Run => ({
  text,
  alternative: alternativeOf(bracket, number),
})
const block = (id: string, ...runs: readonly Run[]): Block => ({
  id: blockId(id),
  kind: 'item',
  level: 0,
  origin: null,
  runs,
})
const SHALL = block('a', { text: 'that it ' }, inBracket('shall'), inBracket('should', 1), { text: ' report' })
const wordsOf = (blocks: readonly Block[]) => blocks.map(writtenText)

function settled(blocks: readonly Block[], keep: number | null, bracket = 'k'): readonly Block[] {
  const doc = new Y.Doc()
  const text = fragmentOf(doc, 'text')
  writeFragment(text, blocks, initialKeys(blocks.length))
  doc.transact(() => applyTextChange(doc, { type: 'settle-bracket', bracket, keep }))
  return readFragment(text)
}

describe('a square bracket', () => {
  it('is written with its signs, one pair an alternative', () => {
    expect(writtenText(SHALL)).toBe('that it [shall][should] report')
  })

  it('is listed with its alternatives in reading order', () => {
    expect(bracketsIn([SHALL])).toEqual([
      {
        id: 'k',
        block: 'a',
        alternatives: [
          { number: 0, words: 'shall' },
          { number: 1, words: 'should' },
        ],
        broken: false,
      },
    ])
  })

  it('may have emphasis, a link and a footnote mark in it and is one alternative all the same', () => {
    const alternative = alternativeOf('k', 0)
    const mixed = block(
      'a',
      { text: 'as in ', alternative },
      { text: 'resolves', emphasis: true, alternative },
      {
        footnote: blockId('f'),
        alternative,
      },
    )
    expect(writtenText(mixed)).toBe('[as in resolves]')
    expect(bracketsIn([mixed])[0]).toMatchObject({ broken: false, alternatives: [{ words: 'as in resolves' }] })
  })

  it.each([
    ['by words between its parts', [block('a', inBracket('one'), { text: ' and ' }, inBracket('two'))]],
    ['by words between its alternatives', [block('a', inBracket('one'), { text: ' or ' }, inBracket('two', 1))]],
    ['by the end of a clause', [block('a', inBracket('one')), block('b', inBracket('two'))]],
  ])('is broken %s', (_how, blocks) => expect(bracketsIn(blocks).map(({ broken }) => broken)).toEqual([true]))

  it('has an id and a number, and nothing else is an alternative', () => {
    expect(['k:0', 'k3f9:12'].every(isAlternative)).toBe(true)
    expect([null, 7, '', 'k', 'k:', 'k:01', 'K:0', 'k:100', 'k:0 ', ':0'].some(isAlternative)).toBe(false)
  })
})

describe('settling a bracket', () => {
  it.each([
    [0, 'that it shall report'],
    [1, 'that it should report'],
    [null, 'that it report'],
  ])('%s keeps the words that were chosen, and no sign', (keep, words) => {
    expect(wordsOf(settled([SHALL], keep))).toEqual([words])
    expect(bracketsIn(settled([SHALL], keep))).toEqual([])
  })

  it('leaves other brackets and the emphasis inside alone', () => {
    const text = block(
      'a',
      inBracket('one'),
      { ...inBracket('two', 0, 'z') },
      { ...inBracket('three'), emphasis: true },
    )
    expect(wordsOf(settled([text], 0))).toEqual(['one[two]three'])
    expect(settled([text], 0)[0]!.runs.at(-1)).toEqual({ text: 'three', emphasis: true })
  })

  it('gathers what was torn apart', () => {
    expect(wordsOf(settled([block('a', inBracket('one')), block('b', inBracket('two', 1))], 0))).toEqual(['one', ''])
  })

  it('does nothing to a bracket that is gone', () =>
    expect(wordsOf(settled([SHALL], 0, 'other'))).toEqual(wordsOf([SHALL])))
})

const digestOf = (...runs: readonly Run[]) => fragmentDigest('text', [block('a', ...runs)])

describe('the digest of a text with brackets', () => {
  it('tells brackets from the same words without, and from the signs typed by hand', () => {
    const different = [
      digestOf({ text: 'it shall' }),
      digestOf({ text: 'it ' }, inBracket('shall')),
      digestOf({ text: 'it [shall]' }),
      digestOf({ text: 'it ' }, inBracket('shall', 1)),
      digestOf(inBracket('it '), inBracket('shall', 1)),
      digestOf(inBracket('it '), inBracket('shall', 0, 'z')),
    ]
    expect(new Set(different).size).toBe(different.length)
  })

  it('does not depend on the ids of the brackets', () => {
    expect(digestOf(inBracket('a'), inBracket('b', 1))).toBe(digestOf(inBracket('a', 0, 'x'), inBracket('b', 1, 'x')))
  })

  it('does not depend on links', () => {
    const reference = blockId('c')
    expect(digestOf({ text: 'as in ' }, { text: 'resolves 2', reference })).toBe(digestOf({ text: 'as in resolves 2' }))
  })
})

const words = (runs: readonly Run[]) => writtenText({ runs })

describe('the redline of a text with brackets', () => {
  it('shows the signs as inserted around words that stay', () => {
    const old = [{ text: 'that it shall report' }]
    const next = [{ text: 'that it ' }, inBracket('shall'), { text: ' report' }]
    const pieces = redlineWords(old, next).filter(({ change }) => change !== 'kept')
    expect(pieces.map(({ change, run }) => [change, 'text' in run && run.text])).toEqual([
      ['inserted', '['],
      ['inserted', ']'],
    ])
  })

  it('is exact on both sides', () => {
    const next = [{ text: 'that it ' }, inBracket('must'), { text: ' report to all' }]
    const pieces = redlineWords(SHALL.runs, next)
    expect(words(runsOnSide(pieces, 'old'))).toBe('that it [shall][should] report')
    expect(words(runsOnSide(pieces, 'new'))).toBe('that it [must] report to all')
  })
})
