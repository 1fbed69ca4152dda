/** Mending an import by hand: the account of the source holds through every change, and each can be undone. */
import { describe, expect, it } from 'vitest'
import { understandFile } from '../../../server/import/understood-file.ts'
import { changed, draftOf, hindranceOf, type Change, type Draft } from '../../../client/import/draft.ts'
import { stepped, type History } from '../../../client/import/history.ts'
import { editable, readEdited } from '../../../client/import/markup.ts'
import { postedImport } from '../../../client/import/posted.ts'
import { rowsOf } from '../../../client/import/rows.ts'
import { KINDS } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { writtenText } from '../../../shared/document/written.ts'
import { blockId } from '../../../shared/ids.ts'
import type { AccountedText } from '../../../shared/import/accounted.ts'
import { acceptedImportSchema } from '../../../shared/protocol/imports.ts'
import { resolution } from '../../support/reading.ts'

const SOURCE = `A cover line\n${resolution(
  'considering\na)\tthat *one* counts¹;\nb)\tthat [two][three] count,\nresolves\n1\tto write\nthis line;\n2\tto read.\n¹ A note.',
)}`

function accounted(source = SOURCE): AccountedText {
  const file = understandFile(new TextEncoder().encode(source), 'r.txt')
  if (!file.ok || file.value.changes !== null) throw new Error('not read')
  return file.value.reading.resolutions[0]!
}

const TEXT = accounted()
const START = draftOf(TEXT)
const after = (draft: Draft, ...changes: readonly Change[]) =>
  changes.reduce((each, change) => changed(each, change, TEXT.source), draft)
const idOf = (draft: Draft, words: string) => draft.blocks.find((block) => writtenText(block).includes(words))!.id
const lines = ({ blocks }: Draft) => {
  const labels = labelsOf(blocks)
  return blocks.slice(3).map((block, at) => `${labels[at + 3]} ${writtenText(block)}`.trim())
}

function expectAccounted({ blocks, leftOut }: Draft): void {
  const placed = new Set([...blocks.flatMap(({ from }) => from), ...leftOut.map(({ at }) => at)])
  expect(TEXT.source.filter(({ key }) => !placed.has(key))).toEqual([])
}

describe('by hand', () => {
  it('the form of a paragraph changes, and the labels with it', () => {
    const id = idOf(START, 'count,')
    expect(lines(after(START, { type: 'form', id, form: { kind: 'text', level: 0 } })).slice(0, 3)).toEqual([
      'considering',
      'that one counts;',
      'that [two][three] count,',
    ])
    expect(lines(after(START, { type: 'form', id, form: { kind: 'item', level: 1 } }))[2]).toBe(
      'i) that [two][three] count,',
    )
  })

  it('two paragraphs become one, and one two', () => {
    const merged = after(START, { type: 'merge', id: idOf(START, 'to read') })
    expect(lines(merged).slice(3, 5)).toEqual(['resolves', 'to write this line; to read.'])
    expectAccounted(merged)
    const id = idOf(merged, 'to write')
    const split = after(merged, { type: 'split', id, words: ['to write', 'this line; to read.'] })
    expect(lines(split).slice(3, 6)).toEqual(['resolves', '1 to write', '2 this line; to read.'])
    expectAccounted(split)
  })

  it('a paragraph is left out and put in again, at its place and without its label', () => {
    const out = after(START, { type: 'leave-out', id: idOf(START, 'to read') })
    expect(lines(out).slice(3, 5)).toEqual(['resolves', 'to write this line;'])
    expectAccounted(out)
    const omission = out.leftOut.find(({ why }) => why === 'left out by hand')!
    const back = after(out, { type: 'put-in', key: omission.at })
    expect(lines(back)).toEqual(lines(START))
    expect(back.leftOut).toEqual(START.leftOut)
  })

  it('what the reader left out is put in', () => {
    const key = TEXT.source.find(({ text }) => text === 'A cover line')!.key
    const draft = after(START, { type: 'put-in', key })
    expect(writtenText(draft.blocks[0]!)).toBe('A cover line')
    expect(draft.leftOut).toEqual([])
  })

  it('a footnote that is one no more leaves its mark in the words', () => {
    const id = idOf(START, 'A note')
    const draft = after(START, { type: 'form', id, form: { kind: 'text', level: 0 } })
    expect(lines(draft)).toContain('a) that one counts(1);')
    expect(lines(draft).at(-1)).toBe('A note.')
    expect(hindranceOf(draft)).toBeNull()
  })

  it('a change is undone', () => {
    const history: History = { now: START, before: [], source: TEXT.source }
    const step = stepped(history, { type: 'leave-out', id: idOf(START, 'to read') })
    expect(step.now).not.toEqual(START)
    expect(stepped(step, { type: 'undo' }).now).toBe(START)
    expect(stepped(history, { type: 'undo' })).toBe(history)
  })

  it('a remark about a paragraph is mended when that was changed', () => {
    const joined = TEXT.findings.find(({ code }) => code === 'line-joined')!
    const isMended = (draft: Draft) =>
      postedImport(draft, 'r.txt', TEXT.findings).findings.find(({ line }) => line === joined.line)!.mended
    expect(isMended(START)).toBe(false)
    expect(isMended(after(START, { type: 'words', id: idOf(START, 'to write'), words: 'to write this.' }))).toBe(true)
  })
})

describe('words that are typed', () => {
  it('say what they said, when nothing was typed', () => {
    let count = 0
    for (const { runs, kind } of START.blocks) {
      const text = editable(runs, START.blocks)
      const again = readEdited(text, kind, { blocks: START.blocks, newId: () => blockId(`x${(count += 1)}`) })
      expect(editable(again, START.blocks)).toBe(text)
      expect(again.map((run) => Object.keys(run).toSorted())).toEqual(runs.map((run) => Object.keys(run).toSorted()))
    }
    expect(editable(START.blocks[4]!.runs, START.blocks)).toBe('that *one* counts[footnote 1];')
  })
})

describe('the rows', () => {
  it('hold every paragraph and every block once, in the order of the source', () => {
    const rows = rowsOf(TEXT.source, START.blocks, START.leftOut)
    expect(rows.flatMap(({ paragraphs }) => paragraphs)).toEqual(TEXT.source)
    expect(new Set(rows.flatMap(({ blocks }) => blocks)).size).toBe(START.blocks.length)
    const joined = rows.find(({ paragraphs }) => paragraphs.some(({ text }) => text === 'this line;'))!
    expect(joined.paragraphs.map(({ text }) => text)).toEqual(['1\tto write', 'this line;'])
  })
})

/** A small generator with a seed, so that a failure can be played again. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0), state / 2 ** 32)
}

function randomChange(draft: Draft, chance: () => number): Change {
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!
  const id = draft.blocks.length > 0 ? pick(draft.blocks).id : blockId('none')
  const kind = pick(KINDS)
  const words = draft.blocks.find((block) => block.id === id)
  const text = words ? editable(words.runs, draft.blocks) : ''
  const at = Math.floor(chance() * text.length)
  return pick<Change>([
    { type: 'form', id, form: { kind, level: kind === 'item' ? pick([0, 1, 2]) : 0 } },
    { type: 'words', id, words: `${text} more` },
    { type: 'split', id, words: [text.slice(0, at), text.slice(at)] },
    { type: 'merge', id },
    { type: 'leave-out', id },
    { type: 'put-in', key: pick(TEXT.source).key },
  ])
}

describe('any change', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => seed * 7919))(
    'keeps the account whole and gives what the server takes, but for what the screen names (seed %i)',
    (seed) => {
      const chance = chanceFrom(seed)
      let draft = START
      for (let step = 0; step < 60; step++) {
        draft = changed(draft, randomChange(draft, chance), TEXT.source)
        expectAccounted(draft)
        expect(new Set(rowsOf(TEXT.source, draft.blocks, draft.leftOut).flatMap(({ blocks }) => blocks)).size).toBe(
          draft.blocks.length,
        )
        if (hindranceOf(draft) !== null) continue
        const parsed = acceptedImportSchema.safeParse(postedImport(draft, 'r.txt', TEXT.findings))
        expect(parsed.error?.issues ?? []).toEqual([])
      }
    },
  )
})
