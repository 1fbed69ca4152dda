import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Block, Document, Run } from '../../../shared/document/blocks.ts'
import { digestOf, identityOf, type DocumentDigest } from '../../../shared/document/digest.ts'

type Vector = {
  readonly name: string
  readonly operator: string
  readonly base: { readonly name: string; readonly digest: string } | null
  readonly document: Document
  readonly digest: DocumentDigest
  readonly identity: string
}
const VECTORS = JSON.parse(
  readFileSync(new URL('../../vectors/digest.json', import.meta.url), 'utf8'),
) as readonly Vector[]

const sha256 = (tag: string, ...parts: readonly (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256').update(`${tag}\0`)).digest()

/** The tree of RFC 6962, built level by level instead of from the top. */
function treeByLevels(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('cp/none/1')
  let level = leaves
  while (level.length > 1)
    level = level.flatMap((left, at) => {
      if (at % 2 === 1) return []
      const right = level[at + 1]
      return [right ? sha256('cp/node/1', left, right) : left]
    })
  return level[0]!
}

/** The digest as its description says, by other means. The values hold no number but small ones, so JSON is canonical. */
function digestByHand({ document, operator, base }: Vector): DocumentDigest {
  const fragment = (name: keyof Document) => {
    const notes = document[name].filter(({ kind }) => kind === 'footnote').map(({ id }) => id)
    const run = (each: Run) => {
      if ('footnote' in each) return [notes.indexOf(each.footnote) + 1]
      return each.emphasis ? [each.text, 'e'] : [each.text]
    }
    const leaf = ({ kind, level, runs }: Block) => sha256('cp/block/1', JSON.stringify([kind, level, runs.map(run)]))
    const tree = treeByLevels(document[name].map(leaf)).toString('hex')
    return sha256('cp/fragment/1', JSON.stringify([name, document[name].length, tree])).toString('hex')
  }
  const [text, reasons, summary] = [fragment('text'), fragment('reasons'), fragment('summary')]
  const whole = sha256(
    'cp/document/1',
    JSON.stringify([operator, base && [base.name, base.digest], text, reasons, summary]),
  )
  return { document: whole.toString('hex'), text, reasons, summary }
}

describe('the committed digests', () => {
  it.each(VECTORS)('are still given: $name', (vector) => {
    expect(digestOf(vector.document, vector)).toEqual(vector.digest)
    expect(identityOf(vector.document.text)).toBe(vector.identity)
  })

  it.each(VECTORS)('are what the description says: $name', (vector) => {
    expect(digestByHand(vector)).toEqual(vector.digest)
  })

  it('differ from each other', () => {
    expect(new Set(VECTORS.map(({ digest }) => digest.document)).size).toBe(VECTORS.length)
  })
})
