/** How our caret is told, and who is shown: by the clock, without a line. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { peoplePresent } from '../../../client/sync/people-present.ts'
import { createPresence } from '../../../client/sync/presence.ts'
import { personId } from '../../../shared/ids.ts'
import type { Caret, Present } from '../../../shared/protocol/presence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const present = (number: number, person = `person ${number}`, seat = number): Present => ({
  number,
  seat,
  person: personId(person),
  name: `Delegate ${person}`,
  administration: 'KEN',
  symbol: 'KEN',
})

const caretAt = (clock: number): Caret => {
  const end = { place: 'before', client: 9, clock } as const
  return { anchor: end, head: end }
}

/** Ours is line 1. */
function atWork(...others: readonly Present[]) {
  const world = { caret: null as Caret | null, isSparing: false }
  const { presence, events } = createPresence({
    person: personId('ann'),
    now: Date.now,
    isSparing: () => world.isSparing,
  })
  const sent: (Caret | null)[] = []
  let reads = 0
  const place = presence.caretPlace(() => ((reads += 1), world.caret))
  const open = () => {
    events.opened((caret) => void sent.push(caret))
    events.number(1)
    events.people([present(1, 'ann'), ...others])
  }
  open()
  const move = (caret: Caret | null) => ((world.caret = caret), place.moved())
  return { world, presence, events, sent, place, move, open, reads: () => reads }
}

describe('our caret', () => {
  it('is not told, not even read, while nobody else is here', () => {
    const { move, sent, reads } = atWork()
    for (let clock = 0; clock < 50; clock++) move(caretAt(clock))
    vi.advanceTimersByTime(5_000)
    expect([sent, reads(), vi.getTimerCount()]).toEqual([[], 0, 0])
  })

  it('is told when somebody comes', () => {
    const { move, sent, events } = atWork()
    move(caretAt(3))
    events.people([present(2)])
    vi.advanceTimersByTime(0)
    expect(sent).toEqual([caretAt(3)])
  })

  it('is told at once after a pause, then four times a second at most, and its last place in the end', () => {
    const { move, sent } = atWork(present(2))
    move(caretAt(0))
    vi.advanceTimersByTime(0)
    expect(sent).toEqual([caretAt(0)])
    for (let clock = 1; clock < 100; clock++) {
      move(caretAt(clock))
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(250)
    expect(sent.length).toBeLessThanOrEqual(5)
    expect(sent.at(-1)).toEqual(caretAt(99))
  })

  it.each([
    [29, false, 500],
    [60, false, 1_000],
    [1, true, 2_000],
  ])(
    'is told more seldom where many are here, or each word costs much (%i others, sparing: %s)',
    (count, isSparing, ms) => {
      const { move, sent, world } = atWork(...Array.from({ length: count }, (_, n) => present(n + 2)))
      world.isSparing = isSparing
      for (let clock = 0; clock < 100; clock++) {
        move(caretAt(clock))
        vi.advanceTimersByTime(100)
      }
      expect(sent.length).toBeGreaterThanOrEqual(10_000 / ms - 1)
      expect(sent.length).toBeLessThanOrEqual(10_000 / ms + 1)
    },
  )

  it('is not told again while it is the same', () => {
    const { move, sent } = atWork(present(2))
    for (let turn = 0; turn < 20; turn++) {
      move(caretAt(1))
      vi.advanceTimersByTime(250)
    }
    expect(sent).toEqual([caretAt(1)])
  })

  it('is told to be nowhere when it left the text, and not before it was ever there', () => {
    const { move, sent, place, world } = atWork(present(2))
    move(null)
    vi.advanceTimersByTime(500)
    expect(sent).toEqual([])
    move(caretAt(1))
    vi.advanceTimersByTime(500)
    world.caret = caretAt(2)
    place.leave()
    vi.advanceTimersByTime(500)
    expect(sent).toEqual([caretAt(1), null])
  })

  it('is told anew on a new line, and not at all on none', () => {
    const { move, sent, events, open } = atWork(present(2))
    move(caretAt(1))
    vi.advanceTimersByTime(500)
    events.lost()
    move(caretAt(2))
    vi.advanceTimersByTime(500)
    expect([sent.length, vi.getTimerCount()]).toEqual([1, 0])
    open()
    vi.advanceTimersByTime(500)
    expect(sent).toEqual([caretAt(1), caretAt(2)])
  })
})

describe('the others', () => {
  it('are those whom the server names, with their last place, until it says that they left', () => {
    const { presence, events } = atWork(present(2))
    events.carets([
      { number: 1, caret: caretAt(8) },
      { number: 2, caret: caretAt(9) },
      { number: 3, caret: caretAt(10) },
    ])
    expect(presence.others()).toEqual([{ ...present(2), caret: caretAt(9) }])
    events.left([2])
    expect(presence.others()).toEqual([])
  })

  it('are forgotten where the server begins anew', () => {
    const { presence, events } = atWork(present(2))
    events.number(7)
    events.people([present(7, 'ann'), present(8)])
    expect(presence.others().map(({ number }) => number)).toEqual([8])
    expect([events.personOf(7), events.personOf(8), events.personOf(2)]).toEqual(['ann', 'person 8', null])
  })

  it('wake those who draw people only when somebody comes or goes', () => {
    const { presence, events } = atWork(present(2))
    const woken = { people: 0, carets: 0 }
    presence.onPeople(() => (woken.people += 1))
    const leave = presence.onCarets(() => (woken.carets += 1))
    events.carets([{ number: 2, caret: caretAt(1) }])
    expect(woken).toEqual({ people: 0, carets: 1 })
    events.carets([{ number: 1, caret: caretAt(5) }])
    expect(woken).toEqual({ people: 0, carets: 1 })
    leave()
    events.left([2])
    expect(woken).toEqual({ people: 1, carets: 1 })
  })

  it('count once however many windows they have, without our own, in the order of their seats', () => {
    const lines = [present(4, 'bob', 3), present(2, 'eve', 1), present(3, 'eve', 1), present(5, 'ann', 0)]
    expect(peoplePresent(lines, 'ann').map(({ person }) => person)).toEqual(['eve', 'bob'])
  })
})
