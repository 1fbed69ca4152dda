/**
 * node clause-proof.mjs RECORD.json "words of the clause"    prints a proof that this clause stands in the locked text
 * node clause-proof.mjs PROOF.json                           checks one, without the record; exit code 0: it holds; 1: not
 * The proof shows one clause, and of all others only hashes. Whether the digest is the one that was locked, the record says
 * (verify-record.mjs), or whoever has noted the digest.
 */
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import {
  above,
  blocksIn,
  documentDigest,
  digestOf,
  hex,
  leafOf,
  partDigest,
  PARTS,
  sayingOf,
  tagged,
} from './verify-record.mjs'

const FORMAT = 'common-proposals/clause/1'

/** The parts of the text as the last lock found it. Throws where there is none. */
function lockedText({ entries }) {
  const lock = entries.findLast(({ payload }) => payload?.act?.type === 'locked')
  if (!lock) throw new Error('the text was never locked')
  const doc = new Y.Doc()
  for (const { seq, kind, payload } of entries)
    if (seq < lock.seq && kind.startsWith('text/')) Y.applyUpdate(doc, Buffer.from(payload, 'base64'))
  return { lock, parts: PARTS.map((name) => blocksIn(doc.getMap(name))) }
}

const wordsOf = ([, , runs]) => runs.map(([is]) => (typeof is === 'string' ? is : '')).join('')

/** The hashes beside the way from a leaf to the root, with the side on which each stands. */
function pathFrom(leaves, index) {
  if (leaves.length < 2) return []
  const beside = leaves[index ^ 1]
  const rest = pathFrom(above(leaves), index >> 1)
  return beside ? [[index % 2 === 1 ? 'left' : 'right', hex(beside)], ...rest] : rest
}

/** Throws where no clause, or more than one, has these words. */
export function proofOf(record, words) {
  const { lock, parts } = lockedText(record)
  const found = parts.flatMap((blocks, part) =>
    blocks
      .map(sayingOf)
      .flatMap((saying, index, all) => (wordsOf(saying).includes(words) ? [{ part, index, saying, all }] : [])),
  )
  if (found.length !== 1) throw new Error(`${found.length} clauses of the locked text have these words`)
  const [{ part, index, saying, all }] = found
  const { operator, base } = record.entries[0].payload.act
  return {
    format: FORMAT,
    proposal: record.proposal,
    lockedAt: lock.seq,
    digest: lock.payload.act.digest,
    about: [operator, base && [base.name, base.digest]],
    digests: parts.map((blocks, at) => digestOf(blocks, PARTS[at])),
    part: PARTS[part],
    clauses: all.length,
    clause: saying,
    path: pathFrom(all.map(leafOf), index),
  }
}

export function holds({ format, digest, about, digests, part, clauses, clause, path }) {
  const onTheSide = { left: (node, hash) => [hash, node], right: (node, hash) => [node, hash] }
  const step = (node, [side, hash]) => tagged('cp/node/1', ...onTheSide[side](node, Buffer.from(hash, 'hex')))
  const isInPart = partDigest(part, clauses, path.reduce(step, leafOf(clause))) === digests[PARTS.indexOf(part)]
  return format === FORMAT && isInPart && documentDigest(about, digests) === digest
}

function main([file, words]) {
  const read = JSON.parse(readFileSync(file, 'utf8'))
  if (words !== undefined) return console.log(JSON.stringify(proofOf(read, words), null, 2))
  const isSo = holds(read)
  console.log(`${isSo ? 'This clause stands' : 'IT IS NOT SHOWN that this clause stands'} in the text ${read.digest}:`)
  console.log(wordsOf(read.clause))
  process.exitCode = isSo ? 0 : 1
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2))
