/** Who is here, as one room tells it: by its clock, without sockets. */
import * as decoding from 'lib0/decoding'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MemberElsewhere } from '../../../server/sync/member.ts'
import { readPresence, type PresenceEntry } from '../../../server/sync/presence.ts'
import { RoomPresence, type Listener } from '../../../server/sync/room-presence.ts'
import { personId } from '../../../shared/ids.ts'
import { readCaretMoves, type Caret, type CaretMove, type Present } from '../../../shared/protocol/presence.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Heard =
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'people'; readonly people: readonly Present[] }
  | { readonly type: 'left'; readonly numbers: readonly number[] }
  | { readonly type: 'carets'; readonly moves: readonly CaretMove[] }
  | { readonly type: 'awareness'; readonly entries: readonly PresenceEntry[] }

type Visitor = Listener & { readonly heard: Heard[]; readonly frames: Uint8Array[]; isSlow: boolean }

function visitor(id: string, speaksCarets = true): Visitor {
  const person = {
    id: personId(id),
    name: `Delegate ${id}`,
    administration: 'KEN',
    organization: null,
    isDemonstration: true,
    isAdministrator: false,
    memberships: [],
  }
  const each: Visitor = {
    person,
    speaksCarets,
    heard: [],
    frames: [],
    isSlow: false,
    sendPresence(frame) {
      if (each.isSlow) return false
      each.frames.push(frame)
      each.heard.push(read(frame))
      return true
    },
  }
  return each
}

function read(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame)
  const type = decoding.readVarUint(decoder)
  if (type === FRAME.number) return { type: 'number', number: decoding.readVarUint(decoder) }
  if (type === FRAME.people)
    return { type: 'people', people: JSON.parse(decoding.readVarString(decoder)) as readonly Present[] }
  if (type === FRAME.carets) return { type: 'carets', moves: readCaretMoves(decoder) }
  if (type === FRAME.awareness)
    return { type: 'awareness', entries: readPresence(decoding.readVarUint8Array(decoder))! }
  const numbers: number[] = []
  while (decoding.hasContent(decoder)) numbers.push(decoding.readVarUint(decoder))
  return { type: 'left', numbers }
}

const caretAt = (clock: number): Caret => {
  const end = { place: 'before', client: 9, clock } as const
  return { anchor: end, head: end }
}

/** What each heard from here on. */
function since(visitors: readonly Visitor[], act: () => void): readonly (readonly Heard[])[] {
  const before = visitors.map(({ heard }) => heard.length)
  act()
  return visitors.map(({ heard }, n) => heard.slice(before[n]))
}

function roomOf(...visitors: readonly Visitor[]) {
  const said: MemberElsewhere[] = []
  const room = new RoomPresence((member) => void said.push(member))
  for (const each of visitors) room.came(each)
  vi.advanceTimersByTime(1_000)
  return { room, said }
}

describe('who comes', () => {
  it('is told who is here and what their own number is; the others, who came', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann)
    const [toAnn, toBob] = since([ann, bob], () => {
      room.came(bob)
      vi.advanceTimersByTime(0)
    })
    const people = [expect.objectContaining({ number: 1, person: 'ann' }), expect.objectContaining({ number: 2 })]
    expect(toBob).toEqual([
      { type: 'number', number: 2 },
      { type: 'people', people },
    ])
    expect(toAnn).toEqual([{ type: 'people', people: [expect.objectContaining({ person: 'bob', seat: 1 })] }])
  })

  it('is who the server knows: with a seat of their own, the same in both windows', () => {
    const [one, other, bob] = [visitor('ann'), visitor('ann'), visitor('bob')]
    roomOf(one, bob, other)
    const people = one.heard.flatMap((each) => (each.type === 'people' ? each.people : []))
    expect(people.map(({ number, seat, person }) => [number, seat, person])).toEqual([
      [1, 0, 'ann'],
      [2, 1, 'bob'],
      [3, 0, 'ann'],
    ])
    expect(people[1]).toEqual({
      number: 2,
      seat: 1,
      person: 'bob',
      name: 'Delegate bob',
      administration: 'KEN',
      symbol: 'KEN',
    })
  })

  it('with many others is told in one frame with them', () => {
    const ann = visitor('ann')
    const { room } = roomOf(ann)
    const others = Array.from({ length: 40 }, (_, n) => visitor(`other ${n}`))
    const [toAnn] = since([ann], () => {
      for (const each of others) room.came(each)
      vi.advanceTimersByTime(1_000)
    })
    expect(toAnn!.length).toBe(1)
    expect(new Set(others.map(({ frames }) => frames[1])).size).toBe(1)
  })

  it('and goes before anybody was told, is not told at all', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann)
    room.came(bob)
    room.left(bob)
    const [toAnn] = since([ann], () => vi.advanceTimersByTime(1_000))
    expect(toAnn).toEqual([])
  })
})

describe('a caret', () => {
  it('that rests makes no frame and no timer', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann, bob)
    room.moves(ann, caretAt(1))
    vi.advanceTimersByTime(1_000)
    const heard = since([ann, bob], () => {
      room.moves(ann, caretAt(1))
      vi.advanceTimersByTime(60_000)
    })
    expect(heard).toEqual([[], []])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that moved after a pause is told at once, and those that follow four times a second at most, the latest place alone', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann, bob)
    const [, toBob] = since([ann, bob], () => {
      room.moves(ann, caretAt(0))
      vi.advanceTimersByTime(1)
      expect(bob.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 1, caret: caretAt(0) }] })
      for (let clock = 1; clock < 100; clock++) {
        room.moves(ann, caretAt(clock))
        vi.advanceTimersByTime(10)
      }
      vi.advanceTimersByTime(250)
    })
    expect(toBob!.length).toBeLessThanOrEqual(5)
    expect(toBob!.length).toBeGreaterThan(3)
    expect(toBob!.at(-1)).toEqual({ type: 'carets', moves: [{ number: 1, caret: caretAt(99) }] })
  })

  it('of everybody who moved goes in one frame, the same bytes for all, twice a second from fifteen lines on', () => {
    const all = Array.from({ length: 30 }, (_, n) => visitor(`person ${n}`))
    const { room } = roomOf(...all)
    const before = all.map(({ frames }) => frames.length)
    for (let tenth = 0; tenth < 50; tenth++) {
      for (const each of all) room.moves(each, caretAt(tenth))
      vi.advanceTimersByTime(100)
    }
    const told = all.map(({ frames }, n) => frames.slice(before[n]))
    expect(told[0]!.length).toBeLessThanOrEqual(11)
    for (const frames of told) expect(frames.every((frame, n) => frame === told[0]![n])).toBe(true)
    expect(told[0]![3]!.length).toBeLessThan(30 * 12)
  })

  it('is told to whoever comes later, and is gone with its owner', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann)
    room.moves(ann, caretAt(5))
    room.came(bob)
    vi.advanceTimersByTime(300)
    expect(bob.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 1, caret: caretAt(5) }] })
    room.left(ann)
    vi.advanceTimersByTime(300)
    expect(bob.heard.at(-1)).toEqual({ type: 'left', numbers: [1] })
  })

  it('of a line that is not here is nobody’s', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann)
    const [toAnn] = since([ann], () => {
      room.moves(bob, caretAt(5))
      vi.advanceTimersByTime(300)
    })
    expect(toAnn).toEqual([])
  })
})

it('whoever was too slow for a frame is told all of it anew, and knows nobody by number until then', () => {
  const [ann, bob, eve] = [visitor('ann'), visitor('bob'), visitor('eve')]
  const { room } = roomOf(ann, bob, eve)
  bob.isSlow = true
  room.moves(ann, caretAt(3))
  room.left(eve)
  vi.advanceTimersByTime(1_000)
  expect([room.isAware(ann), room.isAware(bob)]).toEqual([true, false])
  bob.isSlow = false
  const [, toBob] = since([ann, bob], () => vi.advanceTimersByTime(1_000))
  expect(toBob!.map(({ type }) => type)).toEqual(['number', 'people', 'carets'])
  expect(toBob![1]).toMatchObject({ people: [{ person: 'ann' }, { person: 'bob' }] })
  expect(room.isAware(bob)).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

it('the author of words has a number only when everybody was told of it', () => {
  const [ann, bob] = [visitor('ann'), visitor('bob')]
  const { room } = roomOf(ann)
  room.came(bob)
  expect([room.numberOf(personId('ann')), room.numberOf(personId('bob'))]).toEqual([1, null])
  vi.advanceTimersByTime(300)
  expect([room.numberOf(personId('bob')), room.numberOf(personId('eve'))]).toEqual([2, null])
})

const entry = (client: number, clock: number, state: object | null): PresenceEntry => ({ client, clock, state })
const newest = ({ heard }: Visitor) => {
  const last = heard.at(-1)
  return last?.type === 'awareness' ? last.entries : []
}

describe('stock clients', () => {
  it('hear of ours in awareness, by the name that the server knows, with the caret as two relative positions', () => {
    const [ann, stock] = [visitor('ann'), visitor('stock', false)]
    const { room } = roomOf(ann, stock)
    room.moves(ann, caretAt(5))
    vi.advanceTimersByTime(300)
    const place = { type: null, tname: null, item: { client: 9, clock: 5 }, assoc: 0 }
    expect(newest(stock).map(({ state }) => state)).toEqual([
      { user: { name: 'Delegate ann', administration: 'KEN', symbol: 'KEN' }, cursor: { anchor: place, head: place } },
    ])
    const [{ client, clock }] = newest(stock) as [PresenceEntry]
    room.left(ann)
    vi.advanceTimersByTime(300)
    expect(newest(stock)).toEqual([{ client, clock: clock + 1, state: null }])
  })

  it('are seen by ours with their caret', () => {
    const [ann, stock] = [visitor('ann'), visitor('stock', false)]
    const { room } = roomOf(ann, stock)
    const place = { type: { client: 3, clock: 4 }, item: null, tname: null, assoc: 0 }
    room.speaks(stock, entry(77, 1, { user: { name: 'x' }, cursor: { anchor: place, head: place } }))
    vi.advanceTimersByTime(300)
    const end = { place: 'end', client: 3, clock: 4 }
    expect(ann.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 2, caret: { anchor: end, head: end } }] })
    room.speaks(stock, entry(77, 2, { cursor: { anchor: place, head: { item: 'nonsense' } } }))
    vi.advanceTimersByTime(300)
    expect(ann.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 2, caret: null }] })
  })

  it('that repeat themselves, to be kept in mind, are repeated to stock clients and not to ours', () => {
    const [ann, stock, other] = [visitor('ann'), visitor('stock', false), visitor('other', false)]
    const { room } = roomOf(ann, stock, other)
    room.speaks(stock, entry(77, 1, {}))
    vi.advanceTimersByTime(300)
    const [toAnn, toStock, toOther] = since([ann, stock, other], () => {
      room.speaks(stock, entry(77, 2, {}))
      vi.advanceTimersByTime(300)
    })
    expect([toAnn, toStock, toOther]).toEqual([[], [], [{ type: 'awareness', entries: [entry(77, 2, {})] }]])
  })

  it('are reminded of ours who sit still, which costs ours nothing', () => {
    const [ann, bob, stock] = [visitor('ann'), visitor('bob'), visitor('stock', false)]
    const { room } = roomOf(ann, bob, stock)
    const before = new Map(newest(stock).map(({ client, clock }) => [client, clock]))
    const [toAnn, toStock] = since([ann, stock], () => room.renew())
    expect(toAnn).toEqual([])
    expect(toStock!.length).toBe(1)
    expect(newest(stock).length).toBe(2)
    for (const { client, clock } of newest(stock)) expect(clock).toBeGreaterThan(before.get(client)!)
  })

  it('cannot take an id by which others are known', () => {
    const [ann, stock, hostile] = [visitor('ann'), visitor('stock', false), visitor('hostile', false)]
    const { room } = roomOf(ann, stock, hostile)
    room.speaks(stock, entry(77, 1, {}))
    const ids = room.entries().map(({ client }) => client)
    expect(ids.length).toBe(2)
    expect(ids.map((id) => room.isTaken(id, hostile))).toEqual([true, true])
    expect(room.isTaken(77, stock)).toBe(false)
    expect(room.isTaken(78, hostile)).toBe(false)
  })
})

/** What is said in one room is heard in the other. */
function twoNodes(here: Visitor, there: Visitor) {
  const [one, other] = [roomOf(here), roomOf(there)]
  const pass = (from: typeof one, to: typeof other) => {
    to.room.hear(JSON.parse(JSON.stringify(from.said.splice(0))) as MemberElsewhere[], performance.now())
    vi.advanceTimersByTime(1_000)
  }
  return { here: one.room, there: other.room, pass: () => (pass(one, other), pass(other, one)) }
}

describe('people on other nodes', () => {
  it('are seen with their carets, each by a number of this node, until they leave', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { here, there, pass } = twoNodes(ann, bob)
    pass()
    expect(ann.heard.at(-1)).toMatchObject({ type: 'people', people: [{ number: 2, seat: 1, person: 'bob' }] })
    expect(bob.heard.at(-1)).toMatchObject({ type: 'people', people: [{ number: 2, seat: 1, person: 'ann' }] })
    there.moves(bob, caretAt(8))
    pass()
    expect(ann.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 2, caret: caretAt(8) }] })
    expect(here.numberOf(personId('bob'))).toBe(2)
    there.left(bob)
    pass()
    expect(ann.heard.at(-1)).toEqual({ type: 'left', numbers: [2] })
  })

  it('of whom an old word comes late stay where they are', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room, said } = roomOf(bob)
    const hearing = roomOf(ann)
    room.moves(bob, caretAt(1))
    room.moves(bob, caretAt(2))
    hearing.room.hear(said.toReversed(), 0)
    vi.advanceTimersByTime(1_000)
    expect(ann.heard.at(-1)).toEqual({ type: 'carets', moves: [{ number: 2, caret: caretAt(2) }] })
  })

  it('of whom nothing is heard for long are taken for gone', () => {
    const [ann, bob] = [visitor('ann'), visitor('bob')]
    const { room } = roomOf(ann)
    const there = roomOf(bob).room
    room.hear(there.presentHere(), 0)
    room.hear(there.presentHere(), 30_000)
    room.hear([], 60_000)
    vi.advanceTimersByTime(1_000)
    expect(ann.heard.at(-1)?.type).toBe('people')
    room.hear([], 71_000)
    vi.advanceTimersByTime(1_000)
    expect(ann.heard.at(-1)).toEqual({ type: 'left', numbers: [2] })
  })
})

it('a stock client that comes where nobody has said anything in awareness is not told so', () => {
  const room = new RoomPresence(() => {})
  const [first, second] = [visitor('ken', false), visitor('sen', false)]
  room.came(first)
  vi.runOnlyPendingTimers()
  expect(first.frames).toEqual([])
  room.speaks(first, { client: 7, clock: 1, state: { user: 'ken' } })
  room.came(second)
  vi.runOnlyPendingTimers()
  expect(second.heard).toMatchObject([{ type: 'awareness', entries: [{ client: 7 }] }])
})
