/** A primary and a standby that has every commit before it is answered: what was acknowledged outlives the primary. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanedUpAfterAll } from '../support/cleaned-up.ts'
import { Client } from 'pg'
import { isIntact } from '../../server/log/audit.ts'
import { EntryTable } from '../../server/log/entry-table.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { textsOf } from '../support/server-engine.ts'
import { change, openLine, type Line } from '../support/server-line.ts'
import { until } from '../support/until.ts'
import { startCluster, type Cluster } from './nodes.ts'
import { asked, havePostgres, startReplicated, type Replicated } from './real-postgres.ts'

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

let servers: Replicated
let cluster: Cluster
let both = ''
const later = cleanedUpAfterAll()
beforeAll(async () => {
  if (!havePostgres) return
  servers = await startReplicated()
  const by = (url: string) => (both = url.replace(/127\.0\.0\.1:\d+/, hostsOf(servers)))
  cluster = await startCluster(servers.primary.url, {}, { by, later, count: 2 })
})
afterAll(() => servers?.stop())

/** The standby first: nodes have to find out that it takes no writes. */
const hostsOf = ({ primary, standby }: Replicated) => [standby, primary].map(({ url }) => new URL(url).host).join(',')

async function joined(proposal: string, person: string, node: number): Promise<Line> {
  const { cookie } = await cluster.signIn(person, node)
  const line = openLine({ address: cluster.nodes[node]!.address(), proposal, cookie })
  await line.synced()
  return line
}
const write = (line: Line, words: string) =>
  line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, words)))
const wordsOf = ({ doc }: Line) => JSON.stringify(readDocument(doc))

/** From whichever of the two takes writes. */
function logOf(proposal: string) {
  const db = openPostgres(both)
  const rows = new EntryTable(db).rows(proposal, 0)
  db.close()
  return rows
}

/** Of a node's commit that waits for the standby. */
async function waiting(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const look = async () =>
    (await client.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'`)).rows[0]?.pid
  const pid = await until(look)
  await client.end()
  return pid
}

describe.skipIf(!havePostgres)('with a synchronous standby', () => {
  it('an edit is acknowledged when the standby has it, and not before', async () => {
    const proposal = await cluster.startProposal()
    const [writer, reader] = [
      await joined(proposal, 'demo-delegate-ken', 0),
      await joined(proposal, 'demo-delegate-sen', 1),
    ]
    servers.standby.pause()
    write(writer, '<waits>')
    await waiting(servers.primary.url)
    await sleep(500)
    expect(writer.heard.acked).toBe(0)
    expect(wordsOf(reader), 'nobody sees what may be lost').not.toContain('<waits>')
    servers.standby.goOn()
    await writer.until(({ acked }) => acked === 1)
    await until(() => wordsOf(reader).includes('<waits>'))
  })

  it('an edit whose wait somebody ended is not acknowledged until the standby has it after all, and stands in the log once', async () => {
    const proposal = await cluster.startProposal()
    const writer = await joined(proposal, 'demo-delegate-gha', 0)
    const before = logOf(proposal).length
    servers.standby.pause()
    write(writer, '<given up>')
    await asked(servers.primary.url, `SELECT pg_cancel_backend(${await waiting(servers.primary.url)})`)
    await sleep(1_000)
    expect(writer.heard.acked).toBe(0)
    servers.standby.goOn()
    await writer.until(({ acked }) => acked === 1)
    expect(logOf(proposal)).toHaveLength(before + 1)
    expect(writer.heard.close).toBeNull()
  })

  it('the loss of the primary costs nobody what was acknowledged: the nodes find the standby that took its place', async () => {
    const proposal = await cluster.startProposal()
    const people = ['demo-delegate-ken', 'demo-delegate-sen', 'demo-delegate-gha', 'demo-delegate-cmr']
    const writers = await Promise.all(people.map((person, at) => joined(proposal, person, at % 2)))
    const acked = new Map<Line, number>()
    const session = { isOver: false }
    const typing = writers.map(async (line, at) => {
      for (let n = 1; !session.isOver && line.heard.close === null; n++) {
        write(line, `<${at}-${n}>`)
        await sleep(15)
      }
      acked.set(line, line.heard.acked)
    })
    await sleep(1_000)
    await until(() => writers.every((line) => line.heard.acked > 10))
    await servers.primary.kill()
    await sleep(300)
    await servers.promote()
    await sleep(1_000)
    session.isOver = true
    await Promise.all(typing)

    const comeBack = async () => joined(proposal, 'demo-chair-tza', 0).catch(() => undefined)
    let reader = await comeBack()
    while (!reader) reader = await comeBack()
    const text = wordsOf(reader)
    for (const [at, line] of writers.entries()) {
      expect(acked.get(line), 'something was acknowledged before').toBeGreaterThan(10)
      for (let n = 1; n <= acked.get(line)!; n++) expect(text.split(`<${at}-${n}>`).length, `<${at}-${n}>`).toBe(2)
    }
    const rows = logOf(proposal)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1))
    expect(isIntact(proposal, rows)).toBe(true)

    const [here, there] = [
      await joined(proposal, 'demo-delegate-zaf', 0),
      await joined(proposal, 'demo-delegate-egy', 1),
    ]
    write(here, '<afterwards>')
    await here.until(({ acked: frames }) => frames === 1)
    await until(() => wordsOf(there).includes('<afterwards>'))
    console.log(
      `${rows.length} entries; lines that outlived the failover: ${writers.filter(({ heard }) => heard.close === null).length} of 4`,
    )
  })
})
