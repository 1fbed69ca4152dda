/**
 * Draws `[` and `]` around the words of each alternative. They are no characters of the text: the caret passes them, nobody can
 * delete one alone. In the redline a sign that the text in force does not have is drawn as inserted.
 */
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { isDrawn } from '../../../shared/document/written.ts'
import { attrsOf } from '../block-attrs.ts'
import { rowsDrawnIn } from '../redline/redline-view.ts'
import { stretchesIn } from './bracket-commands.ts'

const key = new PluginKey<DecorationSet>('bracket-signs')

export const bracketSignsPlugin = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => draw(state),
      apply: (tr, drawn, before, after) =>
        tr.docChanged || rowsDrawnIn(before) !== rowsDrawnIn(after) ? draw(after) : drawn,
    },
    props: { decorations: (state) => key.getState(state) },
  })

function draw(state: EditorState): DecorationSet {
  const { doc } = state
  const decorations: Decoration[] = []
  doc.forEach((node, pos) => {
    if (hasBrackets(node)) decorations.push(...signsIn(state, node, pos))
  })
  return decorations.length > 0 ? DecorationSet.create(doc, decorations) : DecorationSet.empty
}

const known = new WeakMap<Node, boolean>()

function hasBrackets(block: Node): boolean {
  const has =
    known.get(block) ?? block.children.some(({ marks }) => marks.some(({ type }) => type.name === 'alternative'))
  known.set(block, has)
  return has
}

function signsIn(state: EditorState, block: Node, pos: number): readonly Decoration[] {
  const changes = insertedSigns(state, attrsOf(block).id)
  return stretchesIn(state.doc, pos).flatMap(({ from, to, alternative }, at, all) => [
    sign('[', from, { isNew: changes?.[at * 2], side: all[at - 1]?.to === from ? BEHIND_A_SIGN : -1, of: alternative }),
    sign(']', to, { isNew: changes?.[at * 2 + 1], side: 1, of: alternative }),
  ])
}

/** For each sign of the clause, in order, whether it is inserted; undefined where no redline is drawn. */
const insertedSigns = (state: EditorState, id: string | null): readonly boolean[] | undefined =>
  rowsDrawnIn(state)
    ?.find(({ block }) => block.id === id)
    ?.pieces.filter(({ change, run }) => change !== 'deleted' && isDrawn(run))
    .map(({ change }) => change === 'inserted')

/** Between two alternatives the caret stands before both signs, because what is typed there goes on in the first. */
const BEHIND_A_SIGN = 2

type Look = { readonly isNew: boolean | undefined; readonly side: number; readonly of: string }

const sign = (text: '[' | ']', at: number, { isNew, side, of }: Look) =>
  Decoration.widget(at, () => signElement(text, isNew === true), {
    side,
    key: `${text} ${of} ${isNew === true}`,
    ignoreSelection: true,
    marks: [],
  })

function signElement(text: string, isNew: boolean): HTMLElement {
  const element = document.createElement(isNew ? 'ins' : 'span')
  element.className = 'bracket-sign'
  element.textContent = text
  return element
}
