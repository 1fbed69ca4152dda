/** What an editor is made of, without React, so that tests build the very same one. */
import { Extension, type Extensions } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import type { Block } from '../../shared/document/blocks.ts'
import { RENUMBERED, type Labelling } from '../../shared/document/labels.ts'
import type { BlockId } from '../../shared/ids.ts'
import { bindingPlugin } from './binding/binding.ts'
import { undoSelectionPlugin } from './binding/undo-selection.ts'
import { blockIdsPlugin, newBlockId } from './block-ids.ts'
import { bracketClipboardPlugin } from './brackets/bracket-clipboard.ts'
import { bracketKeysPlugin } from './brackets/bracket-keys.ts'
import { bracketSignsPlugin } from './brackets/bracket-signs.ts'
import { clipboardPlugin } from './clipboard.ts'
import { freshSelectionPlugin } from './fresh-selection.ts'
import { Keyboard } from './keyboard.ts'
import { labellingPlugin } from './labelling.ts'
import { editionLinksPlugin } from './references/edition-links.ts'
import { autoLinkPlugin } from './references/auto-link.ts'
import { brokenReferencesPlugin } from './references/broken-references.ts'
import { suggestPlugin } from './calls/suggest-plugin.ts'
import { dragHandlePlugin } from './drag/drag-handle.ts'
import { typedLabelsPlugin } from './typed-labels.ts'
import { pastePlugin, type PasteSummary } from './paste/paste-plugin.ts'
import { labelGutterPlugin } from './label-gutter.ts'
import type { AtWork } from './presence/cursor.ts'
import { remoteCaretsPlugin } from './presence/remote-carets.ts'
import { sendCursorPlugin } from './presence/send-cursor.ts'
import { nativeUndoPlugin } from './native-undo.ts'
import { readOnlyAttributePlugin } from './read-only-attribute.ts'
import { redlinePlugin, type TextView } from './redline/redline-view.ts'
import { SCHEMA_EXTENSIONS } from './schema.ts'

export type EditorParts = {
  readonly fragment: Y.Map<Y.Text>
  readonly undoManager: Y.UndoManager | null
  readonly atWork?: AtWork | null
  /** What is drawn at first; later `showing` changes it. */
  readonly show?: { readonly view: TextView; readonly base: readonly Block[] }
  readonly labelling?: Labelling
  /** Whether the text has sections, so that calls are offered and typed labels read. */
  readonly sections?: boolean
  readonly onPasted?: (summary: PasteSummary) => void
  readonly newId?: () => BlockId
  readonly chance?: () => number
}

export const editorExtensions = (parts: EditorParts): Extensions => [
  ...SCHEMA_EXTENSIONS,
  Keyboard.configure({ undoManager: parts.undoManager, sections: parts.sections ?? true }),
  // Before the keyboard: while a list of calls is open, it has the arrows and Tab.
  Extension.create({
    name: 'calls',
    priority: 1100,
    addProseMirrorPlugins: () => (parts.sections === false ? [] : [suggestPlugin()]),
  }),
  Extension.create({
    name: 'document',
    addProseMirrorPlugins() {
      return pluginsOf(parts, this.editor.schema)
    },
  }),
]

/** The binding comes first: what the others see in the document is then up to date. */
const pluginsOf = (
  {
    fragment,
    undoManager,
    atWork,
    show,
    labelling = RENUMBERED,
    sections = true,
    onPasted = () => undefined,
    newId = newBlockId,
    chance = Math.random,
  }: EditorParts,
  schema: Schema,
) => [
  bindingPlugin(fragment, chance),
  blockIdsPlugin(newId),
  labellingPlugin(labelling),
  labelGutterPlugin(),
  redlinePlugin(show ?? { view: 'clean', base: [] }),
  bracketSignsPlugin(),
  bracketKeysPlugin(),
  bracketClipboardPlugin(schema),
  ...(sections ? [typedLabelsPlugin(undoManager)] : []),
  dragHandlePlugin(undoManager),
  pastePlugin({ newId, tell: onPasted, undoManager }),
  autoLinkPlugin(),
  editionLinksPlugin(),
  brokenReferencesPlugin(fragment),
  clipboardPlugin(),
  readOnlyAttributePlugin(),
  freshSelectionPlugin(),
  nativeUndoPlugin(undoManager),
  ...(undoManager ? [undoSelectionPlugin(undoManager)] : []),
  ...(atWork ? [sendCursorPlugin(atWork, fragment), remoteCaretsPlugin(atWork, fragment)] : []),
]

/** The core extensions of Tiptap that ours stand in for. */
export const CORE_EXTENSIONS = { clipboardTextSerializer: false } as const
