/** Several server processes on one PostgreSQL serve one proposal: whoever writes where, all is as if there were one. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanedUpAfterAll } from '../support/cleaned-up.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { sessionAt } from '../support/client-environment.ts'
import { ATU, textsOf } from '../support/server-engine.ts'
import { change, openLine, type Line } from '../support/server-line.ts'
import { until } from '../support/until.ts'
import { startCluster, type Cluster } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const SERVER = process.env['CONTRACT_DATABASE']!
const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
const firstItem = ({ doc }: Line) => textsOf(doc, 'item')[0]!
const write = (line: Line, words: string) => line.send(change(line.doc, () => firstItem(line).insert(0, words)))
const hears = (line: Line, words: string) => until(() => firstItem(line).toJSON().includes(words))

async function joined(cluster: Cluster, proposal: string, person: string, node: number): Promise<Line> {
  const { cookie } = await cluster.signIn(person, node)
  const line = openLine({ address: cluster.nodes[node]!.address(), proposal, cookie })
  await line.synced()
  return line
}

const PEOPLE = ['demo-delegate-ken', 'demo-delegate-sen', 'demo-delegate-gha']

type Recorded = {
  readonly head: { readonly seq: number; readonly chain: string }
  readonly entries: readonly { readonly chain: string }[]
}

let nodes: Cluster
let nodesWithoutHints: Cluster
const later = cleanedUpAfterAll()
beforeAll(async () => {
  if (!havePostgres) return
  nodes = await startCluster(SERVER, {}, { later })
  nodesWithoutHints = await startCluster(SERVER, { NODE_HINTS: '0' }, { later })
})

/** Half of thirty edits were read on all nodes within so many milliseconds. */
async function usuallyTook(lines: readonly Line[], round: number): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < 30; turn++) {
    const [began, word] = [performance.now(), `<${round}-${turn}>`]
    write(lines[turn % 3]!, word)
    await Promise.all(lines.map((line) => hears(line, word)))
    took.push(performance.now() - began)
    await sleep(10)
  }
  return took.toSorted((a, b) => a - b)[15]!
}

describe.skipIf(!havePostgres)('what is written on one node', () => {
  it('is heard on the others at once, with its entries in order', async () => {
    const cluster = nodes
    const proposal = await cluster.startProposal()
    const lines = await Promise.all(PEOPLE.map((person, node) => joined(cluster, proposal, person, node)))
    const usual: number[] = []
    // A machine that is busy for a while is late, and nodes that only look once a second are never so fast.
    while (usual.length < 10 && !usual.some((ms) => ms < 350)) usual.push(await usuallyTook(lines, usual.length))
    console.log(`edit on one node → read on all three: p50 ${usual.map((ms) => ms.toFixed(0)).join(', ')} ms`)
    for (const { heard } of lines) expectEachEntryOnce(heard)
    expect(new Set(lines.map(({ doc }) => JSON.stringify(readDocument(doc)))).size).toBe(1)
    expect(Math.min(...usual)).toBeLessThan(350)
  })

  it('is heard soon where every hint is lost', async () => {
    const cluster = nodesWithoutHints
    const proposal = await cluster.startProposal()
    const lines = await Promise.all(PEOPLE.map((person, node) => joined(cluster, proposal, person, node)))
    const took: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      const began = performance.now()
      write(lines[turn % 3]!, `<${turn}>`)
      await Promise.all(lines.map((line) => hears(line, `<${turn}>`)))
      took.push(performance.now() - began)
    }
    console.log(`without hints: ${took.map((each) => each.toFixed(0)).join(', ')} ms`)
    expect(Math.max(...took)).toBeGreaterThan(100)
    for (const { heard } of lines) expectEachEntryOnce(heard)
  })
})

describe.skipIf(!havePostgres)('the record of a proposal', () => {
  it('agrees with itself while other nodes write', async () => {
    const proposal = await nodes.startProposal()
    const writer = await joined(nodes, proposal, PEOPLE[0]!, 1)
    const reader = await nodes.signIn(PEOPLE[1]!, 0)
    const session = { isOver: false }
    const writing = (async () => {
      for (let n = 0; !session.isOver; n++) {
        write(writer, `<${n}>`)
        await sleep(2)
      }
    })()
    const heads: number[] = []
    for (let times = 0; times < 15 || heads.at(-1)! - heads[0]! <= 10; times++) {
      const { body } = await reader.call<Recorded>('GET', `/api/proposals/${proposal}/record`)
      expect(body.entries).toHaveLength(body.head.seq)
      expect(body.entries.at(-1)!.chain).toBe(body.head.chain)
      heads.push(body.head.seq)
    }
    session.isOver = true
    await writing
  })
})

describe.skipIf(!havePostgres)('who is here', () => {
  it('is seen on every node, also by whoever comes later, until they leave', async () => {
    const proposal = await nodes.startProposal()
    const [ann, bob] = await Promise.all(
      PEOPLE.slice(0, 2).map((person, node) => joined(nodes, proposal, person, node)),
    )
    ann!.sendPresence({ client: 11, clock: 1, state: { at: 'a' } })
    bob!.sendPresence({ client: 12, clock: 1, state: { at: 'b' } })
    await until(() => bob!.heard.present.get(11) && ann!.heard.present.get(12))
    expect(bob!.heard.present.get(11)!.state).toMatchObject({ user: { administration: 'KEN' } })
    const eve = await joined(nodes, proposal, PEOPLE[2]!, 2)
    await until(() => eve.heard.present.has(11) && eve.heard.present.has(12))
    ann!.sendPresence({ client: 11, clock: 2, state: { at: 'c' } })
    for (const line of [bob!, eve])
      await until(() => (line.heard.present.get(11)?.state as { at: string } | undefined)?.at === 'c')
    ann!.close()
    await until(() => !bob!.heard.present.has(11) && !eve.heard.present.has(11))
    expect(eve.heard.present.has(12)).toBe(true)
  })

  it('goes on being seen after words on the channel that no node of ours says', async () => {
    const proposal = await nodes.startProposal()
    const [ann, bob] = await Promise.all(
      PEOPLE.slice(0, 2).map((person, node) => joined(nodes, proposal, person, node)),
    )
    const member = { line: 'x.1', clock: 1, person: 'p', user: { name: 'P', administration: null, symbol: 'P' } }
    const cut = { ...member, caret: '', entry: null, speaksAwareness: false, isGone: false }
    const spoken = { from: 'x', spoken: [{ proposal, member: cut }], asked: [] }
    for (const message of [
      'M{}',
      'M{"from":"x","spoken":[null],"asked":[]}',
      `M${JSON.stringify(spoken)}`,
      '',
      'M',
      ':',
    ])
      await nodes.sql.query(`SELECT pg_notify('common_proposals', $1)`, [message])
    ann!.sendPresence({ client: 21, clock: 1, state: { at: 'a' } })
    await until(() => bob!.heard.present.has(21))
    for (const node of nodes.nodes) expect(node.process().child.exitCode).toBeNull()
  })
})

describe.skipIf(!havePostgres)('a caret', () => {
  it('of our client is seen on every node, by ours and by those that speak awareness, and goes with its owner', async () => {
    const proposal = await nodes.startProposal()
    const open = async (node: number) => {
      const person = PEOPLE[node]!
      const { cookie } = await nodes.signIn(person, node)
      return sessionAt({ address: nodes.nodes[node]!.address(), cookie, proposal, person })
    }
    const [ann, bob] = [await open(0), await open(1)]
    const eve = await joined(nodes, proposal, PEOPLE[2]!, 2)
    await until(() => ann.presence.others().length === 2 && bob.presence.others().length === 2)
    const end = { place: 'before', client: 7, clock: 3 } as const
    ann.presence.caretPlace(() => ({ anchor: end, head: end })).moved()
    const ofAnn = () => bob.presence.others().find(({ person }) => person === PEOPLE[0])
    await until(() => ofAnn()?.caret?.head.clock === 3)
    expect(ofAnn()).toMatchObject({ administration: 'KEN', caret: { head: end } })
    const atEve = () => [...eve.heard.present.values()].map(({ state }) => state as Record<string, unknown>)
    await until(() => atEve().some(({ cursor }) => cursor))
    expect(atEve().find(({ cursor }) => cursor)).toMatchObject({ user: { administration: 'KEN' } })
    ann.close()
    await until(() => ofAnn() === undefined && atEve().length === 1)
  })
})

describe.skipIf(!havePostgres)('a person', () => {
  const TAKE_AWAY = 'DELETE FROM membership WHERE account = $1'

  it('whose role is taken away on one node is turned away on the others at once, and hears so', async () => {
    const cluster = nodes
    const proposal = await cluster.startProposal()
    const person = 'demo-delegate-ken'
    await cluster.sql.query("UPDATE account SET is_administrator = 1 WHERE id = 'demo-secretariat-atu'")
    const administrator = await cluster.signIn('demo-secretariat-atu', 0)
    const [far, reader] = [await joined(cluster, proposal, person, 1), await joined(cluster, proposal, person, 2)]
    const setRoles = (roles: readonly string[]) =>
      administrator.call('POST', `/api/people/${person}/memberships`, {
        memberships: roles.length > 0 ? [{ forum: ATU, roles }] : [],
      })

    let began = performance.now()
    expect((await setRoles(['secretariat'])).status).toBe(200)
    await Promise.all([far, reader].map((line) => until(() => !line.heard.states.at(-1)!.rights.includes('edit-text'))))
    const changed = performance.now() - began
    began = performance.now()
    await setRoles([])
    await Promise.all([far, reader].map((line) => line.closed()))
    console.log(
      `a role heard on other nodes: ${changed.toFixed(0)} ms, turned away: ${(performance.now() - began).toFixed(0)} ms`,
    )
    expect(far.heard.close).toMatchObject({ code: CLOSE.notPermitted })
    expect(reader.heard.close).toMatchObject({ code: CLOSE.notPermitted })
  })

  it('whose role is taken away by hand, with no hint at all, is turned away soon', async () => {
    const cluster = nodesWithoutHints
    const proposal = await cluster.startProposal()
    const person = 'demo-delegate-sen'
    const line = await joined(cluster, proposal, person, 1)
    await cluster.sql.query(TAKE_AWAY, [person])
    await line.closed()
    expect(line.heard.close).toMatchObject({ code: CLOSE.notPermitted })
  })

  it('who signs out on one node is signed out on the others', async () => {
    const cluster = nodes
    const proposal = await cluster.startProposal()
    const person = 'demo-delegate-gha'
    const { cookie, call } = await cluster.signIn(person, 0)
    const far = openLine({ address: cluster.nodes[1]!.address(), proposal, cookie })
    const other = await joined(cluster, proposal, person, 1)
    await far.synced()
    await call('POST', '/api/sign-out')
    await far.closed()
    expect(far.heard.close).toMatchObject({ code: CLOSE.notSignedIn })
    expect(other.heard.close, 'another session of the same person').toBeNull()
  })

  it('whose last words are on their way to a node that knows nothing yet of the lost role keeps them as a draft', async () => {
    const cluster = nodes
    const proposal = await cluster.startProposal()
    const person = 'demo-delegate-cmr'
    const caller = await cluster.signIn(person, 1)
    const line = await joined(cluster, proposal, person, 1)
    write(line, '<in time>')
    await line.until(({ acked }) => acked === 1)
    cluster.nodes[1]!.pause()
    write(line, '<too late>')
    await cluster.sql.query(TAKE_AWAY, [person])
    cluster.nodes[1]!.goOn()
    await line.closed()
    const reader = await joined(cluster, proposal, 'demo-chair-tza', 0)
    const words = firstItem(reader).toJSON()
    expect(words).toContain('<in time>')
    expect(words).not.toContain('<too late>')
    const nack = line.heard.nacks[0]?.nack
    // Closed before the frame was read, or refused: the words are the author's either way, never in the text.
    if (nack) expect(JSON.stringify(await caller.parked(proposal))).toContain('<too late>')
  })

  /** What is sent in the moment between a change on one node and its news on another; more than once, for it is a short one. */
  const LATE = ['cmr', 'zaf', 'egy', 'dza'].map((of) => `demo-delegate-${of}`)

  it('whose role was taken away writes nothing more on a node that does not know it yet: the late words are a draft', async () => {
    const cluster = nodesWithoutHints
    const proposal = await cluster.startProposal()
    const { rows: roles } = await cluster.sql.query('SELECT * FROM membership WHERE account = ANY($1)', [LATE])
    const giveBack = () =>
      cluster.sql.query(
        'INSERT INTO membership SELECT * FROM json_populate_recordset(null::membership, $1) ON CONFLICT DO NOTHING',
        [JSON.stringify(roles)],
      )
    let late = 0
    for (let round = 0; round < 10 && late === 0; round++) {
      await giveBack()
      late = await writeTooLate(cluster, proposal, round)
    }
    expect(late, 'some were in time to be late').toBeGreaterThan(0)
  })

  /** Answers how many were told that what they wrote came too late. */
  async function writeTooLate(cluster: Cluster, proposal: string, round: number): Promise<number> {
    const lines = await Promise.all(LATE.map((person) => joined(cluster, proposal, person, 1)))
    for (const [at, line] of lines.entries()) {
      write(line, `<in time ${round}-${at}>`)
      await line.until(({ acked }) => acked === 1)
      await cluster.sql.query(TAKE_AWAY, [LATE[at]])
      write(line, `<too late ${round}-${at}>`)
    }
    await Promise.all(lines.map((line) => line.closed()))
    const words = await textOf(cluster, proposal, 'demo-chair-tza')
    for (const at of LATE.keys()) expect(words).toContain(`<in time ${round}-${at}>`)
    expect(words).not.toContain('too late')
    for (const [at, { heard }] of lines.entries()) {
      if (heard.nacks.length === 0) continue
      expect(heard.nacks[0]!.nack).toMatchObject({ code: 'not-permitted', parked: expect.any(String) })
      const parked = await (await cluster.signIn(LATE[at]!, 1)).parked(proposal)
      expect(JSON.stringify(parked)).toContain(`<too late ${round}-${at}>`)
    }
    return lines.filter(({ heard }) => heard.nacks.length > 0).length
  }

  it('who signed out elsewhere writes nothing more on a node that does not know it yet, and is not told that it was saved', async () => {
    const cluster = nodesWithoutHints
    const proposal = await cluster.startProposal()
    const people = ['demo-delegate-gha', 'demo-delegate-ken', 'demo-delegate-nga', 'demo-head-of-delegation-uga']
    let late = 0
    for (let round = 0; round < 10 && late === 0; round++) {
      const callers = await Promise.all(people.map((person) => cluster.signIn(person, 0)))
      const lines = callers.map(({ cookie }) => openLine({ address: cluster.nodes[1]!.address(), proposal, cookie }))
      await Promise.all(lines.map((line) => line.synced()))
      for (const [at, line] of lines.entries()) {
        await callers[at]!.call('POST', '/api/sign-out')
        if (line.heard.close === null) late++
        write(line, `<too late ${at}>`)
      }
      await Promise.all(lines.map((line) => line.closed()))
      for (const { heard } of lines) expect(heard).toMatchObject({ acked: 0, close: { code: CLOSE.notSignedIn } })
    }
    expect(late).toBeGreaterThan(0)
    expect(await textOf(cluster, proposal, 'demo-chair-tza')).not.toContain('too late')
  })

  it('whose account is deleted by hand writes nothing more anywhere', async () => {
    const cluster = nodesWithoutHints
    const proposal = await cluster.startProposal()
    const person = 'demo-head-of-delegation-tun'
    const line = await joined(cluster, proposal, person, 1)
    write(line, '<in time>')
    await line.until(({ acked }) => acked === 1)
    await cluster.sql.query('DELETE FROM account WHERE id = $1', [person])
    write(line, '<too late>')
    await line.closed()
    const words = await textOf(cluster, proposal, 'demo-chair-tza')
    expect(words).toContain('<in time>')
    expect(words).not.toContain('too late')
  })
})

async function textOf(cluster: Cluster, proposal: string, reader: string): Promise<string> {
  const line = await joined(cluster, proposal, reader, 0)
  return JSON.stringify(readDocument(line.doc))
}

/** From the state with which a line began: each entry after it, once, in order. */
function expectEachEntryOnce({ states, entries }: Line['heard']): void {
  const head = states[0]!.head
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => head + 1 + index))
}
