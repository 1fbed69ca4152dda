/** So many edits a second, spread over the writers of all rooms; and what the server and the load itself spent on it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Contestant } from './contestants.ts'
import type { Room } from './room.ts'

export type Load = { readonly rate: number; readonly seconds: number }

export type Run = {
  readonly remote: readonly number[]
  readonly ack: readonly number[]
  readonly edits: number
  /** Microseconds of processor time of the server. */
  readonly serverCpu: number
  /** 0 … 1 of its core. */
  readonly serverShare: number
  readonly loadShare: number
  /** How far the slowest edit was sent behind its time. Milliseconds. */
  readonly late: number
  readonly isComplete: boolean
}

const PATIENCE_MS = 15_000

/** @throws where a client does not have everything in the end. */
export async function run(at: Contestant, rooms: readonly Room[], load: Load): Promise<Run> {
  const turns = rooms.flatMap((room) => Array.from({ length: room.writerCount }, (_, writer) => ({ room, writer })))
  const edits = Math.round(load.rate * load.seconds)
  for (const room of rooms) {
    room.prepare(Math.ceil(edits / turns.length))
    room.latencies = { remote: [], ack: [] }
  }
  const before = await at.server.quiet()
  const own = process.cpuUsage()
  const startedAt = performance.now()
  const late = await pressAll(turns, edits, load.rate)
  const isComplete = await arrived(rooms)
  const elapsed = performance.now() - startedAt
  const { user, system } = process.cpuUsage(own)
  const after = await at.server.measure()
  const serverCpu = after.cpu - before.cpu
  return {
    remote: rooms.flatMap(({ latencies }) => latencies.remote),
    ack: rooms.flatMap(({ latencies }) => latencies.ack),
    edits,
    serverCpu,
    serverShare: serverCpu / 1000 / elapsed,
    loadShare: (user + system) / 1000 / elapsed,
    late,
    isComplete,
  }
}

type Turn = { readonly room: Room; readonly writer: number }

async function pressAll(turns: readonly Turn[], edits: number, rate: number): Promise<number> {
  const startedAt = performance.now()
  let late = 0
  for (let pressed = 0; pressed < edits;) {
    const elapsed = performance.now() - startedAt
    const due = Math.min(edits, Math.floor((elapsed / 1000) * rate) + 1)
    late = Math.max(late, elapsed - (pressed / rate) * 1000)
    for (; pressed < due; pressed++) {
      const { room, writer } = turns[pressed % turns.length]!
      room.press(writer)
    }
    // oxlint-disable-next-line no-await-in-loop -- this is the clock
    await wait(1)
  }
  return late
}

async function arrived(rooms: readonly Room[]): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    if (rooms.every(({ missing }) => missing === 0)) return true
    // oxlint-disable-next-line no-await-in-loop
    await wait(2)
  }
  return false
}

type Flood = { readonly edits: number; readonly window: number; readonly chance?: () => number }

/** As many as the server takes: each writer has so many under way, for so many edits in all. */
export async function flood(rooms: readonly Room[], { edits, window, chance }: Flood): Promise<void> {
  const writers = rooms.reduce((sum, { writerCount }) => sum + writerCount, 0)
  for (const room of rooms) room.prepare(Math.ceil(edits / writers), chance)
  const fill = (room: Room) => {
    for (let n = 0; n < room.writerCount; n++) while (room.unanswered(n) < window && room.press(n));
  }
  const isDone = () => {
    for (const room of rooms) fill(room)
    return rooms.every(({ missing, isSpent }) => missing === 0 && isSpent)
  }
  // oxlint-disable-next-line no-await-in-loop
  while (!isDone()) await wait(1)
}
