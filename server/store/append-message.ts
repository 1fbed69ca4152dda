/**
 * A batch on its way to the storage thread and what comes back: the bytes of all edits in one buffer that is handed over, what one
 * connection says of itself once for all of its edits, and an answer as one number. Copied item by item it cost more than judging it.
 */
import type { Appended } from '../log/append.ts'
import type { AppendItem, CommandAnswer, CommandItem, TextAnswer, TextItem } from '../log/proposal-log.ts'

type Said = Omit<TextItem, 'update'>
/** Edits that follow each other, of one connection that had seen the same. */
type Texts = { readonly kind: 'texts'; readonly said: Said; readonly lengths: number[] }
export type PackedItems = { readonly bytes: Uint8Array<ArrayBuffer>; readonly parts: readonly (Texts | CommandItem)[] }

/** A number, or null, is the entry in which an edit stands. */
type PackedAnswer = number | null | TextAnswer | CommandAnswer
export type PackedAppended = Pick<Appended, 'commits' | 'failure'> & { readonly answers: readonly PackedAnswer[] }

export function packItems(items: readonly AppendItem[]): PackedItems {
  const parts: (Texts | CommandItem)[] = []
  const bytes = new Uint8Array(items.reduce((sum, item) => sum + sizeOf(item), 0))
  let at = 0
  for (const item of items) {
    if (item.kind === 'command') parts.push(item)
    else textsFor(item, parts).lengths.push(item.update.length)
    if (item.kind === 'text') bytes.set(item.update, at)
    at += sizeOf(item)
  }
  return { bytes, parts }
}

const sizeOf = (item: AppendItem) => (item.kind === 'text' ? item.update.length : 0)

function textsFor(item: TextItem, parts: (Texts | CommandItem)[]): Texts {
  const last = parts.at(-1)
  if (last?.kind === 'texts' && isSaid(last.said, item)) return last
  const { update: _, ...said } = item
  const texts: Texts = { kind: 'texts', said, lengths: [] }
  parts.push(texts)
  return texts
}

const isSaid = (said: Said, { proposal, person, session, tells, mayHaveSeen }: TextItem): boolean =>
  said.proposal === proposal &&
  said.person === person &&
  said.session === session &&
  said.tells === tells &&
  said.mayHaveSeen === mayHaveSeen

/** Each edit is a view of the one buffer: whoever keeps it longer than the batch takes a copy. */
export function unpackItems({ bytes, parts }: PackedItems): readonly AppendItem[] {
  const items: AppendItem[] = []
  let at = 0
  for (const part of parts) {
    if (part.kind === 'command') items.push(part)
    else for (const length of part.lengths) items.push({ ...part.said, update: bytes.subarray(at, (at += length)) })
  }
  return items
}

export const packAppended = ({ answers, ...rest }: Appended): PackedAppended => ({
  ...rest,
  answers: answers.map((answer) => (answer.ok && 'seq' in answer ? answer.seq : answer)),
})

export const unpackAppended = ({ answers, ...rest }: PackedAppended): Appended => ({
  ...rest,
  answers: answers.map((answer) =>
    typeof answer === 'number' || answer === null ? { ok: true, seq: answer } : answer,
  ),
})
