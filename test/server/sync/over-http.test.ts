/** The posts and event streams of shared/protocol/PROTOCOL.md, by hand. */
import { encode, writeVarUint8Array } from 'lib0/encoding'
import { expect, it } from 'vitest'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { startServer } from '../../support/server-app.ts'
import { stoppedClock } from '../../support/stopped-clock.ts'

const KENYA = 'demo-delegate-ken'

const bodyOf = (...frames: readonly Uint8Array[]) =>
  Uint8Array.from(encode((encoder) => frames.forEach((frame) => writeVarUint8Array(encoder, frame))))

const framesIn = (stream: string) =>
  [...stream.matchAll(/data: (.*)\n\n/g)].map(([, frame]) => [...Buffer.from(frame!, 'base64')])

const closed = (code: number) => [FRAME.closed, (code % 128) + 128, Math.floor(code / 128)]

async function begin() {
  const server = await startServer({ MAX_FRAME_BYTES: '2000' })
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn(KENYA)
  const post = async (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = { cookie }, id = proposal) => {
    const response = await fetch(`${server.address}/sync/${id}?line=l&sent=0`, { method: 'POST', headers, body })
    return { status: response.status, frames: framesIn(await response.text()) }
  }
  return { server, proposal, cookie, post }
}

/** Nothing new in it. */
const EMPTY_UPDATE = Uint8Array.of(FRAME.sync, 2, 2, 0, 0)

it('a post is answered when all its frames are', async () => {
  const { post } = await begin()
  const { status, frames } = await post(bodyOf(EMPTY_UPDATE, EMPTY_UPDATE))
  expect(status).toBe(200)
  expect(frames.at(-1)!.slice(0, 2)).toEqual([FRAME.ack, 2])
})

it('a post is refused as a socket would be: who is not signed in, what is no frame, what is too large', async () => {
  const { post, cookie } = await begin()
  expect((await post(bodyOf(EMPTY_UPDATE), {})).frames).toEqual([closed(CLOSE.notSignedIn)])
  expect((await post(bodyOf(EMPTY_UPDATE), { cookie }, 'nosuchproposal')).frames).toEqual([closed(CLOSE.notFound)])
  expect((await post(Uint8Array.of(200, 1, 2))).frames).toEqual([closed(CLOSE.invalid)])
  expect((await post(bodyOf(Uint8Array.of(77, 1)))).frames).toEqual([closed(CLOSE.invalid)])
  expect((await post(bodyOf(Uint8Array.of(FRAME.sync, 0, 1, 0)))).frames).toEqual([closed(CLOSE.invalid)])
  expect((await post(bodyOf(new Uint8Array(2_001)))).frames).toEqual([closed(CLOSE.tooLarge)])
  expect((await post(bodyOf(new Uint8Array(9_000)))).status).toBe(413)
})

it('a page of another site can neither post nor listen', async () => {
  const { server, proposal, post, cookie } = await begin()
  const foreign = { cookie, origin: 'https://elsewhere.example' }
  expect((await post(bodyOf(EMPTY_UPDATE), foreign)).status).toBe(403)
  const stream = await fetch(`${server.address}/sync/${proposal}/events?line=l`, { headers: foreign })
  expect(stream.status).toBe(403)
})

it('whoever may not read the proposal is told so by the stream', async () => {
  const { server, proposal } = await begin()
  const { cookie } = await server.signIn('demo-observer-cept')
  const stream = await fetch(`${server.address}/sync/${proposal}/events?line=l`, { headers: { cookie } })
  expect(framesIn(await stream.text())).toEqual([closed(CLOSE.notFound)])
})

it('whoever posts faster than is allowed is put off', async () => {
  stoppedClock()
  const { server, proposal, cookie } = await begin()
  const body = bodyOf(...Array.from({ length: 250 }, () => EMPTY_UPDATE))
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const address = `${server.address}/sync/${proposal}?line=l&sent=0`
      return framesIn(await (await fetch(address, { method: 'POST', headers: { cookie }, body })).text())
    }),
  )
  expect(answers.flat()).toContainEqual(closed(CLOSE.overloaded))
})

it('an address that does not say which line, or how much of it was sent, is told what it lacks', async () => {
  const { server, proposal, cookie } = await begin()
  const asked = async (method: string, query: string) => {
    const address = `${server.address}/sync/${proposal}${query}`
    const body = method === 'POST' ? { body: bodyOf(EMPTY_UPDATE) } : {}
    const response = await fetch(address, { method, headers: { cookie }, ...body })
    return { status: response.status, body: await response.text() }
  }
  const lines = ['', '?line=', `?line=${'l'.repeat(65)}`, '?line=%00', '?line=a&line=b', '?line[a]=b']
  const counts = ['', '&sent=', '&sent=-1', '&sent=1.5', '&sent=x', '&sent=99999999999999999999', '&sent=5000000000']
  const wrong = [
    ...lines.map((line) => ['GET', `/events${line}`] as const),
    ...lines.map((line) => ['POST', `${line}${line ? '&' : '?'}sent=0`] as const),
    ...counts.map((count) => ['POST', `?line=l${count}`] as const),
  ]
  for (const [method, query] of wrong) {
    const { status, body } = await asked(method, query)
    expect([method, query, status]).toEqual([method, query, 400])
    expect(JSON.parse(body)).toEqual({ code: 'malformed-request', reason: expect.stringMatching(/\.$/) as string })
  }
  expect((await asked('POST', '?line=l&sent=3')).status).toBe(200)
})
