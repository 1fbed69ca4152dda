/** What an editor is made of, without React, so that tests build the very same one. */
import { Extension, type Extensions } from '@tiptap/core'
import type * as Y from 'yjs'
import type { BlockId } from '../../shared/ids.ts'
import { bindingPlugin } from './binding/binding.ts'
import { undoSelectionPlugin } from './binding/undo-selection.ts'
import { blockIdsPlugin, newBlockId } from './block-ids.ts'
import { clipboardPlugin } from './clipboard.ts'
import { Keyboard } from './keyboard.ts'
import { labelGutterPlugin } from './label-gutter.ts'
import { SCHEMA_EXTENSIONS } from './schema.ts'

export type EditorParts = {
  readonly fragment: Y.Map<Y.Text>
  readonly undoManager: Y.UndoManager | null
  readonly newId?: () => BlockId
  readonly chance?: () => number
}

export const editorExtensions = ({
  fragment,
  undoManager,
  newId = newBlockId,
  chance = Math.random,
}: EditorParts): Extensions => [
  ...SCHEMA_EXTENSIONS,
  Keyboard.configure({ undoManager }),
  Extension.create({
    name: 'document',
    addProseMirrorPlugins: () => [
      bindingPlugin(fragment, chance),
      blockIdsPlugin(newId),
      labelGutterPlugin(),
      clipboardPlugin(),
      ...(undoManager ? [undoSelectionPlugin(undoManager)] : []),
    ],
  }),
]

/** The core extensions of Tiptap that ours stand in for. */
export const CORE_EXTENSIONS = { clipboardTextSerializer: false } as const
