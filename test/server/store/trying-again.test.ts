/** Whatever PostgreSQL leaves open is asked for until its time is over; and its silence holds nobody longer than that. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { OutcomeUnknown, Outcomes } from '../../../server/log/unknown-outcome.ts'
import { openDatabase } from '../../../server/store/database.ts'
import { CommitUnanswered, PostgresDb } from '../../../server/store/postgres/postgres-db.ts'
import { PostgresError } from '../../../server/store/postgres/postgres-line.ts'
import { isStorageFailure, NotKnownToBeDone } from '../../../server/store/storage-failure.ts'
import { tried } from '../../../server/store/trying-again.ts'
import { proposalId } from '../../../shared/ids.ts'
import { temporaryFolder } from '../../support/server-engine.ts'

const lost = () => new CommitUnanswered('the line is gone', '08006', true)
const broken = () => new PostgresError('the line is gone', '08006', true)
const locked = () => new PostgresError('somebody holds the row', '55P03', false)
const mark = { proposal: proposalId('p'), seq: 1, chain: Uint8Array.of(1) }
const unknown = () => new OutcomeUnknown(lost(), { answers: 'done', commits: [] }, [mark])

/** A log that says, each time it is asked, what comes next: whether it took place, or that it cannot say. */
function logThat(...says: readonly (boolean | Error)[]) {
  const left = [...says]
  const tookPlace = () => {
    const next = left.length > 1 ? left.shift()! : left[0]!
    if (next instanceof Error) throw next
    return next
  }
  return { tookPlace, within: <Answer>(_: number, work: () => Answer) => work() }
}

function attempts(...ends: readonly Error[]) {
  const left = [...ends]
  const done = { times: 0 }
  const work = () => {
    done.times++
    const error = left.shift()
    if (error) throw error
    return 'done anew'
  }
  return { work, done }
}

const failureOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}
const TWO_SECONDS = 2_000

it('what the last of all attempts left open is asked for once more, and answered as it was', () => {
  const { work, done } = attempts(broken(), broken(), broken(), broken(), broken(), unknown())
  expect(tried(logThat(true), work, ({ answers }) => answers, 20_000)).toBe('done')
  expect(done.times).toBe(6)
})

it('an old commit that holds its rows still is waited for', () => {
  const { work, done } = attempts(unknown())
  expect(tried(logThat(locked(), locked(), true), work, ({ answers }) => answers)).toBe('done')
  expect(done.times).toBe(1)
})

it('what did not take place is done again', () => {
  const { work, done } = attempts(unknown())
  expect(tried(logThat(locked(), false), work, ({ answers }) => answers)).toBe('done anew')
  expect(done.times).toBe(2)
})

it('a lock that is not to be had is no reason to ask again where nothing is open', () => {
  const { work, done } = attempts(locked())
  const failure = failureOf(() => tried(logThat(false), work, () => ''))
  expect(failure).toMatchObject({ code: '55P03' })
  expect(failure).not.toBeInstanceOf(NotKnownToBeDone)
  expect(done.times).toBe(1)
})

it('what nobody could say until the time was over is not called undone', () => {
  const failure = failureOf(() => tried(logThat(locked()), attempts(unknown()).work, () => '', TWO_SECONDS))
  expect(failure).toBeInstanceOf(NotKnownToBeDone)
  expect(isStorageFailure(failure)).toBe(true)
})

it('nor is a commit without an answer that left no mark in the log', () => {
  const refused = new PostgresError('no such table', '42P01', false)
  const failure = failureOf(() => tried(logThat(false), attempts(lost(), refused).work, () => ''))
  expect(failure).toBeInstanceOf(NotKnownToBeDone)
})

it('a server that says nothing holds all attempts together no longer than their time', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const db = new PostgresDb(`postgres://127.0.0.1:${(silent.address() as AddressInfo).port}/none`)
  const file = openDatabase(temporaryFolder())
  onTestFinished(() => {
    db.close()
    file.close()
    silent.close()
  })
  const outcomes = {
    tookPlace: (open: OutcomeUnknown) => new Outcomes(file).tookPlace(open),
    within: <Answer>(ms: number, work: () => Answer) => db.within(ms, work),
  }
  const began = performance.now()
  const failure = failureOf(() =>
    tried(
      outcomes,
      () => db.transaction(() => 'done'),
      () => '',
      TWO_SECONDS,
    ),
  )
  expect(failure).toMatchObject({ code: 'TIMEOUT' })
  // One attempt alone would wait for half a minute.
  expect(performance.now() - began).toBeLessThan(25_000)
})
