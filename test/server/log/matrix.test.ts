// @vitest-environment jsdom
/**
 * Two people do two things to the same clauses at once, and neither knows of the other: what comes of it, with whichever arriving
 * first. Editors and log are real. Source: editor-spikes §4.
 */
import type { Command } from '@tiptap/pm/state'
import { afterAll, describe, expect, it } from 'vitest'
import { insertFootnote, moveBlock, setLevel } from '../../../client/editor/commands/block-commands.ts'
import { backspace } from '../../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { toggleEmphasis } from '../../../client/editor/keyboard.ts'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'
import { clause, faultsIn, type Person } from '../../client/editor/desk.ts'
import { openEngine } from '../../support/server-engine.ts'
import { Table, type Name } from '../../support/editors-at-server.ts'

type Deed = (person: Person) => void

const caret =
  (id: string, at: number, command: Command): Deed =>
  (person) =>
    void person.caret(id, at).do(command)
const split = (id: string, at: number) => caret(id, at, splitBlock)
const join = (id: string) => caret(id, 0, backspace)
const type =
  (id: string, at: number, words: string): Deed =>
  (person) =>
    void person.caret(id, at).type(words)
const move = (id: string, direction: 'up' | 'down') => caret(id, 0, moveBlock(direction))
const level = (id: string, to: 0 | 1 | 2) => caret(id, 0, setLevel(to))
const footnote = (id: string, at: number, note: string) =>
  caret(
    id,
    at,
    insertFootnote(() => blockId(note)),
  )
const erase =
  (id: string, from: number, to: number): Deed =>
  (person) => {
    person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id, from), person.at(id, to)))
  }
const remove =
  (id: string): Deed =>
  (person) => {
    person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id) - 1, person.at(id, -1) + 1))
  }
const emphasize =
  (id: string, from: number, to: number): Deed =>
  (person) =>
    void person.caret(id, from, to).do(toggleEmphasis)

/** `lines` after both, and `flags`; of the second order only what differs. */
type Cell = {
  readonly text?: readonly Block[]
  readonly ann: Deed
  readonly bob: Deed
  readonly lines: readonly string[]
  readonly flags?: readonly string[]
  /** Where it matters who arrives first: what comes of it when Bob does. */
  readonly bobFirst?: { readonly lines?: readonly string[]; readonly flags?: readonly string[] }
}

const THREE = [clause('x', 'Alpha one'), clause('y', 'Beta two'), clause('z', 'Gamma three')]
const ONE = [clause('x', 'head tail')]

const MATRIX: Record<string, Cell> = {
  'a move, and typing in the moved clause: kept': {
    ann: (ann) => [move('z', 'up'), move('z', 'up')].forEach((deed) => deed(ann)),
    bob: type('z', -1, ', typed'),
    lines: ['Gamma three, typed', 'Alpha one', 'Beta two'],
  },
  'a move, and typing in the neighbour: kept there': {
    ann: move('z', 'up'),
    bob: type('y', -1, '!'),
    lines: ['Alpha one', 'Gamma three', 'Beta two!'],
  },
  'a move, and deletion of the clause: deleted': {
    ann: move('y', 'up'),
    bob: remove('y'),
    lines: ['Alpha one', 'Gamma three'],
  },
  'a level, and typing: both': {
    ann: level('y', 1),
    bob: type('y', -1, '!'),
    lines: ['Alpha one', 'Beta two!', 'Gamma three'],
  },
  'a split, and typing at the end of the second half: the words go along, flagged': {
    text: ONE,
    ann: split('x', 4),
    bob: type('x', -1, '!!'),
    lines: ['head', ' tail!!'],
    flags: ['words-followed: "!!" of bob, ann'],
  },
  'a split, and typing in the middle of the second half: the words go along, flagged': {
    text: ONE,
    ann: split('x', 4),
    bob: type('x', 7, '--'),
    lines: ['head', ' ta--il'],
    flags: ['words-followed: "--" of bob, ann'],
  },
  'a split, and typing in the first half: kept there': {
    text: ONE,
    ann: split('x', 4),
    bob: type('x', 2, '--'),
    lines: ['he--ad', ' tail'],
  },
  'a split, and typing exactly there: it ends the first half': {
    text: ONE,
    ann: split('x', 4),
    bob: type('x', 4, '!'),
    lines: ['head!', ' tail'],
  },
  'a split, and deletion in the second half: deleted': {
    text: ONE,
    ann: split('x', 4),
    bob: erase('x', 5, 8),
    lines: ['head', ' l'],
  },
  'a split, and deletion across it: deleted on both sides': {
    text: ONE,
    ann: split('x', 4),
    bob: erase('x', 2, 7),
    lines: ['he', 'il'],
  },
  'a split, and a word replaced in the second half': {
    text: ONE,
    ann: split('x', 4),
    bob: (bob) => [erase('x', 5, 9), type('x', -1, 'end')].forEach((deed) => deed(bob)),
    lines: ['head', ' end'],
    flags: ['words-followed: "end" of bob, ann'],
  },
  'a split, and deletion of the whole clause: an empty one is left': {
    text: [...ONE, clause('z', 'Gamma')],
    ann: split('x', 4),
    bob: remove('x'),
    lines: ['', 'Gamma'],
  },
  'a split at the start, and typing: the words keep their clause': {
    text: ONE,
    ann: split('x', 0),
    bob: type('x', -1, '!'),
    lines: ['', 'head tail!'],
  },
  'both split at the start: two empty clauses': {
    text: ONE,
    ann: split('x', 0),
    bob: split('x', 0),
    lines: ['', '', 'head tail'],
  },
  'both split at the same place: the tail twice, flagged': {
    text: ONE,
    ann: split('x', 4),
    bob: split('x', 4),
    lines: ['head', ' tail', ' tail'],
    flags: ['text-twice: " tail" of bob, ann'],
    bobFirst: { flags: ['text-twice: " tail" of ann, bob'] },
  },
  'a join, and typing in the second: the words go along, flagged': {
    ann: join('y'),
    bob: type('y', 4, '--'),
    lines: ['Alpha oneBeta-- two', 'Gamma three'],
    flags: ['words-followed: "--" of bob, ann'],
  },
  'a join, and typing at the end of the second': {
    ann: join('y'),
    bob: type('y', -1, '!!'),
    lines: ['Alpha oneBeta two!!', 'Gamma three'],
    flags: ['words-followed: "!!" of bob, ann'],
  },
  'a join, and typing at the start of the second': {
    ann: join('y'),
    bob: type('y', 0, '--'),
    lines: ['Alpha one--Beta two', 'Gamma three'],
    flags: ['words-followed: "--" of bob, ann'],
  },
  'a join, and deletion in the second: deleted': {
    ann: join('y'),
    bob: erase('y', 0, 5),
    lines: ['Alpha onetwo', 'Gamma three'],
  },
  'a join, and deletion of the second: the words are deleted': {
    ann: join('y'),
    bob: remove('y'),
    lines: ['Alpha one', 'Gamma three'],
  },
  'both join: once': { ann: join('y'), bob: join('y'), lines: ['Alpha oneBeta two', 'Gamma three'] },
  'a join, and a split of the second': {
    ann: join('y'),
    bob: split('y', 4),
    lines: ['Alpha oneBeta two', ' two', 'Gamma three'],
    flags: ['text-twice: " two" of bob, ann'],
    bobFirst: { flags: ['text-twice: " two" of ann, bob'] },
  },
  'a join, and a split of the first': {
    ann: join('y'),
    bob: split('x', 5),
    lines: ['Alpha', ' oneBeta two', 'Gamma three'],
    flags: ['words-followed: "Beta two" of ann, bob'],
  },
  'a deletion, and typing in the clause: the words are held': {
    ann: remove('y'),
    bob: type('y', 4, ' and a half'),
    lines: ['Alpha one', 'Gamma three'],
    flags: ['words-held: " and a half" of bob, ann'],
  },
  'a deletion, and letter by letter typing': {
    ann: remove('y'),
    bob: (bob) => ['a', 'b', 'c'].forEach((letter, at) => type('y', 4 + at, letter)(bob)),
    lines: ['Alpha one', 'Gamma three'],
    flags: ['words-held: "abc" of bob, ann'],
  },
  'a deletion of some words, and typing among them: the new words stay': {
    text: ONE,
    ann: erase('x', 2, 7),
    bob: type('x', 4, 'new'),
    lines: ['henewil'],
  },
  'both delete the same clause: deleted': { ann: remove('y'), bob: remove('y'), lines: ['Alpha one', 'Gamma three'] },
  'a footnote mark in the middle, and typing behind it': {
    text: ONE,
    ann: footnote('x', 4, 'f'),
    bob: type('x', -1, '!'),
    lines: ['head* tail!', ''],
  },
  'a footnote mark in the middle, and deletion behind it': {
    text: ONE,
    ann: footnote('x', 4, 'f'),
    bob: erase('x', 4, 9),
    lines: ['head*', ''],
  },
  'two footnote marks in one clause: the words once': {
    text: ONE,
    ann: footnote('x', 4, 'f'),
    bob: footnote('x', 6, 'g'),
    lines: ['head* t*ail', '', ''],
  },
  'a split, and a footnote mark in the second half: it goes along': {
    text: [...ONE, clause('z', 'Gamma')],
    ann: split('x', 4),
    bob: footnote('x', -1, 'f'),
    lines: ['head', ' tail*', 'Gamma', ''],
    flags: ['words-followed: "*" of bob, ann'],
  },
  'emphasis, and typing inside and behind': {
    text: ONE,
    ann: emphasize('x', 5, 9),
    bob: (bob) => [type('x', 7, '--'), type('x', -1, '!')].forEach((deed) => deed(bob)),
    lines: ['head ta--il!'],
  },
}

const { engine } = openEngine({ later: afterAll })

function play({ text = THREE, ann, bob }: Cell, first: Name): Table {
  const table = new Table(engine, text)
  ann(table.seat('ann').person)
  bob(table.seat('bob').person)
  table.seat(first).send()
  table.exchange()
  for (const { person } of table.seats) {
    expect(blocksIn(person.editor.state.doc)).toEqual(readFragment(person.fragment))
    expect(readFragment(person.fragment)).toEqual(table.blocks)
    expect(faultsIn(person.fragment)).toEqual([])
  }
  return table
}

describe.each(Object.entries(MATRIX))('%s', (_, cell) => {
  it.each(['ann', 'bob'] as const)('with %s arriving first', (first) => {
    const table = play(cell, first)
    const expected = { flags: [], ...cell, ...(first === 'bob' && cell.bobFirst) }
    expect([table.lines, table.flags]).toEqual([expected.lines, expected.flags])
  })
})
