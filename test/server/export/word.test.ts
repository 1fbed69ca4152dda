import { assert, asyncProperty, integer } from '../../support/properties.ts'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { proposalToWord } from '../../../server/export/word.ts'
import type { WordInput } from '../../../server/export/word-input.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { blockId } from '../../../shared/ids.ts'
import { chanceOf, draftOf, randomEdits, randomText } from '../../shared/document/random-text.ts'
import { expectedParagraphs } from './expected-word.ts'
import { BASE, CURRENT, DIGEST, WORD_INPUT } from './sample-proposal.ts'
import { elements, paragraphsOf, partOf, resolutionOf } from './word-reader.ts'

const word = (change: Partial<WordInput> = {}) => proposalToWord({ ...WORD_INPUT, ...change })
const between = (base: readonly Block[], text: readonly Block[]) =>
  word({ base: { title: 'Base', blocks: base }, document: { ...CURRENT, text } })
const textOf = async (change: Partial<WordInput>) => paragraphsOf(await word(change), 'accept').map(({ text }) => text)

const underlined = async (operator: string) => {
  const [line] = elements(partOf(await word({ operator }), 'word/document.xml'), 'p').filter((paragraph) =>
    elements(paragraph, 'pStyle').some((style) => style.getAttribute('w:val') === 'Proposal'),
  )
  return [line!.textContent!.startsWith('NOC'), elements(line!, 'u').length]
}

describe('the Word file of a proposal', () => {
  it('gives the proposed text when every change is accepted', async () => {
    expect(resolutionOf(await word(), 'accept')).toEqual(expectedParagraphs(CURRENT.text))
  })

  it('gives the text in force when every change is rejected', async () => {
    expect(resolutionOf(await word(), 'reject')).toEqual(expectedParagraphs(BASE))
  })

  it('marks nothing in a text that was not changed', async () => {
    const document = partOf(await between(BASE, draftOf(BASE)), 'word/document.xml')
    expect(['ins', 'del', 'pPrChange'].flatMap((name) => elements(document, name))).toEqual([])
    expect(elements(partOf(await between(BASE, CURRENT.text), 'word/document.xml'), 'ins').length).toBeGreaterThan(10)
  })

  it('carries the forum and the time given on every change, each change with its own number', async () => {
    const file = await word()
    const parts = ['word/document.xml', 'word/footnotes.xml'].map((name) => partOf(file, name))
    const changes = parts.flatMap((part) => ['ins', 'del', 'pPrChange'].flatMap((name) => elements(part, name)))
    expect(new Set(changes.map((change) => change.getAttribute('w:id'))).size).toBe(changes.length)
    expect(new Set(changes.map((change) => change.getAttribute('w:author')))).toEqual(new Set(['ATU group on WTDC-29']))
    expect(new Set(changes.map((change) => change.getAttribute('w:date')))).toEqual(
      new Set(['2029-03-04T14:20:31Z', '2029-03-04T14:18:31Z']),
    )
  })

  it('writes deleted words as deleted text only', async () => {
    const deleted = elements(partOf(await word(), 'word/document.xml'), 'del')
    expect(deleted.flatMap((change) => elements(change, 't'))).toEqual([])
  })

  it('says on its cover who proposes what to whom', async () => {
    const file = await word()
    const cover = paragraphsOf(file, 'accept').map(({ style, text }) => [style, text])
    expect(cover).toContainEqual(['Source', 'Member States of the African Telecommunications Union (ATU)'])
    expect(cover).toContainEqual(['Proposal', 'MOD\tAFCP/XX/4'])
    const everything = strFromU8(unzipSync(file)['word/document.xml']!)
    for (const words of ['PLENARY MEETING', 'WTDC-29/[XX]-E', '4 March 2029', 'Original: English', 'Kenya (KEN)'])
      expect(everything).toContain(words)
  })

  it('names the text by its digest at the foot of every page, the first too', async () => {
    const files = unzipSync(await word())
    const footers = Object.keys(files).filter((name) => /word\/footer\d+\.xml/u.test(name))
    expect(footers).toHaveLength(2)
    for (const name of footers) expect(strFromU8(files[name]!)).toContain(DIGEST)
  })

  it('says on its cover against what the changes are marked, with a mark that takes no number', async () => {
    const file = await word()
    const [note, ...others] = elements(partOf(file, 'word/footnotes.xml'), 'footnote').slice(2)
    expect(note?.textContent).toContain('*Changes are marked against RESOLUTION 900 (Rev. Windhoek, 2019).')
    expect(elements(note!, 'footnoteRef')).toEqual([])
    expect(others.map((other) => elements(other, 'footnoteRef').length)).toEqual([1, 1, 1])
  })

  it('lists the footnotes in the order of their references', async () => {
    const file = await word()
    const references = elements(partOf(file, 'word/document.xml'), 'footnoteReference').map((one) =>
      one.getAttribute('w:id'),
    )
    const notes = elements(partOf(file, 'word/footnotes.xml'), 'footnote').map((one) => one.getAttribute('w:id'))
    expect(notes.slice(2)).toEqual(references)
  })

  it.each(['SUP', 'NOC', 'NOC-underlined'])('does not reproduce the text of a %s', async (operator) => {
    const lines = await textOf({ operator })
    expect(lines).toContain('RESOLUTION 900 (Rev. Windhoek, 2019)')
    expect(lines.join('\n')).not.toContain('masts are costly')
  })

  it('underlines the sign of a text that shall be kept, and no other', async () => {
    expect(await underlined('NOC-underlined')).toEqual([true, 1])
    expect(await underlined('NOC')).toEqual([true, 0])
  })

  it('shows all of a new text as inserted', async () => {
    const file = await word({ operator: 'ADD', base: null })
    expect(resolutionOf(file, 'reject')).toEqual([])
    expect(resolutionOf(file, 'accept')).toEqual(expectedParagraphs(CURRENT.text))
  })

  it('takes words for words that docx or XML would take for something else', async () => {
    const odd = ['CURRENT', '<w:t>&amp;', 'a\u0000b\ud800', 'left\tright\nbelow'].map((words, at): Block => ({
      id: blockId(`odd${at}`),
      kind: 'text',
      level: 0,
      origin: null,
      runs: [{ text: words }],
    }))
    const file = await between([], odd)
    expect(resolutionOf(file, 'accept').map(({ text }) => text)).toEqual([
      'CURRENT',
      '<w:t>&amp;',
      'ab\ufffd',
      'left\tright\nbelow',
    ])
  })

  it('has no time of its own: the same proposal gives the same bytes', async () => {
    const first = await word()
    expect(await word()).toEqual(first)
  })

  it('is exact both ways under any edits', async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
        const chance = chanceOf(seed)
        const base = randomText(chance)
        const text = randomEdits(chance, draftOf(base), 1 + Math.floor(chance() * 12))
        const file = await between(base, text)
        expect(resolutionOf(file, 'reject')).toEqual(expectedParagraphs(base))
        expect(resolutionOf(file, 'accept')).toEqual(expectedParagraphs(text))
      }),
      { numRuns: 60 },
    )
  })
})
