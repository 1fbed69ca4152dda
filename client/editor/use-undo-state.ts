import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

const EVENTS = ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const

/** Whether there is something to take back, or to do again. */
export function useUndoState(undoManager: Y.UndoManager): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const subscribe = useCallback(
    (changed: () => void) => {
      for (const event of EVENTS) undoManager.on(event, changed)
      return () => EVENTS.forEach((event) => undoManager.off(event, changed))
    },
    [undoManager],
  )
  // Of the answer and not of the lengths: while one types they change all the time, and the tools need not be drawn for it.
  const canUndo = useSyncExternalStore(subscribe, () => undoManager.undoStack.length > 0)
  const canRedo = useSyncExternalStore(subscribe, () => undoManager.redoStack.length > 0)
  return { canUndo, canRedo }
}
