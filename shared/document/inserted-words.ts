/** Yjs updates as bare words: for edits that cannot be joined to any text that is at hand. */
import * as Y from 'yjs'

/** The inserted characters; what was typed in another place stands in another line. */
export function insertedWords(updates: readonly Uint8Array[]): string {
  let [words, last] = ['', null as Y.ID | null]
  for (const struct of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const goesOn = last !== null && struct.origin !== null && Y.compareIDs(struct.origin, last)
    words += (goesOn || words === '' ? '' : '\n') + struct.content.str
    last = struct.lastId
  }
  return words
}
