import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { asideDraft } from '../../../client/sync/aside-draft.ts'
import type { Edit } from '../../../client/sync/outbox-store.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { fragmentOf, readDocument, writeFragment } from '../../../shared/document/ydoc.ts'
import { blockId } from '../../../shared/ids.ts'

/** The server's text, and what was typed upon it on a device: one edit a word. */
function atWork(words: readonly string[]): { server: Y.Doc; edits: readonly Edit[] } {
  const [server, device] = [new Y.Doc(), new Y.Doc()]
  const block = { id: blockId('b1'), kind: 'text', level: 0, origin: null, runs: [{ text: 'considering' }] } as const
  writeFragment(fragmentOf(server, 'text'), [block], ['a0'])
  Y.applyUpdate(device, Y.encodeStateAsUpdate(server))
  const edits: Edit[] = []
  device.on('update', (update: Uint8Array) => edits.push({ n: edits.length + 1, update, at: 0 }))
  const text = fragmentOf(device, 'text').get('b1')!
  for (const word of words) text.insert(text.length, word)
  return { server, edits }
}

const draftOf = (server: Y.Doc, edits: readonly Edit[]) => asideDraft(server, readDocument(server), edits)

describe('edits that no server has', () => {
  it('are read against the text of the server, with all of them in it', () => {
    const { server, edits } = atWork([' that', ' again'])
    const { joined, words } = draftOf(server, edits)
    expect(joined?.against.text.map(plainText)).toEqual(['considering'])
    expect(joined?.text.text.map(plainText)).toEqual(['considering that again'])
    expect(words).toBe('')
    expect(readDocument(server).text.map(plainText)).toEqual(['considering'])
  })

  it('are shown as bare words, whole, when they build on one that is gone', () => {
    const { server, edits } = atWork([' gone', ' that', ' again'])
    expect(draftOf(server, edits.slice(1))).toEqual({ joined: null, words: ' that again' })
  })

  it('are shown as bare words before the text has come', () => {
    const { edits } = atWork([' that'])
    expect(draftOf(new Y.Doc(), edits)).toEqual({ joined: null, words: ' that' })
  })

  it('are both where some can be joined and some cannot', () => {
    const { server, edits } = atWork([' one', ' gone', ' three'])
    const { joined, words } = draftOf(server, [edits[0]!, edits[2]!])
    expect(joined?.text.text.map(plainText)).toEqual(['considering one'])
    expect(words).toBe(' three')
  })

  it('are not compared word by word when that would hold up the page', () => {
    const { server, edits } = atWork(['x'.repeat(300_000)])
    expect(draftOf(server, edits)).toEqual({ joined: null, words: 'x'.repeat(300_000) })
  })
})
