/** The four real resolutions, by structure only: their sentences stay outside the project. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { readResolution } from '../../../shared/import/read-resolution.ts'
import type { OutlineClause } from '../../../shared/import/outline.ts'
import { readEvery, understoodIn } from '../../../shared/import/several.ts'
import { cleanSource, linesOf } from '../../../shared/import/source-lines.ts'
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

/** Label, nesting, length, marks and SHA-256 of each clause, as the command line prints them. */
const outlined = ({ label, text, footnoteRefs, children }: OutlineClause, depth = 0): readonly string[] => [
  [depth, label ?? '·', text.length, ...footnoteRefs.map((mark) => `^${mark}`), sha256(text)].join(' '),
  ...children.flatMap((child) => outlined(child, depth + 1)),
]
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function outlinesOf(number: string) {
  const outcome = readEvery(seed(number))
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

describe.skipIf(!haveSeeds)('on the command line', () => {
  it.each(['000', '002', '003', '004'])('seed %s is one resolution, part by part', (number) => {
    const [outline, ...more] = outlinesOf(number)
    expect(more).toEqual([])
    expect(
      outline!.parts.map(({ keyword, kind, chapeau, clauses }) => [
        `${kind} ${keyword} ${chapeau === undefined ? '·' : sha256(chapeau)}`,
        ...clauses.flatMap((clause) => outlined(clause)),
      ]),
    ).toMatchSnapshot()
    expect(outline!.footnotes.map(({ marker, text }) => [marker, text.length, sha256(text)])).toMatchSnapshot()
  })

  it('no text of the four has a label, a star, a mark or a no-break space left in it', () => {
    const texts = ['000', '002', '003', '004'].flatMap((number) =>
      outlinesOf(number).flatMap(({ parts }) => parts.flatMap(({ clauses }) => clauses.flatMap(allTexts))),
    )
    expect(texts.length).toBeGreaterThan(150)
    for (const text of texts) expect(text).not.toMatch(/^(?:[a-z]{1,4}\)|\d+\t|[-–])|[*\u00A0¹²³]|footnoteRef|bookmark/)
  })

  it('seed 001 is the draft and the four columns of its table, each with its own calls', () => {
    const outlines = outlinesOf('001')
    expect(outlines.map(({ number, revision }) => [number, revision])).toEqual([
      ['58', 'REV. BUSAN DOHA, 20142026'],
      ['58', 'REV. BUSANDOHA, 20142026'],
      ['43', 'Rev. New Delhi, 2024'],
      ['31', 'Rev. BAKU, 2025'],
      ['72', 'REV.WRC-19'],
    ])
    expect(outlines.map(({ parts }) => parts.map(({ clauses }) => clauses.length))).toEqual([
      [3, 1, 13, 3, 4, 1, 2, 3, 5, 1, 1],
      [3, 1, 13, 3, 4, 1, 2, 3, 5, 1, 1],
      [2, 9, 3, 2, 1, 3, 2, 3, 1],
      [2, 9, 3, 3, 1, 3, 6, 4, 1],
      [7, 2, 1, 2, 3, 1, 1],
    ])
  })

  it('seed 001 names its suspicious spots, and what would settle them, only where marks were lost', () => {
    const spots = outlinesOf('001').map(({ findings }) => findings.filter(({ code }) => code === 'merged-revision'))
    expect(spots.map(({ length }) => length)).toEqual([expect.any(Number), expect.any(Number), 0, 0, 0])
    const draft = spots[0]!.map(({ line, message }) => `${line} ${message}`)
    expect(draft.length).toBeGreaterThan(18)
    for (const spot of [
      '17 “20142026”: perhaps deleted 2014, inserted 2026.',
      '23 “cb)”: perhaps deleted c), inserted b).',
    ])
      expect(draft).toContain(spot)
    expect(
      outlinesOf('001')[0]!
        .findings.map(({ message }) => message)
        .join(' '),
    ).toMatch(/The Word file .* would settle it/)
  })
})

describe.skipIf(!haveSeeds)('seed 001, of which the revision marks are lost,', () => {
  it('is five texts, clause by clause', () =>
    expect(
      outlinesOf('001').map(({ number, title, parts, footnotes }) => [
        `${number} ${sha256(title)}`,
        ...parts.flatMap(({ keyword, kind, chapeau, clauses }) => [
          `${kind} ${keyword} ${chapeau === undefined ? '·' : sha256(chapeau)}`,
          ...clauses.flatMap((clause) => outlined(clause)),
        ]),
        ...footnotes.map(({ marker, text }) => `^${marker} ${text.length} ${sha256(text)}`),
      ]),
    ).toMatchSnapshot())

  it('has each suspicious spot named, with its line', () =>
    expect(
      outlinesOf('001').map(({ findings }) => findings.map(({ line, code }) => `${line} ${code}`)),
    ).toMatchSnapshot())
})

/** The converter wrote the number of a note twice: `[footnoteRef:3]1`, `[3: 1 \tThere …`. */
const withoutEchoes = (text: string) =>
  text.replace(/(?<=\[footnoteRef:\d+\])\d/g, '').replace(/(?<=^\[\d+: )\d(?=\s)/, '')

/** Every written line, without residue and without the label that begins it, against what was placed or listed. */
describe.skipIf(!haveSeeds).each(['000', '001', '002', '003', '004'])('seed %s is accounted for', (number) => {
  const source = seed(number)
  const lines = source
    .split('\n')
    .flatMap((line, at) =>
      line.split(/(?=\[\d+:)/).map((text) => ({ line: at + 1, letters: bare(withoutEchoes(text.trim())) })),
    )
    .filter(({ letters }) => letters !== '')

  const missing = (withLeftOut: boolean) => {
    const outcome = understoodIn(cleanSource(source), linesOf(source))
    if (!outcome.ok) throw new Error(outcome.refusal.reason)
    const known = outcome.value.flatMap(({ understood: { drafts, leftOut } }) => [
      ...drafts.map(({ text }) => text),
      ...(withLeftOut ? leftOut.map(({ text }) => text) : []),
    ])
    const all = known
      .map((text) => text.replace(/\[footnoteRef:\d+\]|[¹²]/g, '').replace(/[^\p{L}\p{N}]/gu, ''))
      .join('|')
    return lines.filter(({ letters }) => !all.includes(letters)).map(({ line }) => line)
  }

  it('line by line', () => {
    expect(lines.length).toBeGreaterThan(40)
    expect(missing(true)).toEqual([])
  })
  if (number === '001') it('of which a part is left out', () => expect(missing(false).length).toBeGreaterThan(10))
})

const allTexts = ({ text, children }: OutlineClause): readonly string[] => [text, ...children.flatMap(allTexts)]
