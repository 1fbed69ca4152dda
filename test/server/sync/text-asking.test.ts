/** What lacks text asks for it, and the storage answers for everybody: nobody may ask so much that others wait. */
import { expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { CommitQueue } from '../../../server/log/commit-queue.ts'
import { Connection } from '../../../server/sync/connection.ts'
import type { Carrier } from '../../../server/sync/outgoing.ts'
import { stepOneFrame } from '../../../server/sync/frames.ts'
import { Credit } from '../../../server/sync/inbound-rate.ts'
import { TextFrames } from '../../../server/sync/text-frames.ts'
import { StorageFailed, type Store } from '../../../server/store/engine-client.ts'
import { personId, proposalId } from '../../../shared/ids.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { startServer } from '../../support/server-app.ts'
import { openLine } from '../../support/server-line.ts'
import { stoppedClock } from '../../support/stopped-clock.ts'
import { until } from '../../support/until.ts'

const KENYA = 'demo-delegate-ken'
const NOWHERE = {
  presence: { entries: () => [], isTaken: () => true, speaks: () => {}, moves: () => {} },
  upTo: () => {},
}
const person = {
  id: personId(KENYA),
  name: 'Delegate, Kenya',
  organization: null,
  administration: null,
  isAdministrator: false,
  isDemonstration: true,
  memberships: [],
}
const asking = (clock: number) => stepOneFrame(Y.encodeStateVector(new Map([[1, clock]])))

/** A connection whose questions wait for an answer of the test. */
function connected() {
  const asked: Uint8Array[] = []
  const answers: PromiseWithResolvers<never>[] = []
  const closes: number[] = []
  const live = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: () => {},
    close: (code: number) => {
      live.readyState = 2
      closes.push(code)
    },
  } satisfies Carrier
  const textFor = (_: unknown, vector: Uint8Array) => {
    asked.push(vector)
    answers.push(Promise.withResolvers())
    return answers.at(-1)!.promise
  }
  const store = {
    textFor,
    digestAt: async () => null,
    append: async () => ({ answers: [], commits: [] }),
  } as unknown as Store
  const caller = {
    person,
    sessionHash: '',
    sessionEndsAt: Infinity,
    proposal: proposalId('p'),
    isExtended: true,
    isTelling: true,
    speaksCarets: true,
  }
  const services = { store, texts: new TextFrames(store, Date.now), queue: new CommitQueue(store, () => {}) }
  const connection = new Connection(caller, { live, stream: { cork: () => {}, uncork: () => {} } }, services)
  return { connection, asked, answers, closes, live }
}

const NONE = { base: null, after: new Uint8Array([0, 0]), head: 1, lineage: 1 } as never
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

it('one question of a connection is under way at a time, and of those that wait the last is answered', async () => {
  const { connection, asked, answers } = connected()
  for (let clock = 1; clock <= 400; clock++) void connection.receive(asking(clock), NOWHERE)
  expect(asked).toHaveLength(1)
  answers[0]!.resolve(NONE)
  await until(() => asked.length === 2)
  expect(Y.decodeStateVector(asked[1]!)).toEqual(new Map([[1, 400]]))
  answers[1]!.resolve(NONE)
  await soon()
  expect(asked).toHaveLength(2)
})

it('what waits when the line closes is not asked any more', async () => {
  const { connection, asked, answers, live } = connected()
  void connection.receive(asking(1), NOWHERE)
  void connection.receive(asking(2), NOWHERE)
  live.readyState = 3
  answers[0]!.resolve(NONE)
  await soon()
  expect(asked).toHaveLength(1)
})

it.each([
  ['a fault of the program', new TypeError('a fault of the program')],
  ['a disk that is full', new StorageFailed('the disk is full')],
])('%s is not told as the fault of who asked, who comes back later', async (_, error) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => said.mockRestore())
  const { connection, answers, closes } = connected()
  const done = connection.receive(asking(1), NOWHERE)
  answers[0]!.reject(error)
  await done
  expect(closes).toEqual([CLOSE.storageFailed])
  expect(said).toHaveBeenCalledTimes(error instanceof StorageFailed ? 0 : 1)
})

it.each([
  ['one that is cut off', [2, 1, 1]],
  ['one with more behind it', [1, 1, 1, 7]],
])('a vector that is none is told before the storage is asked: %s', async (_, vector) => {
  const { connection, asked, closes } = connected()
  await connection.receive(stepOneFrame(Uint8Array.from(vector)), NOWHERE)
  expect(closes).toEqual([CLOSE.invalid])
  expect(asked).toHaveLength(0)
})

it('a line that asks again and again is read more slowly', async () => {
  const server = await startServer()
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn(KENYA)
  const line = openLine({ address: server.address, proposal, cookie })
  await line.synced()
  const answersBefore = line.heard.steps.filter((step) => step === 1).length
  const answered = () => line.heard.steps.filter((step) => step === 1).length - answersBefore
  const began = performance.now()
  for (let times = 1; times <= 14; times++) {
    line.sendBytes(asking(times))
    // oxlint-disable-next-line no-await-in-loop -- each question after the answer to the one before
    await until(() => answered() === times)
  }
  expect(performance.now() - began).toBeGreaterThan(1_000)
})

it('a person whose comparisons with a text are many is put off, by whichever way they come', async () => {
  stoppedClock()
  const server = await startServer({ MAX_CONNECTIONS: '1000' })
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn(KENYA)
  const since = Buffer.from(Y.encodeStateVector(new Map([[1, 1]]))).toString('base64url')
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async (_, line) => {
      const ended = new AbortController()
      onTestFinished(() => ended.abort())
      const closed = Buffer.from([108, (CLOSE.overloaded % 128) | 128, CLOSE.overloaded >> 7]).toString('base64')
      for (let times = 0; times < 12; times++) {
        const address = `${server.address}/sync/${proposal}/events?line=${line}.${times}&since=${since}`
        const { body } = await fetch(address, { headers: { cookie }, signal: ended.signal })
        const first = new TextDecoder().decode((await body!.getReader().read()).value)
        if (first.includes(closed)) return 'put off'
      }
      return 'let in'
    }),
  )
  expect(statuses).toContain('put off')
})

it('credit can be spent on more than one frame at once', () => {
  stoppedClock()
  const credit = new Credit(10)
  expect(credit.spend(40)).toBe(0)
  expect(credit.spend(50)).toBe(5)
})
