/**
 * node verify-record.mjs RECORD.json [CHAIN VALUE] [--json]       exit code 0: in order; 1: not
 * Checks the record of a proposal. Shares no code with the program: it is written from the descriptions at the top of
 * shared/document/digest.ts, shared/document/ydoc.ts, shared/log/chain.ts and shared/protocol/record.ts. That a log was
 * rewritten from its first entry shows only against a chain value that somebody noted before.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'

export const PARTS = ['text', 'reasons', 'summary']
const KINDS = 'number title history opening preamble-call operative-call item text footnote'.split(' ')

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
export const tagged = (tag, ...parts) => sha256(`${tag}\0`, ...parts)
export const hex = (bytes) => bytes.toString('hex')

/** RFC 8785, for JSON that was parsed. */
export function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.keys(value).sort()
  return `{${fields.map((name) => `${jcs(name)}:${jcs(value[name])}`).join(',')}}`
}

/** The runs of a text in Yjs, in the form that `base.blocks` has too. An embed that is no footnote mark is nothing. */
const runsIn = (text) =>
  text.toDelta().flatMap(({ insert, attributes: { emphasis, alternative } = {} }) => {
    if (typeof insert === 'string') return [{ text: insert, emphasis: emphasis === true, alternative }]
    return insert?.type === 'footnoteRef' && typeof insert.to === 'string' ? [{ footnote: insert.to, alternative }] : []
  })

const string = (value, otherwise) => (typeof value === 'string' ? value : otherwise)
/** The blocks of one part, in the order of (order, id), by code units. What is unknown has its plainest meaning. */
export function blocksIn(map) {
  const texts = [...map].filter(([, text]) => text instanceof Y.Text)
  const blocks = texts.map(([id, text]) => {
    const { kind, level, origin, order } = text.getAttributes()
    const known = { kind: KINDS.includes(kind) ? kind : 'text', level: level === 1 || level === 2 ? level : 0 }
    return { id, ...known, origin: string(origin, null), order: string(order, ''), runs: runsIn(text) }
  })
  return blocks.sort((a, b) => (a.order < b.order || (a.order === b.order && a.id < b.id) ? -1 : 1))
}

/** What a block says, as it is hashed: [kind, level, runs]. */
export function sayingOf({ kind, level, runs }, _, blocks) {
  const [said, brackets] = [[], new Set()]
  const noteOf = (id) => blocks.filter((block) => block.kind === 'footnote').findIndex((note) => note.id === id) + 1
  for (const { text, footnote, emphasis, alternative } of runs.filter((run) => run.text !== '')) {
    const marks = emphasis ? ['e'] : []
    const [, bracket, number] = /^([0-9a-z]{1,32}):(0|[1-9][0-9]?)$/.exec(alternative) ?? []
    if (bracket) marks.splice(0, 1, marks[0] ?? '', [...brackets.add(bracket)].indexOf(bracket) + 1, Number(number))
    const last = said.at(-1)
    if (text !== undefined && typeof last?.[0] === 'string' && jcs(last.slice(1)) === jcs(marks)) last[0] += text
    else said.push([text ?? noteOf(footnote), ...marks])
  }
  return [kind, level, said.map(([is, ...marks]) => [is.toWellFormed?.() ?? is, ...marks])]
}

export const leafOf = (saying) => tagged('cp/block/1', jcs(saying))
const joined = (left, right) => (right ? tagged('cp/node/1', left, right) : left)
/** The next level of the tree of RFC 6962: what stands alone at the end goes up as it is. */
export const above = (level) => level.flatMap((node, at) => (at % 2 === 1 ? [] : [joined(node, level[at + 1])]))
const rootOf = (level) => (level.length > 1 ? rootOf(above(level)) : (level[0] ?? tagged('cp/none/1')))
export const partDigest = (name, count, root) => hex(tagged('cp/fragment/1', jcs([name, count, hex(root)])))
export const digestOf = (blocks, name) => partDigest(name, blocks.length, rootOf(blocks.map(sayingOf).map(leafOf)))
export const documentDigest = (about, digests) => hex(tagged('cp/document/1', jcs([...about, ...digests])))
export const identityOf = (blocks) => hex(tagged('cp/identity/1', jcs(blocks.map(({ id, origin }) => [id, origin]))))

const isText = ({ kind }) => kind.startsWith('text/')
const bytesOf = (entry) => Buffer.from(...(isText(entry) ? [`${entry.payload}`, 'base64'] : [jcs(entry.payload)]))

function checkChain({ proposal, entries, head }, fault) {
  let chain = Buffer.alloc(32)
  for (const [index, { payloadHash, chain: claimed, ...entry }] of entries.entries()) {
    const { payload, ...frame } = entry
    const hash = payload === undefined ? payloadHash : hex(sha256(bytesOf(entry)))
    chain = sha256(chain, tagged('cp/entry/1', jcs({ ...frame, proposal, payloadHash: hash })))
    fault(index + 1, entry.seq !== index + 1 || hex(chain) !== claimed, `${entry.seq} is not what was chained there`)
  }
  const end = head.seq === entries.length ? head.seq : Math.min(head.seq, entries.length) + 1
  fault(end, head.seq !== entries.length || head.chain !== hex(chain), `the log should end with entry ${head.seq}`)
}

/** What the acts and the head say of the text: it has this digest after entry `at`. */
function claimsIn({ entries, head }, fault) {
  let [at, isLocked] = [0, false]
  const claims = entries.flatMap((entry) => {
    const { seq, time, administration, payload: { act = {} } = {} } = entry
    if (isText(entry)) fault((at = seq), isLocked, 'the text was changed while it was locked')
    if (act.type === 'locked' || act.type === 'unlocked') isLocked = act.type === 'locked'
    return act.digest === undefined ? [] : [{ ...act, seq, time, administration, at: act.textSeq ?? at }]
  })
  return [...claims, { seq: head.seq, type: 'head', digest: head.digest, at }]
}

/** Replays the text and holds the claims against it; once an update is kept back, nothing can be said any more. */
function checkTexts(entries, { operator, base }, claims, fault) {
  const [doc, isWhole] = [new Y.Doc(), entries.every(({ payload }) => payload !== undefined)]
  const about = [operator, base && [base.name, base.digest]]
  for (const entry of entries.filter(isText)) {
    if (entry.payload === undefined) break
    try {
      Y.applyUpdate(doc, bytesOf(entry))
    } catch {
      fault(entry.seq, true, 'its update cannot be read')
    }
    fault(entry.seq, doc.store.pendingStructs || doc.store.pendingDs, 'its update builds on one that is not there')
    const named = claims.filter(({ at }) => at === entry.seq)
    if (named.length === 0) continue
    const parts = PARTS.map((name) => blocksIn(doc.getMap(name)))
    const digests = parts.map((blocks, index) => digestOf(blocks, PARTS[index]))
    const [digest, identity] = [documentDigest(about, digests), identityOf(parts.flat())]
    for (const claim of named) claim.isSo = claim.digest === digest && [undefined, identity].includes(claim.identity)
  }
  for (const { seq, at, isSo } of claims)
    fault(seq, isWhole ? !isSo : isSo === false, `it names another text than that after ${at}`)
}

const named = (text) => jcs(text && [text.name, text.digest, text.identity])
/** `faults`: the first broken entry first. `isSo` of a claim is missing where it could not be checked. */
export function verify({ format, proposal, label, head, base, entries }, noted) {
  const faults = []
  const fault = (seq, isFault, reason) => isFault && faults.push({ seq, reason })
  fault(0, format !== 'common-proposals/record/1', 'this is no record of form 1')
  fault(0, noted && !entries.some(({ chain }) => chain === noted), 'no entry has the chain value that was noted')
  checkChain({ proposal, entries, head }, fault)
  const created = entries[0]?.payload?.act ?? {}
  const read = base && { ...base, digest: digestOf(base.blocks, 'text'), identity: identityOf(base.blocks) }
  fault(1, named(base) !== named(created.base) || named(read) !== named(base), 'the base is another text')
  const claims = claimsIn({ entries, head }, fault)
  checkTexts(entries, created, claims, fault)
  return { proposal, label, head, claims, faults: faults.sort((one, other) => one.seq - other.seq) }
}

const found = (isSo) => (isSo === undefined ? 'not checked:' : isSo ? 'is' : 'IS NOT')
const line = ({ seq, administration, type, position, digest, at, isSo }) =>
  `${[seq, administration, type, position].filter(Boolean).join(' ')}: ${digest} ${found(isSo)} the text after ${at}`
function told({ label, head, claims, faults }) {
  const inOrder = `In order: ${head.seq} entries, the last chain value is ${head.chain}`
  const [first] = faults.map(({ seq, reason }) => `NOT IN ORDER. The first broken entry is ${seq}: ${reason}`)
  return [label, ...claims.map(line), first ?? inOrder].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  const [file, noted] = process.argv.slice(2).filter((word) => word !== '--json')
  const report = verify(JSON.parse(readFileSync(file, 'utf8')), noted)
  console.log(process.argv.includes('--json') ? JSON.stringify(report, null, 2) : told(report))
  process.exitCode = report.faults.length === 0 ? 0 : 1
}
