/** What a writer does with square brackets. A bracket lies in one clause; words that are in one already are left alone. */
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { uint32 } from 'lib0/random'
import {
  alternativeOf,
  bracketOf,
  isAlternative,
  nextAlternative,
  numberOf,
  type Alternative,
} from '../../../shared/document/alternative.ts'
import { blocksSelected } from '../commands/join-blocks.ts'

export const newBracketId = (): string =>
  uint32().toString(36).padStart(7, '0') + uint32().toString(36).padStart(7, '0')

type Range = { readonly from: number; readonly to: number }
/** One alternative as it stands in the editor. */
export type Stretch = Range & { readonly alternative: Alternative }

/** The selected words of each clause become a bracket of their own. */
export const putInBrackets =
  (newId: () => string = newBracketId): Command =>
  (state, dispatch) => {
    const ranges = selectedWords(state)
    if (ranges.length === 0 || ranges.some((range) => touchesBracket(state, range))) return false
    const { tr } = state
    for (const { from, to } of ranges) addBracket(tr, from, to, alternativeOf(newId(), 0))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, ranges.at(-1)!.to)).scrollIntoView())
    return true
  }

/** Another wording beside those in the bracket at the caret: a copy of its words, selected, to be typed over. */
export const addAlternative: Command = (state, dispatch) => {
  const here = stretchAt(state)
  if (!here) return false
  const all = stretchesAround(state, here)
  const last = all.at(-1)!
  const numbers = all.map(({ alternative }) => numberOf(alternative))
  const next = nextAlternative(bracketOf(here.alternative), numbers)
  if (next === null) return false
  const { tr, doc, schema } = state
  const to = last.to + here.to - here.from
  tr.insert(last.to, doc.slice(here.from, here.to).content)
  addBracket(tr, last.to, to, next)
  tr.setSelection(TextSelection.create(tr.doc, last.to, to))
  tr.setStoredMarks([schema.marks['alternative']!.create({ is: next })])
  dispatch?.(tr.scrollIntoView())
  return true
}

export function addBracket(tr: Transaction, from: number, to: number, alternative: Alternative): Transaction {
  return tr.addMark(from, to, tr.doc.type.schema.marks['alternative']!.create({ is: alternative }))
}

/** The alternative that the caret stands in or at the edge of. */
export function stretchAt({ doc, selection }: EditorState): Stretch | null {
  const { $from } = selection
  if ($from.depth !== 1) return null
  return stretchesIn(doc, $from.before()).find(({ from, to }) => from <= selection.from && selection.to <= to) ?? null
}

/** The alternatives of the clause at `pos`, in reading order. */
export function stretchesIn(doc: EditorState['doc'], pos: number): readonly Stretch[] {
  const block = doc.nodeAt(pos)
  const found: Stretch[] = []
  block?.forEach((node, offset) => {
    const is: unknown = node.marks.find(({ type }) => type.name === 'alternative')?.attrs['is']
    if (!isAlternative(is)) return
    const [from, last] = [pos + 1 + offset, found.at(-1)]
    if (last?.alternative === is && last.to === from) found[found.length - 1] = { ...last, to: from + node.nodeSize }
    else found.push({ from, to: from + node.nodeSize, alternative: is })
  })
  return found
}

const stretchesAround = ({ doc, selection }: EditorState, { alternative }: Stretch) =>
  stretchesIn(doc, selection.$from.before()).filter((each) => bracketOf(each.alternative) === bracketOf(alternative))

/** Without the white space at the two ends, which belongs outside of a bracket. */
function selectedWords(state: EditorState): readonly Range[] {
  const { from, to } = state.selection
  return blocksSelected(state).flatMap(({ node, pos }) => {
    const start = Math.max(from, pos + 1)
    const end = Math.min(to, pos + 1 + node.content.size)
    const words = end > start ? state.doc.textBetween(start, end, '', '\ufffc') : ''
    const trimmed = { from: start + (words.length - words.trimStart().length), to: start + words.trimEnd().length }
    return trimmed.to > trimmed.from ? [trimmed] : []
  })
}

const touchesBracket = ({ doc, schema }: EditorState, { from, to }: Range) =>
  doc.rangeHasMark(from, to, schema.marks['alternative']!)
