import { expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { startServer } from '../../support/server-app.ts'

vi.setConfig({ testTimeout: 60_000 })

it('whoever joins hundreds of times in a second is told to come back later, and others are let in meanwhile', async () => {
  const server = await startServer({ MAX_CONNECTIONS: '1000' })
  const proposal = await server.startProposal()
  const [kenya, senegal] = [await server.signIn('demo-delegate-ken'), await server.signIn('demo-delegate-sen')]
  const closes: { code: number; reason: string }[] = []
  const heard: string[] = []
  const join = (cookie: string, name: string) => {
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${proposal}`, ['cp1'], {
      headers: { cookie },
    })
    socket.on('error', () => {})
    socket.once('message', () => heard.push(name))
    socket.on('close', (code, reason) => closes.push({ code, reason: reason.toString() }))
    onTestFinished(() => socket.terminate())
  }
  for (let count = 0; count < 400; count++) join(kenya.cookie, 'Kenya')
  await vi.waitUntil(() => closes.length > 0, { timeout: 20_000 })
  join(senegal.cookie, 'Senegal')
  await vi.waitUntil(() => heard.includes('Senegal'), { timeout: 20_000 })
  expect(closes[0]).toEqual({ code: CLOSE.overloaded, reason: 'overloaded; retry-after=30' })
  await vi.waitUntil(() => closes.length + heard.filter((name) => name === 'Kenya').length === 400, { timeout: 20_000 })
  expect(heard.filter((name) => name === 'Kenya').length).toBeGreaterThanOrEqual(200)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  join(kenya.cookie, 'Kenya again')
  await vi.waitUntil(() => heard.includes('Kenya again'), { timeout: 20_000 })
})
