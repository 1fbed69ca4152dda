/** The record as it comes from the running server, checked by the script on the command line. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SCRIPT, type ProposalRecord } from '../../verify/verifier.ts'
import { signedIn, startServer, type TestServer } from '../../support/server-app.ts'
import {
  appendOne,
  openEngine,
  PEOPLE,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'
import { stockClient } from '../../support/server-stock.ts'
import { until } from '../../support/until.ts'

/** A proposal that was written in, supported, locked, unlocked, changed, locked again and declared. */
async function played(server: TestServer): Promise<string> {
  const proposal = await server.startProposal()
  const kenya = await server.signIn(PEOPLE.kenya)
  const head = await server.signIn(PEOPLE.headOfKenya)
  const chair = await server.signIn(PEOPLE.chair)
  const { doc, provider } = stockClient({ address: server.address, proposal, cookie: kenya.cookie })
  await new Promise<void>((done) => provider.once('sync', () => done()))
  const type = async (words: string) => {
    const { digest } = await kenya.view(proposal)
    textsOf(doc, 'item')[0]!.insert(0, words)
    await until(async () => (await kenya.view(proposal)).digest !== digest)
  }
  const take = async (position: 'supports' | 'opposes') => {
    const { digest, state } = await head.view(proposal)
    await head.command(proposal, { type: 'take-position', position, digest, textSeq: state.textSeq })
  }
  await type('words, 😀 ')
  await take('supports')
  await type('more ')
  await server.lock(proposal)
  await take('opposes')
  await chair.command(proposal, { type: 'unlock', reason: 'one word more' })
  await type('one ')
  await server.lock(proposal)
  const { digest } = await chair.view(proposal)
  await chair.command(proposal, { type: 'declare', digest, reason: 'agreed' })
  return proposal
}

function checked(record: ProposalRecord, ...args: readonly string[]) {
  const file = join(temporaryFolder(), 'record.json')
  writeFileSync(file, JSON.stringify(record))
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, file, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('the record of a proposal', () => {
  it('is found in order by the script, with everything that was decided on a text', async () => {
    const server = await startServer()
    const proposal = await played(server)
    const observer = await server.signIn(PEOPLE.secretariat)
    const { status, body, headers } = await observer.call<ProposalRecord>('GET', `/api/proposals/${proposal}/record`)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[A-Z]+-XX-1_record_\d+\.json"$/)
    expect(body).toMatchObject({
      format: 'common-proposals/record/1',
      proposal,
      number: 1,
      forum: { name: expect.any(String) },
    })
    const { stdout, stderr, ...end } = checked(body, '--json')
    expect(end.status, stdout + stderr).toBe(0)
    const { claims } = JSON.parse(stdout) as { claims: readonly { type: string; isSo: boolean }[] }
    expect(claims.map(({ type, isSo }) => `${type} ${isSo}`)).toEqual([
      'position-taken true',
      'locked true',
      'position-taken true',
      'locked true',
      'declared true',
      'head true',
    ])
    expect(checked(body).stdout).toMatch(/In order: \d+ entries, the last chain value is [0-9a-f]{64}\n$/)
    expect(checked(body, body.entries[3]!.chain).status).toBe(0)
  })

  it('names the first broken entry, and ends with an error', async () => {
    const server = await startServer()
    const proposal = await played(server)
    const { body } = await (
      await server.signIn(PEOPLE.kenya)
    ).call<ProposalRecord>('GET', `/api/proposals/${proposal}/record`)
    const later = body.entries.map((entry) => (entry.seq === 4 ? { ...entry, time: entry.time - 60_000 } : entry))
    const { status, stdout } = checked({ ...body, entries: later })
    expect(status).toBe(1)
    expect(stdout).toContain('NOT IN ORDER. The first broken entry is 4:')
    expect(checked(body, 'ab'.repeat(32)).status).toBe(1)
  })

  it('has no name where the log stands, so a name can be erased and the record is in order still', async () => {
    const server = await startServer()
    const proposal = await played(server)
    const { body } = await (
      await server.signIn(PEOPLE.kenya)
    ).call<ProposalRecord>('GET', `/api/proposals/${proposal}/record`)
    expect(new Set(body.people.map(({ id }) => id))).toEqual(new Set(body.entries.map(({ author }) => author)))
    const log = JSON.stringify(body.entries)
    for (const { name } of body.people) expect(log).not.toContain(name)
    expect(checked({ ...body, people: [] }).status).toBe(0)
  })

  it('can be given away without a word of the drafts', async () => {
    const server = await startServer()
    const proposal = await played(server)
    const kenya = await server.signIn(PEOPLE.kenya)
    const { body } = await kenya.call<ProposalRecord>('GET', `/api/proposals/${proposal}/record?drafts=withheld`)
    const texts = body.entries.filter(({ kind }) => kind !== 'act/1')
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.filter((entry) => 'payload' in entry)).toEqual([])
    const { status, stdout } = checked(body)
    expect(status).toBe(0)
    expect(stdout).toContain('not checked')
  })

  it('is for those who may read the proposal', async () => {
    const server = await startServer()
    const path = `/api/proposals/${await server.startProposal()}/record`
    expect((await fetch(server.address + path)).status).toBe(401)
    expect((await (await signedIn(server.address, PEOPLE.eritrea)).call('GET', path)).status).toBe(404)
    expect((await (await server.signIn(PEOPLE.observer)).call('GET', path)).status).toBe(404)
    expect((await (await server.signIn(PEOPLE.kenya)).call('GET', '/api/proposals/nothing/record')).status).toBe(404)
  })
})

/** Some 5 MB in twenty edits, written without a server. */
function longLog(folder: string) {
  const { engine, close } = openEngine({ folder, later: () => undefined })
  const proposal = startProposal(engine)
  const writer = writerOf(engine, proposal)
  const clauses = textsOf(writer.doc)
  for (let edit = 0; edit < 20; edit++) {
    // All of it would be more than one clause may hold.
    clauses[edit % clauses.length]!.insert(0, 'w'.repeat(50_000))
    for (const update of writer.take()) appendOne(engine, textItem(proposal, PEOPLE.kenya, update))
  }
  return { proposal, engine, close }
}

describe('a long log', () => {
  it('is read a page at a time', () => {
    const { engine, proposal, close } = longLog(temporaryFolder())
    const person = engine.accounts.person(PEOPLE.kenya)!
    const numbers = (after: number) => {
      const page = engine.records.page(person, proposal, after)
      return page.ok ? page.value.map(({ seq }) => seq) : []
    }
    expect(numbers(0)[0]).toBe(1)
    expect(numbers(0).length).toBeLessThan(10)
    expect(numbers(21)).toEqual([22])
    expect(numbers(22)).toEqual([])
    close()
  })

  it('may grow while somebody reads its record, which ends at the entry at which the reading began', async () => {
    const folder = temporaryFolder()
    const { proposal, close } = longLog(folder)
    close()
    const server = await startServer({ DATA_DIR: folder })
    const coordinator = await server.signIn(PEOPLE.coordinator)
    const headers = { cookie: coordinator.cookie }
    const { body } = await fetch(`${server.address}/api/proposals/${proposal}/record`, { headers })
    const decoder = new TextDecoder()
    let file = ''
    for await (const piece of body!) {
      if (file === '') expect((await coordinator.command(proposal, { type: 'open-review' })).status).toBe(200)
      file += decoder.decode(piece, { stream: true })
    }
    const record = JSON.parse(file) as ProposalRecord
    expect(record.entries.length).toBe(22)
    expect((await coordinator.view(proposal)).state.head).toBe(23)
    expect(checked(record).status).toBe(0)
  })
})
