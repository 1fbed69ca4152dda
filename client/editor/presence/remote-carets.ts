/**
 * The carets and selections of the others. A caret takes no room, so that no word moves when somebody arrives; its flag shows
 * for two seconds after each move and then shrinks to a tab.
 */
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import { resolveEnd, type Cursor, type PresenceState } from './cursor.ts'

const FLAG_SHOWS = 2000
const HUES = 4

type Other = { readonly client: number; readonly cursor: Cursor; readonly user: NonNullable<PresenceState['user']> }
/** When each client's caret last moved, by its cursor as text. */
type Moves = Map<number, { readonly cursor: string; readonly at: number }>

const key = new PluginKey<DecorationSet>('remote-carets')

export const remoteCaretsPlugin = (awareness: Awareness, name: FragmentName, fragment: Y.Map<Y.Text>): Plugin => {
  const moves: Moves = new Map()
  const draw = (state: EditorState) => drawOthers(state, othersIn(awareness, name), fragment, moves)
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set, _old, state) => (tr.docChanged || tr.getMeta(key) ? draw(state) : set),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => follow(view, awareness),
  })
}

function follow(view: EditorView, awareness: Awareness) {
  let frame: ReturnType<typeof setTimeout> | undefined
  const redraw = () => {
    frame = undefined
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
  }
  // News come in bursts: they are drawn together.
  const onChange = () => void (frame ??= setTimeout(redraw, 16))
  awareness.on('change', onChange)
  onChange()
  return {
    destroy: () => {
      clearTimeout(frame)
      awareness.off('change', onChange)
    },
  }
}

/** Without the stamp of the server nobody is shown. */
const othersIn = (awareness: Awareness, name: FragmentName): readonly Other[] =>
  [...(awareness.getStates() as Map<number, PresenceState>)].flatMap(([client, { cursor, user }]) =>
    client !== awareness.clientID && cursor?.fragment === name && user ? [{ client, cursor, user }] : [],
  )

function drawOthers(
  state: EditorState,
  others: readonly Other[],
  fragment: Y.Map<Y.Text>,
  moves: Moves,
): DecorationSet {
  const decorations = others.flatMap((other) => {
    const anchor = resolveEnd(other.cursor.anchor, state, fragment)
    const head = resolveEnd(other.cursor.head, state, fragment)
    if (anchor === null || head === null) return []
    return [...selectionOf(other, anchor, head), caretAt(head, other, movedAt(moves, other))]
  })
  return DecorationSet.create(state.doc, decorations)
}

const selectionOf = ({ client }: Other, anchor: number, head: number) =>
  anchor === head
    ? []
    : [
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: `remote-selection ${hueOf(client)}`,
        }),
      ]

const caretAt = (head: number, other: Other, at: number) =>
  Decoration.widget(head, () => caret(other, at), {
    side: 10,
    key: `caret ${other.client} ${at}`,
    ignoreSelection: true,
  })

function movedAt(moves: Moves, { client, cursor }: Other): number {
  const known = moves.get(client)
  const text = JSON.stringify(cursor)
  if (known?.cursor === text) return known.at
  const at = Date.now()
  moves.set(client, { cursor: text, at })
  return at
}

function caret({ client, user }: Other, movedAt: number): HTMLElement {
  const dom = document.createElement('span')
  dom.className = `remote-caret ${hueOf(client)}`
  dom.title = `${user.name}, ${user.administration}`
  const flag = document.createElement('b')
  flag.dir = 'ltr'
  flag.textContent = user.symbol
  dom.append(flag)
  const left = movedAt + FLAG_SHOWS - Date.now()
  if (left > 0) {
    dom.classList.add('moved')
    setTimeout(() => dom.classList.remove('moved'), left)
  }
  return dom
}

/** Client ids are random: their last digits spread the hues. */
const hueOf = (client: number) => `hue-${(client % HUES) + 1}`
