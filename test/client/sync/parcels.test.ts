import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import type { Edit } from '../../../client/sync/outbox-store.ts'
import { isTooLarge, parcelsOf } from '../../../client/sync/parcels.ts'
import { editFrame } from '../../../client/sync/update-frames.ts'
import { LARGEST_FRAME } from '../../../shared/protocol/sync.ts'

/** One edit for each of these words, typed one after the other. */
function typed(words: readonly string[]): readonly Edit[] {
  const edits: Edit[] = []
  const doc = new Y.Doc()
  // An id of another length would make an update of another length.
  doc.clientID = 7
  doc.on('update', (update: Uint8Array) => edits.push({ n: edits.length + 1, update, at: 0 }))
  for (const word of words) doc.getText('t').insert(doc.getText('t').length, word)
  return edits
}

const textOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('t').toJSON()
}

describe('parcels of edits', () => {
  it('hold all edits in their order, and none is larger than a frame may be', () => {
    const words = Array.from({ length: 7 }, (_, at) => String(at).repeat(700_000))
    const parcels = parcelsOf(typed(words))
    expect(parcels.map(({ edits }) => edits)).toEqual([[1, 2], [3, 4], [5, 6], [7]])
    expect(parcels.every(({ update }) => editFrame(update).length <= LARGEST_FRAME)).toBe(true)
    expect(textOf(parcels.map(({ update }) => update))).toBe(words.join(''))
  })

  it('have no holes, because a server does not take them', () => {
    const edits = typed(['a', 'b', 'c', 'd']).filter(({ n }) => n !== 2)
    expect(parcelsOf(edits).map((parcel) => parcel.edits)).toEqual([[1], [3, 4]])
  })

  it('hold no more edits than can be put together quickly', () => {
    expect(parcelsOf(typed(Array.from({ length: 450 }, () => 'x'))).map(({ edits }) => edits.length)).toEqual([
      200, 200, 50,
    ])
  })

  it('keep apart what does more than put words in, or more than take them out: by that the server knows a split or an undo', () => {
    const edits: Edit[] = []
    const doc = new Y.Doc()
    doc.on('update', (update: Uint8Array) => edits.push({ n: edits.length + 1, update, at: 0 }))
    const blocks = doc.getMap<Y.Text>('text')
    const x = blocks.set('x', new Y.Text('head tail'))
    for (const letter of 'ab') x.insert(0, letter)
    for (const _ of 'ab') x.delete(0, 1)
    const split = () => {
      x.delete(4, 5)
      blocks.set('y', new Y.Text(' tail'))
    }
    doc.transact(split)
    x.insert(4, '!')
    x.setAttribute('order', '1')
    x.setAttribute('order', '2')
    expect(parcelsOf(edits).map((parcel) => parcel.edits)).toEqual([[1], [2, 3], [4, 5], [6], [7], [8], [9]])
  })

  it('leave out nothing but what is too large by its frame, to the byte', () => {
    const sizeOf = (length: number) => editFrame(typed(['x'.repeat(length)])[0]!.update).length
    const most = LARGEST_FRAME - (sizeOf(LARGEST_FRAME) - LARGEST_FRAME)
    expect(sizeOf(most)).toBe(LARGEST_FRAME)
    expect(isTooLarge(typed(['x'.repeat(most)])[0]!)).toBe(false)
    expect(isTooLarge(typed(['x'.repeat(most + 1)])[0]!)).toBe(true)
  })
})
