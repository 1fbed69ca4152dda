/** The text as plain values and its digest, read out of Yjs at a pace that typing does not feel. */
import type * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { digestOf } from '../../shared/document/digest.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import { createDocumentReader, type DocumentReader } from './document-reader.ts'

/** Milliseconds. */
const PACE = 150

type ReadText = { readonly document: Document; readonly digest: string | null; readonly textSeq: number }

type Sources = {
  readonly state: () => ProposalState | null
  readonly textSeq: () => number
  readonly onRead: () => void
}

export type TextReader = {
  readonly text: ReadText
  /** Reads this doc from now on; the last text stays until the doc is first read. */
  follow(doc: Y.Doc): void
  /** The server's text is in the doc: the first time it is read at once. */
  textCame(): void
  readNow(): void
  readSoon(): void
  close(): void
}

export function createTextReader({ state, textSeq, onRead }: Sources): TextReader {
  let doc: Y.Doc | null = null
  let reader: DocumentReader | null = null
  let isStale = false
  let isAwaited = false
  let text: ReadText = { document: { text: [], reasons: [], summary: [] }, digest: null, textSeq: 0 }
  let timer: ReturnType<typeof setTimeout> | undefined

  function readNow(): void {
    clearTimeout(timer)
    timer = undefined
    if (reader === null) return
    // One reading for all three: a position names a digest together with the entry that made it.
    const document = isStale ? reader.read() : text.document
    isStale = false
    text = { document, digest: digestNow(document), textSeq: textSeq() }
    onRead()
  }

  function digestNow(document: Document): string | null {
    const about = state()
    if (about === null) return null
    if (document === text.document && text.digest !== null) return text.digest
    return digestOf(document, about).document
  }

  const readSoon = () => void (timer ??= setTimeout(readNow, PACE))
  const changed = () => {
    isStale = true
    readSoon()
  }

  function leave(): void {
    doc?.off('update', changed)
    reader?.close()
    clearTimeout(timer)
    timer = undefined
    doc = null
    reader = null
  }

  return {
    get text() {
      return text
    },
    follow(next) {
      leave()
      doc = next
      isAwaited = true
      reader = createDocumentReader(next)
      doc.on('update', changed)
    },
    textCame() {
      if (isAwaited) readNow()
      isAwaited = false
    },
    readNow,
    readSoon,
    close: leave,
  }
}
