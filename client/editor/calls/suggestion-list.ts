/** The list as plain DOM beside the editor: it is drawn with each key, where React would come too late. */
import type { EditorView } from '@tiptap/pm/view'
import type { Suggestion } from './suggestions.ts'

type Shown = { readonly calls: readonly Suggestion[]; readonly chosen: number | null }
type Parts = {
  readonly listId: string
  readonly optionId: (at: number) => string
  readonly pick: (view: EditorView, at: number) => boolean
}

export function suggestionList(view: EditorView, shown: () => Shown, { listId, optionId, pick }: Parts) {
  const list = view.dom.ownerDocument.createElement('ul')
  list.id = listId
  list.className = 'call-suggestions'
  list.setAttribute('role', 'listbox')
  // The editor keeps the focus: a press must not take it.
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    const option = (event.target as Element).closest('li')
    if (option) pick(view, [...list.children].indexOf(option))
  })
  let drawn: readonly Suggestion[] = []

  function update(): void {
    const { calls, chosen } = shown()
    if (calls !== drawn) draw(calls)
    ;[...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)))
    if (calls.length > 0) place()
  }

  function draw(calls: readonly Suggestion[]): void {
    drawn = calls
    list.replaceChildren(...calls.map(optionFor))
    if (calls.length === 0) list.remove()
    else if (!list.isConnected) view.dom.parentElement?.append(list)
  }

  function optionFor({ words, open }: Suggestion, at: number): HTMLElement {
    const option = view.dom.ownerDocument.createElement('li')
    option.id = optionId(at)
    option.dir = 'auto'
    option.setAttribute('role', 'option')
    option.textContent = open ? `${words.trimEnd()} …` : words
    return option
  }

  /** Under the line of the caret, from where the paragraph's words begin. */
  function place(): void {
    const parent = list.offsetParent
    if (!parent) return
    const around = parent.getBoundingClientRect()
    const caret = view.coordsAtPos(view.state.selection.head)
    const start = view.coordsAtPos(view.state.selection.$head.start())
    list.style.insetBlockStart = `${topFor(caret, list.offsetHeight, bottomOf(list)) - around.top}px`
    const isRtl =
      getComputedStyle(view.domAtPos(view.state.selection.head).node.parentElement ?? view.dom).direction === 'rtl'
    list.style.left = isRtl ? '' : `${start.left - around.left}px`
    list.style.right = isRtl ? `${around.right - start.right}px` : ''
  }

  return { update, destroy: () => list.remove() }
}

const GAP = 4

/** Below the line, or above it where there is no room below and more above. */
function topFor(caret: { readonly top: number; readonly bottom: number }, height: number, bottom: number): number {
  const below = caret.bottom + GAP
  const above = caret.top - GAP - height
  return below + height > bottom && above > 0 ? above : below
}

const bottomOf = (list: HTMLElement) =>
  Math.min(innerHeight, list.closest('.desk-scroll')?.getBoundingClientRect().bottom ?? innerHeight)
