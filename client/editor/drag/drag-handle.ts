/**
 * A handle in the margin of the clause under the pointer, or of the caret's where there is no pointer that hovers. Dragged by
 * mouse, pen or finger it moves the clause with what stands below it, a whole section by its call, or the selected clauses
 * together. It is plain DOM beside the editor; with keys the same is Alt and an arrow.
 */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { attrsOf } from '../block-attrs.ts'
import { blockElementsIn } from '../block-view.ts'
import { familyAt, selectedFamily, type Family } from '../commands/families.ts'
import { moveTo } from '../commands/move-blocks.ts'
import { lineAt, placeAt } from './drop-place.ts'
import { scrollNear } from './scroll-near.ts'

/** A drag is one step of undo of its own. */
export const dragHandlePlugin = (undoManager: Y.UndoManager | null): Plugin =>
  new Plugin({ view: (view) => dragHandle(view, () => undoManager?.stopCapturing()) })

type Drag = { readonly ids: readonly string[]; place: number; y: number }

function dragHandle(view: EditorView, beginStep: () => void) {
  const { ownerDocument: page } = view.dom
  const [handle, line] = [page.createElement('div'), page.createElement('div')]
  handle.className = 'drag-handle'
  handle.setAttribute('aria-hidden', 'true')
  line.className = 'drop-line'
  let at: HTMLElement | null = null
  let drag: Drag | null = null
  let frame = 0

  const bands = () => blockElementsIn(view.dom).map((element) => element.getBoundingClientRect())
  const around = () => handle.offsetParent?.getBoundingClientRect() ?? new DOMRect()

  function show(element: HTMLElement | null): void {
    const canMove = element && view.editable && element.dataset['kind'] !== 'footnote'
    at = canMove ? element : null
    if (!at) return handle.remove()
    if (!handle.isConnected) view.dom.parentElement?.append(handle)
    handle.style.insetBlockStart = `${at.getBoundingClientRect().top - around().top}px`
    handle.dataset['side'] = getComputedStyle(at).direction
  }

  const hover = (event: PointerEvent) => {
    if (drag || event.pointerType === 'touch') return
    const target = event.target as Element
    if (!handle.contains(target)) show(blockElementsIn(view.dom).find((element) => element.contains(target)) ?? at)
  }

  function grab(event: PointerEvent): void {
    const family = at && event.button === 0 ? grabbed(view, at) : null
    if (!family) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    drag = { ids: idsIn(view, family), place: family.from, y: event.clientY }
    mark(true)
    page.addEventListener('keydown', cancel, true)
    frame = requestAnimationFrame(follow)
  }

  const pull = (event: PointerEvent) => {
    if (drag) drag.y = event.clientY
  }

  /** In frames, because the page also scrolls under a pointer that rests at its edge. */
  function follow(): void {
    if (!drag) return
    scrollNear(view.dom, drag.y)
    const places = bands()
    drag.place = placeAt(places, drag.y)
    if (!line.isConnected) view.dom.parentElement?.append(line)
    line.style.insetBlockStart = `${lineAt(places, drag.place) - around().top}px`
    line.toggleAttribute('data-still', moved(view, drag) === null)
    frame = requestAnimationFrame(follow)
  }

  function drop(): void {
    const tr = drag && moved(view, drag)
    end()
    if (!tr) return
    beginStep()
    view.dispatch(tr)
    beginStep()
    view.focus()
  }

  function end(): void {
    cancelAnimationFrame(frame)
    mark(false)
    drag = null
    line.remove()
    page.removeEventListener('keydown', cancel, true)
  }

  const cancel = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end()
  }

  function mark(isDragged: boolean): void {
    view.dom.parentElement?.classList.toggle('dragging', isDragged)
    handle.toggleAttribute('data-dragged', isDragged)
  }

  handle.addEventListener('pointerdown', grab)
  handle.addEventListener('pointermove', pull)
  handle.addEventListener('pointerup', drop)
  handle.addEventListener('pointercancel', end)
  handle.addEventListener('lostpointercapture', end)
  view.dom.addEventListener('pointermove', hover)
  return {
    update: () => {
      if (drag || (at?.isConnected && !isCoarse())) return
      show(isCoarse() && view.hasFocus() ? elementOfCaret(view) : null)
    },
    destroy: () => {
      end()
      handle.remove()
      view.dom.removeEventListener('pointermove', hover)
    },
  }
}

const isCoarse = () => typeof matchMedia === 'function' && matchMedia('(hover: none)').matches

function elementOfCaret(view: EditorView): HTMLElement | null {
  const { $head } = view.state.selection
  return $head.depth === 1 ? (blockElementsIn(view.dom)[$head.index(0)] ?? null) : null
}

/** All that is selected, when the handle is that of a selected clause and more than one is. */
function grabbed(view: EditorView, element: HTMLElement): Family | null {
  const index = blockElementsIn(view.dom).indexOf(element)
  if (index < 0) return null
  const selected = view.state.selection.empty ? null : selectedFamily(view.state)
  const own = familyAt(view.state.doc, index)
  return selected && selected.from <= index && index < selected.to && selected.to > own.to ? selected : own
}

const idsIn = ({ state: { doc } }: EditorView, { from, to }: Family) =>
  doc.children.slice(from, to).flatMap((node) => attrsOf(node).id ?? [])

/** The clauses are found anew: others may have moved or removed some meanwhile. */
function moved({ state }: EditorView, { ids, place }: Drag) {
  const indices = state.doc.children.flatMap((node, at) => (ids.includes(attrsOf(node).id ?? '') ? [at] : []))
  if (indices.length === 0) return null
  const family = { from: indices[0]!, to: indices.at(-1)! + 1 }
  return family.to - family.from === indices.length ? moveTo(state, family, place) : null
}
