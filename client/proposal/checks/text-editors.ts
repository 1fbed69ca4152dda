/** The editors of the workspace, for what stands beside the text: remarks that lead into it and mend it. */
import { createContext, useContext } from 'react'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import type { EditorHandle } from '../../editor/editor-handle.ts'

/** Asked when something is pressed, never while drawing: it changes without telling. */
export class TextEditors {
  private readonly handles: Partial<Record<FragmentName, EditorHandle | null>> = {}
  private show: () => void = () => undefined

  /** Null where the part is not on the desk. */
  of(fragment: FragmentName): EditorHandle | null {
    return this.handles[fragment] ?? null
  }

  keep(fragment: FragmentName, handle: EditorHandle | null): void {
    this.handles[fragment] = handle
  }

  /** What brings the live text on the desk, where another view is there. */
  onShowText(show: () => void): void {
    this.show = show
  }

  showText(): void {
    this.show()
  }
}

export const TextEditorsContext = createContext(new TextEditors())

export const useTextEditors = (): TextEditors => useContext(TextEditorsContext)
