/**
 * Draws links whose clause is gone as broken. They are looked for when nobody types, and when a clause comes or goes; a key only
 * moves what is drawn. Words can stand in another part than their clause, so the document is asked, not the editor.
 */
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import type { Block } from '../../../shared/document/blocks.ts'
import { fragmentOf } from '../../../shared/document/ydoc.ts'
import { linksIn, type Linked } from '../../../shared/drafting/linked-references.ts'
import { attrsOf } from '../block-attrs.ts'
import { blockOf } from '../pm-blocks.ts'

/** Milliseconds without a change. */
const REST = 500

const key = new PluginKey<DecorationSet>('broken-references')
const known = new WeakMap<Block, readonly Linked[]>()

/** `fragment`: the part that the editor shows; the clauses are those of the text of its document. */
export const brokenReferencesPlugin = ({ doc }: Y.Map<Y.Text>): Plugin<DecorationSet> => {
  const clauses = doc && fragmentOf(doc, 'text')
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => DecorationSet.create(state.doc, brokenIn(state, clauses)),
      apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => followAtRest(view, clauses),
  })
}

type Clauses = Y.Map<Y.Text> | null

function followAtRest(view: EditorView, clauses: Clauses) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const redraw = () => {
    if (view.isDestroyed) return
    if (view.composing) return later()
    const broken = brokenIn(view.state, clauses)
    if (!isDrawn(view.state, broken)) view.dispatch(drawing(view.state, broken))
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(redraw, REST)
  }
  const clausesChanged = ({ keysChanged }: Y.YMapEvent<Y.Text>) => void (keysChanged.size > 0 && later())
  clauses?.observe(clausesChanged)
  return {
    update: (_view: EditorView, before: EditorState) => void (before.doc !== view.state.doc && later()),
    destroy: () => {
      clearTimeout(timer)
      clauses?.unobserve(clausesChanged)
    },
  }
}

const drawing = ({ tr, doc }: EditorState, broken: Decoration[]) =>
  tr.setMeta(key, DecorationSet.create(doc, broken)).setMeta('addToHistory', false)

function isDrawn(state: EditorState, broken: readonly Decoration[]): boolean {
  const drawn = key.getState(state)?.find() ?? []
  return (
    drawn.length === broken.length && broken.every(({ from, to }) => drawn.some((d) => d.from === from && d.to === to))
  )
}

function brokenIn({ doc }: EditorState, clauses: Clauses): Decoration[] {
  const decorations: Decoration[] = []
  doc.forEach((node, pos) => {
    if (clauses === null || attrsOf(node).id === null) return
    for (const { from, to, target } of linksOf(blockOf(node)))
      if (!isClause(clauses.get(target)))
        decorations.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: 'broken-reference' }))
  })
  return decorations
}

function linksOf(block: Block): readonly Linked[] {
  const links = known.get(block) ?? linksIn(block)
  known.set(block, links)
  return links
}

/** What has a name that words can say, as in the check of references. */
const isClause = (text: Y.Text | undefined) =>
  text !== undefined && /^(?:item|text)$/.test(String(text.getAttribute('kind')))
