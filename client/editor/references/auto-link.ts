/**
 * Words that the writer completes into the name of one clause become a link at once: "resolves 2 ", "considering b)". Only what
 * is typed or pasted here and now, never what others write, and never while an input method composes.
 */
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { clauseNames } from '../../../shared/drafting/clause-names.ts'
import { referencesIn, type Reference } from '../../../shared/drafting/references.ts'
import { attrsOf } from '../block-attrs.ts'
import { isFromYjs } from '../binding/binding.ts'
import { labelsIn } from '../label-gutter.ts'
import { blockOf, blocksIn } from '../pm-blocks.ts'

export function autoLinkPlugin(): Plugin {
  let view: EditorView | null = null
  return new Plugin({
    view: (editor) => {
      view = editor
      return {}
    },
    appendTransaction: (transactions, _old, state) => {
      if (view?.composing === true || transactions.some(isFromYjs)) return null
      return linking(state, insertedBy(transactions))
    },
  })
}

type Range = { readonly from: number; readonly to: number }

/** What was typed or pasted, as it lies in the new document. A deletion completes nothing. */
function insertedBy(transactions: readonly Transaction[]): readonly Range[] {
  const ranges: Range[] = []
  transactions.forEach((tr, at) => {
    tr.mapping.maps.forEach((map, step) => {
      map.forEach((_from, _to, start, end) => {
        if (end === start) return
        const rest = tr.mapping.slice(step + 1)
        const later = transactions.slice(at + 1)
        const now = (pos: number) => later.reduce((place, each) => each.mapping.map(place), rest.map(pos))
        ranges.push({ from: now(start), to: now(end) })
      })
    })
  })
  return ranges
}

/** A letter inside a word completes no name: then nothing is looked at. */
const COMPLETES = /[)）\s.,;:،؛，；。]$|^[^\p{L}].+|.{3,}/su

function linking(state: EditorState, ranges: readonly Range[]): Transaction | null {
  const { doc, tr, schema } = state
  const type = schema.marks['reference']!
  for (const range of ranges) {
    if (range.to > doc.content.size || !COMPLETES.test(doc.textBetween(range.from, range.to, ' '))) continue
    for (const { from, to, targets } of touched(state, range)) {
      if (targets.length !== 1 || isSame(state, from, to, targets[0]!)) continue
      tr.addMark(from, to, type.create({ to: targets[0] }))
    }
  }
  return tr.docChanged ? tr : null
}

const isSame = ({ doc }: EditorState, from: number, to: number, target: string) => {
  let same = true
  doc.nodesBetween(from, to, (node) => {
    if (node.isText && node.marks.find(({ type }) => type.name === 'reference')?.attrs['to'] !== target) same = false
  })
  return same
}

/** The references that end where something was inserted, or hold it, at their places in the document. */
function touched(state: EditorState, range: Range): readonly Reference[] {
  const found: Reference[] = []
  let names: ReturnType<typeof clauseNames> | null = null
  state.doc.nodesBetween(Math.max(0, range.from - 1), range.to, (node, pos) => {
    if (node.type.name !== 'block') return
    if (attrsOf(node).id === null || !/[)）\d٠-٩]/u.test(node.textContent)) return false
    names ??= clauseNames(blocksIn(state.doc), labelsIn(state))
    for (const reference of referencesIn(blockOf(node), names)) {
      const [from, to] = [pos + 1 + reference.from, pos + 1 + reference.to]
      if (from <= range.to && to >= range.from) found.push({ ...reference, from, to })
    }
    return false
  })
  return found
}
