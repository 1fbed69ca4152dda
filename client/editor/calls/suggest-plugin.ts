/**
 * The calls that go on with what is being typed, in a list below the caret. It takes keys only after an arrow chose from it, or
 * Tab: who does not look at it writes on as if it were not there.
 */
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isCall } from '../../../shared/document/blocks.ts'
import type { Language } from '../../../shared/document/language.ts'
import { attrsOf } from '../block-attrs.ts'
import { isFromYjs } from '../binding/binding.ts'
import { labellingIn } from '../labelling.ts'
import { acceptCall, beginning } from './start-section.ts'
import { suggestionList } from './suggestion-list.ts'
import { suggestionsFor, type Suggestion } from './suggestions.ts'

type Shown = { readonly calls: readonly Suggestion[]; readonly chosen: number | null }
type Meta = { readonly chosen: number } | 'closed'

const NOTHING: Shown = { calls: [], chosen: null }
const key = new PluginKey<Shown>('call-suggestions')

export const suggestPlugin = (): Plugin<Shown> =>
  new Plugin<Shown>({
    key,
    state: {
      init: () => NOTHING,
      apply: (tr, shown, old, state) => {
        const meta = tr.getMeta(key) as Meta | undefined
        if (meta === 'closed') return NOTHING
        if (meta) return { ...shown, chosen: meta.chosen }
        // What stands behind this plugin is not yet in the new state.
        if (tr.docChanged && !isFromYjs(tr)) return shownFor(state, labellingIn(old).language)
        // The browser tells of a caret that did not move, too.
        const moved = tr.selectionSet && state.selection.head !== old.selection.head
        return moved && !isFromYjs(tr) ? NOTHING : shown
      },
    },
    props: {
      handleKeyDown: (view, event) => keyDown(view, event),
      handleDOMEvents: { blur: (view) => close(view) },
      attributes: (state): Record<string, string> => {
        const shown = key.getState(state)
        if (!shown || shown.calls.length === 0) return {}
        return {
          'aria-controls': LIST_ID,
          ...(shown.chosen !== null && { 'aria-activedescendant': optionId(shown.chosen) }),
        }
      },
    },
    view: (view) =>
      suggestionList(view, () => key.getState(view.state) ?? NOTHING, { listId: LIST_ID, optionId, pick }),
  })

const LIST_ID = 'call-suggestions'
const optionId = (at: number) => `${LIST_ID}-${at}`

const ENOUGH_IN_AN_ITEM = 5

/** Words that are a call already, whole, need no help: Enter knows them. An item may begin with any word: there it takes more. */
function shownFor(state: EditorState, language: Language): Shown {
  const words = beginning(state)
  if (words === null) return NOTHING
  const { kind } = attrsOf(state.selection.$from.parent)
  if (kind === 'item' && words.length < ENOUGH_IN_AN_ITEM) return NOTHING
  const calls = suggestionsFor(words, language).filter((call) => call.words.trimEnd() !== words)
  const isBegun = isCall(kind) ? calls.filter(({ open }) => !open) : calls
  return { calls: isBegun, chosen: null }
}

function keyDown(view: EditorView, event: KeyboardEvent): boolean {
  const shown = key.getState(view.state)
  if (!shown || shown.calls.length === 0 || event.isComposing || event.shiftKey || event.altKey) return false
  const { calls, chosen } = shown
  if (event.key === 'ArrowDown') return choose(view, chosen === null ? 0 : (chosen + 1) % calls.length)
  if (event.key === 'ArrowUp' && chosen !== null) return choose(view, (chosen + calls.length - 1) % calls.length)
  if (event.key === 'Escape') return close(view) || true
  const isItem = attrsOf(view.state.selection.$from.parent).kind === 'item'
  if (event.key === 'Tab') return (chosen !== null || !isItem) && pick(view, chosen ?? 0)
  return event.key === 'Enter' && chosen !== null && pick(view, chosen)
}

function choose(view: EditorView, chosen: number): true {
  view.dispatch(view.state.tr.setMeta(key, { chosen } satisfies Meta))
  return true
}

function close(view: EditorView): false {
  if (key.getState(view.state)?.calls.length) view.dispatch(view.state.tr.setMeta(key, 'closed' satisfies Meta))
  return false
}

function pick(view: EditorView, at: number): boolean {
  const call = key.getState(view.state)?.calls[at]
  return call !== undefined && acceptCall(call)(view.state, view.dispatch, view)
}
