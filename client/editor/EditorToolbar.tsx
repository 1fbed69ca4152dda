import { useLingui } from '@lingui/react/macro'
import { useEditorState } from '@tiptap/react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Separator } from 'react-aria-components/Separator'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Toolbar } from 'react-aria-components/Toolbar'
import type * as Y from 'yjs'
import { BracketTools } from './brackets/BracketTools.tsx'
import { CallChoice } from './calls/CallChoice.tsx'
import type { EditorHandle } from './editor-handle.ts'
import { FootnoteTools } from './footnotes/FootnoteTools.tsx'
import { KindChoice } from './KindChoice.tsx'
import { useUndoState } from './use-undo-state.ts'
import './editor.css'
import './footnotes/footnotes.css'

type Props = { readonly handle: EditorHandle; readonly undoManager: Y.UndoManager }

/** The tools of the text, one tab stop. Everything here can be done with keys too. */
export function EditorToolbar({ handle, undoManager }: Props) {
  const { t } = useLingui()
  const { canUndo, canRedo } = useUndoState(undoManager)
  return (
    <Toolbar className="editor-toolbar" aria-label={t`Editing`}>
      <Group aria-label={t`History`}>
        <Tool name={t`Undo`} isDisabled={!canUndo} onPress={() => undoManager.undo()} path={UNDO} />
        <Tool name={t`Redo`} isDisabled={!canRedo} onPress={() => undoManager.redo()} path={REDO} />
      </Group>
      <Separator className="separator" orientation="vertical" />
      <KindChoice handle={handle} />
      <Emphasis handle={handle} />
      <BracketTools handle={handle} />
      <Separator className="separator" orientation="vertical" />
      <CallChoice handle={handle} />
      <Group aria-label={t`Clause`}>
        <Tool name={t`Move clause up`} onPress={() => handle.moveBlock('up')} path="M8 13V3M4 7l4-4 4 4" />
        <Tool name={t`Move clause down`} onPress={() => handle.moveBlock('down')} path="M8 3v10M4 9l4 4 4-4" />
        <Tool name={t`Insert clause below`} onPress={handle.insertBlockAfter} path="M2 4h12M2 7h12M8 9.5v5M5.5 12h5" />
        <FootnoteTools handle={handle} />
      </Group>
    </Toolbar>
  )
}

function Emphasis({ handle }: { readonly handle: EditorHandle }) {
  const { t } = useLingui()
  const on = useEditorState({ editor: handle.editor, selector: ({ editor }) => editor.isActive('emphasis') })
  return (
    <ToggleButton className={SQUARE} aria-label={t`Emphasis`} isSelected={on} onPress={handle.toggleEmphasis}>
      <span className="sign" aria-hidden="true">
        i
      </span>
    </ToggleButton>
  )
}

const SQUARE = 'button bare square'
const UNDO = 'M5.5 3 2.5 6l3 3M2.8 6H10a3.5 3.5 0 0 1 0 7H6'
const REDO = 'm10.5 3 3 3-3 3M13.2 6H6a3.5 3.5 0 0 0 0 7h4'

type ToolProps = {
  readonly name: string
  readonly path: string
  readonly isDisabled?: boolean
  readonly onPress: () => void
}

function Tool({ name, path, isDisabled = false, onPress }: ToolProps): ReactNode {
  return (
    <Button className={SQUARE} aria-label={name} isDisabled={isDisabled} onPress={onPress}>
      <svg className="icon mirrored" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <title>{name}</title>
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </Button>
  )
}
