/** The words of one block, from its `Y.Text` to the editor: the delta of a Yjs event as the smallest steps. */
import type { Node, Schema } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { marksFrom, type FootnoteEmbed } from '../../../shared/document/ydoc.ts'
import { marksFor } from '../pm-blocks.ts'

export type Delta = readonly {
  readonly retain?: number
  readonly delete?: number
  readonly insert?: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
}[]

/** `start` is where the block's content starts. A delta that does not fit is left half done: `correctWords` follows. */
export function applyDelta(tr: Transaction, start: number, delta: Delta): void {
  const { schema } = tr.doc.type
  let at = start
  for (const part of delta) {
    if (part.delete !== undefined) tr.delete(at, at + part.delete)
    else if (part.retain !== undefined) at = retain(tr, at, part.retain, part.attributes)
    else at = insert(tr, at, inlineNode(schema, part.insert, part.attributes))
  }
}

function retain(tr: Transaction, at: number, length: number, attributes: Delta[number]['attributes']): number {
  const { schema } = tr.doc.type
  for (const name of Object.keys(attributes ?? {})) {
    const type = schema.marks[name]
    if (type) tr.removeMark(at, at + length, type)
  }
  for (const mark of marksFor(schema, marksFrom(attributes ?? {}))) tr.addMark(at, at + length, mark)
  return at + length
}

function insert(tr: Transaction, at: number, node: Node): number {
  tr.replaceWith(at, at, node)
  return at + node.nodeSize
}

function inlineNode(schema: Schema, insert: unknown, attributes: Delta[number]['attributes']): Node {
  const marks = marksFrom(attributes ?? {})
  if (typeof insert === 'string') return schema.text(insert, marksFor(schema, marks))
  const { alternative } = marks
  const { to } = insert as FootnoteEmbed
  return schema.nodes['footnoteRef']!.create(
    { to },
    null,
    marksFor(schema, alternative === undefined ? {} : { alternative }),
  )
}

/** Makes the block at `pos` hold the content of `wanted`, replacing only from the first to the last difference. */
export function correctWords(tr: Transaction, pos: number, wanted: Node): void {
  const shown = tr.doc.nodeAt(pos)!
  const from = shown.content.findDiffStart(wanted.content)
  if (from === null) return
  const end = shown.content.findDiffEnd(wanted.content)!
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  const start = pos + 1
  tr.replace(start + from, start + end.a + overlap, wanted.slice(from, end.b + overlap))
}
