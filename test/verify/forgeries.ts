/** What somebody may do to a record to make it say something else, and the entry at which that has to be found. */
import * as Y from 'yjs'
import { fragmentDigest, identityOf } from '../../shared/document/digest.ts'
import { blockId } from '../../shared/ids.ts'
import { fromHex, hex } from '../../shared/bytes.ts'
import { encodeAct, entryHash, GENESIS, nextChain, payloadHash } from '../../shared/log/chain.ts'
import type { Act, ActPayload } from '../../shared/proposal/acts.ts'
import type { RecordEntry } from '../../shared/protocol/record.ts'
import type { Chance } from '../support/server-chance.ts'
import { verify, type ProposalRecord } from './verifier.ts'

type Entries = readonly RecordEntry[]

const payloadOf = (entry: RecordEntry) => ('payload' in entry ? entry.payload : '')
const actOf = (entry: RecordEntry): Act | null => {
  const payload = payloadOf(entry)
  return typeof payload === 'string' ? null : payload.act
}
const withAct = (entry: RecordEntry, change: (act: Act) => Act): RecordEntry => {
  const payload = payloadOf(entry) as ActPayload
  return { ...entry, payload: { ...payload, act: change(payload.act) } }
}
const withEntries = (record: ProposalRecord, entries: Entries): ProposalRecord => ({ ...record, entries })
export const change = (record: ProposalRecord, at: number, to: (entry: RecordEntry) => RecordEntry) =>
  withEntries(record, record.entries.with(at, to(record.entries[at]!)))

function bytesIn(entry: RecordEntry): Uint8Array {
  const payload = payloadOf(entry)
  return typeof payload === 'string' ? Buffer.from(payload, 'base64') : encodeAct(payload)
}

/** A log as a forger leaves it who knows the definition: numbered and chained anew, and the head says so. */
export const rechained = (record: ProposalRecord): ProposalRecord =>
  chained(
    withEntries(
      record,
      record.entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
    ),
  )

function chained(record: ProposalRecord): ProposalRecord {
  let chain: Uint8Array = GENESIS
  const entries = record.entries.map((entry) => {
    const { seq, time, author, administration, kind } = entry
    const frame = { proposal: record.proposal, seq, time, author, administration, kind }
    chain = nextChain(chain, entryHash(frame, payloadHash(bytesIn(entry))))
    return { ...entry, chain: hex(chain) }
  })
  return { ...record, entries, head: { ...record.head, seq: entries.length, chain: hex(chain) } }
}

function flippedByte(entry: RecordEntry, chance: Chance): RecordEntry {
  const payload = payloadOf(entry)
  if (typeof payload !== 'string') return { ...entry, payload: { ...payload, salt: `${payload.salt.slice(0, -1)}x` } }
  const bytes = Buffer.from(payload, 'base64')
  bytes[chance.number(bytes.length)]! ^= 1 << chance.number(8)
  return { ...entry, payload: bytes.toString('base64') }
}

const place = ({ seq, chain }: RecordEntry) => ({ seq, chain })

/** Each answers the forged record and the entry that has to be named; null where this log has no place for it. */
type Forgery = (record: ProposalRecord, chance: Chance) => readonly [ProposalRecord, number] | null

const anywhere = (record: ProposalRecord, chance: Chance) => chance.number(record.entries.length)
const field =
  (to: (entry: RecordEntry, chance: Chance) => RecordEntry): Forgery =>
  (record, chance) => {
    const at = anywhere(record, chance)
    return [change(record, at, (entry) => to(entry, chance)), at + 1]
  }
const inAct =
  (type: Act['type'], to: (act: Act) => Act, chained: 'not chained' | 'chained'): Forgery =>
  (record, chance) => {
    const places = record.entries.flatMap((entry, at) => (actOf(entry)?.type === type ? [at] : []))
    if (places.length === 0) return null
    const at = chance.one(places)
    const forged = change(record, at, (entry) => withAct(entry, to))
    return [chained === 'chained' ? rechained(forged) : forged, at + 1]
  }

const turned = (act: Act): Act =>
  act.type === 'position-taken' ? { ...act, position: act.position === 'opposes' ? 'supports' : 'opposes' } : act

const OTHER = 'ab'.repeat(32)
const otherWords = (record: ProposalRecord) => {
  const { base } = record
  if (!base || base.blocks.length === 0) return null
  const blocks = base.blocks.with(0, { ...base.blocks[0]!, runs: [{ text: 'other words' }] })
  return { ...base, blocks }
}
const named = (base: NonNullable<ReturnType<typeof otherWords>>) => ({
  ...base,
  digest: fragmentDigest('text', base.blocks),
  identity: identityOf(base.blocks),
})

export const FORGERIES: Record<string, Forgery> = {
  'a byte of a payload': field(flippedByte),
  'the time': field((entry) => ({ ...entry, time: entry.time + 1 })),
  'the author': field((entry) => ({ ...entry, author: `${entry.author}x` })),
  'the administration': field((entry) => ({ ...entry, administration: entry.administration === 'KEN' ? null : 'KEN' })),
  'the kind': field((entry) => ({ ...entry, kind: entry.kind === 'text/1' ? 'text/2' : 'text/1' })),
  'a chain value': field((entry) => ({ ...entry, chain: hex(fromHex(entry.chain).toReversed()) })),
  'a payload, with the hash of the true one beside it': field((entry, chance) => ({
    ...flippedByte(entry, chance),
    payloadHash: payloadHash(bytesIn(entry)),
  })),
  'two entries swapped'(record, chance) {
    const at = chance.number(record.entries.length - 1)
    const { [at]: one, [at + 1]: other } = record.entries
    return [withEntries(record, record.entries.with(at, other!).with(at + 1, one!)), at + 1]
  },
  'two entries swapped, with their numbers and chain values left in place'(record, chance) {
    const at = chance.number(record.entries.length - 1)
    const { [at]: one, [at + 1]: other } = record.entries
    const entries = record.entries.with(at, { ...other!, ...place(one!) }).with(at + 1, { ...one!, ...place(other!) })
    return [withEntries(record, entries), at + 1]
  },
  'an entry removed'(record, chance) {
    const at = anywhere(record, chance)
    return [withEntries(record, record.entries.toSpliced(at, 1)), at + 1]
  },
  'an entry removed, and the later ones numbered anew'(record, chance) {
    const at = anywhere(record, chance)
    const entries = record.entries.toSpliced(at, 1).map((entry, index) => ({ ...entry, seq: index + 1 }))
    return [withEntries(record, entries), at + 1]
  },
  'an entry added twice'(record, chance) {
    const at = anywhere(record, chance)
    return [withEntries(record, record.entries.toSpliced(at, 0, record.entries[at]!)), at + 2]
  },
  'a position': inAct('position-taken', turned, 'not chained'),
  'the digest that a position names': inAct(
    'position-taken',
    (act) => ({ ...act, digest: OTHER }) as Act,
    'not chained',
  ),
  'the digest that a position names, all chained anew': inAct(
    'position-taken',
    (act) => ({ ...act, digest: OTHER }) as Act,
    'chained',
  ),
  'the text that a position names, all chained anew': inAct(
    'position-taken',
    (act) => ({ ...act, textSeq: 1 }) as Act,
    'chained',
  ),
  'the digest that a lock names, all chained anew': inAct(
    'locked',
    (act) => ({ ...act, digest: OTHER }) as Act,
    'chained',
  ),
  'the clauses that a lock names, all chained anew': inAct(
    'locked',
    (act) => ({ ...act, identity: OTHER }) as Act,
    'chained',
  ),
  'a text written under a lock, all chained anew'(record) {
    const at = record.entries.findIndex((entry) => actOf(entry)?.type === 'locked')
    const text = record.entries.find(({ kind }) => kind !== 'act/1')!
    return at === -1 ? null : [rechained(withEntries(record, record.entries.toSpliced(at + 1, 0, text))), at + 2]
  },
  'words of the text, all chained anew'(record) {
    const update = wordsAdded(record)
    const texts = record.entries.flatMap(({ kind, seq }) => (kind === 'act/1' ? [] : [seq]))
    const forged = rechained(change(record, 1, (entry) => ({ ...entry, payload: update })))
    const { claims } = verify(record)
    const first = Math.min(...claims.filter(({ at }) => texts.includes(at)).map(({ seq }) => seq))
    return [forged, first]
  },
  'an update by bytes that are none, all chained anew'(record) {
    return [rechained(change(record, 1, (entry) => ({ ...entry, payload: '/w==' }))), 2]
  },
  'an update by one that builds on another, all chained anew'(record) {
    return [rechained(change(record, 1, (entry) => ({ ...entry, payload: updateWithGap() }))), 2]
  },
  'a number, all chained anew'(record, chance) {
    const at = anywhere(record, chance)
    const entries = record.entries.map((entry, index) => (index < at ? entry : { ...entry, seq: entry.seq + 1 }))
    return [chained(withEntries(record, entries)), at + 1]
  },
  'the clauses of the base'(record) {
    const { base } = record
    if (!base || base.blocks.length === 0) return null
    const blocks = base.blocks.map((block) => ({ ...block, origin: blockId('elsewhere') }))
    return [{ ...record, base: { ...base, blocks } }, 1]
  },
  'words of the base'(record) {
    const base = otherWords(record)
    return base && [{ ...record, base }, 1]
  },
  'the base, with its digest'(record) {
    const base = otherWords(record)
    return base && [{ ...record, base: named(base) }, 1]
  },
  'the name of the base'(record) {
    return record.base && [{ ...record, base: { ...record.base, name: 'Resolution 901' } }, 1]
  },
  'the base taken away'(record) {
    return record.base && [{ ...record, base: null }, 1]
  },
  'the digest of the head'(record) {
    return [{ ...record, head: { ...record.head, digest: OTHER } }, record.head.seq]
  },
  'the chain value of the head'(record) {
    return [{ ...record, head: { ...record.head, chain: OTHER } }, record.head.seq]
  },
  'the form'(record) {
    return [{ ...record, format: 'common-proposals/record/2' }, 0]
  },
}

/** The starting text with a clause more, as an update of its own. */
function wordsAdded(record: ProposalRecord): string {
  const doc = Object.assign(new Y.Doc(), { clientID: 77 })
  Y.applyUpdate(doc, Buffer.from(payloadOf(record.entries[1]!) as string, 'base64'))
  doc.getMap('text').set('forged', new Y.Text('forged'))
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
}

/** The second edit of somebody whose first is not there. */
function updateWithGap(): string {
  const doc = Object.assign(new Y.Doc(), { clientID: 55 })
  doc.getMap('text').set('one', new Y.Text('one'))
  const before = Y.encodeStateVector(doc)
  doc.getMap('text').set('two', new Y.Text('two'))
  return Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64')
}
