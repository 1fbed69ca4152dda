/** The most edits a second that reach everybody in time; and what they cost the server, by edit and by delivery. */
import type { Contestant } from './contestants.ts'
import { quantile } from './figures.ts'
import { flood, run, type Run } from './load.ts'
import { Room } from './room.ts'
import { goRound, type Scenario } from './scenario.ts'

const IN_TIME_MS = 200
const DOCUMENTS = 20
const FIRST_RATE = 250
const STEP = 1.5

export const throughput: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const seconds = isQuick ? 0.5 : 2
  await goRound(settings, async (at) => {
    const rooms = await openRooms(at, isQuick ? 3 : DOCUMENTS, { clients: 5, writers: 2 })
    const best = await climb(at, rooms, { seconds, rate: FIRST_RATE, last: isQuick ? FIRST_RATE * STEP : 1e6 })
    for (const room of rooms) room.verify()
    await Promise.all(rooms.map((room) => room.close()))
    const of = '20 documents of 5 clients, 2 typing:'
    sheet.add(`${of} most edits/s at p99 < 200 ms`, at.name, best?.edits ? best.edits / seconds : 0, 'more')
    sheet.add(
      `  edits per server-CPU-second at that rate`,
      at.name,
      best && best.edits / (best.serverCpu / 1e6),
      'more',
    )
    sheet.add('  p99 at that rate, ms', at.name, best && quantile(best.remote, 0.99))
    sheet.add('  server at that rate, % of a core', at.name, best && best.serverShare * 100, 'none')
    sheet.add('  load at that rate, % of a core', at.name, best && best.loadShare * 100, 'none')
  })
}

type Climb = { readonly rate: number; readonly seconds: number; readonly last: number }

async function climb(at: Contestant, rooms: readonly Room[], { rate, seconds, last }: Climb): Promise<Run | null> {
  const here = await run(at, rooms, { rate, seconds })
  if (!here.isComplete || quantile(here.remote, 0.99) > IN_TIME_MS) return null
  if (rate * STEP > last) return here
  return (await climb(at, rooms, { rate: rate * STEP, seconds, last })) ?? here
}

const FLOOD = { edits: 20_000, window: 10 }

/** Everybody types as fast as the server answers: what it can do with a whole core, and what an edit then costs. */
export const full: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const edits = isQuick ? 1_000 : FLOOD.edits
  await goRound(settings, async (at) => {
    const rooms = await openRooms(at, isQuick ? 3 : DOCUMENTS, { clients: 5, writers: 2 })
    await flood(rooms, { ...FLOOD, edits: edits / 10 })
    const before = await at.server.quiet()
    const own = process.cpuUsage()
    const startedAt = performance.now()
    await flood(rooms, { ...FLOOD, edits })
    const elapsed = performance.now() - startedAt
    const after = await at.server.measure()
    const { user, system } = process.cpuUsage(own)
    for (const room of rooms) room.verify()
    await Promise.all(rooms.map((room) => room.close()))
    const seconds = (after.cpu - before.cpu) / 1e6
    sheet.add(
      '20 documents of 5 clients, 2 typing at full speed: edits per server-CPU-second',
      at.name,
      edits / seconds,
      'more',
    )
    sheet.add('  edits/s', at.name, edits / (elapsed / 1000), 'more')
    sheet.add(
      '  of the server’s time in the system, %',
      at.name,
      (100 * (after.system - before.system)) / (after.cpu - before.cpu),
      'none',
    )
    sheet.add('  load, % of a core', at.name, (user + system) / 10 / elapsed, 'none')
  })
}

const RATE = 300
const FEW = 2
const MANY = 22

/** The same edits with one reader and with many: the difference is what a delivery costs. */
export const cost: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const seconds = isQuick ? 0.5 : 4
  await goRound(settings, async (at) => {
    const [few, many] = [await perEdit(at, FEW, seconds), await perEdit(at, MANY, seconds)]
    const delivery = (many - few) / (MANY - FEW)
    sheet.add(`10 documents, 1 typing, 1 reading, ${RATE} edits/s: server µs an edit`, at.name, few)
    sheet.add(`10 documents, 1 typing, ${MANY - 1} reading: server µs an edit`, at.name, many)
    sheet.add('  of that, an edit without its deliveries, µs', at.name, few - FEW * delivery)
    sheet.add('  of that, a delivery, µs', at.name, delivery)
  })
}

async function perEdit(at: Contestant, clients: number, seconds: number): Promise<number> {
  const rooms = await openRooms(at, 10, { clients, writers: 1 })
  const { serverCpu, edits } = await run(at, rooms, { rate: RATE, seconds })
  for (const room of rooms) room.verify()
  await Promise.all(rooms.map((room) => room.close()))
  return serverCpu / edits
}

const openRooms = (at: Contestant, documents: number, size: { clients: number; writers: number }) =>
  Promise.all(Array.from({ length: documents }, async () => Room.open(at, await at.newDocument(), size)))
