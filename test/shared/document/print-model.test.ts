import { describe, expect, it } from 'vitest'
import type { Block, Kind } from '../../../shared/document/blocks.ts'
import { printModel, type PrintInput, type PrintLine } from '../../../shared/document/print-model.ts'
import { blockId } from '../../../shared/ids.ts'

const block = (id: string, kind: Kind, words: string): Block => ({
  id: blockId(id),
  kind,
  level: 0,
  origin: null,
  runs: [{ text: words }],
})
const BASE = [
  block('call', 'operative-call', 'resolves'),
  block('one', 'item', 'to build masts'),
  block('two', 'item', "to share the State's masts"),
]
const NOW = [BASE[0]!, BASE[2]!, block('three', 'item', 'to paint masts')].map((one) =>
  one.id === 'two' ? block('two', 'item', 'to share the State’s masts') : one,
)
const input = (view: PrintInput['view']): PrintInput => ({
  proposalLabel: 'AFCP/4',
  title: 'Masts',
  operator: 'MOD',
  forumName: 'Group',
  conferenceName: 'Conference',
  stage: 'Locked',
  digest: '7f3ac21e'.padEnd(64, '0'),
  base: { title: 'RESOLUTION 900', blocks: BASE },
  view,
  current: {
    text: NOW,
    reasons: [block('r', 'text', 'Because.')],
    summary: [block('s', 'text', 'In short.')],
  },
  printedAt: '2029-03-04T15:20:00Z',
  supporting: ['Kenya (KEN)'],
})
const words = ({ pieces }: PrintLine) => pieces.map((piece) => ('words' in piece ? piece.words : '')).join('')

describe('the printed page of a proposal', () => {
  it('names the text by its fingerprint and its whole digest', () => {
    const model = printModel(input('clean'))
    expect(model.fingerprint).toBe('7F3A C21E')
    expect(model.digest).toHaveLength(64)
  })

  it('shows the current text with its labels when clean', () => {
    const model = printModel(input('clean'))
    expect(model.text.map((line) => [line.newLabel, words(line)])).toEqual([
      ['', 'resolves'],
      ['1', 'to share the State’s masts'],
      ['2', 'to paint masts'],
    ])
    expect(model.text.flatMap(({ pieces }) => pieces).every(({ change }) => change === 'kept')).toBe(true)
  })

  it('shows deleted and inserted clauses and changed labels in the redline', () => {
    const lines = printModel(input('redline')).text.map(({ side, oldLabel, newLabel }) => [side, oldLabel, newLabel])
    expect(lines).toEqual([
      ['both', '', ''],
      ['old', '1', null],
      ['both', '2', '1'],
      ['new', null, '2'],
    ])
  })

  it('does not print the new shape of a quote as a change', () => {
    const line = printModel(input('redline')).text[2]!
    expect(line.pieces.every(({ change }) => change === 'kept')).toBe(true)
    expect(words(line)).toBe('to share the State’s masts')
  })

  it('shows only the text in force when that is asked for', () => {
    const model = printModel(input('in-force'))
    expect(model.text.map(({ id }) => id)).toEqual(['call', 'one', 'two'])
    expect([...model.reasons, ...model.summary]).toEqual([])
  })

  it('shows everything as new against no text in force', () => {
    const model = printModel({ ...input('redline'), base: null })
    expect(model.text.every(({ side }) => side === 'new')).toBe(true)
  })
})
