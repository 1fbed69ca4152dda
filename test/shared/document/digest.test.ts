import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import {
  isFootnoteRef,
  joinRuns,
  KINDS,
  unlinked,
  type Block,
  type Document,
  type Level,
  type Run,
} from '../../../shared/document/blocks.ts'
import { digestOf, fragmentDigest, identityOf } from '../../../shared/document/digest.ts'
import { blockId } from '../../../shared/ids.ts'
import { chanceOf, draftOf, oneOf, randomEdits, randomText } from './random-text.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const digest = (blocks: readonly Block[]) => fragmentDigest('text', blocks)
const text = (seed: number) => randomText(chanceOf(seed))

/** The same words in more and smaller runs, with empty ones between. */
const splintered = (seed: number, blocks: readonly Block[]): readonly Block[] => {
  const chance = chanceOf(seed)
  const splinter = (run: Run): readonly Run[] => {
    if (isFootnoteRef(run)) return [run]
    const at = Math.floor(chance() * (run.text.length + 1))
    return [run.text.slice(0, at), '', run.text.slice(at)].map((part) => ({ ...run, text: part }))
  }
  return blocks.map((block) => ({ ...block, runs: block.runs.flatMap(splinter) }))
}

describe('the digest says what the words are, so it does not change', () => {
  it('with the ids and origins of the clauses', () => {
    fc.assert(fc.property(seeds, (seed) => digest(draftOf(text(seed))) === digest(text(seed))))
  })

  it('with the runs in which the words are kept, and empty runs count for nothing', () => {
    fc.assert(fc.property(seeds, (seed) => digest(splintered(seed, text(seed))) === digest(text(seed))))
  })

  it('while the identity of the clauses does change with their ids, and not with their words', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const blocks = text(seed)
        expect(identityOf(draftOf(blocks))).not.toBe(identityOf(blocks))
        expect(identityOf(blocks.map((block) => ({ ...block, runs: [] })))).toBe(identityOf(blocks))
      }),
    )
  })
})

/** One small change of each sort, at a place chosen by chance; null where the text has no place for it. */
const CHANGES: Record<string, (block: Block, chance: () => number) => Block | null> = {
  'a character added'(block, chance) {
    return withWords(block, chance, (words, at) => `${words.slice(0, at)}x${words.slice(at)}`)
  },
  'a character taken away'(block, chance) {
    return withWords(block, chance, (words, at) => words.slice(0, at) + words.slice(at + 1))
  },
  'a character replaced by one that looks alike'(block, chance) {
    return withWords(block, chance, (words) => (words.includes(' ') ? words.replace(' ', '\u00a0') : `${words}\u200b`))
  },
  'the emphasis of a run'(block) {
    const at = block.runs.findIndex((run) => !isFootnoteRef(run) && run.text !== '')
    const run = block.runs[at]
    if (!run || isFootnoteRef(run)) return null
    const turned: Run = run.emphasis ? { text: run.text } : { ...run, emphasis: true }
    return { ...block, runs: block.runs.with(at, turned) }
  },
  'the kind of a clause'(block, chance) {
    if (block.kind === 'footnote') return null
    return {
      ...block,
      kind: oneOf(
        chance,
        KINDS.filter((kind) => kind !== block.kind && kind !== 'footnote'),
      ),
    }
  },
  'the level of a clause'(block) {
    return { ...block, level: ((block.level + 1) % 3) as Level }
  },
  'a footnote mark taken away'(block) {
    const at = block.runs.findIndex(isFootnoteRef)
    return at < 0 ? null : { ...block, runs: block.runs.toSpliced(at, 1) }
  },
  'a footnote mark that points to the other footnote'(block) {
    const at = block.runs.findIndex(isFootnoteRef)
    const run = block.runs[at]
    if (!run || !isFootnoteRef(run)) return null
    return { ...block, runs: block.runs.with(at, { footnote: blockId(run.footnote === 'f1' ? 'f2' : 'f1') }) }
  },
}

function withWords(block: Block, chance: () => number, change: (words: string, at: number) => string): Block | null {
  const at = block.runs.findIndex((run) => !isFootnoteRef(run) && run.text !== '')
  const run = block.runs[at]
  if (!run || isFootnoteRef(run)) return null
  const changed = change(run.text, Math.floor(chance() * run.text.length))
  return { ...block, runs: block.runs.with(at, { ...run, text: changed }) }
}

/** What a reader can tell from a text: which clause a word is linked to is not among it. */
function says(blocks: readonly Block[]): string {
  const notes = blocks.filter(({ kind }) => kind === 'footnote').map(({ id }) => id)
  const run = (each: Run) => (isFootnoteRef(each) ? notes.indexOf(each.footnote) : each)
  return JSON.stringify(blocks.map(({ kind, level, runs }) => [kind, level, joinRuns(unlinked(runs)).map(run)]))
}

const BASE = { name: 'Resolution 900 (Rev. Testville, 2030)', digest: 'aa' }
const whole = (document: Partial<Document>, operator = 'MOD', base: typeof BASE | null = BASE) =>
  digestOf({ text: [], reasons: [], summary: [], ...document }, { operator, base }).document

describe('the digest changes with', () => {
  it.each(Object.entries(CHANGES))('%s', (_name, change) => {
    let tried = 0
    fc.assert(
      fc.property(seeds, (seed) => {
        const chance = chanceOf(seed)
        const blocks = randomText(chance)
        const at = Math.floor(chance() * blocks.length)
        const changed = change(blocks[at]!, chance)
        if (changed === null) return
        tried += 1
        expect(digest(blocks.with(at, changed))).not.toBe(digest(blocks))
      }),
      { numRuns: 200 },
    )
    expect(tried, 'the change was really made').toBeGreaterThan(10)
  })

  it('the order of the clauses', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [first, second, ...rest] = text(seed)
        expect(digest([second!, first!, ...rest])).not.toBe(digest([first!, second!, ...rest]))
      }),
    )
  })

  it('a clause added, taken away, split or joined', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const blocks = text(seed)
        const [first, second, ...rest] = blocks as [Block, Block, ...Block[]]
        expect(digest(blocks.slice(1))).not.toBe(digest(blocks))
        expect(digest([...blocks, { ...first, id: blockId('added'), runs: [] }])).not.toBe(digest(blocks))
        expect(digest([{ ...first, runs: [...first.runs, ...second.runs] }, ...rest])).not.toBe(digest(blocks))
      }),
    )
  })

  it('the operator, the text in force, and the part of the proposal in which the words stand', () => {
    const blocks = text(7)
    const all = [
      whole({ text: blocks }),
      whole({ text: blocks }, 'NOC'),
      whole({ text: blocks }, 'MOD', { ...BASE, digest: 'bb' }),
      whole({ text: blocks }, 'MOD', { ...BASE, name: 'Resolution 901' }),
      whole({ text: blocks }, 'MOD', null),
      whole({ reasons: blocks }),
      whole({ summary: blocks }),
      whole({}),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  it('whatever else people do to a text, exactly when it then reads differently', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const chance = chanceOf(seed)
        const base = draftOf(randomText(chance))
        const edited = randomEdits(chance, base, 3)
        expect(digest(edited) === digest(base)).toBe(says(edited) === says(base))
      }),
      // All three edits of this one set nothing but links.
      { numRuns: 300, examples: [[135085057]] },
    )
  })
})

const BLANK: Block = { id: blockId('b'), kind: 'item', level: 0, origin: null, runs: [] }
const note = (id: string): Block => ({
  id: blockId(id),
  kind: 'footnote',
  level: 0,
  origin: null,
  runs: [{ text: 'n' }],
})
const marked = (...to: readonly string[]): Block => ({
  id: blockId('m'),
  kind: 'item',
  level: 0,
  origin: null,
  runs: to.map((id) => ({ footnote: blockId(id) })),
})

describe('a footnote mark', () => {
  it('is hashed as the place of its footnote among the footnotes, whatever the ids are', () => {
    expect(digest([marked('a', 'b'), note('a'), note('b')])).toBe(digest([marked('x', 'y'), note('x'), note('y')]))
    expect(digest([marked('a', 'b'), note('a'), note('b')])).not.toBe(digest([marked('b', 'a'), note('a'), note('b')]))
  })

  it('whose footnote is gone is not the same as no mark, nor as a mark of another footnote', () => {
    const texts = [
      [marked('gone'), note('a')],
      [marked(), note('a')],
      [marked('a'), note('a')],
    ]
    expect(new Set(texts.map(digest)).size).toBe(3)
  })

  it('is a number, so words cannot imitate it', () => {
    expect(digest([{ ...marked(), runs: [{ text: '1' }] }, note('a')])).not.toBe(digest([marked('a'), note('a')]))
  })
})

const saying = (words: string): Block => ({ ...BLANK, runs: [{ text: words }] })

describe('the digest of anything', () => {
  const anyRun = fc.oneof(
    fc.record({ text: fc.string({ unit: fc.constantFrom('a', '\ud83d', '\ude00', '\u0000', 'é', '"') }) }),
    fc.record({ footnote: fc.string().map(blockId) }),
  )

  it('is 64 hexadecimal digits, also of half characters', () => {
    fc.assert(
      fc.property(fc.array(anyRun), (runs) => {
        const block: Block = { id: blockId('b'), kind: 'item', level: 0, origin: null, runs }
        expect(digest([block])).toMatch(/^[0-9a-f]{64}$/)
      }),
    )
  })

  it('takes half a character for the sign that storage puts in its place', () => {
    expect(digest([saying('a\ud83d')])).toBe(digest([saying('a\ufffd')]))
    expect(digest([{ ...BLANK, runs: [{ text: '\ud83d' }, { text: '\ude00' }] }])).toBe(digest([saying('😀')]))
  })
})
