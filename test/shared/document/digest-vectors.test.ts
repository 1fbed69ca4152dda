import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFootnoteRef, KINDS, type Block, type Document } from '../../../shared/document/blocks.ts'
import { digestOf, identityOf, type DocumentDigest } from '../../../shared/document/digest.ts'
import { digestByScript, identityOf as identityByScript } from '../../verify/verifier.ts'

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

describe('the committed digests', () => {
  it.each(VECTORS)('are still given: $name', (vector) => {
    expect(digestOf(vector.document, vector)).toEqual(vector.digest)
    expect(identityOf(vector.document.text)).toBe(vector.identity)
  })

  it.each(VECTORS)('are what the script comes to that was written from the description: $name', (vector) => {
    expect(digestByScript(vector.document, vector)).toEqual(vector.digest)
    expect(identityByScript(vector.document.text)).toBe(vector.identity)
  })

  it('differ from each other', () => {
    expect(new Set(VECTORS.map(({ digest }) => digest.document)).size).toBe(VECTORS.length)
  })
})

const blocks = VECTORS.flatMap(({ document }) => [document.text, document.reasons, document.summary])
const anyBlock = (is: (block: Block, among: readonly Block[]) => boolean) =>
  blocks.some((among) => among.some((block) => is(block, among)))
const words = ({ runs }: Block) => runs.flatMap((run) => (isFootnoteRef(run) ? [] : [run]))
const marks = ({ runs }: Block) => runs.filter(isFootnoteRef)

describe('the committed digests hold', () => {
  it.each(KINDS)('a block of the kind %s', (kind) => expect(anyBlock((block) => block.kind === kind)).toBe(true))
  it.each([0, 1, 2])('a block of level %i', (level) => expect(anyBlock((block) => block.level === level)).toBe(true))

  const FORMS: Record<string, (block: Block, among: readonly Block[]) => boolean> = {
    'an empty clause': ({ runs }) => runs.length === 0,
    'an empty run': (block) => words(block).some(({ text }) => text === ''),
    'a run in two pieces': (block) =>
      words(block).length > 1 && words(block).every((run) => Object.keys(run).length === 1),
    emphasis: (block) => words(block).some(({ emphasis }) => emphasis),
    'a surrogate pair': (block) => words(block).some(({ text }) => text.isWellFormed() && /[\ud800-\udfff]/.test(text)),
    'half a surrogate pair': (block) => words(block).some(({ text }) => !text.isWellFormed()),
    'a footnote mark': (block, among) =>
      marks(block).some(({ footnote }) => among.some(({ id, kind }) => id === footnote && kind === 'footnote')),
    'a footnote mark that points nowhere': (block, among) =>
      marks(block).some(({ footnote }) => among.every(({ id }) => id !== footnote)),
    'a footnote mark that points to no footnote': (block, among) =>
      marks(block).some(({ footnote }) => among.some(({ id, kind }) => id === footnote && kind !== 'footnote')),
    'two alternatives of a bracket': (block) => new Set(words(block).map(({ alternative }) => alternative)).size > 2,
    'emphasis in a bracket': (block) => words(block).some(({ emphasis, alternative }) => emphasis && alternative),
    'a footnote mark in a bracket': (block) => marks(block).some(({ alternative }) => alternative),
    'a link': (block) => words(block).some(({ reference }) => reference),
  }
  it.each(Object.entries(FORMS))('%s', (_form, is) => expect(anyBlock(is)).toBe(true))

  it('no text in force, and one', () => {
    expect(new Set(VECTORS.map(({ base }) => base === null))).toEqual(new Set([true, false]))
  })
})
