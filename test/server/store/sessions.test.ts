/** Sessions that ended. */
import { expect, it, onTestFinished } from 'vitest'
import { hashOfToken } from '../../../server/auth/tokens.ts'
import { Accounts } from '../../../server/store/accounts.ts'
import { openDatabase } from '../../../server/store/database.ts'
import { personId } from '../../../shared/ids.ts'
import { startServer } from '../../support/server-app.ts'
import { temporaryFolder } from '../../support/server-engine.ts'

const DAY = 86_400_000

it('are deleted a day after their end, at the latest by the next start; others stay', async () => {
  const folder = temporaryFolder()
  await (await startServer({ DEMO: '1', DATA_DIR: folder })).stop()
  const kenya = personId('demo-delegate-ken')
  const now = Date.now()
  const before = openDatabase(folder)
  const ends = { old: now - DAY - 1, justOver: now - DAY / 2, open: now + DAY }
  for (const [name, end] of Object.entries(ends)) new Accounts(before).addSession(hashOfToken(name), kenya, end)
  before.close()
  await (await startServer({ DEMO: '1', DATA_DIR: folder })).stop()
  const db = openDatabase(folder)
  onTestFinished(() => db.close())
  const left = db.prepare<[], { end: number }>('SELECT expires_at AS "end" FROM session ORDER BY 1').all()
  expect(left.map(({ end }) => end)).toEqual([ends.justOver, ends.open])
})
