import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/document/blocks.ts'
import { clauseNames, wordsOfName } from '../../../shared/drafting/clause-names.ts'
import { agrees, followingEdits, linksIn, mendedWords } from '../../../shared/drafting/linked-references.ts'
import { blockId } from '../../../shared/ids.ts'
import { linkedTo, written } from '../../support/written-text.ts'

const TEXT = written(`
  P con considering
  - c1 that wood burns;
  - c2 that wood floats,
  P not noting
  - n1 that it rains,
  O res resolves
  - o1 to plant;
  - o2 to water:
  -- o2i in spring;
  -- o2ii in summer,
  O ins instructs the Council
  - here WORDS
`)

const said = (blocks: readonly Block[]) =>
  blocks
    .flatMap(({ id, runs }) => (id === blockId('here') ? runs.map((run) => ('text' in run ? run.text : '')) : []))
    .join('')

/** The words of the last clause, linked to a clause, after the text changed. */
function followed(
  words: string,
  name: string,
  target: string,
  change: (blocks: readonly Block[]) => readonly Block[],
): string {
  const before = TEXT.map((block) =>
    block.id === blockId('here') ? linkedTo(target, name, { ...block, runs: [{ text: words }] }) : block,
  )
  const after = change(before)
  const edits = followingEdits(after, clauseNames(before), clauseNames(after))
  return edits
    .toReversed()
    .reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), said(after))
}

const [INSERTED] = written('- new that stones sink;')
const insertBefore = (id: string) => (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.id === blockId(id) ? [INSERTED!, block] : [block]))
const without = (id: string) => (blocks: readonly Block[]) => blocks.filter((block) => block.id !== blockId(id))
const moved = (id: string, before: string) => (blocks: readonly Block[]) => {
  const block = blocks.find((each) => each.id === blockId(id))!
  return without(id)(blocks).flatMap((each) => (each.id === blockId(before) ? [block, each] : [each]))
}

describe('a linked reference follows its clause', () => {
  it.each<[string, string, string, (blocks: readonly Block[]) => readonly Block[], string]>([
    ['see considering b) above', 'considering b)', 'c2', insertBefore('c1'), 'see considering c) above'],
    ['see considering b) above', 'considering b)', 'c2', insertBefore('o1'), 'see considering b) above'],
    ['see resolves 2 ii) above', 'resolves 2 ii)', 'o2ii', insertBefore('o1'), 'see resolves 3 ii) above'],
    ['see resolves 2 ii) above', 'resolves 2 ii)', 'o2ii', without('o2i'), 'see resolves 2 i) above'],
    ['see resolves 2 ii) above', 'resolves 2 ii)', 'o2ii', without('o1'), 'see resolves ii) above'],
    ['see resolves 2 above', 'resolves 2', 'o2', without('o1'), 'see resolves above'],
    ['see noting above', 'noting', 'n1', insertBefore('n1'), 'see noting b) above'],
    ['see noting above', 'noting', 'n1', moved('n1', 'c1'), 'see considering a) above'],
    ['considering a) and b)', 'b)', 'c2', insertBefore('c1'), 'considering a) and c)'],
    ['see Considering (b)', 'Considering (b)', 'c2', insertBefore('c1'), 'see Considering (c)'],
    ['see considering b)', 'considering b)', 'c2', moved('c2', 'o1'), 'see resolves 1'],
    ['instructs the Council above', 'instructs the Council', 'here', moved('here', 'o1'), 'resolves 1 above'],
  ])('%s', (words, name, target, change, expected) => expect(followed(words, name, target, change)).toBe(expected))

  it.each<[string, string, string, (blocks: readonly Block[]) => readonly Block[]]>([
    ['words that somebody wrote otherwise', 'considering a)', 'c2', insertBefore('c1')],
    ['words that name no clause', 'the point on floating', 'c2', insertBefore('c1')],
    ['the words for a clause that is gone', 'considering b)', 'c2', without('c2')],
    ['labels alone where the clause has none any more', 'b)', 'c2', without('c1')],
  ])('but for %s', (_what, words, target, change) => expect(followed(words, words, target, change)).toBe(words))

  it('changes the characters that differ and no others', () => {
    const before = TEXT.map((block) => (block.id === blockId('here') ? linkedTo('c2', 'WORDS', block) : block))
    const named = before.map((block) =>
      block.id === blockId('here') ? { ...block, runs: [{ text: 'considering b)', reference: blockId('c2') }] } : block,
    )
    const after = insertBefore('c1')(named)
    expect(followingEdits(after, clauseNames(named), clauseNames(after))).toEqual([
      { block: 'here', at: 12, remove: 1, insert: 'c' },
    ])
  })
})

describe('a link', () => {
  it('is one stretch whatever the emphasis inside it, and a footnote mark counts as one character', () => {
    const block = {
      id: blockId('x'),
      runs: [
        { text: 'See ' },
        { footnote: blockId('f') },
        { text: 'con', reference: blockId('c'), emphasis: true as const },
        { text: ' a)', reference: blockId('c') },
      ],
    }
    expect(linksIn(block)).toEqual([{ block: 'x', from: 5, to: 11, words: 'con a)', target: 'c' }])
  })

  it('agrees with the clause that it names, and says how it is called', () => {
    const names = clauseNames(TEXT)
    const name = names.byId.get(blockId('o2ii'))!
    expect(wordsOfName(names, name)).toBe('resolves 2 ii)')
    expect(['resolves 2 ii)', 'ii)', '2 ii)', 'Resolves 2 ii)'].every((words) => agrees(words, name, names))).toBe(true)
    expect(['resolves ii)', 'i)', 'considering 2 ii)', 'the second'].some((words) => agrees(words, name, names))).toBe(
      false,
    )
    expect(mendedWords('resolves 1 i)', name, names)).toBe('resolves 2 ii)')
    expect(mendedWords('considering a)', name, names)).toBe('resolves 2 ii)')
  })
})
