/**
 * From the sending of an edit to its arrival with everybody else, and to its acknowledgement, under the load of people who type. Each
 * server has just been at work for some seconds: one that has just started is measured by `cold`.
 */
import { measureCommit } from './commit.ts'
import type { Contestant } from './contestants.ts'
import { quantile } from './figures.ts'
import { run } from './load.ts'
import { Room } from './room.ts'
import { goRound, type Scenario } from './scenario.ts'
import type { Sheet } from './sheet.ts'

const KEYS_PER_SECOND = 5
/** The fewest are measured the longest: so many keys a second are few to take a quantile of. */
const SIZES = [
  { clients: 2, writers: 1, seconds: 20 },
  { clients: 10, writers: 3, seconds: 10 },
  { clients: 50, writers: 10, seconds: 10 },
  { clients: 200, writers: 20, seconds: 6 },
]
const WARMING = { clients: 10, writers: 5, rate: 300, seconds: 8 }

export const latency: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const sizes = isQuick ? SIZES.slice(0, 2) : SIZES
  await tellCommits(sheet, isQuick)
  const measure = async (at: Contestant) => {
    if (!isQuick) await warm(at)
    for (const { clients, writers, seconds } of sizes) {
      /* oxlint-disable no-await-in-loop -- one at a time */
      const room = await Room.open(at, await at.newDocument(), { clients, writers })
      const load = { rate: writers * KEYS_PER_SECOND, seconds: isQuick ? 1 : seconds }
      const { remote, ack, loadShare, serverShare } = await run(at, [room], load)
      room.verify()
      await room.close()
      /* oxlint-enable no-await-in-loop */
      const of = `${clients} clients, ${writers} typing:`
      for (const share of [0.5, 0.95, 0.99])
        sheet.add(`${of} edit→remote p${share * 100} ms`, at.name, quantile(remote, share))
      for (const share of [0.5, 0.95, 0.99])
        sheet.add(`${of} edit→ack p${share * 100} ms`, at.name, ack.length > 0 ? quantile(ack, share) : null)
      sheet.add(`${of} server, % of a core`, at.name, serverShare * 100)
      sheet.add(`${of} load, % of a core`, at.name, loadShare * 100, 'none')
    }
  }
  await goRound(settings, measure)
}

async function tellCommits(sheet: Sheet, isQuick: boolean): Promise<void> {
  const one = await measureCommit(300)
  const resting = await measureCommit(isQuick ? 10 : 60, KEYS_PER_SECOND)
  sheet.add('one commit (fdatasync and thread hop), one after the other, p50 ms', 'ours', one.p50, 'none')
  sheet.add('  p99 ms', 'ours', one.p99, 'none')
  sheet.add(`one commit at ${KEYS_PER_SECOND} a second, p50 ms`, 'ours', resting.p50, 'none')
}

async function warm(at: Contestant): Promise<void> {
  const room = await Room.open(at, await at.newDocument(), WARMING)
  await run(at, [room], WARMING)
  await room.close()
}
