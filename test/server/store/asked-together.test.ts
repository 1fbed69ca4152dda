/** What the storage is asked in one turn of the event loop goes over in one message. */
import { expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../server/store/engine-client.ts'
import { personId, proposalId } from '../../../shared/ids.ts'
import { temporaryFolder } from '../../support/server-engine.ts'

const KENYA = personId('demo-delegate-ken')

async function opened() {
  const settings = { folder: temporaryFolder(), databaseUrl: null, demonstration: true, keepTextsMs: 300_000 }
  const store = await openStore(settings, () => {})
  onTestFinished(() => store.close())
  return store
}

it('all of it is answered in the order of asking, an append too', async () => {
  const store = await opened()
  const token = new Uint8Array(32).fill(7)
  const answered: string[] = []
  const tell = async <Answer>(name: string, answer: Promise<Answer>) => {
    const value = await answer
    answered.push(name)
    return value
  }
  const [before, , after, appended, ended] = await Promise.all([
    tell('before', store.personOfSession(token)),
    tell('session', store.addSession(token, KENYA, Date.now() + 1_000_000)),
    tell('after', store.personOfSession(token)),
    tell('append', store.append([])),
    tell('end', store.endSession(token)),
  ])
  expect([before, after?.id, appended.answers, ended]).toEqual([null, KENYA, [], undefined])
  expect(answered).toEqual(['before', 'session', 'after', 'append', 'end'])
})

it('what fails fails alone', async () => {
  const store = await opened()
  const noFunction = (() => {}) as unknown as Uint8Array
  const [count, failed] = await Promise.allSettled([
    store.countAccounts(),
    store.applyParked(null as never),
    store.settled(),
  ])
  expect(count.status).toBe('fulfilled')
  expect(failed.status).toBe('rejected')
  await expect(store.textFor(proposalId('p'), noFunction, null)).rejects.toThrow('could not be cloned')
  await expect(store.settled()).resolves.toBe(null)
})
