/** From the sending of an edit to its arrival with everybody else, and to its acknowledgement, under the load of people who type. */
import { measureCommit } from './commit.ts'
import { quantile } from './figures.ts'
import { run } from './load.ts'
import { Room } from './room.ts'
import { goRound, type Scenario } from './scenario.ts'

const KEYS_PER_SECOND = 5
const SIZES = [
  { clients: 2, writers: 1 },
  { clients: 10, writers: 3 },
  { clients: 50, writers: 10 },
  { clients: 200, writers: 20 },
]

export const latency: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const sizes = isQuick ? SIZES.slice(0, 2) : SIZES
  const seconds = isQuick ? 1 : 6
  const commit = await measureCommit()
  sheet.add('one commit: fdatasync and thread hop, p50 ms', 'ours', commit.p50, 'none')
  sheet.add('one commit: fdatasync and thread hop, p99 ms', 'ours', commit.p99, 'none')
  await goRound(settings, async (at) => {
    for (const { clients, writers } of sizes) {
      /* oxlint-disable no-await-in-loop -- one at a time */
      const room = await Room.open(at, await at.newDocument(), { clients, writers })
      const { remote, ack, loadShare, serverShare } = await run(at, [room], {
        rate: writers * KEYS_PER_SECOND,
        seconds,
      })
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
  })
}
