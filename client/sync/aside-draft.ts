/** Edits that are kept on this device only, made readable: joined to a copy of the text, or as bare words where they cannot be joined. */
import type * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { insertedWords } from '../../shared/document/inserted-words.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import type { Edit } from './outbox-store.ts'
import { copyWith, sortEdits } from './replay.ts'

type AsideDraft = {
  /** The text as it is, and with the edits; null where none of them can be joined to it. */
  readonly joined: { readonly against: Document; readonly text: Document } | null
  /** What was inserted by those that cannot be joined; empty where all can. */
  readonly words: string
}

/** A word-by-word comparison of more than this would hold up the page. Bytes. */
const MOST_COMPARED = 200_000

/** `against` is what `doc` reads as. */
export function asideDraft(doc: Y.Doc, against: Document, edits: readonly Edit[]): AsideDraft {
  const size = edits.reduce((sum, { update }) => sum + update.length, 0)
  if (size > MOST_COMPARED) return { joined: null, words: wordsIn(edits) }
  const { applicable, stuck } = sortEdits(doc, edits)
  if (applicable.length === 0) return { joined: null, words: wordsIn(stuck) }
  return { joined: { against, text: readDocument(copyWith(doc, applicable)) }, words: wordsIn(stuck) }
}

const wordsIn = (edits: readonly Edit[]) => insertedWords(edits.map(({ update }) => update))
