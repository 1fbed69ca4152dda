/** A caret as stock clients tell it in their awareness: `cursor`, with two Yjs relative positions as JSON. */
import type { Caret, CaretEnd } from '../../shared/protocol/presence.ts'
import { isRecord } from './presence.ts'

type Item = { readonly client: number; readonly clock: number }
type Relative = { readonly type: Item | null; readonly tname: null; readonly item: Item | null; readonly assoc: number }
type Cursor = { readonly anchor: Relative; readonly head: Relative }

const HIGHEST = 2 ** 32

export const cursorOf = (caret: Caret | null): Cursor | null =>
  caret && { anchor: relativeOf(caret.anchor), head: relativeOf(caret.head) }

const relativeOf = ({ place, client, clock }: CaretEnd): Relative => ({
  type: place === 'end' ? { client, clock } : null,
  tname: null,
  item: place === 'end' ? null : { client, clock },
  assoc: place === 'behind' ? -1 : 0,
})

/** Null for whatever is not understood: then only the person is shown. */
export function caretIn(state: unknown): Caret | null {
  if (!isRecord(state) || !isRecord(state['cursor'])) return null
  const [anchor, head] = [endOf(state['cursor']['anchor']), endOf(state['cursor']['head'])]
  return anchor && head && { anchor, head }
}

function endOf(relative: unknown): CaretEnd | null {
  if (!isRecord(relative)) return null
  const [item, text] = [itemOf(relative['item']), itemOf(relative['type'])]
  if (item) return { place: Number(relative['assoc']) < 0 ? 'behind' : 'before', ...item }
  return text && { place: 'end', ...text }
}

function itemOf(value: unknown): Item | null {
  if (!isRecord(value)) return null
  const { client, clock } = value
  return isCount(client) && isCount(clock) ? { client, clock } : null
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < HIGHEST
