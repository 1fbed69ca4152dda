/** What goes over the lines, in bytes of WebSocket payload: for a key, for a minute in which nobody does anything, for carets that move. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Contestant } from './contestants.ts'
import { participant, type Client, type Participant } from './participants.ts'
import { goRound, type Scenario } from './scenario.ts'

const KEYS_PER_SECOND = 5

const CLIENTS = ['own', 'low bandwidth', 'stock'] as const
const KINDS: Record<Client, string> = {
  own: '',
  'low bandwidth': ' (low bandwidth)',
  stock: ' (stock client at our server)',
}

/** One writes and one reads; then both rest. */
export const bytes: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const [keys, idle] = isQuick ? [10, 2] : [100, 60]
  const names = settings.names.filter((name) => name !== 'y-websocket, leveldb')
  await goRound({ ...settings, names, repeats: 1 }, async (at) => {
    for (const client of at.name === 'ours' ? CLIENTS : (['own'] as const)) {
      /* oxlint-disable no-await-in-loop -- one at a time */
      const [writer, reader] = await people(at, 2, client)
      const typing = await carried([writer!, reader!], async () => {
        for (let key = 0; key < keys; key++) {
          writer!.press()
          await wait(1000 / KEYS_PER_SECOND)
        }
        await wait(500)
      })
      const resting = await carried([writer!, reader!], () => wait(idle * 1000))
      /* oxlint-enable no-await-in-loop */
      const isSame = writer!.written() === reader!.written()
      for (const each of [writer!, reader!]) each.close()
      if (!isSame) throw new Error('the reader does not have what was written')
      const of = KINDS[client]
      sheet.add(`5 keys/s, one reads${of}: bytes a key, writer up`, at.name, typing[0]!.up / keys)
      sheet.add(`  writer down${of}`, at.name, typing[0]!.down / keys)
      sheet.add(`  reader up${of}`, at.name, typing[1]!.up / keys)
      sheet.add(`  reader down${of}`, at.name, typing[1]!.down / keys)
      sheet.add(`  all four${of}`, at.name, typing.reduce((sum, { up, down }) => sum + up + down, 0) / keys)
      const perMinute = (of: 'up' | 'down') => ((resting[0]![of] + resting[1]![of]) / 2) * (60 / idle)
      sheet.add(`  bytes a minute at rest, a client, up${of}`, at.name, perMinute('up'))
      sheet.add(`  bytes a minute at rest, a client, down${of}`, at.name, perMinute('down'))
    }
  })
}

const PEOPLE = 30
const MOVES_PER_SECOND = 2

export const presence: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const [crowd, seconds] = isQuick ? [5, 2] : [PEOPLE, 10]
  const names = settings.names.filter((name) => name !== 'y-websocket, leveldb')
  await goRound({ ...settings, names, repeats: 1 }, async (at) => {
    const all = await people(at, crowd, 'own')
    await wait(1_000)
    const before = await at.server.quiet()
    const traffic = await carried(all, async () => {
      for (let turn = 0; turn < seconds * MOVES_PER_SECOND * crowd; turn++) {
        all[turn % crowd]!.move()
        // oxlint-disable-next-line no-await-in-loop -- this is the clock
        await wait(1000 / MOVES_PER_SECOND / crowd)
      }
      await wait(1_000)
    })
    const after = await at.server.measure()
    for (const each of all) each.close()
    const a = (of: 'up' | 'down') => traffic.reduce((sum, each) => sum + each[of], 0) / crowd / seconds
    sheet.add(`${crowd} people, ${MOVES_PER_SECOND} moves/s each: bytes/s a client, up`, at.name, a('up'))
    sheet.add('  bytes/s a client, down', at.name, a('down'))
    sheet.add('  both', at.name, a('up') + a('down'))
    sheet.add('  server, % of a core', at.name, (after.cpu - before.cpu) / 1e4 / seconds)
  })
}

async function people(at: Contestant, count: number, client: Client): Promise<readonly Participant[]> {
  const document = await at.newDocument()
  return Promise.all(Array.from({ length: count }, (_, n) => participant(at, document, n, client)))
}

async function carried(all: readonly Participant[], act: () => Promise<unknown>) {
  const before = all.map(({ traffic }) => ({ ...traffic }))
  await act()
  return all.map(({ traffic }, n) => ({ up: traffic.up - before[n]!.up, down: traffic.down - before[n]!.down }))
}
