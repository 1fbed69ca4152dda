/** The first reader of a long document after the start of the server: nothing is in memory, what it keeps on disk may be used. */
import { chanceFrom } from '../typing/clauses.ts'
import type { Contestant } from './contestants.ts'
import { kilobytes } from './figures.ts'
import { Line } from './line.ts'
import { flood } from './load.ts'
import { Room } from './room.ts'
import { goRound, persistent, type Scenario } from './scenario.ts'
import { timeInBrowser } from './browser.ts'

const EDITS = 100_000
const WINDOW = 400

export const cold: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const edits = isQuick ? 2_000 : EDITS
  const long = new Map<Contestant, string>()
  const of = `document of ${edits.toLocaleString('en')} edits:`
  await goRound(
    { ...settings, names: persistent(settings.names) },
    async (at) => {
      const document = long.get(at)!
      const first = await joinAfterRestart(at, document)
      sheet.add(`${of} first reader after a start, server ms`, at.name, first.cpu / 1000)
      sheet.add('  until its text is there, ms', at.name, first.elapsed)
      sheet.add('  KB down', at.name, kilobytes(first.down))
      const second = await join(at, document)
      sheet.add('  second reader, server ms', at.name, second.cpu / 1000)
      if (at.name !== 'ours') return
      await at.server.restart()
      sheet.add('  in the browser until it can be edited, ms', at.name, await timeInBrowser(at, document), 'none')
    },
    async (at) => {
      const document = await at.newDocument()
      const before = await at.server.quiet()
      const room = await Room.open(at, document, { clients: 2, writers: 1 })
      await flood([room], { edits, window: WINDOW, chance: chanceFrom(edits) })
      room.verify()
      await room.close()
      const after = await at.server.quiet()
      sheet.add(
        `${edits.toLocaleString('en')} edits of one writer all over the text, at full speed: server µs an edit`,
        at.name,
        (after.cpu - before.cpu) / edits,
      )
      long.set(at, document)
    },
  )
}

type Joined = { readonly cpu: number; readonly elapsed: number; readonly down: number }

async function joinAfterRestart(at: Contestant, document: string): Promise<Joined> {
  await at.server.restart()
  return join(at, document)
}

async function join(at: Contestant, document: string): Promise<Joined> {
  const before = await at.server.quiet()
  const startedAt = performance.now()
  const line = new Line(at.address(document, 0))
  await line.synced()
  const elapsed = performance.now() - startedAt
  const after = await at.server.quiet()
  const { down } = line.bytes
  await line.close()
  return { cpu: after.cpu - before.cpu, elapsed, down }
}
