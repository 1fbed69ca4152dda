import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHolding, sendAllHeld } from '../../../client/sync/holding.ts'

let isLow = false
let sent: number[] = []
let holding: ReturnType<typeof createHolding>
const moments = new EventTarget()

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  vi.stubGlobal('addEventListener', moments.addEventListener.bind(moments))
  vi.stubGlobal('removeEventListener', moments.removeEventListener.bind(moments))
  isLow = false
  sent = []
  holding = createHolding({ isLowBandwidth: () => isLow, now: Date.now, send: () => void sent.push(Date.now()) })
})
afterEach(() => {
  holding.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function keysAt(...times: readonly number[]): void {
  for (const time of times) {
    vi.advanceTimersByTime(time - Date.now())
    holding.edited()
  }
}

describe('an edit', () => {
  it('goes at once when none came right before it', () => {
    keysAt(0, 100, 300)
    expect(sent).toEqual([0, 100, 300])
  })

  it('is held at most 50 ms, together with those that come meanwhile', () => {
    keysAt(0, 20, 45, 60)
    vi.runAllTimers()
    expect(sent).toEqual([0, 70])
  })

  it('is held at most 250 ms in low-bandwidth mode', () => {
    isLow = true
    keysAt(0, 200, 400, 600, 800)
    vi.runAllTimers()
    expect(sent).toEqual([0, 450, 850])
  })

  it.each(['focusout', 'blur', 'visibilitychange', 'pagehide', 'beforeunload'])('is held no longer at %s', (moment) => {
    keysAt(0, 10)
    moments.dispatchEvent(new Event(moment))
    expect(sent).toEqual([0, 10])
    vi.runAllTimers()
    expect(sent).toHaveLength(2)
  })

  it('is sent before a step that its author asks for', () => {
    keysAt(0, 10)
    sendAllHeld()
    sendAllHeld()
    expect(sent).toEqual([0, 10])
  })

  it('is left to the next connection when this one is gone', () => {
    keysAt(0, 10)
    holding.drop()
    vi.runAllTimers()
    expect(sent).toEqual([0])
  })
})
