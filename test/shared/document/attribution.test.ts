/** Who wrote it: every inserted and every deleted character has the entry that really brought it or took it away. */
import { describe, expect, it } from 'vitest'
import { Attribution, type Moment } from '../../../shared/document/attribution.ts'
import { authoredRedline, type AuthoredPiece, type AuthoredRow } from '../../../shared/document/authored-redline.ts'
import * as Y from 'yjs'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { fragmentOf, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'
import { redline, runsOnSide } from '../../../shared/document/redline.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { writeTogether, type Happened } from './written-together.ts'

const PINNED = [1, 2, 3, 7, 11, 42, 1906, 2029]
const SEEDS = playedSeeds({ pinned: PINNED, usual: 12, from: 100 })

const sideOf = ({ seq, document, characters }: Moment) => ({ seq, blocks: document.text, characters: characters.text })

function attributionOf({ entries }: Happened, chance: Chance): Attribution {
  const attribution = new Attribution()
  for (let at = 0; at < entries.length;) {
    const page = entries.slice(at, at + 1 + chance.number(40))
    attribution.take(page)
    at += page.length
  }
  return attribution
}

type Letter = { readonly id: string; readonly letter: string } & Pick<AuthoredPiece, 'change' | 'by' | 'first' | 'run'>

/** The letters of a row's pieces on one side, each with its id as the server's text had it. */
function lettersOf(row: AuthoredRow, side: 'old' | 'new', ids: readonly string[]): readonly Letter[] {
  const other = side === 'old' ? 'inserted' : 'deleted'
  let at = 0
  return row.pieces
    .filter(({ change }) => change !== other)
    .flatMap(({ change, by, first, run }) =>
      ('text' in run ? run.text : '').split('').map((letter): Letter => {
        const id = ids[at++]!
        return { id, letter, change, by, run, ...(first !== undefined && { first }) }
      }),
    )
}

type Counts = { inserted: number; deleted: number; nobodys: number; writers: number; carriers: number; marks: number }

function checkBetween(happened: Happened, attribution: Attribution, [a, b]: readonly [number, number], counts: Counts) {
  const [old, next] = [attribution.momentAt(a), attribution.momentAt(b)]
  expect(old.document).toEqual(happened.documents.get(a))
  expect(next.document).toEqual(happened.documents.get(b))
  const rows = authoredRedline(sideOf(old), sideOf(next), attribution)
  const plain = redline(old.document.text, next.document.text)
  rows.forEach((row, at) => {
    const pieces = plain[at]!.movedPieces ?? plain[at]!.pieces
    for (const side of ['old', 'new'] as const) expect(runsOnSide(row.pieces, side)).toEqual(runsOnSide(pieces, side))
    checkRow(row, happened, [a, b], counts)
  })
}

function checkRow(row: AuthoredRow, happened: Happened, [a, b]: readonly [number, number], counts: Counts): void {
  const within = (entry: number | undefined) => entry !== undefined && entry > a && entry <= b
  if (row.old && !(row.moved && row.side === 'old'))
    for (const { id, change, by } of lettersOf(row, 'old', happened.idsAt.get(a)!.get(row.old.id)!)) {
      if (change !== 'deleted') continue
      const gone = happened.vanished.get(id)
      if (within(gone)) expect(by).toBe(gone)
      counts[by === null ? 'nobodys' : within(gone) ? 'deleted' : 'marks'] += 1
    }
  if (row.side !== 'old')
    for (const { id, change, by, first, letter } of lettersOf(row, 'new', happened.idsAt.get(b)!.get(row.block.id)!)) {
      if (change !== 'inserted') continue
      const came = happened.appeared.get(id)!
      if (!within(came)) {
        counts[by === null ? 'nobodys' : 'marks'] += 1
        continue
      }
      counts.inserted += 1
      if (letter === ' ') continue
      const times = happened.lettersAt.get(letter)!
      expect(by).not.toBeNull()
      expect([came, ...times.filter(within)]).toContain(by)
      if (first !== undefined) expect(times).toContain(first)
      const written = times.find(within)!
      counts[by === written || !within(times[0]) ? 'writers' : 'carriers'] += 1
    }
}

function run(seed: number, delayed: boolean): { readonly counts: Counts; readonly happened: Happened } {
  const chance = chanceOf(seed)
  const happened = writeTogether(chance, { writers: 3 + chance.number(3), edits: 120, delayed })
  const attribution = attributionOf(happened, chance)
  const counts: Counts = { inserted: 0, deleted: 0, nobodys: 0, writers: 0, carriers: 0, marks: 0 }
  const seqs = happened.entries.map(({ seq }) => seq)
  for (let pair = 0; pair < 12; pair++) {
    const [one, other] = [chance.one(seqs), chance.one(seqs)]
    checkBetween(happened, attribution, [Math.min(one, other), Math.max(one, other)], counts)
  }
  return { counts, happened }
}

describe('between any two moments of a text that several people write', () => {
  it.each(SEEDS)(
    'each insertion has who brought it, each deletion who took it away, whatever they do at once (seed %i)',
    (seed) => {
      const { counts } = run(seed, true)
      expect(counts.inserted).toBeGreaterThan(100)
      expect(counts.deleted).toBeGreaterThan(100)
    },
    30_000,
  )

  it.each(PINNED)(
    'a split, a join and an undo leave the words to who wrote them, where nobody was behind (seed %i)',
    (seed) => {
      const { counts, happened } = run(seed, false)
      for (const kind of ['split', 'join', 'undo', 'redo', 'move', 'drop'])
        expect(happened.made.get(kind)).toBeGreaterThan(1)
      expect(counts.carriers).toBe(0)
    },
    30_000,
  )
})

describe('the text at a moment', () => {
  it('is read back for every entry of the log', () => {
    const chance = chanceOf(5)
    const happened = writeTogether(chance, { writers: 4, edits: 60, delayed: true })
    const attribution = attributionOf(happened, chance)
    for (const { seq } of happened.entries)
      expect(attribution.momentAt(seq).document.text.map(plainText)).toEqual(
        happened.documents.get(seq)!.text.map(plainText),
      )
  })
})

const block = (id: string, words: string): Block => ({
  id: blockId(id),
  kind: 'item',
  level: 0,
  origin: null,
  runs: [{ text: words }],
})

function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(change)
  return Y.encodeStateAsUpdate(doc, before)
}

describe('words in a block that somebody takes away', () => {
  const BEFORE = 'words that stood'

  /** Ann takes the block away while Bob, who has not heard of it, types in it; the log has both edits as they were made. */
  function met(order: 'typed first' | 'taken first') {
    const [base, ann, bob] = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
    base.clientID = 1
    writeFragment(fragmentOf(base, 'text'), [block('a', BEFORE), block('b', 'another')], ['A', 'B'])
    const start = Y.encodeStateAsUpdate(base)
    for (const doc of [ann, bob]) Y.applyUpdate(doc, start)
    const [taken, typed] = [
      updateOf(ann, () => fragmentOf(ann, 'text').delete('a')),
      updateOf(bob, () => fragmentOf(bob, 'text').get('a')!.insert(0, 'unseen ')),
    ]
    const [second, third] = order === 'typed first' ? [typed, taken] : [taken, typed]
    const attribution = new Attribution()
    attribution.take([start, second, third].map((update, at) => ({ seq: at + 1, update })))
    return { attribution, word: { client: bob.clientID, clock: 0 } }
  }

  it('were taken by who took the block, also those that this person had not seen', () => {
    const { attribution, word } = met('typed first')
    expect([attribution.broughtBy(word), attribution.takenBy(word)]).toEqual([2, 3])
    expect([attribution.stood(word, 2), attribution.stood(word, 3)]).toEqual([true, false])
    expect(attribution.momentAt(3).document.text.map(plainText)).toEqual(['another'])
  })

  it('never stood where they came later', () => {
    const { attribution, word } = met('taken first')
    expect(attribution.stood(word, 3)).toBe(false)
  })
})
