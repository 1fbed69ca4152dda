/**
 * Writes digest.json and chain.json: `node test/vectors/make.ts`. The committed files are part of the definition of the digest
 * and of the chain, and the tests compare with them. Running this again must change nothing; where it does, the definition
 * changed, and that needs new tags ("cp/block/2") beside the old ones, because logs with the old values exist.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { hex } from '../../shared/bytes.ts'
import type { Block, Document, Kind, Level, Run } from '../../shared/document/blocks.ts'
import { alternativeOf } from '../../shared/document/alternative.ts'
import { digestOf, identityOf } from '../../shared/document/digest.ts'
import { blockId, forumId, personId, textId } from '../../shared/ids.ts'
import { encodeAct, entryHash, GENESIS, nextChain, payloadHash, type EntryFrame } from '../../shared/log/chain.ts'
import type { ActPayload } from '../../shared/proposal/acts.ts'

const block = (
  id: string,
  kind: Kind,
  runs: readonly Run[],
  level: Level = 0,
  origin: string | null = null,
): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: origin === null ? null : blockId(origin),
  runs,
})
const words = (text: string): readonly Run[] => [{ text }]
const note = (id: string): Run => ({ footnote: blockId(id) })

const EMPTY: Document = { text: [], reasons: [], summary: [] }
const REASONS = [block('r1', 'text', words('Tests are not yet mentioned.'))]
const SMALL: readonly Block[] = [
  block('b1', 'number', words('RESOLUTION 900 (Rev. Testville, 2030)')),
  block('b2', 'preamble-call', words('considering')),
  block('b3', 'item', [{ text: 'that ' }, { text: 'tests', emphasis: true }, { text: ' count,' }]),
]
const FULL: readonly Block[] = [
  block('b1', 'number', words('RESOLUTION 900 (Rev. Testville, 2030)'), 0, 'o1'),
  block('b2', 'title', words('On tests'), 0, 'o2'),
  block('b3', 'history', words('(Testville, 2030)')),
  block('b4', 'opening', words('The Conference (Testville, 2030),')),
  block('b5', 'preamble-call', words('considering')),
  block('b6', 'item', [{ text: 'that tests' }, note('f2'), { text: ' count' }, note('f1'), { text: ';' }]),
  block('b7', 'item', [{ text: 'that ' }, note('gone'), { text: 'marks may point nowhere,' }]),
  block('b8', 'operative-call', words('resolves')),
  block('b9', 'text', words('as follows')),
  block('b10', 'item', words('to write:')),
  block('b11', 'item', words('vectors;'), 1),
  block('b12', 'item', words('and checks,'), 2),
  block('f1', 'footnote', words('All of them.')),
  block('f2', 'footnote', [{ text: 'See ' }, { text: 'resolves', emphasis: true }, { text: ' 1.' }]),
]
const UNICODE: readonly Block[] = [
  block('u1', 'item', words('Доступ к связи — 数字鸿沟 — التوصيل')),
  block('u2', 'item', words('e\u0301 is not \u00e9; "quoted" \\ and \u2028 and \u0007 and 😀')),
]

const inBracket = (text: string, bracket: string, number: number): Run => ({
  text,
  alternative: alternativeOf(bracket, number),
})
const BRACKETS: readonly Block[] = [
  block('k1', 'item', [
    { text: 'that it ' },
    inBracket('shall', 'zz', 0),
    inBracket('should', 'zz', 1),
    { text: ' hold,' },
  ]),
  block('k2', 'item', [
    inBracket('at least ', 'b2', 0),
    { text: 'one', emphasis: true, alternative: alternativeOf('b2', 0) },
    { footnote: blockId('f1'), alternative: alternativeOf('b2', 0) },
    { text: ', ' },
    inBracket('or more', 'a1', 12),
    inBracket(' again', 'b2', 3),
    { text: ' [sic]' },
  ]),
  block('f1', 'footnote', [inBracket('A note.', 'c', 0)]),
]
const LINKS: readonly Block[] = [
  block('l1', 'item', [
    { text: 'see ' },
    { text: 'resolves', emphasis: true, reference: blockId('l2') },
    { text: ' 2', reference: blockId('l2') },
    { text: ' above', reference: blockId('gone') },
  ]),
  block('l2', 'item', words('two')),
]
/** Runs as no editor leaves them: split, empty, and the two halves of a surrogate pair in one run, in two, and alone. */
const SPLINTERED: readonly Block[] = [
  block('s1', 'item', [{ text: '' }, { text: 'one ' }, { text: '' }, { text: 'run' }]),
  block('s2', 'item', [{ text: '\ud83d' }, { text: '\ude00' }]),
  block('s3', 'item', [{ text: '\ud83d' }, { text: '\ude00', emphasis: true }]),
  block('s4', 'item', words('half \ud83d, half \ude00')),
  block('s5', 'item', [note('gone'), { text: '' }, note('s1')]),
  block('s6', 'item', [{ text: '' }]),
]

const count = (many: number): readonly Block[] =>
  Array.from({ length: many }, (_, at) => block(`c${at}`, 'item', words(`clause ${at + 1}`)))

const MOD = {
  operator: 'MOD',
  base: { name: 'Resolution 900 (Rev. Testville, 2030)', digest: '00'.repeat(31) + '07' },
}
const DIGEST_CASES = [
  { name: 'nothing at all', operator: 'ADD', base: null, document: EMPTY },
  {
    name: 'a deletion: reasons, and no text',
    operator: 'SUP',
    base: MOD.base,
    document: { ...EMPTY, reasons: REASONS },
  },
  { name: 'a small text', ...MOD, document: { ...EMPTY, text: SMALL, reasons: REASONS } },
  {
    name: 'every kind and level, footnotes and a mark that points nowhere',
    ...MOD,
    document: { text: FULL, reasons: REASONS, summary: [block('s1', 'text', words('Tests.'))] },
  },
  {
    name: 'scripts, combining marks, controls',
    operator: '(MOD)',
    base: MOD.base,
    document: { ...EMPTY, text: UNICODE },
  },
  { name: 'an empty clause', ...MOD, document: { ...EMPTY, text: [block('e1', 'item', [])] } },
  { name: 'square brackets', ...MOD, document: { text: BRACKETS, reasons: BRACKETS.slice(0, 1), summary: [] } },
  { name: 'links, which say nothing', ...MOD, document: { ...EMPTY, text: LINKS } },
  { name: 'runs split and empty, halves of surrogate pairs', ...MOD, document: { ...EMPTY, text: SPLINTERED } },
  { name: 'no change', operator: 'NOC', base: MOD.base, document: { ...EMPTY, reasons: REASONS } },
  ...[2, 3, 4, 5, 7, 8].map((many) => ({
    name: `a tree of ${many}`,
    ...MOD,
    document: { ...EMPTY, text: count(many) },
  })),
]

const digestVectors = DIGEST_CASES.map(({ name, operator, base, document }) => ({
  name,
  operator,
  base,
  document,
  digest: digestOf(document, { operator, base }),
  identity: identityOf(document.text),
}))

const PROPOSAL = '0198a5a0-6a3a-7c1e-9b1e-2f6d3c4b5a69'
const AUTHOR = personId('p-1f6a')
const LOCKED: ActPayload = {
  act: {
    type: 'locked',
    digest: 'ab'.repeat(32),
    identity: '12'.repeat(32),
    reason: 'agreed in “plenary”',
    overridden: ['Clause b) is empty.'],
  },
  as: 'chair',
  command: '0198a5a0-0000-4000-8000-000000000002',
  salt: 'AAECAwQFBgcICQoLDA0ODw',
}
const CREATED: ActPayload = {
  act: {
    type: 'created',
    forum: forumId('atu'),
    title: 'Об испытаниях',
    operator: 'MOD',
    base: {
      text: textId('res-900'),
      name: 'Resolution 900 (Rev. Testville, 2030)',
      title: 'On tests',
      edition: { kind: 'superseded', by: 'Rev. Otherville, 2034', source: 'a list' },
      digest: 'cd'.repeat(32),
      identity: 'ef'.repeat(32),
    },
    warnedOfSuperseded: true,
  },
  as: 'coordinator',
  command: '0198a5a0-0000-4000-8000-000000000001',
  salt: 'EBESExQVFhcYGRobHB0eHw',
}

type Written = { readonly frame: EntryFrame; readonly payload: ActPayload | string }
const frame = (seq: number, kind: EntryFrame['kind'], administration: string | null): EntryFrame => ({
  proposal: PROPOSAL,
  seq,
  time: 1_900_000_000_000 + seq,
  author: AUTHOR,
  administration,
  kind,
})
/** An act as JSON, a text entry's update as hexadecimal digits. */
const WRITTEN: readonly Written[] = [
  { frame: frame(1, 'act/1', 'KEN'), payload: CREATED },
  { frame: frame(2, 'text/1', 'KEN'), payload: '0000' },
  { frame: frame(3, 'text/1', null), payload: '01010a00040103616263016800' },
  { frame: frame(4, 'act/1', null), payload: LOCKED },
]

function chainVectors() {
  let chain: Uint8Array = GENESIS
  return WRITTEN.map(({ frame, payload }) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload, 'hex') : encodeAct(payload)
    const hash = payloadHash(bytes)
    const entry = entryHash(frame, hash)
    chain = nextChain(chain, entry)
    return { frame, payload, payloadHash: hash, entry: hex(entry), chain: hex(chain) }
  })
}

const write = async (name: string, value: unknown) =>
  writeFileSync(
    join(import.meta.dirname, name),
    await format(JSON.stringify(value), { parser: 'json', printWidth: 120 }),
  )

await write('digest.json', digestVectors)
await write('chain.json', chainVectors())
