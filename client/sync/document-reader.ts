/** Reads a document out of Yjs again and again: a block in which nothing happened is the very same value as the last time. */
import type * as Y from 'yjs'
import { FRAGMENTS, type Block, type Document, type FragmentName } from '../../shared/document/blocks.ts'
import { fragmentOf, orderedTexts, readBlock } from '../../shared/document/ydoc.ts'

export type DocumentReader = { read(): Document; close(): void }

export function createDocumentReader(doc: Y.Doc): DocumentReader {
  const readers = new Map(FRAGMENTS.map((name) => [name, fragmentReader(doc, name)]))
  const read = (name: FragmentName) => readers.get(name)!.read()
  return {
    read: () => ({ text: read('text'), reasons: read('reasons'), summary: read('summary') }),
    close: () => readers.forEach((reader) => reader.close()),
  }
}

type Changes = Parameters<Parameters<Y.Map<Y.Text>['observeDeep']>[0]>[0]

function fragmentReader(doc: Y.Doc, name: FragmentName) {
  const fragment = fragmentOf(doc, name)
  const known = new Map<string, Block>()
  let last: readonly Block[] = []

  const forget = (events: Changes) => {
    for (const event of events)
      // On the fragment itself: ids that came or went. In a block: its words or attributes.
      for (const id of event.path.length === 0 ? event.keys.keys() : [String(event.path[0])]) known.delete(id)
  }
  fragment.observeDeep(forget)

  function blockOf(id: string, text: Y.Text): Block {
    const block = known.get(id) ?? readBlock(id, text)
    known.set(id, block)
    return block
  }

  function read(): readonly Block[] {
    const blocks = orderedTexts(fragment).map(([id, text]) => blockOf(id, text))
    const isSame = blocks.length === last.length && blocks.every((block, at) => block === last[at])
    return isSame ? last : (last = blocks)
  }

  return { read, close: () => fragment.unobserveDeep(forget) }
}
