/**
 * Three server processes, one PostgreSQL, people who type on all of them, a chair who locks and unlocks; and meanwhile everything
 * breaks that can: connections, the database server, a node that stands still, a node that is killed.
 */
import { Client } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { EntryTable } from '../../server/log/entry-table.ts'
import { isIntact } from '../../server/log/audit.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import type { ParkedDraft } from '../../shared/protocol/views.ts'
import { playedSeed, RUNS } from '../support/played-seeds.ts'
import { callerWith, type Caller } from '../support/server-app.ts'
import { chanceOf, type Chance } from '../support/server-chance.ts'
import { textsOf } from '../support/server-engine.ts'
import { stageAfter } from '../support/server-history.ts'
import { change, openLine, type Line } from '../support/server-line.ts'
import { until } from '../support/until.ts'
import { startCluster, type Cluster } from './nodes.ts'
import { havePostgres, startPostgres } from './real-postgres.ts'

/** RUNS is set by `npm run fuzz`. */
const IS_LONG = RUNS !== undefined
const PAUSE_MS = IS_LONG ? 30_000 : 5_000
const QUIET_MS = 1_500
const SEED = playedSeed(20_293)
const WRITERS = ['ken', 'sen', 'gha', 'cmr', 'zaf', 'egy'].map((of) => `demo-delegate-${of}`)

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
/** How often in a row the chair could not lock: somebody wrote after the text was read. */
const chairing = { inVain: 0 }
/** All pause together now and then: a chair locks the text that was read; on a slow machine for as long as that takes. */
const isTypingTime = () => Date.now() % 700 < 450 && chairing.inVain < 5

/** Keeps its text over broken lines, sends again what was not answered, and goes to the next node as a load balancer would send it. */
class Writer {
  readonly acked = new Set<string>()
  readonly refused = new Set<string>()
  /** Behind a refused word, not answered: they stay with their author. */
  readonly kept = new Set<string>()
  readonly caller: Caller
  lines = 0
  private doc = new Y.Doc()
  private pending = new Set<string>()
  private typed = 0
  private readonly name: string
  private readonly cluster: Cluster
  private readonly chance: Chance
  private node: number

  constructor(cluster: Cluster, caller: Caller, at: number) {
    this.cluster = cluster
    this.caller = caller
    this.name = `w${at}`
    this.node = at % 3
    this.chance = chanceOf(SEED + at)
  }

  async typeWhile(proposal: string, goesOn: () => boolean): Promise<void> {
    while (goesOn() || this.pending.size > 0) {
      const address = this.cluster.nodes[this.node]!.address()
      const line = openLine({ address, proposal, cookie: this.caller.cookie, doc: this.doc })
      this.lines++
      await until(() => line.heard.isSynced || line.heard.close).catch(() => {})
      if (line.heard.isSynced) await this.typeOn(line, goesOn)
      line.terminate()
      expectEachEntryOnce(line.heard)
      await sleep(30 + this.chance.number(200))
      this.node = (this.node + 1) % 3
    }
  }

  private async typeOn(line: Line, goesOn: () => boolean): Promise<void> {
    const { heard } = line
    const inFlight = new Map<number, readonly string[]>()
    line.listeners.onAck = (acked) => this.answered(inFlight, acked, heard)
    if (this.pending.size > 0) inFlight.set(line.send(Y.encodeStateAsUpdate(this.doc), 1), [...this.pending])
    while (heard.close === null && heard.nacks.length === 0 && (goesOn() || this.pending.size > 0)) {
      if (goesOn() && isTypingTime()) this.type(line, inFlight)
      await sleep(20 + this.chance.number(30))
    }
    if (heard.nacks.length === 0) return
    await until(() => inFlight.size === 0 || heard.close).catch(() => {})
    for (const word of this.pending) this.kept.add(word)
    this.pending = new Set()
    this.doc = new Y.Doc()
  }

  private type(line: Line, inFlight: Map<number, readonly string[]>): void {
    const word = `<${this.name}-${this.typed++}>`
    this.pending.add(word)
    inFlight.set(line.send(change(this.doc, () => textsOf(this.doc, 'item')[0]!.insert(0, word))), [word])
  }

  private answered(inFlight: Map<number, readonly string[]>, acked: number, { nacks }: Line['heard']): void {
    const refused = new Set(nacks.map(({ frame }) => frame))
    for (const { nack } of nacks) expect(nack).toMatchObject({ code: 'wrong-stage', parked: expect.any(String) })
    for (const [frame, words] of [...inFlight].filter(([each]) => each <= acked)) {
      inFlight.delete(frame)
      for (const word of words) {
        this.pending.delete(word)
        ;(refused.has(frame) ? this.refused : this.acked).add(word)
      }
    }
  }
}

/** All have stopped typing, and what they typed has arrived. */
async function untilQuiet(): Promise<void> {
  while (Date.now() % 700 < 500 || Date.now() % 700 > 600) await sleep(10)
}

/** A node that stands still is not waited for. */
const soon = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([answer, sleep(10_000).then(() => Promise.reject(new Error('no answer')))])

const UNLOCK = { type: 'unlock', reason: 'go on' } as const

type Chairing = { readonly proposal: string; readonly cookie: string; readonly locks: number[] }

/** Locks at the digest that was just read, wherever a node answers; an answer that got lost is looked up. */
async function lockAndUnlock(cluster: Cluster, { proposal, cookie, locks }: Chairing, goesOn: () => boolean) {
  for (let turn = 0; goesOn() || turn === 0; turn++) {
    const chair = callerWith(cluster.nodes[turn % 3]!.address(), cookie)
    try {
      await untilQuiet()
      const { digest, state } = await soon(chair.view(proposal))
      const isLocked = state.stage === 'locked'
      const command = isLocked ? UNLOCK : ({ type: 'lock', digest, reason: 'the time is up' } as const)
      const { status, body } = await soon(chair.command(proposal, command))
      chairing.inVain = status === 200 ? 0 : chairing.inVain + 1
      if (status === 200 && !isLocked) locks.push(body.seq)
    } catch {
      await sleep(100)
    }
    await sleep(20)
  }
}

async function unlockForGood(cluster: Cluster, proposal: string, cookie: string): Promise<void> {
  const chair = callerWith(cluster.nodes[0]!.address(), cookie)
  while ((await chair.view(proposal)).state.stage === 'locked') await chair.command(proposal, UNLOCK)
}

async function terminateBackends(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
}

describe.skipIf(!havePostgres)('while people type on three nodes and the chair locks and unlocks', () => {
  it(
    `all that breaks costs nobody a word (seed ${SEED}, a node stands still for ${PAUSE_MS / 1000} s)`,
    { timeout: 600_000 },
    async () => {
      const postgres = await startPostgres()
      onTestFinished(() => postgres.stop())
      const cluster = await startCluster(postgres.url)
      const proposal = await cluster.startProposal()
      const { cookie } = await cluster.signIn('demo-chair-tza')
      const callers = await Promise.all(WRITERS.map((person, at) => cluster.signIn(person, at % 3)))
      const writers = callers.map((caller, at) => new Writer(cluster, caller, at))
      const locks: number[] = []
      let isOver = false
      const goesOn = () => !isOver
      const all = [
        ...writers.map((writer) => writer.typeWhile(proposal, goesOn)),
        lockAndUnlock(cluster, { proposal, cookie, locks }, goesOn),
      ]
      const chair = all.pop()!

      await sleep(QUIET_MS)
      for (let times = 0; times < 5; times++) {
        await terminateBackends(cluster.url)
        await sleep(250)
      }
      cluster.nodes[2]!.pause()
      await sleep(PAUSE_MS)
      cluster.nodes[2]!.goOn()
      await sleep(QUIET_MS)
      await postgres.kill()
      await sleep(500)
      await postgres.startAgain()
      await sleep(QUIET_MS)
      await cluster.nodes[1]!.replace()
      await sleep(QUIET_MS)

      // However slow the machine is: some locks, and somebody who came too late.
      await until(() => writers.some(({ refused }) => refused.size > 0) && locks.length > 2)
      await until(() => writers.every(({ acked }) => acked.size > 10))
      isOver = true
      await chair
      await unlockForGood(cluster, proposal, cookie)
      await Promise.all(all)
      await expectSound(cluster, { proposal, writers, cookie })
    },
  )
})

type Played = { readonly proposal: string; readonly writers: readonly Writer[]; readonly cookie: string }

async function expectSound(cluster: Cluster, { proposal, writers, cookie }: Played): Promise<void> {
  const db = openPostgres(cluster.url)
  const rows = new EntryTable(db).rows(proposal, 0)
  db.close()
  expect(isIntact(proposal, rows)).toBe(true)
  const chair = callerWith(cluster.nodes[0]!.address(), cookie)
  const { body } = await chair.call<{ entries: readonly LogEntry[] }>('GET', `/api/proposals/${proposal}/history`)
  expect(stageAfter(body.entries)).toMatchObject({ textsWhileLocked: [], gaps: [] })

  const readers = cluster.nodes.map((node) => openLine({ address: node.address(), proposal, cookie }))
  await Promise.all(readers.map((line) => line.synced()))
  const texts = readers.map(({ doc }) => JSON.stringify(readDocument(doc)))
  expect(new Set(texts).size).toBe(1)
  const official = texts[0]!
  for (const writer of writers) {
    const drafts = await callerWith(cluster.nodes[0]!.address(), writer.caller.cookie).parked(proposal)
    for (const word of writer.acked) expect(timesIn(official, word), `${word} was acknowledged`).toBe(1)
    for (const word of writer.refused) expectKeptOnce(word, { official, drafts })
    for (const word of writer.kept) expect(timesIn(official, word), `${word} is not there twice`).toBeLessThan(2)
  }
  const count = (of: (writer: Writer) => number) => writers.reduce((sum, writer) => sum + of(writer), 0)
  const { locks } = stageAfter(body.entries)
  console.log(
    `${rows.length} entries, ${locks} locks; words: ${count(({ acked }) => acked.size)} acknowledged, ` +
      `${count(({ refused }) => refused.size)} parked, ${count(({ kept }) => kept.size)} stayed on their device; ` +
      `${count(({ lines }) => lines)} lines`,
  )
  expect(locks).toBeGreaterThan(2)
  expect(count(({ refused }) => refused.size)).toBeGreaterThan(0)
  for (const { acked } of writers) expect(acked.size).toBeGreaterThan(10)
}

const timesIn = (text: string, word: string) => text.split(word).length - 1

type Found = { readonly official: string; readonly drafts: readonly ParkedDraft[] }

/** In its author's drafts. One whose answer was lost before the lock, and that was then sent again, is in the text already. */
function expectKeptOnce(word: string, { official, drafts }: Found): void {
  const inDrafts = drafts.filter(({ against, text, words }) => {
    const brought = timesIn(JSON.stringify(text), word) + timesIn(words, word) - timesIn(JSON.stringify(against), word)
    expect(brought, `${word} in a draft`).toBeLessThan(2)
    return brought === 1
  })
  expect(timesIn(official, word) + inDrafts.length, `${word} was refused, and is kept once`).toBe(1)
}

/** From the state with which a line began: each entry after it, once, in order. */
function expectEachEntryOnce({ states, entries }: Line['heard']): void {
  const head = states[0]?.head ?? 0
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => head + 1 + index))
}
