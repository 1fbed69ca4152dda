/**
 * Nobody knows whether a COMMIT took place whose answer never came. Whatever became of it: what was sent is in the log once, is
 * answered as it was, and needs nobody to send it again.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanedUpAfterAll } from '../support/cleaned-up.ts'
import { EntryTable } from '../../server/log/entry-table.ts'
import { isIntact } from '../../server/log/audit.ts'
import { hashOfToken, newToken } from '../../server/auth/tokens.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { textsOf } from '../support/server-engine.ts'
import { callerWith, cookieIn, request } from '../support/server-app.ts'
import { change, openLine, type Line } from '../support/server-line.ts'
import { CUTS, startCuttingProxy, type CuttingProxy } from './cutting-proxy.ts'
import { startCluster, type Cluster } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const SERVER = process.env['CONTRACT_DATABASE']!

let cluster: Cluster
let proxy: CuttingProxy
const later = cleanedUpAfterAll()
const byProxy = async (url: string) => (proxy = await startCuttingProxy(url, later)).url

beforeAll(async () => {
  if (!havePostgres) return
  cluster = await startCluster(SERVER, {}, { by: byProxy, later, count: 1 })
})

async function joined(proposal: string, person: string): Promise<Line> {
  const { cookie } = await cluster.signIn(person)
  const line = openLine({ address: cluster.nodes[0]!.address(), proposal, cookie })
  await line.synced()
  return line
}
const write = (line: Line, words: string) =>
  line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, words)))

function rowsOf(proposal: string) {
  const db = openPostgres(cluster.url)
  const rows = new EntryTable(db).rows(proposal, 0)
  db.close()
  return rows
}
const timesIn = (text: string, words: string) => text.split(words).length - 1

describe.skipIf(!havePostgres).each(CUTS)('a line that is cut at a COMMIT, %s it is carried out', (cut) => {
  it('leaves an edit in the log once, which its author and the readers hear of', async () => {
    const proposal = await cluster.startProposal()
    const [writer, reader] = [await joined(proposal, 'demo-delegate-ken'), await joined(proposal, 'demo-delegate-sen')]
    const before = rowsOf(proposal).length
    const wasCut = proxy.cutNextCommit(cut)
    write(writer, '<word>')
    await wasCut
    await writer.until(({ acked }) => acked === 1)
    await reader.until(({ entries }) => entries.length === 1)
    expect(writer.heard.close, 'the line to the browser stands').toBeNull()
    const rows = rowsOf(proposal)
    expect(rows).toHaveLength(before + 1)
    expect(isIntact(proposal, rows)).toBe(true)
    expect(timesIn(JSON.stringify(textsOf(reader.doc, 'item')), '<word>')).toBe(1)
  })

  it('leaves a refused edit in its author’s drafts once', async () => {
    const proposal = await cluster.startProposal()
    const writer = await joined(proposal, 'demo-delegate-gha')
    const chair = await cluster.signIn('demo-chair-tza')
    const { digest } = await chair.view(proposal)
    expect((await chair.command(proposal, { type: 'lock', digest, reason: 'now' })).status).toBe(200)
    const wasCut = proxy.cutNextCommit(cut)
    write(writer, '<late>')
    await wasCut
    await writer.until(({ nacks }) => nacks.length === 1)
    expect(writer.heard.nacks[0]!.nack.parked).not.toBeNull()
    const { rows } = await cluster.sql.query('SELECT id FROM parked WHERE proposal = $1', [proposal])
    expect(rows.map((row) => (row as { id: string }).id)).toEqual([writer.heard.nacks[0]!.nack.parked])
  })

  it('leaves one act of a command, and tells whoever gave it which', async () => {
    const proposal = await cluster.startProposal()
    const chair = await cluster.signIn('demo-chair-tza')
    const { digest, state } = await chair.view(proposal)
    const wasCut = proxy.cutNextCommit(cut)
    const answer = chair.command(proposal, { type: 'lock', digest, reason: 'now' })
    await wasCut
    expect(await answer).toMatchObject({ status: 200, body: { seq: state.head + 1 } })
    expect(rowsOf(proposal)).toHaveLength(state.head + 1)
  })

  it('lets the owner of a one-time link in, once', async () => {
    const token = newToken()
    const values = [hashOfToken(token), 'demo-chair-tza', Date.now() + 60_000]
    await cluster.sql.query('INSERT INTO sign_in_link VALUES ($1, $2, $3, NULL)', values)
    const come = () => request(cluster.nodes[0]!.address(), 'POST', '/api/sign-in/link', { body: { token } })
    const wasCut = proxy.cutNextCommit(cut)
    const answer = come()
    await wasCut
    const { status, headers } = await answer
    expect(status).toBe(200)
    const chair = callerWith(cluster.nodes[0]!.address(), cookieIn(headers))
    expect((await chair.call('GET', '/api/forums')).status).toBe(200)
    expect((await come()).status).toBe(403)
  })

  it('leaves one proposal of a start', async () => {
    const count = async () =>
      Number((await cluster.sql.query<{ n: string }>('SELECT COUNT(*) AS n FROM proposal')).rows[0]!.n)
    const before = await count()
    const wasCut = proxy.cutNextCommit(cut)
    const proposal = await cluster.startProposal()
    await wasCut
    expect(await count()).toBe(before + 1)
    expect(rowsOf(proposal).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })
})
