import { createHash, hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { isIntact } from '../../../server/log/audit.ts'
import type { EntryRow } from '../../../server/log/entry-table.ts'
import { fromHex, hex } from '../../../shared/bytes.ts'
import {
  TEXT_KINDS,
  encodeAct,
  entryHash,
  GENESIS,
  nextChain,
  payloadHash,
  type EntryFrame,
} from '../../../shared/log/chain.ts'
import type { ActPayload } from '../../../shared/proposal/acts.ts'

type Vector = {
  readonly frame: EntryFrame
  readonly payload: ActPayload | string
  readonly payloadHash: string
  readonly entry: string
  readonly chain: string
}
const VECTORS = JSON.parse(
  readFileSync(new URL('../../vectors/chain.json', import.meta.url), 'utf8'),
) as readonly Vector[]
const bytesIn = (payload: Vector['payload']) => (typeof payload === 'string' ? fromHex(payload) : encodeAct(payload))

describe('the committed chain', () => {
  it.each(VECTORS)('still gives the same hashes (entry $frame.seq)', ({ frame, payload, ...expected }) => {
    const before = VECTORS[frame.seq - 2]?.chain
    const hash = payloadHash(bytesIn(payload))
    const entry = entryHash(frame, hash)
    const chain = nextChain(before === undefined ? GENESIS : fromHex(before), entry)
    expect({ payloadHash: hash, entry: hex(entry), chain: hex(chain) }).toEqual(expected)
  })

  it('is what its description says, computed by other means', () => {
    let chain = Buffer.alloc(32)
    for (const { frame, payload, payloadHash: claimed, entry: claimedEntry, chain: claimedChain } of VECTORS) {
      const { proposal, seq, time, author, administration, kind } = frame
      const hashOfPayload = hash('sha256', Buffer.from(bytesIn(payload)))
      // Canonical JSON sorts the names; these values need no more than that.
      const canonical = JSON.stringify({
        administration,
        author,
        kind,
        payloadHash: hashOfPayload,
        proposal,
        seq,
        time,
      })
      const entry = createHash('sha256').update('cp/entry/1\0').update(canonical).digest()
      chain = createHash('sha256').update(chain).update(entry).digest()
      expect([hashOfPayload, entry.toString('hex'), chain.toString('hex')]).toEqual([
        claimed,
        claimedEntry,
        claimedChain,
      ])
    }
  })
})

describe('an act', () => {
  it('is hashed as canonical JSON: the order in which its fields were written does not matter', () => {
    const { payload } = VECTORS[0]!
    const turned = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([name, each]) => [name, turned(each)]),
          )
        : value
    expect(JSON.stringify(turned(payload))).not.toBe(JSON.stringify(payload))
    expect(encodeAct(turned(payload) as ActPayload)).toEqual(encodeAct(payload as ActPayload))
  })

  it('is written in UTF-8 with its names sorted, and reads back as it was', () => {
    for (const { payload } of VECTORS) {
      if (typeof payload === 'string') continue
      const text = new TextDecoder().decode(encodeAct(payload))
      expect(text.startsWith('{"act":{')).toBe(true)
      expect(JSON.parse(text)).toEqual(payload)
    }
  })
})

const PROPOSAL = 'p-1'
type Row = Omit<EntryRow, 'chain'>

function chained(rows: readonly Row[]): readonly EntryRow[] {
  let chain: Uint8Array = GENESIS
  return rows.map((row) => {
    chain = nextChain(chain, entryHash({ proposal: PROPOSAL, ...row }, payloadHash(row.payload)))
    return { ...row, chain }
  })
}

const anyLog = fc
  .array(
    fc.record({
      time: fc.nat(),
      author: fc.string({ minLength: 1 }),
      administration: fc.option(fc.constantFrom('KEN', 'SEN')),
      kind: fc.constantFrom<EntryFrame['kind']>('act/1', ...TEXT_KINDS),
      payload: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((rows) => chained(rows.map((row, at) => ({ seq: at + 1, ...row }))))

/** Every field of an entry, changed a little. */
const ALTERED: { readonly [Field in keyof EntryRow]: (row: EntryRow) => EntryRow } = {
  seq: (row) => ({ ...row, seq: row.seq + 1 }),
  time: (row) => ({ ...row, time: row.time + 1 }),
  author: (row) => ({ ...row, author: `${row.author}x` }),
  administration: (row) => ({ ...row, administration: row.administration === null ? 'KEN' : null }),
  kind: (row) => ({ ...row, kind: row.kind === 'act/1' ? 'text/1' : 'act/1' }),
  payload: (row) => ({ ...row, payload: row.payload.with(0, row.payload[0]! ^ 1) }),
  chain: (row) => ({ ...row, chain: row.chain.with(31, row.chain[31]! ^ 1) }),
}

const renumbered = (rows: readonly EntryRow[]) => rows.map((row, at) => ({ ...row, seq: at + 1 }))

describe('a log', () => {
  it('is intact as it was written', () => {
    fc.assert(fc.property(anyLog, (rows) => isIntact(PROPOSAL, rows)))
  })

  it.each(Object.entries(ALTERED))('gives away an altered %s, in whichever entry', (_field, alter) => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (rows, pick) => {
        const at = pick % rows.length
        expect(isIntact(PROPOSAL, rows.with(at, alter(rows[at]!)))).toBe(false)
      }),
    )
  })

  it('gives away entries that were left out, added, or put into another order', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (rows, pick) => {
        const at = pick % (rows.length - 1)
        const forgeries = [
          rows.toSpliced(at, 1),
          rows.toSpliced(at, 0, rows[at]!),
          rows.toSpliced(at, 2, rows[at + 1]!, rows[at]!),
        ]
        for (const forged of forgeries) {
          expect(isIntact(PROPOSAL, forged)).toBe(false)
          expect(isIntact(PROPOSAL, renumbered(forged))).toBe(false)
        }
      }),
    )
  })

  it('begins with entry 1 and has no gap, however well it is chained', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (rows, pick) => {
        const from = pick % rows.length
        const late = rows.map((row, at) => ({ ...row, seq: at < from ? row.seq : row.seq + 1 }))
        expect(isIntact(PROPOSAL, chained(late))).toBe(false)
      }),
    )
  })

  it('does not pass as the log of another proposal', () => {
    fc.assert(fc.property(anyLog, (rows) => !isIntact('p-2', rows)))
  })

  it('proves itself with its payloads kept back: their hashes suffice', () => {
    const { frame, payload } = VECTORS[0]!
    expect(entryHash(frame, payloadHash(bytesIn(payload)))).toEqual(entryHash(frame, VECTORS[0]!.payloadHash))
  })

  it('gives away nothing of an act whose salt is not known: the same act twice has two hashes', () => {
    const payload = VECTORS[0]!.payload as ActPayload
    expect(payloadHash(encodeAct(payload))).not.toBe(payloadHash(encodeAct({ ...payload, salt: 'other' })))
  })
})
