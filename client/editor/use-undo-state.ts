import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

const EVENTS = ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const

/** Whether there is something to take back, or to do again. */
export function useUndoState(undoManager: Y.UndoManager): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const subscribe = (changed: () => void) => {
    for (const event of EVENTS) undoManager.on(event, changed)
    return () => EVENTS.forEach((event) => undoManager.off(event, changed))
  }
  const sizes = useSyncExternalStore(subscribe, () => `${undoManager.undoStack.length} ${undoManager.redoStack.length}`)
  const [undos, redos] = sizes.split(' ')
  return { canUndo: undos !== '0', canRedo: redos !== '0' }
}
