import { expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { readConfig } from '../../../server/config.ts'
import { Arrivals } from '../../../server/sync/arrivals.ts'
import { closedFrame } from '../../../server/sync/frames.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { signedIn, startedBy, startServer } from '../../support/server-app.ts'
import { stoppedClock } from '../../support/stopped-clock.ts'
import { until } from '../../support/until.ts'
import { watchedServer, type Watch } from '../../support/watched-server.ts'

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

const GENEROUS = { MAX_STRANGERS: '10000', MAX_STRANGERS_PER_ADDRESS: '10000', MAX_CONNECTIONS: '1000' }

/** Comes, and says nothing; `heard` is its close code, or the HTTP status with which it was turned away. */
async function comesTo(address: string, proposal: string, cookie = ''): Promise<number> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${proposal}`, ['cp1'], { headers: { cookie } })
  onTestFinished(() => socket.terminate())
  return new Promise((resolve) => {
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, { statusCode, headers }) => {
      expect(headers['retry-after']).toBe('15')
      resolve(statusCode!)
    })
    socket.once('message', () => resolve(0))
    socket.on('close', (code) => resolve(code))
  })
}

it('strangers who come and leave in a loop are turned away before it costs a handshake, until their time has come', async () => {
  const clock = stoppedClock()
  const server = await startServer({ ...GENEROUS, MAX_ARRIVALS_PER_MINUTE: '40' })
  const proposal = await server.startProposal()
  const heard: number[] = []
  for (let count = 0; count < 20; count++) heard.push(await comesTo(server.address, proposal))
  expect(heard.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => CLOSE.notSignedIn))
  expect(heard.slice(11)).toEqual(Array.from({ length: 9 }, () => 429))
  clock.goOn(60_000)
  expect(await comesTo(server.address, proposal)).toBe(CLOSE.notSignedIn)
})

it('so are event streams and posts, which are told by the close code that a client waits after', async () => {
  stoppedClock()
  const server = await startServer({ ...GENEROUS, MAX_ARRIVALS_PER_MINUTE: '4' })
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn('demo-delegate-ken')
  const asks = async (method: string, path: string) => {
    const response = await fetch(`${server.address}/sync/${proposal}${path}`, { method, headers: { cookie } })
    return { after: response.headers.get('retry-after'), text: await response.text() }
  }
  const posts = () => asks('POST', '?line=a&sent=0')
  for (let count = 0; count < 11; count++) expect((await posts()).after).toBe(null)
  const overloaded = `data: ${Buffer.from(closedFrame(CLOSE.overloaded)).toString('base64')}\n\n`
  expect(await posts()).toEqual({ after: '15', text: overloaded })
  expect(await asks('GET', '/events?line=a')).toEqual({ after: '15', text: overloaded })
})

it('a delegation of a thousand behind one address comes in at once, by the limits as they are set by default', () => {
  stoppedClock()
  const arrivals = new Arrivals(readConfig({}))
  const turnedAway = Array.from({ length: 1_500 }, () => arrivals.isTooOften('192.0.2.1')).filter(Boolean)
  expect(turnedAway).toEqual([])
  expect([...Array(2).keys()].map(() => arrivals.isTooOften('192.0.2.1')).at(-1)).toBe(true)
  expect(arrivals.isTooOften('192.0.2.2')).toBe(false)
})

it('a session that joins hundreds of times in a second is put off before the storage is asked about it', async () => {
  stoppedClock()
  let admissions = 0
  const watch: Watch = (name, ask) => (name === 'admit' && admissions++, ask())
  const address = await watchedServer(watch, { ...GENEROUS, MAX_CONNECTIONS: '1' })
  const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
  const { cookie } = await signedIn(address, 'demo-delegate-ken')
  const heard = await Promise.all(Array.from({ length: 300 }, () => comesTo(address, proposal, cookie)))
  expect(heard.filter((code) => code === CLOSE.overloaded).length).toBeGreaterThanOrEqual(99)
  expect(admissions).toBeLessThanOrEqual(201)
})
