import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SocketClass } from '../../../client/sync/environment.ts'
import { createWay, type Way } from '../../../client/sync/way.ts'
import { rememberWay } from '../../../client/sync/way-memory.ts'
import { memoryOutboxStore } from './memory-outbox-store.ts'

class Line extends EventTarget {
  isClosed = false
  close(): void {
    this.isClosed = true
  }
}
class Socket extends Line {}
class Http extends Line {}
class Tried extends Line {}

const as = (made: typeof Line) => made as unknown as SocketClass
let way: Way
let begin: () => Way
let better: number
let tried: Tried[]

beforeEach(() => {
  vi.useFakeTimers()
  tried = []
  better = 0
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  class Beside extends Tried {
    constructor() {
      super()
      tried.push(this)
    }
  }
  const environment = {
    url: '',
    WebSocket: as(Beside),
    store: memoryOutboxStore().store,
    now: Date.now,
    random: () => 1,
    leastWait: 1,
    mostWait: 1,
    wayMemory: rememberWay(() => storage),
  }
  begin = () => createWay({ environment, socket: as(Socket), http: as(Http), onBetter: () => better++ })
  way = begin()
})
afterEach(() => {
  way.stop()
  vi.useRealTimers()
})

const next = () => new way.Socket('ws://server/sync/p') as unknown as Line
function fails(): Line {
  const line = next()
  way.lost(false)
  return line
}
function overHttp(): Line {
  fails()
  fails()
  const line = next()
  way.heard()
  return line
}

describe('the way to the server', () => {
  it('goes by HTTP later where a socket has worked on this page: it is rather the server that is away', () => {
    next()
    way.heard()
    way.lost(false)
    for (let failure = 0; failure < 4; failure++) expect(fails()).toBeInstanceOf(Socket)
    expect(next()).toBeInstanceOf(Http)
  })

  it('is a socket, and plain HTTP after a socket failed twice', () => {
    expect([fails(), fails(), next()].map((line) => line.constructor)).toEqual([Socket, Socket, Http])
    expect(way.isSlow()).toBe(false)
    way.heard()
    expect(way.isSlow()).toBe(true)
  })

  it('stays a socket where one was heard, or the server said why it closed', () => {
    next()
    way.heard()
    way.lost(false)
    next()
    way.lost(true)
    fails()
    expect(next()).toBeInstanceOf(Socket)
  })

  it('is a socket again where HTTP fails too, for it is the server that is away', () => {
    const lines = [fails(), fails(), fails(), fails(), fails()]
    expect(lines.map((line) => line.constructor)).toEqual([Socket, Socket, Http, Socket, Http])
  })

  it('gives up on a line that opens and says nothing', () => {
    const line = next()
    line.dispatchEvent(new Event('open'))
    vi.advanceTimersByTime(14_000)
    expect(line.isClosed).toBe(false)
    vi.advanceTimersByTime(1_000)
    expect(line.isClosed).toBe(true)
  })

  it('gives up at once on a socket that does not open, where none has worked on this page', () => {
    const line = next()
    vi.advanceTimersByTime(4_900)
    expect(line.isClosed).toBe(false)
    vi.advanceTimersByTime(200)
    expect(line.isClosed).toBe(true)
    way.lost(false)
    expect(next()).toBeInstanceOf(Http)
  })

  it('waits longer for a socket to open where one has worked', () => {
    next()
    way.heard()
    way.lost(false)
    const line = next()
    vi.advanceTimersByTime(14_000)
    expect(line.isClosed).toBe(false)
  })

  it('is still opening until HTTP has failed too', () => {
    expect(way.isOpening()).toBe(true)
    fails()
    fails()
    expect(way.isOpening()).toBe(true)
    fails()
    expect(way.isOpening()).toBe(false)
  })

  it('is HTTP from the first on where HTTP was what worked in this tab, and a socket again once one is heard', () => {
    overHttp()
    way.stop()
    way = begin()
    const line = next()
    expect(line).toBeInstanceOf(Http)
    way.heard()
    vi.advanceTimersByTime(15_000)
    tried.at(-1)!.dispatchEvent(new Event('message'))
    way.stop()
    way = begin()
    expect(next()).toBeInstanceOf(Socket)
    for (let failure = 0; failure < 3; failure++) way.lost(false)
    expect(next()).toBeInstanceOf(Socket)
  })

  it('is a socket again as soon as one is heard beside', () => {
    overHttp()
    vi.advanceTimersByTime(15_000)
    expect(tried).toHaveLength(1)
    tried[0]!.dispatchEvent(new Event('message'))
    expect(better).toBe(1)
    expect(tried[0]!.isClosed).toBe(true)
    way.lost(false)
    expect(next()).toBeInstanceOf(Socket)
  })

  it('tries a socket ever more rarely while none is heard', () => {
    overHttp()
    vi.advanceTimersByTime(15_000 + 15_000 + 30_000)
    expect(tried).toHaveLength(2)
    vi.advanceTimersByTime(15_000 + 59_000)
    expect(tried).toHaveLength(2)
    expect(better).toBe(0)
  })

  it('leaves no socket open that was tried', () => {
    overHttp()
    vi.advanceTimersByTime(15_000)
    way.stop()
    expect(tried.map(({ isClosed }) => isClosed)).toEqual([true])
    expect(vi.getTimerCount()).toBe(0)
  })
})

const forbidden = () => {
  throw new Error('no storage here')
}

describe('the way that is remembered', () => {
  it('is remembered in the page where the browser forbids the storage', () => {
    const memory = rememberWay(forbidden)
    expect(memory.last()).toBeNull()
    memory.keep('http')
    expect(memory.last()).toBe('http')
  })

  it('outlives a reload only where it is HTTP', () => {
    const kept = new Map<string, string>()
    const storage = () => ({
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    })
    rememberWay(storage).keep('http')
    expect(rememberWay(storage).last()).toBe('http')
    rememberWay(storage).keep('socket')
    expect(rememberWay(storage).last()).toBeNull()
  })
})
