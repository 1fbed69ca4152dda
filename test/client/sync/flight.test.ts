import { describe, expect, it } from 'vitest'
import { afterAck, afterNack, afterSending, NOTHING_SENT, notUnderWay } from '../../../client/sync/flight.ts'

const three = [[1, 2], [3], []].reduce((flight, edits, at) => afterSending(flight, edits, at), NOTHING_SENT)

describe('frames under way', () => {
  it('are answered by an acknowledgement of their own number or a later one', () => {
    expect(afterAck(three, 1)).toMatchObject({ edits: [1, 2], flight: { waiting: [{ number: 2 }, { number: 3 }] } })
    expect(afterAck(three, 3)).toMatchObject({ edits: [1, 2, 3], flight: { waiting: [] } })
  })

  it('are not acknowledged when they were refused before', () => {
    const { flight, edits } = afterNack(three, 2)
    expect(edits).toEqual([3])
    expect(afterAck(flight, 3).edits).toEqual([1, 2])
  })

  it('answer nothing a second time', () => {
    expect(afterAck(afterAck(three, 2).flight, 2).edits).toEqual([])
    expect(afterNack(afterNack(three, 2).flight, 2).edits).toEqual([])
  })

  it('leave the edits that none of them carries', () => {
    expect(notUnderWay(three, [1, 2, 3, 4, 5])).toEqual([4, 5])
  })

  it('keep their numbers when earlier ones are answered', () => {
    const later = afterSending(afterAck(three, 3).flight, [9], 0)
    expect(later.waiting).toEqual([{ number: 4, edits: [9], sentAt: 0 }])
  })
})
