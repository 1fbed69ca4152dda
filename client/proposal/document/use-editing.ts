import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import type { EditorHandle } from '../../editor/editor-handle.ts'
import { createUndoManager } from '../../editor/undo.ts'
import { useTextEditors } from '../checks/text-editors.ts'
import { useWorkspace } from '../workspace-context.ts'

type Ready = (handle: EditorHandle | null) => void

export type Editing = {
  readonly editable: boolean
  readonly undoManager: Y.UndoManager
  /** Given to each editor, one for each part of the document. */
  readonly ready: Record<FragmentName, Ready>
  readonly onFocus: (fragment: FragmentName) => void
  /** The editor that the tools work on: the one last written in. */
  readonly handle: EditorHandle | null
}

type Handles = Partial<Record<FragmentName, EditorHandle | null>>

export function useEditing(): Editing {
  const { session, snapshot, may } = useWorkspace()
  const editable = may('edit-text')
  const undoManager = useUndoManager(session.doc, editable)
  const [handles, setHandles] = useState<Handles>({})
  const editors = useTextEditors()
  const [active, setActive] = useState<FragmentName>('text')
  const ready = useMemo(() => {
    const keep =
      (fragment: FragmentName): Ready =>
      (handle) => {
        editors.keep(fragment, handle)
        setHandles((others) => ({ ...others, [fragment]: handle }))
      }
    return { text: keep('text'), reasons: keep('reasons'), summary: keep('summary') }
  }, [editors])
  const handle = snapshot.synced ? (handles[active] ?? handles.text ?? null) : null
  return { editable, undoManager, ready, onFocus: setActive, handle }
}

/** One for the whole document. There is no undo across a lock. */
function useUndoManager(doc: Y.Doc, editable: boolean): Y.UndoManager {
  const undoManager = useMemo(() => createUndoManager(doc), [doc])
  useEffect(() => {
    if (!editable) undoManager.clear()
  }, [undoManager, editable])
  return undoManager
}
