/**
 * The fingerprint of a text: the same words always give the same digest, on every machine and for ever.
 *
 *   block     = sha256("cp/block/1\0" ‖ JCS([kind, level, runs]))
 *               runs: [words], [words, "e"] (emphasis) or [footnote number]; in square brackets one of [words, "", b, a],
 *               [words, "e", b, a], [footnote number, "", b, a]: b counts the brackets of the block by first appearance from 1,
 *               a is the number of the alternative from 0. The signs [ and ] of such a bracket are not among the words.
 *   tree      = RFC 6962 over the block hashes: node = sha256("cp/node/1\0" ‖ left ‖ right); no blocks = sha256("cp/none/1\0")
 *   fragment  = sha256("cp/fragment/1\0" ‖ JCS([name, number of blocks, hex(tree)]))
 *   document  = sha256("cp/document/1\0" ‖ JCS([operator, base, hex(text), hex(reasons), hex(summary)]))
 *               base: [name, digest] of the text in force ("Resolution 31 (Rev. Kigali, 2022)" and its fragment digest), or null
 *
 * Words are hashed as stored: no normalization, but half a surrogate pair is U+FFFD, which is what
 * reaches the storage of it. A link (which clause a reference names) says nothing and is not hashed. Neighbouring runs with the
 * same other marks are one run, and an empty run is none. Labels are computed from kind and level, so they are not hashed. Block ids and
 * origins are hashed apart (`identityOf`): they say which clause this is, not what it says. A footnote reference is hashed as
 * the position of its footnote among the footnote blocks, from 1; 0 where that footnote is gone.
 * The test vectors in test/vectors/digest.json are part of this definition: a change of either is a new version.
 */
import canonicalize from 'canonicalize'
import { digest as sha256 } from 'lib0/hash/sha256'
import { bracketOf, numberOf } from './alternative.ts'
import { isFootnoteRef, joinRuns, unlinked, type Block, type Document, type FragmentName, type Run } from './blocks.ts'
import { bytesOf, concat, hex } from '../bytes.ts'
import type { BlockId } from '../ids.ts'

export type DocumentDigest = {
  readonly document: string
  readonly text: string
  readonly reasons: string
  readonly summary: string
}

type About = { readonly operator: string; readonly base: { readonly name: string; readonly digest: string } | null }

/** All digests are 64 lower-case hexadecimal digits. */
export function digestOf(document: Document, { operator, base }: About): DocumentDigest {
  const text = fragmentDigest('text', document.text)
  const reasons = fragmentDigest('reasons', document.reasons)
  const summary = fragmentDigest('summary', document.summary)
  return {
    document: hex(tagged('cp/document/1', jcs([operator, base && [base.name, base.digest], text, reasons, summary]))),
    text,
    reasons,
    summary,
  }
}

/** Also the digest of a text in the library, which is one `text` fragment. */
export const fragmentDigest = (name: FragmentName, blocks: readonly Block[]): string =>
  hex(tagged('cp/fragment/1', jcs([name, blocks.length, hex(treeOf(blockHashes(blocks)))])))

/** One hash a block, in order: tells which clauses of two texts say the same. */
export function blockHashes(blocks: readonly Block[]): readonly Uint8Array[] {
  const notes = new Map(
    blocks.filter((block) => block.kind === 'footnote').map((block, index) => [block.id, index + 1]),
  )
  return blocks.map((block) => remembered(block, notes))
}

const hashes = new WeakMap<Block, Uint8Array>()

/** A block is a value: while one clause is typed in, the others are not hashed again. What a reference says depends on the whole text. */
function remembered(block: Block, notes: ReadonlyMap<BlockId, number>): Uint8Array {
  const known = hashes.get(block)
  if (known) return known
  const { kind, level, runs } = block
  const hash = tagged('cp/block/1', jcs([kind, level, canonicalRuns(runs, notes)]))
  if (!runs.some(isFootnoteRef)) hashes.set(block, hash)
  return hash
}

function canonicalRuns(runs: readonly Run[], notes: ReadonlyMap<BlockId, number>) {
  const brackets = new Map<string, number>()
  const placeOf = ({ alternative }: Run) => {
    if (alternative === undefined) return null
    const bracket = bracketOf(alternative)
    if (!brackets.has(bracket)) brackets.set(bracket, brackets.size + 1)
    return [brackets.get(bracket)!, numberOf(alternative)]
  }
  return joinRuns(unlinked(runs)).map((run) => {
    const is = isFootnoteRef(run) ? (notes.get(run.footnote) ?? 0) : run.text.toWellFormed()
    const emphasis = !isFootnoteRef(run) && run.emphasis ? 'e' : ''
    const place = placeOf(run)
    if (place) return [is, emphasis, ...place]
    return emphasis ? [is, emphasis] : [is]
  })
}

/** Which clauses these are and where they come from. Not part of the digest. */
export const identityOf = (blocks: readonly Block[]): string =>
  hex(tagged('cp/identity/1', jcs(blocks.map(({ id, origin }) => [id, origin]))))

function treeOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return tagged('cp/none/1', new Uint8Array())
  if (leaves.length === 1) return leaves[0]!
  const split = largestPowerBelow(leaves.length)
  return nodeOver(treeOf(leaves.slice(0, split)), treeOf(leaves.slice(split)))
}

const nodes = new WeakMap<Uint8Array, WeakMap<Uint8Array, Uint8Array>>()

/** Over the same two hashes, the same one: only the way from a changed clause to the root is hashed again. */
function nodeOver(left: Uint8Array, right: Uint8Array): Uint8Array {
  const over = nodes.get(left) ?? new WeakMap<Uint8Array, Uint8Array>()
  nodes.set(left, over)
  const node = over.get(right) ?? tagged('cp/node/1', concat(left, right))
  over.set(right, node)
  return node
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

const jcs = (value: unknown) => bytesOf(canonicalize(value)!)
const tagged = (tag: string, bytes: Uint8Array) => sha256(concat(bytesOf(`${tag}\0`), bytes))
