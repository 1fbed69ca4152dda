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
import { attrsOf } from '../block-attrs.ts'
import { fullChange, remoteChange, touchedBy, type DeepEvent } from './from-yjs.ts'
import { follow as followHeld, hold, type Held } from './held-changes.ts'
import { setUnwritten } from '../../../shared/document/unwritten.ts'
import { writeChange } from './to-yjs.ts'

/** Shared by the editors of all fragments, so that one undo manager can follow them. */
export const EDITOR_ORIGIN = { name: 'editor' }

const AFTER_COMPOSITION = 60

type Pending = { readonly maps: readonly StepMap[]; readonly moved: ReadonlySet<string> | null }
type Meta = { readonly fromYjs: true } | { readonly moved: ReadonlySet<string> }

export const bindingKey = new PluginKey<Pending>('flat-binding')

/** True for what other people, or an undo, did. */
export const isFromYjs = (tr: Transaction): boolean => {
  const meta = tr.getMeta(bindingKey) as Meta | undefined
  return meta !== undefined && 'fromYjs' in meta
}

/** Says which blocks a transaction takes hold of, so that these get the new order and not their neighbours. */
export const moving = (tr: Transaction, ids: readonly string[]): Transaction =>
  tr.setMeta(bindingKey, { moved: new Set(ids) } satisfies Meta)

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
    props: {
      handleDOMEvents: {
        // ProseMirror reads the composed words a moment after the event.
        compositionend: () => void setTimeout(() => bound?.release(), AFTER_COMPOSITION),
      },
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
  const meta = tr.getMeta(bindingKey) as { moved?: ReadonlySet<string> } | undefined
  return { maps: [...(pending?.maps ?? []), ...tr.mapping.maps], moved: meta?.moved ?? pending?.moved ?? null }
}

type Binding = ReturnType<typeof bind>

function bind(view: EditorView, fragment: Y.Map<Y.Text>, chance: () => number) {
  const binding = { synced: view.state.doc, update, release, destroy }
  let held: Held | null = null

  function update(): void {
    if (held === null) write()
    else setUnwritten(fragment.doc!, binding, view.state.doc !== binding.synced)
  }

  function write(): void {
    const { doc } = view.state
    setUnwritten(fragment.doc!, binding, false)
    if (doc === binding.synced) return
    const change = { before: binding.synced, after: doc, held, ...bindingKey.getState(view.state)! }
    binding.synced = doc
    fragment.doc!.transact((transaction) => {
      transaction.meta.set(binding, true)
      writeChange(fragment, change, chance)
    }, EDITOR_ORIGIN)
  }

  const follow: Observer = (changes, transaction) => {
    // Its own writes are known by the transaction, not by a flag: Yjs may tell of them after later ones.
    if (transaction.meta.has(binding) || view.isDestroyed) return
    const events = changes as unknown as readonly DeepEvent[]
    if (!mustWait(events)) show(remoteChange(view.state, fragment, events))
  }

  /** While an input method composes in a block, what others do to its words waits, and all that comes after it. */
  function mustWait(events: readonly DeepEvent[]): boolean {
    const composed = held === null ? composedBlock(view) : held
    const delta = composed && touchedBy(fragment, events).get(composed.id)
    if (delta) held = followHeld(held ?? hold(composed.id, view.state.selection.$head.parent.content.size), delta)
    return held !== null
  }

  /** To be called when the composition has ended and stands in the editor. */
  function release(): void {
    if (held === null || view.composing) return
    write()
    held = null
    if (!view.isDestroyed) show(fullChange(view.state, fragment))
  }

  function show(tr: Transaction): void {
    if (tr.docChanged) binding.synced = tr.doc
    if (tr.docChanged || tr.selectionSet) view.dispatch(tr.setMeta(bindingKey, { fromYjs: true } satisfies Meta))
  }

  function start(): void {
    if (!view.isDestroyed) show(fullChange(view.state, fragment))
  }

  function destroy(): void {
    if (held !== null) write()
    fragment.unobserveDeep(follow)
  }

  fragment.observeDeep(follow)
  // A view cannot be dispatched to while it is being built; the content it was given may be older than the document.
  if (!view.state.doc.eq(docOf(view.state.schema, readFragment(fragment)))) queueMicrotask(start)
  return binding
}

const composedBlock = ({ composing, state }: EditorView): { readonly id: string } | null => {
  const { $head } = state.selection
  const id = composing && $head.depth === 1 ? attrsOf($head.parent).id : null
  return id === null ? null : { id }
}

type Observer = Parameters<Y.Map<Y.Text>['observeDeep']>[0]
