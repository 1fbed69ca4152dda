/**
 * Words of which nothing tells any more where they stood: their block was brought back by an undo and fell to another's in the same
 * moment, and Yjs kept nothing of it. They are held under a name of their own, so that they too are not lost.
 */
import * as Y from 'yjs'
import { blockId, personId } from '../../../shared/ids.ts'
import type { ReviewFlag, Version } from '../../../shared/proposal/review-flag.ts'
import { isNamedBy } from './transfers.ts'
import type { TextEntry, TextHistory } from './text-history.ts'

/** Sorts behind every clause that a text can have. */
const AT_THE_END = 'zzzz'

export function strayFlags(history: TextHistory, entry: TextEntry): readonly ReviewFlag[] {
  const strays = Y.decodeUpdate(entry.row.payload).structs.filter((struct) => isStray(history, entry, struct))
  const words = strays.map(({ content }) => content.str).join('')
  const [first] = strays
  if (!first) return []
  const id = blockId(`${first.id.client.toString(36)}x${first.id.clock.toString(36)}`)
  const runs = [{ text: words }]
  return [
    {
      kind: 'words-held',
      fragment: 'text',
      block: id,
      other: id,
      structural: versionOf(history.entryBefore(entry.seq) ?? entry, []),
      written: versionOf(entry, [runs]),
      words: runs,
      gone: { kind: 'text', level: 0, origin: null, order: AT_THE_END, runs },
      copy: [],
    },
  ]
}

type Words = Y.Item & { readonly content: Y.ContentString }

const isStray = (history: TextHistory, entry: TextEntry, struct: Y.GC | Y.Item | Y.Skip): struct is Words =>
  struct instanceof Y.Item &&
  struct.content instanceof Y.ContentString &&
  !isNamedBy(entry, struct.id) &&
  history.itemAt(struct.id) === null

function versionOf({ seq, row }: TextEntry, paragraphs: Version['paragraphs']): Version {
  const { author, administration, time } = row
  return { by: personId(author), administration, seq, time, paragraphs }
}
