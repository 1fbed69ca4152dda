/** One command moves a data folder to PostgreSQL: all of it, or nothing. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { holdFolder } from '../../server/store/folder-hold.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { signedIn, startServer, type Caller } from '../support/server-app.ts'
import { temporaryFolder, textsOf } from '../support/server-engine.ts'
import { change, openLine } from '../support/server-line.ts'
import { freshDatabase } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const SERVER = process.env['CONTRACT_DATABASE']!
const PROGRAM = fileURLToPath(new URL('../../server/store/move-to-postgres.ts', import.meta.url))

function move(folder: string, url: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, folder, url], { encoding: 'utf8' })
  return { status, told: stdout + stderr }
}

type Written = { readonly folder: string; readonly proposal: string; readonly other: string; readonly seen: unknown }
let made: Written | undefined
const cleanUps: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const work of cleanUps.toReversed()) await work()
})

/** Made by whichever test is the first; a copy for each. */
async function writtenFolder(): Promise<Written> {
  made ??= await madeFolder()
  const folder = temporaryFolder()
  cpSync(made.folder, folder, { recursive: true })
  return { ...made, folder }
}

/** A folder with two proposals, a lock, a parked edit and a person who is signed in. */
async function madeFolder(): Promise<Written> {
  const server = await startServer({}, (work) => cleanUps.push(work))
  const [proposal, other] = [await server.startProposal(), await server.startProposal()]
  const delegate = await server.signIn('demo-delegate-ken')
  const line = openLine({ address: server.address, proposal, cookie: delegate.cookie })
  await line.synced()
  const write = (words: string) => line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, words)))
  write('written ')
  await line.until(({ acked }) => acked === 1)
  expect((await server.lock(proposal)).status).toBe(200)
  write('parked ')
  await line.until(({ nacks }) => nacks.length === 1)
  const seen = await allOf(delegate, proposal)
  await server.stop()
  return { folder: server.folder, proposal, other, seen }
}

type Known = { readonly id: string }
const inOrder = (people: readonly Known[]) => people.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** The order of the people is the database's. */
async function allOf(caller: Caller, proposal: string) {
  const { people, ...view } = await caller.view(proposal)
  const { body } = await caller.call<{ people: readonly Known[] }>('GET', `/api/proposals/${proposal}/history`)
  const history = { ...body, people: inOrder(body.people) }
  return { history, view, people: inOrder(people), parked: await caller.parked(proposal) }
}

const countIn = async (sql: Client, table: string) =>
  Number((await sql.query<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`)).rows[0]!.n)

describe.skipIf(!havePostgres)('moving to PostgreSQL', () => {
  it('brings all of it: the same log, text, stage and drafts are served, and writing goes on', async () => {
    const { folder, proposal, other, seen } = await writtenFolder()
    const { url } = await freshDatabase(SERVER)
    const moved = move(folder, url)
    expect(moved).toMatchObject({
      status: 0,
      told: expect.stringMatching(/Moved and verified: 2 proposals, \d+ entries/),
    })
    const server = await startServer({ DATABASE_URL: url })
    const delegate = await signedIn(server.address, 'demo-delegate-ken')
    expect(await allOf(delegate, proposal)).toEqual(seen)
    const line = openLine({ address: server.address, proposal: other, cookie: delegate.cookie })
    await line.synced()
    line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, 'after ')))
    await line.until(({ acked }) => acked === 1)
    await server.stop()
  })

  it('refuses a database that is not empty, and leaves it as it is', async () => {
    const { folder } = await writtenFolder()
    const { url, sql } = await freshDatabase(SERVER)
    expect(move(folder, url).status).toBe(0)
    const before = await countIn(sql, 'entry')
    expect(move(folder, url)).toMatchObject({ status: 1, told: expect.stringContaining('The database is not empty') })
    expect(await countIn(sql, 'entry')).toBe(before)
  })

  it('that is interrupted has moved nothing, and can be done again', async () => {
    const { folder } = await writtenFolder()
    const { url, sql } = await freshDatabase(SERVER)
    openPostgres(url).close()
    // So that the killing comes in time, also on a busy machine.
    await sql.query(`
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$;
      CREATE TRIGGER lingers BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION linger()`)
    const child = spawn(process.execPath, [PROGRAM, folder, url])
    const ended = once(child, 'close')
    let told = ''
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString()
      if (told.includes('account: ')) child.kill('SIGKILL')
    })
    await ended
    expect(told).toContain('account: ')
    expect(told).not.toContain('Moved and verified')
    expect(await countIn(sql, 'account')).toBe(0)
    await sql.query('DROP TRIGGER lingers ON entry')
    expect(move(folder, url)).toMatchObject({ status: 0, told: expect.stringContaining('Moved and verified') })
  })

  it('does not leave out a table that it has not heard of', async () => {
    const { folder } = await writtenFolder()
    const file = new Database(`${folder}/common-proposals.sqlite`)
    file.exec('CREATE TABLE novelty (id TEXT)')
    file.close()
    const { url } = await freshDatabase(SERVER)
    expect(move(folder, url)).toMatchObject({ status: 1, told: expect.stringContaining('the table "novelty"') })
  })

  it('notices a row that arrives otherwise than it left', async () => {
    const { folder } = await writtenFolder()
    const { url, sql } = await freshDatabase(SERVER)
    openPostgres(url).close()
    await sql.query(`
      CREATE FUNCTION alter_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || '.'; RETURN NEW; END $$;
      CREATE TRIGGER alters BEFORE INSERT ON account FOR EACH ROW WHEN (NEW.id = 'demo-chair-tza') EXECUTE FUNCTION alter_it()`)
    expect(move(folder, url)).toMatchObject({ status: 1, told: expect.stringContaining('The rows of "account"') })
    expect(await countIn(sql, 'account')).toBe(0)
  })

  it('refuses a folder that a server uses, and one without data', async () => {
    const { folder } = await writtenFolder()
    const { url, sql } = await freshDatabase(SERVER)
    const hold = holdFolder(folder)
    expect(move(folder, url)).toMatchObject({ status: 1, told: expect.stringContaining('in use') })
    hold.close()
    expect(move('/nowhere', url)).toMatchObject({ status: 1, told: expect.stringContaining('There is no data') })
    await expect(countIn(sql, 'entry')).rejects.toThrow('does not exist')
  })

  it('moves nothing where an entry was altered in the folder', async () => {
    const { folder, proposal } = await writtenFolder()
    const file = new Database(`${folder}/common-proposals.sqlite`)
    file.exec('DROP TRIGGER entry_is_never_changed')
    file.prepare('UPDATE entry SET time = time + 1 WHERE proposal = ? AND seq = 2').run(proposal)
    file.close()
    const { url, sql } = await freshDatabase(SERVER)
    expect(move(folder, url)).toMatchObject({ status: 1, told: expect.stringContaining('its chain does not hold') })
    for (const table of ['entry', 'account', 'proposal']) expect(await countIn(sql, table)).toBe(0)
  })
})
