/**
 * The binding of an editor to a fragment of a Y.Doc.
 *
 * 1. Between two moments the editor shows exactly what `readFragment` reads (an empty fragment: one placeholder).
 * 2. What the user does is one Yjs transaction of origin `EDITOR_ORIGIN`; nothing else is ever written.
 * 3. What comes from Yjs is one editor transaction with the binding's meta; other plugins leave such transactions alone.
 * 4. An editor that may not edit writes nothing, whatever dispatches a change into it.
 */
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { StepMap } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { docOf } from '../pm-blocks.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { fullChange, remoteChange, type DeepEvent } from './from-yjs.ts'
import { writeChange } from './to-yjs.ts'

/** Shared by the editors of all fragments, so that one undo manager can follow them. */
export const EDITOR_ORIGIN = { name: 'editor' }

type Pending = { readonly maps: readonly StepMap[]; readonly moved: string | null }
type Meta = { readonly fromYjs: true } | { readonly moved: string }

export const bindingKey = new PluginKey<Pending>('flat-binding')

/** True for what other people, or an undo, did. */
export const isFromYjs = (tr: Transaction): boolean => {
  const meta = tr.getMeta(bindingKey) as Meta | undefined
  return meta !== undefined && 'fromYjs' in meta
}

/** Says which block a transaction takes hold of, so that this one gets the new order and not its neighbour. */
export const moving = (tr: Transaction, id: string): Transaction => tr.setMeta(bindingKey, { moved: id } satisfies Meta)

export function bindingPlugin(fragment: Y.Map<Y.Text>, chance: () => number = Math.random): Plugin<Pending> {
  let view: EditorView | null = null
  let bound = view as Binding | null
  return new Plugin<Pending>({
    key: bindingKey,
    filterTransaction: (tr) => !tr.docChanged || isFromYjs(tr) || view === null || view.editable,
    state: {
      init: () => ({ maps: [], moved: null }),
      apply: (tr, pending, old) => (tr.docChanged ? collect(tr, bound?.synced === old.doc ? null : pending) : pending),
    },
    view: (editor) => {
      view = editor
      bound = bind(editor, fragment, chance)
      return bound
    },
  })
}

function collect(tr: Transaction, pending: Pending | null): Pending {
  if (isFromYjs(tr)) return { maps: [], moved: null }
  const meta = tr.getMeta(bindingKey) as { moved?: string } | undefined
  return { maps: [...(pending?.maps ?? []), ...tr.mapping.maps], moved: meta?.moved ?? pending?.moved ?? null }
}

type Binding = ReturnType<typeof bind>

function bind(view: EditorView, fragment: Y.Map<Y.Text>, chance: () => number) {
  const binding = { synced: view.state.doc, update, destroy }

  function update(): void {
    const { doc } = view.state
    if (doc === binding.synced) return
    const change = { before: binding.synced, after: doc, ...bindingKey.getState(view.state)! }
    binding.synced = doc
    fragment.doc!.transact((transaction) => {
      transaction.meta.set(binding, true)
      writeChange(fragment, change, chance)
    }, EDITOR_ORIGIN)
  }

  const follow: Observer = (events, transaction) => {
    // Its own writes are known by the transaction, not by a flag: Yjs may tell of them after later ones.
    if (transaction.meta.has(binding) || view.isDestroyed) return
    show(remoteChange(view.state, fragment, events as unknown as readonly DeepEvent[]))
  }

  function show(tr: Transaction): void {
    if (tr.docChanged) binding.synced = tr.doc
    if (tr.docChanged || tr.selectionSet) view.dispatch(tr.setMeta(bindingKey, { fromYjs: true } satisfies Meta))
  }

  function start(): void {
    if (!view.isDestroyed) show(fullChange(view.state, fragment))
  }

  function destroy(): void {
    fragment.unobserveDeep(follow)
  }

  fragment.observeDeep(follow)
  // A view cannot be dispatched to while it is being built; the content it was given may be older than the document.
  if (!view.state.doc.eq(docOf(view.state.schema, readFragment(fragment)))) queueMicrotask(start)
  return binding
}

type Observer = Parameters<Y.Map<Y.Text>['observeDeep']>[0]
