/** Which ends of sessions the other nodes hear of. */
import { expect, it, onTestFinished } from 'vitest'
import { hashOfToken } from '../../server/auth/tokens.ts'
import { Accounts } from '../../server/store/accounts.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { personId } from '../../shared/ids.ts'
import { freshDatabase } from './nodes.ts'
import { havePostgres } from './real-postgres.ts'

const DAY = 86_400_000

it.skipIf(!havePostgres)('a session that somebody ends is told to them, and one that ran out is not', async () => {
  const { url } = await freshDatabase(process.env['CONTRACT_DATABASE']!)
  const db = openPostgres(url)
  onTestFinished(() => db.close())
  const accounts = new Accounts(db)
  const person = { id: personId('p'), name: 'P', administration: null, organization: null }
  accounts.add({ ...person, isDemonstration: false, isAdministrator: false }, [], 0)
  const now = Date.now()
  for (let n = 0; n < 5; n++) accounts.addSession(hashOfToken(`old ${n}`), person.id, now - 2 * DAY)
  accounts.addSession(hashOfToken('open'), person.id, now + DAY)
  const changes = () => db.prepare<[], { n: number }>('SELECT n FROM people_change_head').get()!.n
  accounts.forgetExpired(now)
  expect(changes()).toBe(0)
  accounts.endSession(hashOfToken('open'))
  expect(changes()).toBe(1)
  expect(db.prepare('SELECT * FROM session').all()).toEqual([])
})
