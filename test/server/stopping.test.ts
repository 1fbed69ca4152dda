/** A node that is told to stop says so, finishes what it has read, and sends everybody elsewhere. */
import { expect, it } from 'vitest'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { request, signedIn, startedBy } from '../support/server-app.ts'
import { temporaryFolder, textsOf } from '../support/server-engine.ts'
import { change, openLine } from '../support/server-line.ts'
import { spawnServer } from '../support/server-process.ts'
import { until } from '../support/until.ts'

const settings = (more: Record<string, string> = {}) => ({ DATA_DIR: temporaryFolder(), DEMO: '1', ...more })

it('says at /health that it is ready, to whoever asks however often', async () => {
  const { address } = await spawnServer(settings({ MAX_REQUESTS_PER_MINUTE: '1' }))
  for (let times = 0; times < 5; times++)
    expect(await request(address, 'GET', '/health')).toMatchObject({ status: 200, body: { ready: true } })
})

it('says there that it is about to stop, and serves meanwhile', async () => {
  const { address, child } = await spawnServer(settings({ DRAIN_SECONDS: '300' }))
  child.kill('SIGTERM')
  await until(async () => (await request(address, 'GET', '/health')).status === 503)
  expect(await request(address, 'GET', '/health')).toMatchObject({ status: 503, body: { ready: false } })
  await signedIn(address, 'demo-delegate-ken')
  expect(child.exitCode).toBeNull()
})

it('stops when it has said so for as long as it was told to', async () => {
  const { kill } = await spawnServer(settings({ DRAIN_SECONDS: '2' }))
  const began = performance.now()
  expect(await kill('SIGTERM')).toBe(0)
  expect(performance.now() - began).toBeGreaterThan(1_900)
})

it('acknowledges what it has read before it sends everybody elsewhere, and keeps it', async () => {
  const folder = temporaryFolder()
  const first = await spawnServer(settings({ DATA_DIR: folder, MAX_FRAMES_PER_SECOND: '10000' }))
  const proposal = await startedBy(await signedIn(first.address, 'demo-coordinator-nga'))
  const { cookie } = await signedIn(first.address, 'demo-delegate-ken')
  const line = openLine({ address: first.address, proposal, cookie })
  await line.synced()
  for (let n = 0; n < 200; n++) line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, `<${n}>`)))
  await line.until(({ acked }) => acked > 0)
  expect(await first.kill('SIGTERM')).toBe(0)
  await line.closed()
  expect(line.heard.close).toEqual({ code: CLOSE.restarting, reason: 'restarting; retry-after=15' })

  const again = await spawnServer(settings({ DATA_DIR: folder }))
  const reader = openLine({ address: again.address, proposal, cookie })
  await reader.synced()
  const text = textsOf(reader.doc, 'item').map(String).join(' ')
  const kept = Array.from({ length: 200 }, (_, n) => n).filter((n) => text.includes(`<${n}>`))
  expect(kept.length, 'what was written was acknowledged, and what was acknowledged was written').toBe(line.heard.acked)
})

it('counts requests by the address that the last trusted proxy names, and by nothing that a stranger writes', async () => {
  const { address } = await spawnServer(settings({ MAX_REQUESTS_PER_MINUTE: '3', PROXY_HOPS: '1' }))
  const from = (header: string) => request(address, 'GET', '/api/session', { headers: { 'x-forwarded-for': header } })
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await from(`10.9.9.${n}, 203.0.113.7`)).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  expect((await from('203.0.113.7, 198.51.100.2')).status).toBe(200)
})

it('without a proxy in front pays no attention to such a header', async () => {
  const { address } = await spawnServer(settings({ MAX_REQUESTS_PER_MINUTE: '3' }))
  const statuses = []
  for (let n = 0; n < 4; n++)
    statuses.push(
      (await request(address, 'GET', '/api/session', { headers: { 'x-forwarded-for': `10.9.9.${n}` } })).status,
    )
  expect(statuses).toEqual([200, 200, 200, 429])
})
