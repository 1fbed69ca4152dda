/**
 * The redline in the editor, computed while the user types and never part of the text.
 *
 * A key press maps the decorations and draws anew only the clauses whose pieces changed; only when clauses come, go or move
 * is everything drawn anew (from remembered pieces). While an input method composes, nothing is drawn: it would be cut off.
 */
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isFootnoteRef, type Block, type Run } from '../../../shared/document/blocks.ts'
import { labelsOf, type Labelling } from '../../../shared/document/labels.ts'
import type { Piece } from '../../../shared/document/redline.ts'
import { blockElementsIn, blocksMadeIn, setData } from '../block-view.ts'
import { labelsIn } from '../label-gutter.ts'
import { labellingIn } from '../labelling.ts'
import { blocksIn } from '../pm-blocks.ts'
import { liveRedline, type GoneRow, type LiveRedline, type LiveRow } from './cached-redline.ts'
import { goneClause, goneWords } from './redline-dom.ts'

export type TextView = 'clean' | 'redline'
type Shown = { readonly view: TextView; readonly base: readonly Block[] }
type State = Shown & { readonly drawn: LiveRedline | null; readonly decorations: DecorationSet }
type Numbers = LiveRedline['oldNumbers']
type Meta = { readonly show: Shown } | { readonly composing: boolean }

const key = new PluginKey<State>('redline')

/** What is drawn; null where the text is shown clean. The same array as long as nothing was drawn anew. */
export const rowsDrawnIn = (state: EditorState): readonly LiveRow[] | null => key.getState(state)?.drawn?.rows ?? null

export const showing = (tr: Transaction, show: Shown): Transaction => tr.setMeta(key, { show } satisfies Meta)

export function redlinePlugin(show: Shown): Plugin<State> {
  let composing = false
  return new Plugin<State>({
    key,
    state: {
      init: (_config, now) => drawAll(now, show),
      apply: (tr, state, before, now) => {
        const meta = tr.getMeta(key) as Meta | undefined
        if (meta && 'show' in meta) return drawAll(now, meta.show)
        if (!meta && !tr.docChanged && labellingIn(before) === labellingIn(now)) return state
        return composing ? { ...state, decorations: state.decorations.map(tr.mapping, tr.doc) } : redraw(tr, state, now)
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleDOMEvents: {
        compositionstart: () => void (composing = true),
        compositionend: (view) => {
          composing = false
          setTimeout(() => !view.isDestroyed && view.dispatch(view.state.tr.setMeta(key, { composing })))
        },
      },
    },
    view: (view) => {
      let marked = mark(view, null)
      return { update: () => void (marked = mark(view, marked)) }
    },
  })
}

function drawAll(now: EditorState, show: Shown): State {
  if (show.view === 'clean') return { ...show, drawn: null, decorations: DecorationSet.empty }
  return decorate(now.doc, show, redlineOf(now, show.base, null))
}

const redlineOf = (now: EditorState, base: readonly Block[], last: LiveRedline | null) =>
  liveRedline(base, blocksIn(now.doc), { old: oldLabels(base, labellingIn(now)), new: labelsIn(now) }, last)

const baseLabels = new WeakMap<
  readonly Block[],
  { readonly labelling: Labelling; readonly labels: readonly string[] }
>()

/** The same array for the same text in force. */
function oldLabels(base: readonly Block[], labelling: Labelling): readonly string[] {
  const known = baseLabels.get(base)
  if (known?.labelling === labelling) return known.labels
  const labels = labelsOf(base, labelling)
  baseLabels.set(base, { labelling, labels })
  return labels
}

function decorate(doc: Node, show: Shown, drawn: LiveRedline): State {
  const { oldNumbers } = drawn
  const decorations: Decoration[] = drawn.gone
    .filter(({ before }) => before === null)
    .map((row) => goneAt(doc.content.size, row, oldNumbers))
  const gone = Map.groupBy(drawn.gone, ({ before }) => before)
  eachRow(doc, drawn.rows, (row, pos) => {
    decorations.push(...(gone.get(row.block.id) ?? []).map((it) => goneAt(pos, it, oldNumbers)))
    decorations.push(...wordsAt(pos + 1, row, oldNumbers))
  })
  return { ...show, drawn, decorations: DecorationSet.create(doc, decorations) }
}

/** There is one row for each clause, in their order; the placeholder of an empty text is none. */
function eachRow(doc: Node, rows: readonly LiveRow[], visit: (row: LiveRow, pos: number, size: number) => void): void {
  doc.forEach((node, pos, at) => {
    const row = rows[at]
    if (row) visit(row, pos, node.content.size)
  })
}

function redraw(tr: Transaction, state: State, now: EditorState): State {
  const last = state.drawn
  if (last === null) return state
  const drawn = redlineOf(now, state.base, last)
  if (!sameClauses(last, drawn)) return decorate(tr.doc, state, drawn)
  const before = new Set(last.rows.map(({ pieces }) => pieces))
  let decorations = state.decorations.map(tr.mapping, tr.doc)
  eachRow(tr.doc, drawn.rows, (row, pos, size) => {
    if (before.has(row.pieces)) return
    const old = decorations.find(pos + 1, pos + 1 + size)
    decorations = decorations.remove(old).add(tr.doc, [...wordsAt(pos + 1, row, drawn.oldNumbers)])
  })
  return { ...state, drawn, decorations }
}

const sameClauses = (a: LiveRedline, b: LiveRedline) =>
  (a.made.places === b.made.places || a.rows.length === b.rows.length) &&
  a.rows.every((row, at) => row.block.id === b.rows[at]!.block.id && row.change === b.rows[at]!.change) &&
  (a.gone === b.gone || (a.gone.length === b.gone.length && a.gone.every((row, at) => sameGone(row, b.gone[at]!))))

const sameGone = (a: GoneRow, b: GoneRow) => a.block === b.block && a.label === b.label && a.before === b.before

const goneAt = (pos: number, row: GoneRow, numbers: Numbers) =>
  Decoration.widget(pos, () => goneClause(row, numbers), {
    side: -1,
    key: `gone ${row.block.id} ${row.label} ${numbersIn(row.block.runs, numbers)}`,
    ignoreSelection: true,
  })

function wordsAt(start: number, { pieces }: LiveRow, numbers: Numbers): readonly Decoration[] {
  const decorations: Decoration[] = []
  let at = start
  for (const piece of pieces) {
    const length = lengthOf(piece.run)
    if (!piece.typographic && piece.change === 'deleted') decorations.push(deletion(at, piece, numbers))
    if (!piece.typographic && piece.change === 'inserted') decorations.push(insertion(at, at + length))
    if (piece.change !== 'deleted') at += length
  }
  return decorations
}

/** A widget is drawn anew only when its key changes. */
const numbersIn = (runs: readonly Run[], numbers: Numbers) =>
  runs
    .filter(isFootnoteRef)
    .map(({ footnote }) => numbers.get(footnote))
    .join(' ')

/** A bracket's sign takes no position: `bracket-signs.ts` draws it. */
const lengthOf = (run: Run) => (isFootnoteRef(run) ? 1 : run.drawn ? 0 : run.text.length)

const insertion = (from: number, to: number) => Decoration.inline(from, to, { nodeName: 'ins' }, { inclusiveEnd: true })

const deletion = (at: number, { run }: Piece, numbers: Numbers) =>
  Decoration.widget(at, () => goneWords([run], numbers), {
    side: -1,
    key: `del ${JSON.stringify(run)} ${numbersIn([run], numbers)}`,
    ignoreSelection: true,
    marks: [],
  })

type Marked = { readonly rows: readonly LiveRow[] | null; readonly made: number }

/** The change bar and the labels' changes are written onto the paragraphs, like the labels: on those that changed. */
function mark(view: EditorView, last: Marked | null): Marked {
  const now = { rows: rowsDrawnIn(view.state), made: blocksMadeIn(view) }
  const isSame = last !== null && last.made === now.made && last.rows?.length === now.rows?.length
  if (isSame && last.rows === now.rows) return now
  const changed = (at: number) => !isSame || last.rows?.[at] !== now.rows?.[at]
  const elements = blockElementsIn(view.dom)
  elements.forEach((element, at) => changed(at) && markClause(element, now.rows?.[at]))
  return now
}

function markClause(element: HTMLElement, row: LiveRow | undefined): void {
  const relabelled = row !== undefined && row.oldLabel !== row.newLabel
  const changed = row && (row.change !== 'kept' || relabelled || row.reshaped || row.pieces.some(isVisible))
  setData(element, 'changed', changed ? '' : undefined)
  setData(element, 'clause', row && row.change !== 'kept' ? row.change : undefined)
  setData(element, 'oldLabel', relabelled && row.oldLabel ? row.oldLabel : undefined)
  setData(element, 'newLabel', relabelled && row.newLabel ? '' : undefined)
}

const isVisible = ({ change, typographic }: Piece) => change !== 'kept' && !typographic
