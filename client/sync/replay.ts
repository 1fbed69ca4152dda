/** Edits from an earlier doc, brought into a new one that already holds the server's text. */
import * as Y from 'yjs'
import type { Edit } from './outbox-store.ts'

/** The origin of replayed changes: they are nobody's typing, so they are not written down again and undo does not reach them. */
export const REPLAY = Symbol('replay')

/** An edit that builds on a refused one can never be applied; it is `stuck`, and must not be left waiting inside the doc. */
type Sorted = { readonly applicable: readonly Edit[]; readonly stuck: readonly Edit[] }

export const sortEdits = (doc: Y.Doc, edits: readonly Edit[]): Sorted =>
  sortOnto({ applicable: [], stuck: [] }, doc, edits)

/** By halves: what is stuck is usually one stretch at the end, and each question costs a copy of the doc. */
function sortOnto(sorted: Sorted, doc: Y.Doc, edits: readonly Edit[]): Sorted {
  const applicable = [...sorted.applicable, ...edits]
  if (isComplete(copyWith(doc, applicable))) return { applicable, stuck: sorted.stuck }
  if (edits.length === 1) return { applicable: sorted.applicable, stuck: [...sorted.stuck, ...edits] }
  const half = Math.ceil(edits.length / 2)
  return sortOnto(sortOnto(sorted, doc, edits.slice(0, half)), doc, edits.slice(half))
}

/** Answers whether the edits brought anything that the doc did not hold. */
export function replay(doc: Y.Doc, edits: readonly Edit[]): boolean {
  let isNew = false
  const notice = (_update: Uint8Array, origin: unknown) => void (isNew ||= origin === REPLAY)
  doc.on('update', notice)
  applyAll(doc, edits, REPLAY)
  doc.off('update', notice)
  return isNew
}

export function copyWith(doc: Y.Doc, edits: readonly Edit[]): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  applyAll(copy, edits, REPLAY)
  return copy
}

const applyAll = (doc: Y.Doc, edits: readonly Edit[], origin: unknown) =>
  doc.transact(() => edits.forEach(({ update }) => Y.applyUpdate(doc, update, origin)), origin)

/** Nothing in it waits for what is missing. */
export const isComplete = ({ store }: Y.Doc) => store.pendingStructs === null && store.pendingDs === null
