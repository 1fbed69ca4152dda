/** Carets as bytes: what is written is read again, and what is no caret is refused. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import {
  caretBytes,
  caretPace,
  isSameCaret,
  readCaret,
  readCaretMoves,
  writeCaretMoves,
  type Caret,
  type CaretEnd,
  type CaretMove,
} from '../../../shared/protocol/presence.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'

const SEEDS = playedSeeds({ usual: 4 })
const PLACES = ['before', 'behind', 'end'] as const

const endBy = (chance: Chance): CaretEnd => ({
  place: chance.one(PLACES),
  client: chance.number(2 ** 32),
  clock: chance.number(10 ** chance.number(7)),
})

function caretBy(chance: Chance): Caret | null {
  if (chance.is(0.1)) return null
  const head = endBy(chance)
  return { head, anchor: chance.is(0.5) ? head : endBy(chance) }
}

const read = (bytes: Uint8Array) => readCaretMoves(decoding.createDecoder(bytes))
const written = (moves: readonly CaretMove[]) => encoding.encode((encoder) => writeCaretMoves(encoder, moves))

describe('carets', () => {
  it.each(SEEDS)('are read as they were written, however many (seed %i)', (seed) => {
    const chance = chanceOf(seed)
    for (let round = 0; round < 200; round++) {
      const moves = Array.from({ length: chance.number(40) }, () => ({
        number: chance.number(1_000),
        caret: caretBy(chance),
      }))
      expect(read(written(moves))).toEqual(moves)
    }
  })

  it.each(SEEDS)(
    'with a byte changed, lost or added are other carets or none, and never more than the bytes hold (seed %i)',
    (seed) => {
      const chance = chanceOf(seed)
      let refused = 0
      for (let round = 0; round < 2_000; round++) {
        const bytes = [...written([1, 2, 3].map((number) => ({ number, caret: caretBy(chance) })))]
        const at = chance.number(bytes.length)
        if (chance.is(0.3)) bytes.splice(at, 1)
        else if (chance.is(0.5)) bytes.splice(at, 0, chance.number(256))
        else bytes[at] = chance.number(256)
        try {
          for (const { caret } of read(Uint8Array.from(bytes)))
            for (const end of caret ? [caret.head, caret.anchor] : []) expect(end.client).toBeLessThan(2 ** 32)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
          refused++
        }
      }
      expect(refused).toBeGreaterThan(100)
    },
  )

  it.each([
    ['an anchor without a head', [4]],
    ['bits that mean nothing', [17, 1, 1]],
    ['no clock', [1, 7]],
    ['a client id that Yjs cannot have', [1, 128, 128, 128, 128, 16, 1]],
  ])('with %s are none', (_, bytes) => {
    expect(() => readCaret(decoding.createDecoder(Uint8Array.from(bytes)))).toThrow()
  })

  it('of one place are some ten bytes, and one that is nowhere is one', () => {
    const end = { place: 'before', client: 4_000_000_000, clock: 12_345 } as const
    expect(caretBytes({ anchor: end, head: end }).length).toBe(8)
    expect(caretBytes(null).length).toBe(1)
  })

  it('are the same where both ends are', () => {
    const [a, b] = [{ place: 'end', client: 1, clock: 2 } as const, { place: 'before', client: 1, clock: 2 } as const]
    expect(isSameCaret({ anchor: a, head: b }, { anchor: { ...a }, head: { ...b } })).toBe(true)
    expect(isSameCaret({ anchor: a, head: b }, { anchor: b, head: b })).toBe(false)
    expect(isSameCaret({ anchor: a, head: b }, null)).toBe(false)
    expect(isSameCaret(null, null)).toBe(true)
  })
})

it('the more are in a room, the slower carets are told', () => {
  expect([2, 14, 15, 50, 51].map(caretPace)).toEqual([250, 250, 500, 500, 1_000])
})
