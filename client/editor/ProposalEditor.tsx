import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import type { Block, FragmentName } from '../../shared/document/blocks.ts'
import { fragmentOf, readFragment } from '../../shared/document/ydoc.ts'
import type { Labelling } from '../../shared/document/labels.ts'
import { handleOf, type EditorHandle } from './editor-handle.ts'
import { CORE_EXTENSIONS, editorExtensions } from './extensions.ts'
import { labelled } from './labelling.ts'
import { isWorthTelling, PasteNotice } from './paste/PasteNotice.tsx'
import type { PasteSummary } from './paste/paste-plugin.ts'
import { contentOf } from './pm-blocks.ts'
import type { AtWork } from './presence/cursor.ts'
import { TextCard } from './references/TextCard.tsx'
import { showing, type TextView } from './redline/redline-view.ts'
import './editor.css'

type Props = {
  readonly doc: Y.Doc
  readonly fragment: FragmentName
  /** Null where nobody else is shown. */
  readonly atWork: AtWork | null
  readonly editable: boolean
  readonly view: TextView
  /** The old side of the redline. Keep its identity as long as it is the same text. */
  readonly base: readonly Block[]
  /** Keep its identity as long as it is the same. */
  readonly labelling: Labelling
  readonly undoManager: Y.UndoManager | null
  readonly ariaLabel: string
  /** Id of the element that says which keys lead out of the text. */
  readonly describedBy?: string
  /** Called with the handle when the editor is there, and with null when it goes. */
  readonly onReady?: (handle: EditorHandle | null) => void
}

/** One part of a proposal's document, live. The text comes only from the Y.Doc; a new Y.Doc gives a new editor. */
export function ProposalEditor(props: Props) {
  const { doc, fragment, atWork, editable, view, base, labelling, undoManager, ariaLabel, onReady } = props
  const [pasted, setPasted] = useState<PasteSummary | null>(null)
  const onPasted = (summary: PasteSummary) => setPasted(isWorthTelling(summary) ? summary : null)
  const editor = useEditor(optionsOf(props, onPasted), [doc, fragment, atWork, undoManager, ariaLabel])

  useEffect(() => editor.setEditable(editable, false), [editor, editable])
  useEffect(() => editor.view.dispatch(showing(editor.state.tr, { view, base })), [editor, view, base])
  useEffect(() => editor.view.dispatch(labelled(editor.state.tr, labelling)), [editor, labelling])
  useEffect(() => {
    onReady?.(handleOf(editor))
    return () => onReady?.(null)
  }, [editor, onReady])

  return (
    <>
      <EditorContent editor={editor} />
      <TextCard editor={editor} />
      {pasted && <PasteNotice summary={pasted} onClose={() => setPasted(null)} />}
    </>
  )
}

function optionsOf(
  { doc, fragment: name, atWork, editable, view, base, labelling, undoManager, ariaLabel, describedBy }: Props,
  onPasted: (summary: PasteSummary) => void,
) {
  const fragment = fragmentOf(doc, name)
  return {
    extensions: editorExtensions({
      fragment,
      undoManager,
      atWork,
      show: { view, base },
      labelling,
      sections: name === 'text',
      onPasted,
    }),
    enableCoreExtensions: CORE_EXTENSIONS,
    content: contentOf(readFragment(fragment)),
    editable,
    // The content security policy allows no inline style sheet; `editor.css` has what is needed.
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        class: 'proposal-text',
        'data-fragment': name,
        'aria-label': ariaLabel,
        ...(editable && describedBy && { 'aria-describedby': describedBy }),
        'aria-multiline': 'true',
        spellcheck: 'true',
      },
    },
  }
}
