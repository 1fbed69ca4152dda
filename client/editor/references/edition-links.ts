/**
 * Draws the resolutions that a text names with their edition as links. They are found when nobody types: a key only moves what is
 * drawn.
 */
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Block } from '../../../shared/document/blocks.ts'
import { editionReferencesIn, type EditionReference } from '../../../shared/drafting/edition-references.ts'
import { attrsOf } from '../block-attrs.ts'
import { blockOf } from '../pm-blocks.ts'

/** Milliseconds without a change. */
const REST = 500

const key = new PluginKey<DecorationSet>('edition-links')
const known = new WeakMap<Block, readonly EditionReference[]>()

export const editionLinksPlugin = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => drawn(state),
      apply: (tr, set, _old, state) => (tr.getMeta(key) ? drawn(state) : set.map(tr.mapping, tr.doc)),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => followAtRest(view),
  })

function followAtRest(view: EditorView) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const redraw = () => {
    if (view.isDestroyed) return
    if (view.composing) return void (timer = setTimeout(redraw, REST))
    view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
  }
  return {
    update: (_view: EditorView, before: EditorState) => {
      if (before.doc === view.state.doc) return
      clearTimeout(timer)
      timer = setTimeout(redraw, REST)
    },
    destroy: () => clearTimeout(timer),
  }
}

function drawn({ doc }: EditorState): DecorationSet {
  const decorations: Decoration[] = []
  doc.forEach((node, pos) => {
    if (attrsOf(node).id === null) return
    for (const { from, to } of editionsOf(blockOf(node)))
      decorations.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: 'edition' }))
  })
  return DecorationSet.create(doc, decorations)
}

function editionsOf(block: Block): readonly EditionReference[] {
  const found = known.get(block) ?? editionReferencesIn(block)
  known.set(block, found)
  return found
}

/** The resolution that is named at a position of the document. */
export function editionAt({ doc }: EditorState, pos: number): EditionReference | null {
  const $pos = doc.resolve(pos)
  if ($pos.depth !== 1 || attrsOf($pos.parent).id === null) return null
  const at = $pos.parentOffset
  return editionsOf(blockOf($pos.parent)).find(({ from, to }) => from <= at && at < to) ?? null
}
