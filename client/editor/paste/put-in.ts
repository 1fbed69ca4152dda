/**
 * Puts pasted clauses where the selection is, in one transaction, so that one undo takes all of it back. The words that stand
 * there keep their clause: a paste in the middle cuts it in two as Enter does. Footnotes go to the end of the text.
 */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { BlockId } from '../../../shared/ids.ts'
import { attrsOf } from '../block-attrs.ts'
import { wordsOf, type PastedRun } from './pasted.ts'
import type { UnderstoodParagraph } from './understand-paste.ts'

export type Placeable = {
  readonly clauses: readonly UnderstoodParagraph[]
  readonly notes: ReadonlyMap<string, readonly PastedRun[]>
}

export function putIn({ tr, schema }: EditorState, { clauses, notes }: Placeable, newId: () => BlockId): Transaction {
  const ids = new Map([...notes.keys()].map((key) => [key, newId()]))
  const draw = (runs: readonly PastedRun[]) => Fragment.from(runs.map((run) => nodeFor(schema, run, ids)))
  const block = schema.nodes['block']!
  const nodes = clauses.map(({ kind, level, runs }) => block.create({ kind, level }, draw(runs)))
  if (!tr.selection.empty) tr.deleteSelection()
  const end = put(tr, nodes, clauses)
  const footnotes = [...notes].map(([key, runs]) => block.create({ kind: 'footnote', id: ids.get(key) }, draw(runs)))
  if (footnotes.length > 0) tr.insert(tr.doc.content.size, footnotes)
  return tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView()
}

/** Answers the position behind the last pasted word. */
function put(tr: Transaction, nodes: readonly Node[], clauses: readonly UnderstoodParagraph[]): number {
  const { $from } = tr.selection
  if (nodes.length === 0) return $from.pos
  if ($from.parent.content.size === 0) return fill(tr, $from.before(), nodes)
  const [first, ...rest] = nodes
  const joins = clauses[0]!.plain && $from.parentOffset > 0
  const at = tr.selection.from
  if (joins) tr.insert(at, first!.content)
  const caret = joins ? at + first!.content.size : at
  return joins && rest.length === 0 ? caret : between(tr, caret, joins ? rest : nodes)
}

/** An empty clause becomes the first one, and stays itself. */
function fill(tr: Transaction, pos: number, [first, ...rest]: readonly Node[]): number {
  const { kind, level } = attrsOf(first!)
  tr.setNodeAttribute(pos, 'kind', kind).setNodeAttribute(pos, 'level', level)
  tr.insert(pos + 1, first!.content)
  const after = pos + tr.doc.nodeAt(pos)!.nodeSize
  tr.insert(after, rest)
  return after + sizeOf(rest) - 1
}

function between(tr: Transaction, caret: number, nodes: readonly Node[]): number {
  const $caret = tr.doc.resolve(caret)
  const block = $caret.parent
  if ($caret.parentOffset === 0) {
    tr.insert($caret.before(), nodes)
    return $caret.before() + sizeOf(nodes) - 1
  }
  if ($caret.parentOffset < block.content.size)
    tr.split(caret, 1, [{ type: block.type, attrs: { kind: attrsOf(block).kind, level: attrsOf(block).level } }])
  tr.insert(caret + 1, nodes)
  return caret + 1 + sizeOf(nodes) - 1
}

const sizeOf = (nodes: readonly Node[]) => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)

/** The mark of a note whose words were not copied stays in the words, in parentheses. */
function nodeFor(schema: Schema, run: PastedRun, ids: ReadonlyMap<string, BlockId>): Node {
  if ('text' in run) return schema.text(run.text, run.emphasis ? [schema.marks['emphasis']!.create()] : [])
  const to = ids.get(run.note)
  return to ? schema.nodes['footnoteRef']!.create({ to }) : schema.text(`(${/\d+/.exec(run.note)?.[0] ?? '*'})`)
}

export const isOneLine = ({ clauses, notes }: Placeable) =>
  clauses.length === 1 && notes.size === 0 && wordsOf(clauses[0]!.runs) !== ''
