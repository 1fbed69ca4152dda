/** How an editor labels its clauses. It changes when the coordinator sets the numbering; the labels are drawn by others. */
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { LANGUAGE_TAG } from '../../shared/document/language.ts'
import { RENUMBERED, type Labelling } from '../../shared/document/labels.ts'

const key = new PluginKey<Labelling>('labelling')

export const labellingIn = (state: EditorState): Labelling => key.getState(state) ?? RENUMBERED

export const labelled = (tr: Transaction, labelling: Labelling): Transaction => tr.setMeta(key, labelling)

export const labellingPlugin = (labelling: Labelling): Plugin<Labelling> =>
  new Plugin<Labelling>({
    key,
    state: {
      init: () => labelling,
      apply: (tr, value) => (tr.getMeta(key) as Labelling | undefined) ?? value,
    },
    props: { attributes: (state) => ({ lang: LANGUAGE_TAG[labellingIn(state).language] }) },
  })
