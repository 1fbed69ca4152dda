// @vitest-environment jsdom
/** What the server does when edits met, beyond the matrix: what was seen, what keeps coming, who is named, and how it is settled. */
import { afterAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { backspace } from '../../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { toggleEmphasis } from '../../../client/editor/keyboard.ts'
import { fragmentOf, readDocument } from '../../../shared/document/ydoc.ts'
import { wordsIn } from '../../../shared/proposal/flag-steps.ts'
import type { Resolution } from '../../../shared/proposal/review-flag.ts'
import { clause, type Person } from '../../client/editor/desk.ts'
import { Table } from '../../support/editors-at-server.ts'
import { openEngine, PEOPLE, serverText, textItem } from '../../support/server-engine.ts'
import { entriesOf, textAt } from '../../support/whole-log.ts'

const { engine } = openEngine({ later: afterAll })
const together = () => {
  const table = new Table(engine, [clause('x', 'head tail'), clause('y', 'Beta two'), clause('z', 'Gamma')])
  const [ann, bob] = [table.seat('ann').person, table.seat('bob').person]
  return { table, ann, bob }
}
const remove = (person: Person, id: string) =>
  person.editor.view.dispatch(person.editor.state.tr.delete(person.at(id) - 1, person.at(id, -1) + 1))

const settle = (table: Table, resolution: Resolution) => {
  const [flag] = table.state.flags
  const answer = table.command('ann', { type: 'settle-flag', flag: flag!.id, words: wordsIn(flag!), resolution })
  expect(answer.ok).toBe(true)
  expect(table.flags).toEqual([])
}

describe('words at the end of a first half', () => {
  it('stay there when their writer saw the split', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    table.exchange()
    bob.caret('x', -1).type(', seen')
    table.exchange()
    expect(table.lines).toEqual(['head, seen', ' tail', 'Beta two', 'Gamma'])
    expect(table.flags).toEqual([])
  })

  it('stay there with their marks when emphasis went over the split', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 2, 7).do(toggleEmphasis).caret('x', 4).do(splitBlock)
    table.exchange()
    bob.caret('x', -1).type(', seen')
    table.exchange()
    expect(table.lines.slice(0, 2)).toEqual(['head, seen', ' tail'])
    expect(table.flags).toEqual([])
  })

  it('stay there when a stock client writes them that may have seen the split', () => {
    const { table, ann } = together()
    ann.caret('x', 4).do(splitBlock)
    table.exchange()
    const doc = serverText(engine, table.proposal)
    const before = Y.encodeStateVector(doc)
    fragmentOf(doc, 'text').get('x')!.insert(4, '!')
    const item = textItem(table.proposal, PEOPLE.ghana, Y.encodeStateAsUpdate(doc, before))
    engine.append([{ ...item, mayHaveSeen: table.state.head }])
    expect(table.lines.slice(0, 2)).toEqual(['head!', ' tail'])
  })
})

describe('who goes on writing without having heard', () => {
  it('has every letter carried to the others, in order, under one flag', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', -1)
    for (const letter of [' ', 'a', 'n', 'd']) bob.type(letter)
    table.seat('ann').send()
    for (let letter = 0; letter < 4; letter++) table.seat('bob').send(1)
    table.exchange()
    expect(table.lines.slice(0, 2)).toEqual(['head', ' tail and'])
    expect(table.flags).toEqual(['words-followed: " and" of bob, ann'])
  })

  it('has them carried over two stations', () => {
    const { table, ann, bob } = together()
    ann.caret('y', 0).do(backspace).caret('x', 4).do(splitBlock)
    bob.caret('y', 4).type('!')
    table.exchange()
    expect(table.lines).toEqual(['head', ' tailBeta! two', 'Gamma'])
  })

  it('stands in the log under the own name, and the flag under that of the program', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', -1).type('!')
    table.exchange()
    const last = entriesOf(engine, table.proposal).slice(-3)
    expect(last.map(({ kind, author }) => [kind, author])).toEqual([
      ['text', PEOPLE.senegal],
      ['text', PEOPLE.senegal],
      ['act', 'system'],
    ])
  })
})

describe('a flag', () => {
  it('shows both versions: the clause as one wrote in it, and what the other left', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', -1).type(' and more')
    table.exchange()
    const [flag] = table.state.flags
    expect(flag!.structural).toMatchObject({ by: PEOPLE.kenya, administration: 'KEN' })
    expect(flag!.structural.paragraphs).toEqual([[{ text: 'head' }], [{ text: ' tail' }]])
    expect(flag!.written).toMatchObject({ by: PEOPLE.senegal, administration: 'SEN' })
    expect(flag!.written.paragraphs).toEqual([[{ text: 'head tail and more' }]])
  })

  it('holds the whole clause as its writer saw it, also where another emptied it first', () => {
    const { table, ann, bob } = together()
    ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('y'), ann.at('y', -1)))
    remove(ann, 'y')
    bob.caret('y', -1).type(' and a half')
    table.seat('ann').send()
    table.exchange()
    expect(table.state.flags[0]!.gone!.runs).toEqual([{ text: 'Beta two and a half' }])
  })

  it('puts the clause back as it was written, with its identity, at its place', () => {
    const { table, ann, bob } = together()
    remove(ann, 'y')
    bob.caret('y', -1).type(' and a half')
    table.exchange()
    settle(table, 'put-back')
    expect(table.lines).toEqual(['head tail', 'Beta two and a half', 'Gamma'])
    expect(table.blocks[1]!.id).toBe('y')
  })

  it('puts no second clause beside the one that its deleter has brought back, and is settled otherwise', () => {
    const { table, ann, bob } = together()
    remove(ann, 'y')
    bob.caret('y', -1).type(' and a half')
    table.exchange()
    ann.undoManager.undo()
    table.exchange()
    expect(table.lines).toEqual(['head tail', 'Beta two', 'Gamma'])
    const [flag] = table.state.flags
    const settling = { type: 'settle-flag', flag: flag!.id, words: wordsIn(flag!) } as const
    const answer = table.command('bob', { ...settling, resolution: 'put-back' })
    expect(!answer.ok && answer.refusal.reason).toContain('The clause stands in the text again')
    expect([table.lines.length, table.flags.length]).toEqual([3, 1])
    settle(table, 'keep')
  })

  it('says so of words that stand twice when one undoes a split whose second half another splits', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    table.exchange()
    const second = ann.ids[1]!
    ann.undoManager.undo()
    bob.caret(second, 2).do(splitBlock)
    table.exchange()
    expect(table.lines).toEqual(['head tail', 'ail', 'Beta two', 'Gamma'])
    expect(table.flags).toEqual(['text-twice: "ail" of bob, ann'])
  })

  it('deletes the second copy, and with it the clause that has nothing else', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', 4).do(splitBlock)
    table.exchange()
    expect(table.lines.slice(0, 3)).toEqual(['head', ' tail', ' tail'])
    settle(table, 'delete-copy')
    expect(table.lines).toEqual(['head', ' tail', 'Beta two', 'Gamma'])
  })

  it('leaves what was typed into the second copy since', () => {
    const { table, ann, bob } = together()
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', 4).do(splitBlock)
    table.exchange()
    const second = String(table.state.flags[0]!.block)
    bob.caret(second, -1).type(' new')
    table.exchange()
    settle(table, 'delete-copy')
    expect([...table.lines].sort()).toEqual([' new', ' tail', 'Beta two', 'Gamma', 'head'])
  })
})

it('the log replays to the same text, and an edit sent twice is one', () => {
  const { table, ann, bob } = together()
  ann.caret('x', 4).do(splitBlock)
  bob.editor.view.dispatch(bob.editor.state.tr.delete(bob.at('x', 5), bob.at('x', 8)))
  const [erasing] = bob.outbox
  table.exchange()
  expect(table.lines.slice(0, 2)).toEqual(['head', ' l'])
  const { head } = table.state
  table.take('bob', erasing!)
  expect(table.state.head).toBe(head)
  const replayed = textAt(engine, table.proposal, table.state.textSeq)
  expect(replayed).toEqual(readDocument(serverText(engine, table.proposal)))
})
