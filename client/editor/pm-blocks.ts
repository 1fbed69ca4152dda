/** Between the editor's nodes and the plain values of `shared/document/blocks.ts`. */
import { getSchema, type JSONContent } from '@tiptap/core'
import type { Mark, Node, Schema } from '@tiptap/pm/model'
import type { Alternative } from '../../shared/document/alternative.ts'
import { isFootnoteRef, type Block, type Marks, type Run } from '../../shared/document/blocks.ts'
import { blockId } from '../../shared/ids.ts'
import { attrsOf } from './block-attrs.ts'
import { SCHEMA_EXTENSIONS } from './schema.ts'

const blocks = new WeakMap<Node, Block>()
const lists = new WeakMap<Node, readonly Block[]>()

/** The same node gives the same value, so caches may go by identity. The placeholder of an empty text counts as nothing. */
export function blocksIn(doc: Node): readonly Block[] {
  const known = lists.get(doc)
  if (known) return known
  const list = doc.children.filter((node) => attrsOf(node).id !== null).map(blockOf)
  lists.set(doc, list)
  return list
}

export function blockOf(node: Node): Block {
  const known = blocks.get(node)
  if (known) return known
  const { id, kind, level, origin } = attrsOf(node)
  const block = {
    id: blockId(id ?? ''),
    kind,
    level,
    origin: origin === null ? null : blockId(origin),
    runs: runsOf(node),
  }
  blocks.set(node, block)
  return block
}

const runsOf = (node: Node): readonly Run[] => node.children.map(runOf)

function runOf(node: Node): Run {
  const marks = marksOn(node)
  if (node.isText) return { text: node.text!, ...marks }
  const { alternative } = marks
  return { footnote: blockId(String(node.attrs['to'])), ...(alternative !== undefined && { alternative }) }
}

function marksOn({ marks }: Node): Marks {
  const found = (name: string) => marks.find(({ type }) => type.name === name)
  const [alternative, reference] = [found('alternative'), found('reference')]
  return {
    ...(found('emphasis') && { emphasis: true }),
    ...(alternative && { alternative: alternative.attrs['is'] as Alternative }),
    ...(reference && { reference: blockId(String(reference.attrs['to'])) }),
  }
}

/** In the order of the schema, as ProseMirror wants them. */
export function marksFor(schema: Schema, { emphasis, alternative, reference }: Marks): readonly Mark[] {
  const marks = [
    ...(alternative === undefined ? [] : [schema.marks['alternative']!.create({ is: alternative })]),
    ...(reference === undefined ? [] : [schema.marks['reference']!.create({ to: reference })]),
    ...(emphasis ? [schema.marks['emphasis']!.create()] : []),
  ]
  return marks.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), [])
}

export const nodeOf = (schema: Schema, block: Block): Node =>
  schema.nodes['block']!.create(
    { id: block.id, kind: block.kind, level: block.level, origin: block.origin },
    block.runs.filter((run) => isFootnoteRef(run) || run.text !== '').map((run) => inlineOf(schema, run)),
  )

export function inlineOf(schema: Schema, run: Run): Node {
  if (isFootnoteRef(run)) return schema.nodes['footnoteRef']!.create({ to: run.footnote }, null, marksFor(schema, run))
  return schema.text(run.text, marksFor(schema, run))
}

export const placeholder = (schema: Schema): Node => schema.nodes['block']!.create()

export const docOf = (schema: Schema, list: readonly Block[]): Node =>
  schema.topNodeType.create(null, list.length > 0 ? list.map((block) => nodeOf(schema, block)) : placeholder(schema))

/** What a new editor is created with. It is built from the document and from nothing else. */
export const contentOf = (list: readonly Block[]): JSONContent =>
  docOf(getSchema([...SCHEMA_EXTENSIONS]), list).toJSON() as JSONContent
