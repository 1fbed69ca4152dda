/** The lists of a text: the items of each section, and below each item the sub-items. Dashes are in no list. */
import type { Block, Kind } from './blocks.ts'
import type { ListForm } from './label-forms.ts'

export type LabelList = {
  readonly form: ListForm
  /** Where what the list hangs on stands: the call, the item above its sub-items; null before all of that. */
  readonly head: number | null
  /** Where its items stand. */
  readonly items: readonly number[]
}

type Growing = LabelList & { readonly items: number[] }

/** What may stand inside a section without ending it. */
const INSIDE: readonly Kind[] = ['item', 'text', 'footnote']

/** Items before any call are lettered, as those of the preamble are. */
export function listsOf(blocks: readonly Block[]): readonly LabelList[] {
  const lists: Growing[] = []
  const begin = (form: ListForm, head: number | null): Growing => {
    const list = { form, head, items: [] }
    lists.push(list)
    return list
  }
  let main = begin('letter', null)
  let sub = begin('sub', null)
  blocks.forEach(({ kind, level }, at) => {
    if (!INSIDE.includes(kind)) main = begin(kind === 'operative-call' ? 'number' : 'letter', at)
    if (!INSIDE.includes(kind) || (kind === 'item' && level === 0)) sub = begin('sub', at)
    if (kind === 'item' && level === 0) main.items.push(at)
    if (kind === 'item' && level === 1) sub.items.push(at)
  })
  return lists.filter(({ items }) => items.length > 0)
}
