/** The four real resolutions, by structure only: their sentences stay outside the project. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { readResolution } from '../../../shared/import/read-resolution.ts'
import { codes, countedIds, read, words } from '../../support/reading.ts'
import { haveSeeds, seed } from '../../support/seeds.ts'

/** Kind, level, computed label, length of the words, offsets of footnote marks, SHA-256 of the words. */
function structure(blocks: readonly Block[]): readonly string[] {
  const labels = labelsOf(blocks)
  return blocks.map((block, at) => {
    const text = plainText(block)
    const marks = markOffsets(block).map((offset) => `^${offset}`)
    const hash = createHash('sha256').update(text).digest('hex')
    return [block.kind, block.level, labels[at] || '·', text.length, ...marks, hash].join(' ')
  })
}

const markOffsets = ({ runs }: Block): readonly number[] =>
  runs.flatMap((run, at) => ('footnote' in run ? [plainText({ runs: runs.slice(0, at) }).length] : []))

/** The letters and digits of a source, without what the reader is meant to take off. */
const bare = (text: string) =>
  text
    .replace(/\[bookmark:[^\]]*\]|\[footnoteRef:\d+\]|[¹²]/g, '')
    .replace(/\[\d+:/g, '')
    .replace(/^[-\s*]*(?:[a-z]{1,4}\)|\d{1,2}(?=\s|\*))/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

describe.skipIf(!haveSeeds).each(['000', '002', '003', '004'])('seed %s', (number) => {
  it('is read clause by clause', () => expect(structure(read(seed(number)).blocks)).toMatchSnapshot())

  it('reports each lost label, joined line and moved footnote, with its line', () =>
    expect(codes(read(seed(number)))).toMatchSnapshot())

  it('loses no words: each line of the source is in the text', () => {
    const text = bare(words(read(seed(number)).blocks))
    const lines = seed(number)
      .split('\n')
      .flatMap((line) => line.split(/(?=\[\d+:)/))
      .map(bare)
      .filter((line) => line !== '')
    expect(lines.length).toBeGreaterThan(40)
    for (const line of lines) expect(text).toContain(line)
  })

  it('adds no words: the text is no longer than the source', () => {
    const source = seed(number)
      .split('\n')
      .flatMap((line) => line.split(/(?=\[\d+:)/))
      .map(bare)
      .join('')
    expect(bare(words(read(seed(number)).blocks)).length).toBe(source.length)
  })
})

describe.skipIf(!haveSeeds)('the seeds', () => {
  it('that compare several resolutions are refused, not taken apart', () => {
    const outcome = readResolution(seed('001'), countedIds())
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not-a-resolution' } })
    expect(outcome.ok ? '' : outcome.refusal.reason).toMatch(
      /5 resolutions.*lines 17, 87, 90, 94, 98.*comparison.*revision marks are lost/,
    )
  })

  it.each([
    ['000', 5, 4],
    ['002', 4, 4],
    ['003', 5, 4],
    ['004', 7, 4],
  ])('%s has %i calls in the preamble and %i in the operative part', (number, preamble, operative) => {
    const kinds = read(seed(number)).blocks.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'preamble-call')).toHaveLength(preamble)
    expect(kinds.filter((kind) => kind === 'operative-call')).toHaveLength(operative)
  })
})
