/** Two nodes are asked for the same at the same moment: it is judged where it is written, and is done once. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanedUpAfterAll } from '../support/cleaned-up.ts'
import { callerWith, request, type Caller } from '../support/server-app.ts'
import { ATU, SAMPLE } from '../support/server-engine.ts'
import { spawnServer } from '../support/server-process.ts'
import { freshDatabase, startCluster, type Cluster } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const SERVER = process.env['CONTRACT_DATABASE']!
const TIMES = 8
const SECRETARIAT = 'demo-secretariat-atu'

let cluster: Cluster
const later = cleanedUpAfterAll()
beforeAll(async () => {
  if (!havePostgres) return
  cluster = await startCluster(SERVER, { MAX_REQUESTS_PER_MINUTE: '10000' }, { later, count: 2 })
  await cluster.sql.query('UPDATE account SET is_administrator = 1 WHERE id = $1', [SECRETARIAT])
})

/** The same session on both nodes. */
async function onBoth(person: string): Promise<readonly Caller[]> {
  const { cookie } = await cluster.signIn(person)
  return cluster.nodes.map((node) => callerWith(node.address(), cookie))
}

const atOnce = <T>(callers: readonly Caller[], ask: (caller: Caller) => Promise<T>) => Promise.all(callers.map(ask))

const start = (commandId: string) => (caller: Caller) =>
  caller.call<{ id: string }>('POST', `/api/forums/${ATU}/proposals`, {
    commandId,
    title: 'A race',
    operator: 'MOD',
    base: SAMPLE,
    summary: 'We propose.',
    reasons: 'Because.',
    acceptSuperseded: true,
  })

const countIn = async (table: string, where = 'true', values: readonly unknown[] = []) =>
  Number(
    (await cluster.sql.query<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`, [...values])).rows[0]!
      .n,
  )

describe.skipIf(!havePostgres)('on two nodes at once', () => {
  it('the same start makes one proposal, and both are told which', async () => {
    const both = await onBoth('demo-coordinator-nga')
    for (let times = 0; times < TIMES; times++) {
      const before = await countIn('proposal')
      const answers = await atOnce(both, start(randomUUID()))
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(answers[0]!.body.id).toBe(answers[1]!.body.id)
      expect(await countIn('proposal')).toBe(before + 1)
      expect(await countIn('entry', 'proposal = $1', [answers[0]!.body.id])).toBe(2)
    }
  })

  it('proposals are numbered one after the other, with none left out', async () => {
    const both = await onBoth('demo-coordinator-nga')
    await Promise.all(Array.from({ length: TIMES }, () => atOnce(both, (caller) => start(randomUUID())(caller))))
    const { rows } = await cluster.sql.query<{ number: string }>(
      'SELECT number FROM proposal WHERE forum = $1 ORDER BY number',
      [ATU],
    )
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, at) => at + 1))
  })

  it('a coordinator whose role is taken away starts nothing after that', async () => {
    const both = await onBoth('demo-coordinator-nga')
    const administrators = await onBoth(SECRETARIAT)
    const roles = (...names: string[]) =>
      administrators[0]!.call('POST', '/api/people/demo-coordinator-nga/memberships', {
        memberships: names.length > 0 ? [{ forum: ATU, roles: names }] : [],
      })
    for (let times = 0; times < TIMES; times++) {
      await roles('coordinator')
      const [taken, started] = await Promise.all([roles(), start(randomUUID())(both[1]!)])
      expect(taken.status).toBe(200)
      expect([200, 403, 404]).toContain(started.status)
      const before = await countIn('proposal')
      expect((await start(randomUUID())(both[1]!)).status).not.toBe(200)
      expect(await countIn('proposal')).toBe(before)
    }
    await roles('coordinator')
  })

  it('a forum is added once, and the other is told that it exists', async () => {
    const both = await onBoth(SECRETARIAT)
    for (const of of ['ARB', 'AMS', 'ASP', 'CIS', 'EUR']) {
      const answers = await atOnce(both, ({ call }) =>
        call('POST', '/api/forums', { kind: 'rpm', of, conference: 'WTDC-29' }),
      )
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    }
  })

  it('the roles of one person are those of one of two administrators, never a mixture', async () => {
    const both = await onBoth(SECRETARIAT)
    const wishes = [['delegate'], ['observer']]
    for (let times = 0; times < TIMES; times++) {
      const answers = await Promise.all(
        both.map(({ call }, at) =>
          call('POST', '/api/people/demo-delegate-dza/memberships', {
            memberships: [{ forum: ATU, roles: wishes[at] }],
          }),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const { rows } = await cluster.sql.query<{ role: string }>(
        "SELECT role FROM membership WHERE account = 'demo-delegate-dza'",
      )
      expect(wishes).toContainEqual(rows.map(({ role }) => role))
    }
  })

  it('the first start makes one first administrator, who comes in by the link of either', async () => {
    const { url, sql } = await freshDatabase(SERVER)
    const nodes = await Promise.all([1, 2].map(() => spawnServer({ DATABASE_URL: url })))
    expect(Number((await sql.query<{ n: string }>('SELECT COUNT(*) AS n FROM account')).rows[0]!.n)).toBe(1)
    const tokens = nodes.map(({ printed }) => /\/sign-in\/link\/(\S+)/.exec(printed())![1]!)
    const { status } = await request(nodes[1]!.address, 'POST', '/api/sign-in/link', { body: { token: tokens[0] } })
    expect(status).toBe(200)
    const again = await request(nodes[0]!.address, 'POST', '/api/sign-in/link', { body: { token: tokens[0] } })
    expect(again.status).toBe(403)
  })
})
