import { expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { startServer } from '../../support/server-app.ts'
import { stoppedClock } from '../../support/stopped-clock.ts'
import { until } from '../../support/until.ts'

it('whoever joins hundreds of times in a second is told to come back later, and others are let in meanwhile', async () => {
  const clock = stoppedClock()
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
  await until(() => closes.length > 0)
  join(senegal.cookie, 'Senegal')
  await until(() => heard.includes('Senegal'))
  expect(closes[0]).toEqual({ code: CLOSE.overloaded, reason: 'overloaded; retry-after=30' })
  await until(() => closes.length + heard.filter((name) => name === 'Kenya').length === 400)
  expect(heard.filter((name) => name === 'Kenya').length).toBeGreaterThanOrEqual(200)
  clock.goOn(1_500)
  join(kenya.cookie, 'Kenya again')
  await until(() => heard.includes('Kenya again'))
})
