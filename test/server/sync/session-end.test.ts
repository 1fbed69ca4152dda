/** A session that is over ends reading too, on lines that are open. */
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { startServer } from '../../support/server-app.ts'
import { openLine } from '../../support/server-line.ts'
import { until } from '../../support/until.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const HOUR = 3_600_000

/** For the node that tells who is signed out, not for the storage, which is a thread of its own. */
function jumpAhead(ms: number): void {
  const later = Date.now() + ms
  const clock = vi.spyOn(Date, 'now').mockReturnValue(later)
  onTestFinished(() => clock.mockRestore())
}

it('a line is closed within 20 s of the end of its session, and no other is', async () => {
  const server = await startServer({ DEMO: '1' })
  const proposal = await server.startProposal()
  const [kenya, senegal] = [await server.signIn('demo-delegate-ken'), await server.signIn('demo-delegate-sen')]
  const file = new Database(join(server.folder, 'common-proposals.sqlite'))
  const end = file.prepare('UPDATE session SET expires_at = ? WHERE account = ?')
  end.run(Date.now() + HOUR, 'demo-delegate-ken')
  file.close()
  const lines = [kenya, senegal].map(({ cookie }) => openLine({ address: server.address, proposal, cookie }))
  for (const line of lines) await line.synced()
  jumpAhead(HOUR)
  vi.advanceTimersByTime(20_000)
  await until(() => lines[0]!.heard.close)
  expect(lines[0]!.heard.close).toMatchObject({ code: CLOSE.notSignedIn })
  expect(lines[1]!.heard.close).toBeNull()
})
