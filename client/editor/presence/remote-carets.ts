/**
 * The carets and selections of the others. A caret takes no room, so that no word moves when somebody arrives; its flag shows
 * for two seconds after each move and then shrinks to a tab.
 */
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import type { AtWork } from './cursor.ts'
import { resolveEnd } from './cursor.ts'

const FLAG_SHOWS = 2000
const HUES = 4

type Other = ReturnType<AtWork['others']>[number]
/** When each line's caret last moved, and the letter before it then: that is another one too when its owner types on. */
type Moves = Map<number, { readonly behind: string; readonly at: number }>

const key = new PluginKey<DecorationSet>('remote-carets')

export const remoteCaretsPlugin = (atWork: AtWork, fragment: Y.Map<Y.Text>): Plugin => {
  const moves: Moves = new Map()
  const draw = (state: EditorState) => drawOthers(state, atWork.others(), fragment, moves)
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set, _old, state) => drawnBy(tr) ?? (tr.docChanged ? draw(state) : set),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => follow(view, atWork, draw),
  })
}

const drawnBy = (tr: Transaction) => tr.getMeta(key) as DecorationSet | undefined

function follow(view: EditorView, atWork: AtWork, draw: (state: EditorState) => DecorationSet) {
  let frame: ReturnType<typeof setTimeout> | undefined
  const redraw = () => {
    frame = undefined
    if (view.isDestroyed) return
    const drawn = draw(view.state)
    // Of a document's three editors two are left in peace.
    if (drawn === DecorationSet.empty && key.getState(view.state) === drawn) return
    view.dispatch(view.state.tr.setMeta(key, drawn).setMeta('addToHistory', false))
  }
  // News come in bursts: they are drawn together.
  const onChange = () => void (frame ??= setTimeout(redraw, 16))
  const leave = atWork.onCarets(onChange)
  onChange()
  return {
    destroy: () => {
      clearTimeout(frame)
      leave()
    },
  }
}

function drawOthers(
  state: EditorState,
  others: readonly Other[],
  fragment: Y.Map<Y.Text>,
  moves: Moves,
): DecorationSet {
  const decorations = others.flatMap((other) => {
    const anchor = other.caret && resolveEnd(other.caret.anchor, state, fragment)
    const head = other.caret && resolveEnd(other.caret.head, state, fragment)
    if (!anchor || !head) return []
    const at = movedAt(moves, other.number, `${anchor.behind} ${head.behind}`)
    return [...selectionOf(other, anchor.pos, head.pos), caretAt(head.pos, other, at)]
  })
  return DecorationSet.create(state.doc, decorations)
}

const selectionOf = ({ seat }: Other, anchor: number, head: number) =>
  anchor === head
    ? []
    : [
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: `remote-selection ${hueOf(seat)}`,
        }),
      ]

const caretAt = (head: number, other: Other, at: number) =>
  Decoration.widget(head, () => caret(other, at), {
    side: 10,
    key: `caret ${other.number} ${at}`,
    ignoreSelection: true,
  })

function movedAt(moves: Moves, number: number, behind: string): number {
  const known = moves.get(number)
  if (known?.behind === behind) return known.at
  const at = Date.now()
  moves.set(number, { behind, at })
  return at
}

function caret({ seat, name, administration, symbol }: Other, movedAt: number): HTMLElement {
  const dom = document.createElement('span')
  dom.className = `remote-caret ${hueOf(seat)}`
  dom.title = administration ? `${name}, ${administration}` : name
  const flag = document.createElement('b')
  flag.dir = 'ltr'
  flag.textContent = symbol
  dom.append(flag)
  const left = movedAt + FLAG_SHOWS - Date.now()
  if (left > 0) {
    dom.classList.add('moved')
    setTimeout(() => dom.classList.remove('moved'), left)
  }
  return dom
}

const hueOf = (seat: number) => `hue-${(seat % HUES) + 1}`
