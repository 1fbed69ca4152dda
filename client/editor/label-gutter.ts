/**
 * Writes the labels onto the paragraphs, and the numbers onto the footnote references; the style sheet draws them. No
 * decorations: ProseMirror walks all of a document's own decorations for each of its children, which is quadratic.
 *
 * A key that changes words changes no label: then nothing is computed and nothing is written.
 */
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isFootnoteRef, type Block } from '../../shared/document/blocks.ts'
import { labelsOf } from '../../shared/document/labels.ts'
import { blockElementsIn, blocksMadeIn, setData } from './block-view.ts'
import { labellingIn } from './labelling.ts'
import { blocksIn } from './pm-blocks.ts'

type Labels = readonly string[]

const key = new PluginKey<Labels>('label-gutter')

/** The label of each of `blocksIn(state.doc)`. The same array as long as no label can have changed. */
export const labelsIn = (state: EditorState): Labels => key.getState(state) ?? labelsNow(state)

export const labelGutterPlugin = (): Plugin<Labels> =>
  new Plugin<Labels>({
    key,
    state: {
      init: (_config, state) => labelsNow(state),
      apply: (_tr, labels, before, after) => (labelsStay(before, after) ? labels : labelsNow(after)),
    },
    view: (view) => {
      let written = write(view, null)
      return { update: () => void (written = write(view, written)) }
    },
  })

const labelsNow = (state: EditorState): Labels => labelsOf(blocksIn(state.doc), labellingIn(state))

function labelsStay(before: EditorState, after: EditorState): boolean {
  if (labellingIn(before) !== labellingIn(after)) return false
  if (before.doc === after.doc) return true
  const [old, now] = [blocksIn(before.doc), blocksIn(after.doc)]
  return old.length === now.length && old.every((block, at) => isLabelledAs(block, now[at]!))
}

/** All of a block that the label of any block can depend on. */
const isLabelledAs = (a: Block, b: Block) =>
  a === b ||
  (a.id === b.id &&
    a.kind === b.kind &&
    a.level === b.level &&
    a.origin === b.origin &&
    references(a) === references(b))

const references = ({ runs }: Block) =>
  runs
    .filter(isFootnoteRef)
    .map(({ footnote }) => footnote)
    .join(' ')

type Written = { readonly labels: Labels; readonly made: number }

function write(view: EditorView, last: Written | null): Written {
  const now = { labels: labelsIn(view.state), made: blocksMadeIn(view) }
  if (last?.labels !== now.labels || last.made !== now.made) writeLabels(view, now.labels)
  writeNumbers(view, now.labels)
  return now
}

function writeLabels(view: EditorView, labels: Labels): void {
  const elements = blockElementsIn(view.dom)
  // The placeholder of an empty text stands alone and has no label.
  elements.forEach((element, at) => setData(element, 'label', labels[at] || undefined))
}

/** Each time: a reference can be drawn anew without its block. */
function writeNumbers(view: EditorView, labels: Labels): void {
  const blocks = blocksIn(view.state.doc)
  if (!blocks.some(({ runs }) => runs.some(isFootnoteRef))) return
  const numbers = new Map<string, string>(blocks.map(({ id }, at) => [id, labels[at]!]))
  for (const reference of view.dom.querySelectorAll<HTMLElement>('sup[data-to]'))
    setData(reference, 'number', numbers.get(reference.dataset['to']!) || '?')
}
