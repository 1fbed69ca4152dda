/** Paste, and drop from outside, of what is not our own: it is understood, put in as clauses, and told of. */
import { Plugin, TextSelection, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { isCall } from '../../../shared/document/blocks.ts'
import type { BlockId } from '../../../shared/ids.ts'
import type { CallPart } from '../../../shared/import/opening-words.ts'
import { attrsOf } from '../block-attrs.ts'
import { withoutControls, type Aside, type Pasted, type PastedParagraph } from './pasted.ts'
import { withoutStyles } from './html-labels.ts'
import { putIn } from './put-in.ts'
import { readHtml } from './read-html.ts'
import { readPlain } from './read-plain.ts'
import { understandPaste, type PasteHome, type UnderstoodParagraph } from './understand-paste.ts'

/** What a paste brought, and what of it could not be placed. */
export type PasteSummary = Aside & {
  readonly paragraphs: number
  readonly calls: number
  readonly items: number
  readonly footnotes: number
}

type Parts = {
  readonly newId: () => BlockId
  readonly tell: (summary: PasteSummary) => void
  /** A paste is one step of its own, however fast it follows on typing. */
  readonly undoManager: Y.UndoManager | null
}

export const pastePlugin = (parts: Parts): Plugin =>
  new Plugin({
    props: {
      // ProseMirror reads it too, before it asks.
      transformPastedHTML: (html) => (isOurs(html) ? withoutControls(html) : withoutStyles(html)),
      handlePaste: (view, event) => Boolean(event.clipboardData) && take(view, event.clipboardData!, parts),
      handleDrop: (view, event, _slice, moved) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (moved || !at || !event.dataTransfer || !canTake(event.dataTransfer)) return false
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
        return take(view, event.dataTransfer, parts)
      },
    },
  })

function take(view: EditorView, data: DataTransfer, { newId, tell, undoManager }: Parts): boolean {
  const pasted = view.editable ? pastedIn(data) : null
  if (!pasted) return false
  const { state } = view
  const summary = { ...pasted.aside, paragraphs: 0, calls: 0, items: 0, footnotes: pasted.notes.size }
  if (pasted.paragraphs.length === 0 && pasted.notes.size === 0) return told(tell, summary)
  const clauses = clausesFor(state, pasted.paragraphs)
  undoManager?.stopCapturing()
  view.dispatch(putIn(state, { clauses, notes: pasted.notes }, newId).setMeta('paste', true))
  undoManager?.stopCapturing()
  return told(tell, { ...summary, ...countsOf(clauses) })
}

function told(tell: Parts['tell'], summary: PasteSummary): true {
  tell(summary)
  return true
}

/** Our own clipboard has its blocks and ids: ProseMirror reads it. */
const isOurs = (html: string) => html.includes('data-pm-slice')

const canTake = (data: DataTransfer) => pastedIn(data) !== null

function pastedIn(data: DataTransfer): Pasted | null {
  const html = data.getData('text/html')
  if (isOurs(html)) return null
  const plain = data.getData('text/plain')
  const pasted = html === '' ? readPlain(plain) : readHtml(html)
  const pictures = data.files.length > 0 && html === '' ? data.files.length : pasted.aside.pictures
  const isNothing = pasted.paragraphs.length === 0 && pasted.notes.size === 0 && pictures === 0
  return isNothing ? null : { ...pasted, aside: { ...pasted.aside, pictures } }
}

/** Words put among words are words: a label in front of them is one only at the start of a clause. */
function clausesFor(state: EditorState, paragraphs: readonly PastedParagraph[]): readonly UnderstoodParagraph[] {
  const home = homeOf(state)
  const [only] = paragraphs
  if (paragraphs.length === 1 && only && state.selection.$from.parent.content.size > 0)
    return [{ kind: home.kind, level: home.level, runs: withLabel(only), plain: true }]
  return understandPaste(paragraphs, home)
}

const withLabel = ({ label, runs }: PastedParagraph) => (label === null ? runs : [{ text: `${label} ` }, ...runs])

function homeOf({ doc, selection }: EditorState): PasteHome {
  const { $from } = selection
  const { kind, level } = attrsOf($from.depth > 0 ? $from.node(1) : doc.firstChild!)
  let part: CallPart | null = null
  for (let at = $from.index(0); at >= 0 && part === null; at--) {
    const above = attrsOf(doc.child(at)).kind
    if (isCall(above)) part = above === 'operative-call' ? 'operative' : 'preamble'
  }
  return { part, kind, level }
}

const countsOf = (clauses: readonly UnderstoodParagraph[]) => ({
  paragraphs: clauses.length,
  calls: clauses.filter(({ kind }) => isCall(kind)).length,
  items: clauses.filter(({ kind }) => kind === 'item').length,
})
