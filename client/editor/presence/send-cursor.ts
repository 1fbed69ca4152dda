/** Tells the others where this editor's caret is: at most four times a second, and not at all when it is elsewhere. */
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import { cursorOf, type Cursor, type PresenceState } from './cursor.ts'

const PAUSE = 250

export const sendCursorPlugin = (awareness: Awareness, name: FragmentName, fragment: Y.Map<Y.Text>): Plugin =>
  new Plugin({ view: (view) => sendCursor(view, awareness, name, fragment) })

function sendCursor(view: EditorView, awareness: Awareness, name: FragmentName, fragment: Y.Map<Y.Text>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentAt = 0

  const mine = () => (awareness.getLocalState() as PresenceState | null)?.cursor ?? null
  const wanted = (): Cursor | null => (view.hasFocus() && view.editable ? cursorOf(view.state, name, fragment) : null)

  function send(): void {
    timer = undefined
    if (view.isDestroyed) return
    const cursor = wanted()
    // The three editors of a document share one state: only the one that the caret is in speaks.
    if (cursor === null && mine()?.fragment !== name) return
    if (JSON.stringify(cursor) === JSON.stringify(mine())) return
    sentAt = Date.now()
    awareness.setLocalStateField('cursor', cursor)
  }

  function plan(): void {
    timer ??= setTimeout(send, Math.max(0, sentAt + PAUSE - Date.now()))
  }

  view.dom.addEventListener('focus', plan)
  view.dom.addEventListener('blur', plan)
  return {
    update: plan,
    destroy: () => {
      clearTimeout(timer)
      view.dom.removeEventListener('focus', plan)
      view.dom.removeEventListener('blur', plan)
      if (mine()?.fragment === name) awareness.setLocalStateField('cursor', null)
    },
  }
}
